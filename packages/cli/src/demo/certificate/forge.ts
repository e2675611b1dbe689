import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { canonicalize, decodeUtf8, parseStrictJson, type JsonObject, type Text } from "@openlading/core";
import type { PdfErrorCode, PrintFiles, PrintParameters } from "@openlading/pdf";
import { isObject } from "../../commands/inspect.ts";
import { loadPdf } from "../../certificate/load-pdf.ts";
import { wrong } from "../stage.ts";
import { appendObjects, findObject, sizeOf, withoutLastRevision } from "./append.ts";
import { withItem } from "./papers.ts";

/** A copy that somebody tampered with, and why it must be refused. */
export interface Forgery {
  readonly name: string;
  readonly what: Text;
  readonly code: PdfErrorCode;
}

interface Material {
  /** The genuine copy, and another genuine certificate. */
  readonly copy: Uint8Array;
  readonly other: Uint8Array;
  readonly now: string;
}

interface Recipe extends Forgery {
  readonly make: (material: Material) => Promise<Uint8Array>;
}

const RECIPES: readonly Recipe[] = [
  { name: "edited-hs-code.pdf", code: "ERR_PDF_DATA_CHECKSUM", make: editHsCode,
    what: { en: "printed anew with another HS code, keys of the forger", zh: "改了 HS 编码重新打印，伪造者自签" } },
  { name: "overlay.pdf", code: "ERR_PDF_CHANGED_PAGE", make: overlay,
    what: { en: "another HS code laid over the sealed page", zh: "在盖章页面上覆盖另一个 HS 编码" } },
  { name: "stripped-seal.pdf", code: "ERR_PDF_SEAL_ABSENT", make: ({ copy }) => Promise.resolve(withoutLastRevision(copy)),
    what: { en: "the authority's seal cut off", zh: "截去签证机构的印章" } },
  { name: "transplanted-qr.pdf", code: "ERR_PDF_QR_OTHER", make: transplantQr,
    what: { en: "the genuine QR code of another certificate", zh: "移植另一份证书的真二维码" } },
  { name: "swapped-attachment.pdf", code: "ERR_PDF_CHANGED_ATTACHMENT", make: swapAttachment,
    what: { en: "the attached data swapped under the seal", zh: "盖章后替换内嵌数据" } },
]; // prettier-ignore

/** Leaves tampered copies of a genuine print in a folder. */
export async function forgeCopies(folder: string, material: Material): Promise<readonly Forgery[]> {
  for (const { name, make } of RECIPES) await writeFile(join(folder, name), await make(material));
  return RECIPES;
}

async function filesOf(bytes: Uint8Array): Promise<PrintFiles> {
  const { readPrintFiles } = await loadPdf();
  return readPrintFiles(bytes).files;
}

async function printOf(files: PrintFiles): Promise<PrintParameters> {
  const { parsePrintParameters } = await loadPdf();
  return parsePrintParameters(files.get("print.json") ?? new Uint8Array());
}

function jsonOf(files: PrintFiles, name: string): JsonObject {
  const value = parseStrictJson(files.get(name) ?? new Uint8Array());
  if (!isObject(value)) throw wrong(`${name} is not attached as expected`);
  return value;
}

const ANOTHER_CODE = "848220";
const edited = (data: JsonObject): JsonObject => withItem(data, 0, { HSCode: ANOTHER_CODE });

async function editHsCode({ copy, now }: Material): Promise<Uint8Array> {
  const files = await filesOf(copy);
  return reprint(files, now, { data: edited(jsonOf(files, "certificate.json")) });
}

async function transplantQr({ copy, other, now }: Material): Promise<Uint8Array> {
  const { qrText } = await printOf(await filesOf(other));
  return reprint(await filesOf(copy), now, qrText === undefined ? {} : { qrText });
}

/** Prints a copy again with something changed, and signs it with keys that only look the part. */
async function reprint(
  files: PrintFiles,
  now: string,
  change: { readonly data?: JsonObject; readonly qrText?: string },
): Promise<Uint8Array> {
  const { createSpecimenPki, drawSealAppearance, renderPrint, signPdf } = await loadPdf();
  const { copy, printedAt, qrText = "" } = await printOf(files);
  const { bytes } = await renderPrint({
    kind: "certificate-of-origin",
    data: change.data ?? jsonOf(files, "certificate.json"),
    manifest: decodeUtf8(files.get("certificate.jws") ?? new Uint8Array()),
    print: { copy, printedAt, qrText: change.qrText ?? qrText },
  });
  const { exporter, authority } = await createSpecimenPki({ notBeforeMs: Date.parse(now) - 86_400_000 });
  const appearance = await drawSealAppearance({ name: "示例商会" });
  const declared = await signPdf(bytes, { field: "exporter", ...exporter, signedAt: now });
  return signPdf(declared, { field: "authority", ...authority, signedAt: now, appearance });
}

/** White over the code of the first item, another code on the white. */
function overlay({ copy }: Material): Promise<Uint8Array> {
  const page = findObject(copy, /\/Type \/Page\n/);
  const number = sizeOf(Buffer.from(copy).toString("latin1"));
  const drawing = `q 1 g 286 502 40 12 re f Q BT /Helv 9 Tf 290.5 505.5 Td (${ANOTHER_CODE}) Tj ET`;
  const content = page.content
    .replace(/\/Contents (\d+ 0 R)/, `/Contents [ $1 ${number} 0 R ]`)
    .replace("/Font <<", "/Font <<\n/Helv << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
  return Promise.resolve(
    appendObjects(copy, [
      { number: page.number, content },
      { number, content: `<<\n/Length ${drawing.length}\n>>\nstream\n${drawing}\nendstream` },
    ]),
  );
}

async function swapAttachment({ copy }: Material): Promise<Uint8Array> {
  const data = canonicalize(edited(jsonOf(await filesOf(copy), "certificate.json")));
  const { number } = findObject(copy, /\/Type \/EmbeddedFile\n[\s\S]*json/);
  const head = `<<\n/Type /EmbeddedFile\n/Subtype /application#2Fjson\n/Length ${data.length}\n>>`;
  const content = `${head}\nstream\n${Buffer.from(data).toString("latin1")}\nendstream`;
  return appendObjects(copy, [{ number, content }]);
}
