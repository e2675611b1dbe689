import type { Attachment } from "@openlading/documents";
import type { Appearance } from "@openlading/pdf";
import type { Outcome } from "@openlading/sdk";
import { partyTerms } from "@openlading/law";
import { keepFile, readKeptFile, type Desk } from "./desk.ts";
import { loadPdf } from "./load-pdf.ts";

/** Images as supplied: PNG or JPEG within the limits that customs publishes. */
export interface OwnImages {
  readonly seal?: Uint8Array;
  readonly signature?: Uint8Array;
}

export interface Authorised {
  readonly outcome: Outcome;
  readonly recordId: string;
  readonly images: readonly Attachment[];
  /** Nothing was supplied: our own artwork, which says 示例 / SPECIMEN. */
  readonly isSpecimen: boolean;
}

const SPECIMEN = { name: "specimen-seal.content", mediaType: "application/octet-stream" } as const;
const IMAGE_NAME = /^(seal|signature)\.(png|jpg)$/;
const PNG_FIRST_BYTE = 0x89;

/**
 * Authorises the party's own seal and signature for what it prints, by its own signed act. Without images the specimen
 * artwork is authorised.
 * @throws PdfError `ERR_PDF_IMAGE`
 */
export async function authoriseAppearance(desk: Desk, supplied: OwnImages = {}): Promise<Authorised> {
  const { drawImageAppearance } = await loadPdf();
  const images: Attachment[] = [];
  for (const use of ["seal", "signature"] as const) {
    const bytes = supplied[use];
    if (bytes === undefined) continue;
    drawImageAppearance(bytes, { use });
    images.push(await keepFile(desk, bytes, typeOf(use, bytes)));
  }
  const isSpecimen = images.length === 0;
  if (isSpecimen) images.push(await keepFile(desk, (await specimenSeal(desk)).operators, SPECIMEN));
  const { outcome, recordId } = await desk.party.authoriseAppearance({ images });
  return { outcome, recordId, images, isSpecimen };
}

function typeOf(use: "seal" | "signature", bytes: Uint8Array): Pick<Attachment, "name" | "mediaType"> {
  return bytes[0] === PNG_FIRST_BYTE
    ? { name: `${use}.png`, mediaType: "image/png" }
    : { name: `${use}.jpg`, mediaType: "image/jpeg" };
}

/** The supplied images that the party authorised last; empty for the specimen or when it never did. */
export async function authorisedImages(desk: Desk): Promise<OwnImages> {
  const kept = await desk.party.appearance();
  const images: { seal?: Uint8Array; signature?: Uint8Array } = {};
  for (const image of kept?.images ?? []) {
    const use = IMAGE_NAME.exec(image.name)?.[1];
    if (use === "seal" || use === "signature") images[use] = await readKeptFile(desk, image);
  }
  return images;
}

export interface SignatureWords {
  readonly date: string;
  readonly reason: string;
  /** Under the star of the specimen seal. */
  readonly sealText?: string;
}

const GAP_MM = 2;

/** What a party's signature shows on paper: its words, its handwriting, and its seal beside them. */
export async function drawAppearance(desk: Desk, images: OwnImages, words: SignatureWords): Promise<Appearance> {
  const { combineAppearances, drawImageAppearance, drawSignatureAppearance } = await loadPdf();
  const name = await partyName(desk);
  const image = images.signature === undefined ? {} : { image: images.signature };
  const signature = await drawSignatureAppearance({ name, ...words, ...image });
  const seal = images.seal === undefined ? await specimenSeal(desk) : drawImageAppearance(images.seal, { use: "seal" });
  const heightMm = Math.max(signature.heightMm, seal.heightMm);
  return combineAppearances(signature.widthMm + GAP_MM + seal.widthMm, heightMm, [
    { appearance: signature, xMm: 0, yMm: (heightMm - signature.heightMm) / 2 },
    { appearance: seal, xMm: signature.widthMm + GAP_MM, yMm: (heightMm - seal.heightMm) / 2 },
  ]);
}

async function specimenSeal(desk: Desk, text?: string): Promise<Appearance> {
  const { drawSealAppearance } = await loadPdf();
  return drawSealAppearance({ name: await partyName(desk), ...(text === undefined ? {} : { text }) });
}

async function partyName({ network, party }: Desk): Promise<string> {
  const record = await network.readParty(party.partyId);
  return record === null ? party.partyId : partyTerms(record).name;
}
