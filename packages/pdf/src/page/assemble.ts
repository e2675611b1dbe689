import { domainDigest, utf8 } from "@openlading/core";
import { PDFDocument, PDFHexString, PDFName, PDFString, type PDFContext, type PDFDict, type PDFRef } from "pdf-lib";
import { ARCHIVE_FIELDS } from "../sign/archive-fields.ts";
import type { FieldRect } from "./cell-drawing.ts";
import type { Composition } from "./compose.ts";
import { embedFont } from "./embed-font.ts";
import type { PageFont } from "./font.ts";
import { MM, PAGE } from "./ink.ts";
import type { FieldName } from "./layout.ts";

/** A file carried inside the print. */
export interface PrintAttachment {
  readonly name: string;
  readonly mimeType: string;
  readonly description: string;
  readonly relationship: "Data" | "Supplement";
  readonly bytes: Uint8Array;
}

/** What the file says of itself. */
export interface PrintFacts {
  readonly title: string;
  readonly subject: string;
  readonly author: string;
  readonly template: string;
  readonly printedAt: Date;
}

/** A signature field: page index, and `[left, bottom, right, top]` in points. */
export interface PrintField {
  readonly page: number;
  readonly rect: readonly [number, number, number, number];
}

/** A print, and where its empty signature fields stand. */
export interface Print {
  readonly bytes: Uint8Array;
  readonly fields: Readonly<Partial<Record<FieldName, PrintField>>>;
}

const A4: [number, number] = [595.276, 841.89];
const FIELD_WORDS: Readonly<Record<FieldName, string>> = {
  exporter: "Signature of the exporter 出口商签名",
  authority: "Signature and seal of the certifying authority 签证机构签章",
};
const PRINTED_AND_LOCKED = 132;
const SIGNATURES_EXIST_APPEND_ONLY = 3;
const ID_BYTES = 16;

/** Writes the file, PDF/A-3b: the same arguments give the same bytes. */
export async function assemble(
  { pages, fields }: Composition,
  font: PageFont,
  facts: PrintFacts,
  attachments: readonly PrintAttachment[],
): Promise<Print> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const { context } = document;
  const embedded = embedFont(
    context,
    font,
    pages.flatMap((page) => page.codePoints()),
  );
  const refs = pages.map((ink) => {
    const page = document.addPage(A4);
    const content = context.register(context.flateStream(ink.content(embedded.encode)));
    page.node.set(PDFName.of("Contents"), content);
    page.node.set(PDFName.of("Resources"), context.obj({ Font: { F1: embedded.ref } }));
    return page;
  });
  const first = refs[0];
  const placed = first === undefined ? {} : addFields(document, first.node, first.ref, fields);
  addAttachments(document, attachments, facts.printedAt);
  describe(document, facts);
  context.trailerInfo.ID = fileId(context, facts, attachments);
  document.convertToPDFA({ conformance: "3B" });
  const bytes = await document.save({
    useObjectStreams: false,
    addDefaultPage: false,
    updateFieldAppearances: false,
    objectsPerTick: Infinity,
  });
  return { bytes, fields: placed };
}

function describe(document: PDFDocument, facts: PrintFacts): void {
  document.setTitle(facts.title, { showInWindowTitleBar: true });
  document.setSubject(facts.subject);
  document.setAuthor(facts.author);
  document.setCreator(`OpenLading ${facts.template}`);
  document.setProducer("OpenLading");
  document.setLanguage("en");
  document.setCreationDate(facts.printedAt);
  document.setModificationDate(facts.printedAt);
}

function fileId(context: PDFContext, facts: PrintFacts, attachments: readonly PrintAttachment[]) {
  const parts = attachments.flatMap(({ name, bytes }) => [utf8(name), bytes]);
  const digest = domainDigest("openlading-print-id/1", utf8(facts.template), ...parts).subarray(0, ID_BYTES);
  const id = PDFHexString.of(Buffer.from(digest).toString("hex"));
  return context.obj([id, id]);
}

/** Both fields are there, empty, from the beginning: signing adds none, so a certified file need not allow any. */
function addFields(
  document: PDFDocument,
  page: PDFDict,
  pageRef: PDFRef,
  rects: Composition["fields"],
): Partial<Record<FieldName, PrintField>> {
  const { context } = document;
  const placed: Partial<Record<FieldName, PrintField>> = {};
  const refs: PDFRef[] = [];
  for (const name of ["exporter", "authority"] as const) {
    const rect = rects[name];
    if (rect === undefined) continue;
    const points = pageRect(rect);
    refs.push(context.register(signatureField(context, name, points, pageRef)));
    placed[name] = { page: 0, rect: points };
  }
  if (refs.length === 0) return placed;
  page.set(PDFName.of("Annots"), context.obj(refs));
  document.catalog.set(
    PDFName.of("AcroForm"),
    context.register(context.obj({ Fields: refs, SigFlags: SIGNATURES_EXIST_APPEND_ONLY })),
  );
  return placed;
}

function signatureField(
  context: PDFContext,
  name: FieldName,
  rect: readonly [number, number, number, number],
  page: PDFRef,
): PDFDict {
  const box = [0, 0, rounded(rect[2] - rect[0]), rounded(rect[3] - rect[1])];
  // Deflated although empty: the drawing put in its place is, and a key that appears counts as another change.
  const empty = context.flateStream("", { Type: "XObject", Subtype: "Form", BBox: box, Resources: {} });
  const field = context.obj({
    Type: "Annot",
    Subtype: "Widget",
    FT: "Sig",
    T: PDFString.of(name),
    TU: PDFHexString.fromText(FIELD_WORDS[name]),
    F: PRINTED_AND_LOCKED,
    Rect: [...rect],
    P: page,
    AP: { N: context.register(empty) },
  });
  // All fields but those that archive time-stamps will bring: see src/sign/archive-fields.ts.
  const later = context.obj(ARCHIVE_FIELDS.map((archive) => PDFString.of(archive)));
  const lock = context.obj({ Type: "SigFieldLock", Action: "Exclude", Fields: later });
  if (name === "authority") field.set(PDFName.of("Lock"), lock);
  return field;
}

function pageRect([x, y, width, height]: FieldRect): readonly [number, number, number, number] {
  return [
    rounded(x * MM),
    rounded((PAGE.height - y - height) * MM),
    rounded((x + width) * MM),
    rounded((PAGE.height - y) * MM),
  ];
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

function addAttachments(document: PDFDocument, attachments: readonly PrintAttachment[], date: Date): void {
  const { context, catalog } = document;
  const sorted = attachments.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const specs = sorted.map((attachment) => ({ name: attachment.name, ref: fileSpec(context, attachment, date) }));
  catalog.set(PDFName.of("AF"), context.obj(specs.map(({ ref }) => ref)));
  const names = specs.flatMap(({ name, ref }) => [PDFString.of(name), ref]);
  catalog.set(PDFName.of("Names"), context.obj({ EmbeddedFiles: { Names: names } }));
}

function fileSpec(context: PDFContext, attachment: PrintAttachment, date: Date): PDFRef {
  const { name, mimeType, description, relationship, bytes } = attachment;
  const when = PDFString.fromDate(date);
  const stream = context.flateStream(bytes, {
    Type: "EmbeddedFile",
    Subtype: mimeType,
    Params: { Size: bytes.length, CreationDate: when, ModDate: when },
  });
  return context.register(
    context.obj({
      Type: "Filespec",
      F: PDFString.of(name),
      UF: PDFHexString.fromText(name),
      EF: { F: context.register(stream) },
      Desc: PDFHexString.fromText(description),
      AFRelationship: relationship,
    }),
  );
}
