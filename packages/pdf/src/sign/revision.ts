import { concatBytes, sha256, utf8 } from "@openlading/core";
import { formatDictionary } from "./pdf-syntax.ts";
import type { PrintedFile } from "./printed-file.ts";

/** Objects to be written on top of a file: new ones, and new states of old ones. */
export interface Revision {
  /** A number that no object of the file has. */
  add(body: Uint8Array | string): number;
  /** Puts a new state in an object's place. */
  replace(number: number, body: Uint8Array | string): void;
  /** Reserves a number for an object that needs it before its body is known. */
  reserve(): number;
  /** The file with the revision behind it, and where each object's body begins. */
  write(): { readonly bytes: Uint8Array; readonly bodyAt: ReadonlyMap<number, number> };
}

/** Begins a revision on top of `file`: the file's bytes stay as they are, to the last. */
export function createRevision(file: PrintedFile): Revision {
  const bodies = new Map<number, Uint8Array>();
  let next = file.size;
  const reserve = (): number => next++;
  const replace = (number: number, body: Uint8Array | string): void => {
    bodies.set(number, typeof body === "string" ? latin1(body) : body);
  };
  return {
    reserve,
    replace,
    add: (body) => {
      const number = reserve();
      replace(number, body);
      return number;
    },
    write: () => writeRevision(file, bodies, next),
  };
}

/** A stream as an object's body. */
export function streamBody(entries: Readonly<Record<string, string>>, bytes: Uint8Array): Uint8Array {
  const head = `${formatDictionary({ ...entries, Length: String(bytes.length) })}\nstream\n`;
  return concatBytes(latin1(head), bytes, latin1("\nendstream"));
}

/** One byte a character. */
export const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));

function writeRevision(
  file: PrintedFile,
  bodies: ReadonlyMap<number, Uint8Array>,
  size: number,
): ReturnType<Revision["write"]> {
  const parts: Uint8Array[] = [file.bytes];
  let length = file.bytes.length;
  const put = (part: Uint8Array): void => {
    parts.push(part);
    length += part.length;
  };
  if (file.bytes.at(-1) !== 0x0a) put(latin1("\n"));
  const objectAt = new Map<number, number>();
  const bodyAt = new Map<number, number>();
  const numbers = [...bodies.keys()].toSorted((a, b) => a - b);
  for (const number of numbers) {
    objectAt.set(number, length);
    put(latin1(`${number} 0 obj\n`));
    bodyAt.set(number, length);
    put(bodies.get(number) ?? new Uint8Array());
    put(latin1("\nendobj\n"));
  }
  const xrefAt = length;
  put(latin1(`xref\n${tableOf(numbers, objectAt)}trailer\n${trailerOf(file, size)}\nstartxref\n${xrefAt}\n%%EOF\n`));
  return { bytes: concatBytes(...parts), bodyAt };
}

/** The subsections of the table: runs of consecutive numbers, entries of 20 bytes. */
function tableOf(numbers: readonly number[], objectAt: ReadonlyMap<number, number>): string {
  const runs: number[][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last?.at(-1) === number - 1) last.push(number);
    else runs.push([number]);
  }
  const line = (number: number): string => `${String(objectAt.get(number) ?? 0).padStart(10, "0")} 00000 n \n`;
  return runs.map((run) => `${run[0] ?? 0} ${run.length}\n${run.map(line).join("")}`).join("");
}

/** The trailer of before, grown; the second identifier follows from the bytes below, so a revision is a pure function. */
function trailerOf(file: PrintedFile, size: number): string {
  const entries = new Map(file.trailer);
  entries.delete("XRefStm");
  entries.set("Size", String(size));
  entries.set("Prev", String(file.startXref));
  const first = /^\[\s*<([0-9A-Fa-f]+)>/.exec(entries.get("ID") ?? "")?.[1];
  const state = Buffer.from(sha256(utf8("openlading-pdf-revision"), file.bytes).subarray(0, 16)).toString("hex");
  if (first !== undefined) entries.set("ID", `[ <${first}> <${state.toUpperCase()}> ]`);
  return formatDictionary(entries);
}
