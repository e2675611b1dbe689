import { childrenOf, dictOf, type PdfDict, type PdfObject } from "./object.ts";
import type { PdfFile } from "./pdf-file.ts";

/** Visits a value and everything inside it; references are not followed. */
export function visitValues(value: PdfObject, visit: (value: PdfObject) => void): void {
  visit(value);
  for (const child of childrenOf(value)) visitValues(child, visit);
}

/** The object numbers a value refers to, itself or inside. */
export function referencesIn(value: PdfObject | undefined): readonly number[] {
  const found: number[] = [];
  if (value === undefined) return found;
  visitValues(value, (one) => {
    if (one.kind === "reference") found.push(one.number);
  });
  return found;
}

/** The object numbers that can be reached from `from` at a revision, those of `from` that exist included. */
export function reachable(
  file: PdfFile,
  from: readonly number[],
  revision: number,
  isOpen: (number: number) => boolean = () => true,
): Set<number> {
  const seen = new Set<number>();
  const open = [...from];
  for (let number = open.pop(); number !== undefined; number = open.pop()) {
    const object = file.object(number, revision);
    if (seen.has(number) || object === undefined || !isOpen(number)) continue;
    seen.add(number);
    open.push(...referencesIn(object.value));
  }
  return seen;
}

/** Every dictionary of the file in every state it ever had, with the object it stands in. */
export function* allDictionaries(
  file: PdfFile,
): Generator<{ readonly dict: PdfDict; readonly object: number; readonly revision: number; readonly isTop: boolean }> {
  for (const { objects, index } of file.revisions) {
    for (const { number, value } of objects.values()) {
      const found: PdfDict[] = [];
      visitValues(value, (one) => {
        const dict = one.kind === "stream" ? null : dictOf(one);
        if (dict !== null) found.push(dict);
        if (one.kind === "stream") found.push(one.dict);
      });
      for (const dict of found) yield { dict, object: number, revision: index, isTop: dict === dictOf(value) };
    }
  }
}
