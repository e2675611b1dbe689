import { READ_LIMITS } from "../../src/read/limits.ts";
import type { Attack } from "./attack.ts";
import { bytesOf, Forger, packed, patch, stream, textOf } from "./forge.ts";

const isContents = (f: Forger): number => Number(/^\d+/.exec(f.entry(f.page, "Contents"))?.[0] ?? 0);
const join = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

/** The end record of an empty ZIP archive: enough for an archiver to open the file. */
const ZIP_END = bytesOf(`PK\x05\x06${"\0".repeat(18)}`);

/** The file's bytes and tables. */
export const BYTES: readonly Attack[] = [
  {
    family: "polyglot",
    name: "a picture's header before the file",
    step: 1,
    code: "ERR_PDF_HEADER",
    make: ({ sealed }) => join(bytesOf("GIF89a"), sealed),
  },
  {
    family: "polyglot",
    name: "a shell script before the file",
    step: 1,
    code: "ERR_PDF_HEADER",
    make: ({ sealed }) => join(bytesOf("#!/bin/sh\nexit\n"), sealed),
  },
  {
    family: "polyglot",
    name: "a ZIP archive behind the file",
    step: 1,
    code: "ERR_PDF_TRAILING",
    make: ({ sealed }) => join(sealed, ZIP_END),
  },
  {
    family: "polyglot",
    name: "a second PDF behind the file",
    step: 1,
    code: "ERR_PDF_SECOND_HEADER",
    make: ({ sealed, print }) => join(sealed, print),
  },
  {
    family: "polyglot",
    name: "a PDF in the open inside a stream",
    step: 1,
    code: "ERR_PDF_SECOND_HEADER",
    make: ({ sealed, print }) => {
      const f = new Forger(sealed);
      return f.update({ [f.next]: stream(print) });
    },
  },
  {
    family: "bytes",
    name: "white space behind the end",
    step: 1,
    code: "ERR_PDF_TRAILING",
    make: ({ sealed }) => join(sealed, bytesOf("  \n")),
  },
  { family: "bytes", name: "no PDF at all", step: 1, code: "ERR_PDF_HEADER", make: () => bytesOf("") },
  {
    family: "bytes",
    name: "cut off in the middle",
    step: 1,
    code: "ERR_PDF_END",
    make: ({ print }) => print.subarray(0, print.length >> 1),
  },
  {
    family: "bytes",
    name: "100 MB",
    step: 1,
    code: "ERR_PDF_TOO_LARGE",
    make: ({ sealed }) => {
      const bytes = new Uint8Array(100 * 1024 * 1024);
      bytes.set(sealed);
      return bytes;
    },
  },
  {
    family: "bytes",
    name: "an attachment that inflates to 100 MB",
    step: 1,
    code: "ERR_PDF_INFLATE",
    make: ({ print }) => {
      const f = new Forger(print);
      const spec = f.find((names, text) => names.has("EF") && text.includes("(certificate.json)"));
      const file = Number(/\/F (\d+) 0 R/.exec(f.entry(spec, "EF"))?.[1] ?? 0);
      return f.rebuild({ [file]: packed(new Uint8Array(100 * 1024 * 1024), "/Type /EmbeddedFile") });
    },
  },
  {
    family: "bytes",
    name: "arrays nested a thousand deep",
    step: 1,
    code: "ERR_PDF_DEPTH",
    make: ({ sealed }) => {
      const f = new Forger(sealed);
      return f.update({ [f.next]: `${"[".repeat(1000)}${"]".repeat(1000)}` });
    },
  },
  {
    family: "bytes",
    name: "more revisions than are read",
    step: 1,
    code: "ERR_PDF_TOO_MANY",
    make: ({ sealed }) => {
      let bytes = sealed;
      const { root } = new Forger(sealed);
      for (let count = 0; count < READ_LIMITS.maxRevisions; count++) bytes = again(bytes, root);
      return bytes;
    },
  },
  {
    family: "xref",
    name: "encryption",
    step: 1,
    code: "ERR_PDF_ENCRYPTED",
    make: ({ sealed }) => {
      const f = new Forger(sealed);
      return f.update({ [f.next]: "<< /Filter /Standard /V 5 /R 6 >>" }, { trailer: `/Encrypt ${f.next} 0 R` });
    },
  },
  {
    family: "xref",
    name: "a hybrid file",
    step: 1,
    code: "ERR_PDF_HYBRID",
    make: ({ sealed }) => {
      const f = new Forger(sealed);
      return f.update({ [f.next]: stream("") }, { trailer: "/XRefStm 1234" });
    },
  },
  {
    family: "xref",
    name: "an offset points elsewhere",
    step: 1,
    code: "ERR_PDF_XREF",
    make: ({ sealed }) => patch(sealed, /\d{10}(?= 00000 n )/, (at) => String(Number(at) + 3).padStart(10, "0")),
  },
  {
    family: "xref",
    name: "startxref points elsewhere",
    step: 1,
    code: "ERR_PDF_XREF",
    make: ({ sealed }) => patch(sealed, /startxref\n\d/, () => "startxref\n9"),
  },
  {
    family: "xref",
    name: "an object of generation 1",
    step: 1,
    code: "ERR_PDF_XREF",
    make: ({ sealed }) => patch(sealed, / 00000 n /, () => " 00001 n "),
  },
  {
    family: "xref",
    name: "a trailer that states too small a size",
    step: 1,
    code: "ERR_PDF_XREF",
    make: ({ sealed }) => patch(sealed, /\/Size \d+/, () => "/Size 5"),
  },
  {
    family: "xref",
    name: "an object is freed",
    step: 1,
    code: "ERR_PDF_XREF",
    make: ({ sealed }) => {
      const f = new Forger(sealed);
      const free = `${isContents(f)} 1\n0000000000 00001 f \n`;
      return f.update({ [f.next]: stream("") }, { table: (table) => table + free });
    },
  },
  {
    family: "xref",
    name: "another root",
    step: 1,
    code: "ERR_PDF_XREF",
    make: ({ sealed }) => {
      const f = new Forger(sealed);
      const bytes = f.update({ [f.next]: f.body(f.root) });
      return bytesOf(textOf(bytes).replace(new RegExp(`/Root ${f.root} 0 R(?![^]*/Root)`), `/Root ${f.next} 0 R`));
    },
  },
  {
    family: "xref",
    name: "a table without its revision before",
    step: 1,
    code: "ERR_PDF_GAP",
    make: ({ sealed }) => patch(sealed, /\/Prev \d+/, () => ""),
  },
  {
    family: "xref",
    name: "a table lists an object twice",
    step: 1,
    code: "ERR_PDF_DUPLICATE_OBJECT",
    make: ({ sealed }) => {
      const f = new Forger(sealed);
      return f.update({ [f.next]: stream("") }, { table: (table) => table + table.slice("xref\n".length) });
    },
  },
  {
    family: "xref",
    name: "an object is written twice",
    step: 1,
    code: "ERR_PDF_DUPLICATE_OBJECT",
    make: ({ sealed }) => {
      const f = new Forger(sealed);
      return f.update({ [f.next]: stream("") }, { between: `${f.next} 0 obj\n${stream("q Q")}\nendobj\n` });
    },
  },
  {
    family: "xref",
    name: "bytes between two objects",
    step: 1,
    code: "ERR_PDF_GAP",
    make: ({ sealed }) => {
      const f = new Forger(sealed);
      return f.update({ [f.next]: stream("") }, { between: "hidden\n" });
    },
  },
  {
    family: "xref",
    name: "an object that no table lists",
    step: 1,
    code: "ERR_PDF_GAP",
    make: ({ sealed }) => {
      const f = new Forger(sealed);
      return f.update({ [f.next]: stream("") }, { between: `${f.next + 1} 0 obj\n${stream("q Q")}\nendobj\n` });
    },
  },
  {
    family: "xref",
    name: "a comment between two values",
    step: 1,
    code: "ERR_PDF_SYNTAX",
    make: ({ sealed }) => {
      const f = new Forger(sealed);
      return f.update({ [f.next]: "<< /A 1 % hidden\n /B 2 >>" });
    },
  },
  {
    family: "xref",
    name: "a dictionary with one name twice",
    step: 1,
    code: "ERR_PDF_SYNTAX",
    make: ({ sealed }) => {
      const f = new Forger(sealed);
      return f.update({ [f.next]: "<< /A 1 /#41 2 >>" });
    },
  },
  {
    family: "bytes",
    name: "an attachment packed in a way that is not opened",
    step: 1,
    code: "ERR_PDF_FILTER",
    overall: "unknown",
    make: ({ print }) => {
      const f = new Forger(print);
      const file = f.find((names, text) => text.includes("/EmbeddedFile") && names.has("Params"));
      return f.rebuild({ [file]: stream("616263>", "/Type /EmbeddedFile /Filter /ASCIIHexDecode") });
    },
  },
  {
    family: "bytes",
    name: "a stream whose length is said anew",
    step: 1,
    code: "ERR_PDF_SYNTAX",
    make: async ({ print, world }) => {
      const f = new Forger(print);
      const sealed = await world.signed(f.rebuild({ [f.next]: "9" }));
      const g = new Forger(sealed);
      const [length, next] = [f.next, g.next];
      const body = `<< /Length ${length} 0 R >>\nstream\n123456789\nendstream`;
      return g.update({ [next]: body, [length]: "3" });
    },
  },
  {
    family: "object stream",
    name: "objects packed into a stream",
    step: 1,
    code: "ERR_PDF_OBJECT_STREAM",
    overall: "unknown",
    make: ({ sealed }) => {
      const f = new Forger(sealed);
      return f.update({ [f.next]: stream(`${isContents(f)} 0 << >>`, "/Type /ObjStm /N 1 /First 4") });
    },
  },
  {
    family: "object stream",
    name: "a table packed into a stream",
    step: 1,
    code: "ERR_PDF_OBJECT_STREAM",
    overall: "unknown",
    make: ({ sealed }) => {
      const text = textOf(sealed);
      const body = `99 0 obj\n${stream("\0\0\0", "/Type /XRef /W [1 1 1] /Size 1")}\nendobj\n`;
      return bytesOf(`${text}${body}startxref\n${text.length}\n%%EOF\n`);
    },
  },
];

function again(bytes: Uint8Array, root: number): Uint8Array {
  const text = textOf(bytes);
  const [, previous = "0"] = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text) ?? [];
  const [, id = ""] = /(\/ID \[[^\]]*\])/.exec(text.slice(-600)) ?? [];
  const size = /\/Size (\d+)/.exec(text.slice(-600))?.[1] ?? "1";
  return bytesOf(
    `${text}xref\n0 0\ntrailer\n<< /Size ${size} /Root ${root} 0 R ${id} /Prev ${previous} >>\nstartxref\n${text.length}\n%%EOF\n`,
  );
}
