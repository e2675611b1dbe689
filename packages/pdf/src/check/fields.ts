import { nameOf, type PdfDict } from "../read/object.ts";
import type { PdfFile } from "../read/pdf-file.ts";
import { decodeText } from "./text.ts";

/** A field of the form, as it was at one revision. */
export interface FormField {
  readonly number: number;
  readonly name: string;
  readonly type: string | null;
  readonly dict: PdfDict;
}

const MAX_FIELDS = 1000;

/** The fields of the form at a revision, those below others included; each is an object of its own. */
export function readFields(file: PdfFile, revision = file.last): readonly FormField[] {
  const form = file.entry(file.catalog(revision), "AcroForm", revision);
  const fields: FormField[] = [];
  const seen = new Set<number>();
  const visit = (dict: PdfDict | null, name: string, prefix: string): void => {
    const list = file.entry(dict, name, revision);
    for (const item of list?.kind === "array" ? list.items : []) {
      if (item.kind !== "reference" || seen.has(item.number) || seen.size > MAX_FIELDS) continue;
      seen.add(item.number);
      const value = file.resolve(item, revision);
      if (value?.kind !== "dict") continue;
      const path = [prefix, textEntry(file, value, "T", revision)].filter((part) => part !== "").join(".");
      const type = nameOf(file.entry(value, "FT", revision));
      fields.push({ number: item.number, name: path, type, dict: value });
      visit(value, "Kids", path);
    }
  };
  visit(form?.kind === "dict" ? form : null, "Fields", "");
  return fields;
}

function textEntry(file: PdfFile, dict: PdfDict, name: string, revision: number): string {
  const value = file.entry(dict, name, revision);
  return value?.kind === "string" ? decodeText(value.bytes) : "";
}
