import { wrong } from "../stage.ts";

/** An object that a forger puts in place of one, or adds. */
export interface AppendedObject {
  readonly number: number;
  readonly content: string;
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

/**
 * Appends objects to a PDF as any editor would, with a cross-reference section of their own: what was signed stays as it
 * is, and a reader that looks no further shows the new objects.
 */
export function appendObjects(bytes: Uint8Array, objects: readonly AppendedObject[]): Uint8Array {
  const file = text(bytes);
  const before = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(file)?.[1]);
  let body = file.endsWith("\n") ? file : `${file}\n`;
  const sections = [...objects].sort((a, b) => a.number - b.number).map(({ number, content }) => {
    const offset = String(body.length).padStart(10, "0");
    body += `${number} 0 obj\n${content}\nendobj\n`;
    return `${number} 1\n${offset} 00000 n \n`;
  }); // prettier-ignore
  const size = Math.max(sizeOf(file), ...objects.map(({ number }) => number + 1));
  const trailer = `trailer\n<<\n/Size ${size}\n/Root ${referenceAt(file, "Root")}\n/Prev ${before}\n>>`;
  const at = body.length;
  return new Uint8Array(
    Buffer.from(`${body}xref\n${sections.join("")}${trailer}\nstartxref\n${at}\n%%EOF\n`, "latin1"),
  );
}

/** The number of the next object that nobody uses. */
export const sizeOf = (file: string): number => Math.max(...[...file.matchAll(/\/Size (\d+)\s*\/Root|\/Size (\d+)\s*>>/g)].map(([, a, b]) => Number(a ?? b)), ...[...file.matchAll(/(?:^|\n)(\d+) 0 obj/g)].map(([, number]) => Number(number) + 1)); // prettier-ignore

function referenceAt(file: string, name: string): string {
  const found = [...file.matchAll(new RegExp(`/${name} (\\d+ 0 R)`, "g"))].at(-1)?.[1];
  if (found === undefined) throw wrong(`the printed file has no ${name}`);
  return found;
}

/** The newest object that matches, its number and its text between `obj` and `endobj`. */
export function findObject(bytes: Uint8Array, pattern: RegExp): AppendedObject {
  const all = [...text(bytes).matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)];
  const found = all.findLast(([, , content = ""]) => pattern.test(content));
  if (found === undefined) throw wrong("the printed file is not laid out as the forger thought");
  return { number: Number(found[1]), content: found[2] ?? "" };
}

/** The file as it was before its last revision. */
export function withoutLastRevision(bytes: Uint8Array): Uint8Array {
  const file = text(bytes);
  const end = file.lastIndexOf("%%EOF", file.lastIndexOf("%%EOF") - 1);
  return bytes.slice(0, end + "%%EOF\n".length);
}
