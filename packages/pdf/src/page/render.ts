import {
  canonicalize,
  documentChecksum,
  formatInstant,
  parseUtcInstant,
  sha256Hex,
  utf8,
  type JsonObject,
} from "@openlading/core";
import { documentNumber, isDocumentKind } from "@openlading/documents";
import { checkImage } from "../appearance/image-file.ts";
import { PdfError } from "../error.ts";
import { checkCode } from "../qr/check-code.ts";
import { assemble, type Print, type PrintAttachment } from "./assemble.ts";
import { compose, type Composition, type PrintMarks } from "./compose.ts";
import { loadDefaultFont, openFont, type PageFont } from "./font.ts";
import { assertGlyphs } from "./glyphs.ts";
import type { Layout } from "./layout.ts";
import { prepare } from "./prepare.ts";
import { templateOf, type Template } from "./templates.ts";
import { Source } from "./text.ts";

/** Images that go with a print, as supplied; they are carried, and drawn by the signatures that use them. */
export interface PrintImages {
  readonly seal?: Uint8Array;
  readonly signature?: Uint8Array;
}

/** What one printed copy is made of. */
export interface PrintInput {
  /** A kind of document that has a printed form. */
  readonly kind: string;
  /** The document, already checked: its form is drawn, its rules are not looked at. */
  readonly data: JsonObject;
  /** The proof: the issuer's manifest as compact JWS. */
  readonly manifest?: string;
  readonly print: {
    /** Number of the copy, from 1. */
    readonly copy: number;
    /** Canonical UTC text. */
    readonly printedAt: string;
    readonly qrText?: string;
  };
  readonly images?: PrintImages;
  /** A TrueType font; the one that comes with the package unless given. */
  readonly font?: Uint8Array;
  /** `certificate/1`; the newest of the kind unless given. */
  readonly template?: string;
}

/**
 * Prints one copy, as revision 0 of a PDF/A-3b file with its empty signature fields. A pure function of its input: the
 * same input gives the same bytes anywhere.
 * @throws PdfError `ERR_PDF_FORM` when the kind or its form is not printed
 * @throws PdfError `ERR_PDF_GLYPH` with every character that cannot be printed, before anything is drawn
 * @throws PdfError `ERR_PDF_QR_SIZE` when the QR text is too long for paper
 * @throws PdfError `ERR_PDF_IMAGE` when a supplied image is over the limits
 * @throws PdfError `ERR_PDF_FONT` when the font is no single TrueType file
 * @throws TypeError when the copy's number or instant is not spelt as it must be
 */
export async function renderPrint(input: PrintInput): Promise<Print> {
  assertParameters(input);
  const template = templateOf(input.kind, input.template);
  const font = input.font === undefined ? await loadDefaultFont() : openFont(input.font);
  const data = new Source(input.data);
  const layout = layoutOf(template, data);
  const number = numberOf(input);
  const printedAt = new Date(parseUtcInstant(input.print.printedAt));
  const prepared = prepare(layout, data, number, font);
  const pages = compose(prepared, marks(input), font);
  assertGlyphs([{ parts: [{ text: shownBy(pages), path: "" }] }], font);
  const title = `${layout.title.en} ${number}`;
  const facts = { title, subject: layout.title.zh, author: issuer(data), template: template.id, printedAt };
  return assemble(pages, font, facts, attachments(input, template, font));
}

/** Every character on the pages once, the form's own words among them: a font handed in may lack these. */
const shownBy = ({ pages }: Composition): string =>
  String.fromCodePoint(...new Set(pages.flatMap((page) => page.codePoints())));

const issuer = (data: Source): string => {
  const named = [data.at("issuer", "name"), data.at("documentParties", "issuingParty", "partyName")];
  return named.find(({ text }) => text !== "")?.text ?? "OpenLading";
};

function assertParameters({ print: { copy, printedAt, qrText }, images }: PrintInput): void {
  if (images?.seal !== undefined) checkImage(images.seal, "seal");
  if (images?.signature !== undefined) checkImage(images.signature, "signature");
  if (!Number.isSafeInteger(copy) || copy < 1) throw new TypeError("copy is a number from 1");
  if (formatInstant(parseUtcInstant(printedAt)) !== printedAt) throw new TypeError("printedAt is canonical UTC text");
  if (qrText !== undefined && !/^[\x21-\x7e]+$/u.test(qrText)) throw new TypeError("qrText is printable ASCII");
}

function layoutOf(template: Template, data: Source): Layout {
  const layout = template.layout(data);
  if (layout !== undefined) return layout;
  throw new PdfError({
    code: "ERR_PDF_FORM",
    message: "there is no printed form of this certificate",
    details: { kind: template.kind, form: data.at("form").text },
  });
}

function numberOf({ kind, data }: PrintInput): string {
  if (!isDocumentKind(kind)) throw new TypeError("kind is not a kind of document");
  return documentNumber(kind, data);
}

function marks({ print, data }: PrintInput): PrintMarks {
  const instant = `${print.printedAt.slice(0, 10)} ${print.printedAt.slice(11, 19)} UTC`;
  return {
    copy: `Copy ${print.copy} · printed at ${instant}   第 ${print.copy} 份 · 打印时间 ${instant}`,
    checkCode: checkCode(documentChecksum(data)),
    qrText: print.qrText ?? null,
  };
}

function attachments(input: PrintInput, template: Template, font: PageFont): PrintAttachment[] {
  const { attachmentName: name } = template;
  const { seal, signature } = input.images ?? {};
  return [
    attached(`${name}.json`, "application/json", "The document as data (RFC 8785)", canonicalize(input.data)),
    ...(input.manifest === undefined
      ? []
      : [attached(`${name}.jws`, "application/jose", "The issuer's signed manifest", utf8(input.manifest))]),
    attached(
      "print.json",
      "application/json",
      "How this copy was printed",
      canonicalize(parameters(input, template, font)),
    ),
    ...image("seal", seal),
    ...image("signature", signature),
  ];
}

const attached = (name: string, mimeType: string, description: string, bytes: Uint8Array): PrintAttachment => ({
  name,
  mimeType,
  description,
  bytes,
  relationship: "Data",
});

const PNG_FIRST_BYTE = 0x89;

function image(name: "seal" | "signature", bytes: Uint8Array | undefined): PrintAttachment[] {
  if (bytes === undefined) return [];
  const [ending, mimeType] = bytes[0] === PNG_FIRST_BYTE ? ["png", "image/png"] : ["jpg", "image/jpeg"];
  const description = name === "seal" ? "The registered seal, as supplied" : "The registered signature, as supplied";
  return [{ name: `${name}.${ending}`, mimeType, description, bytes, relationship: "Supplement" }];
}

/** `print.json`: all that is needed, beside the other attachments, to make the same bytes again. */
function parameters({ kind, print, images }: PrintInput, template: Template, font: PageFont): JsonObject {
  const { seal, signature } = images ?? {};
  return {
    template: template.id,
    font: font.digest,
    kind,
    copy: print.copy,
    printedAt: print.printedAt,
    ...(print.qrText === undefined ? {} : { qrText: print.qrText }),
    ...(seal === undefined ? {} : { seal: sha256Hex(seal) }),
    ...(signature === undefined ? {} : { signature: sha256Hex(signature) }),
  };
}
