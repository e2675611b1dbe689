import { documentChecksum, formatInstant, type JsonObject } from "@openlading/core";
import { certificateTerms, printingId, printingTerms, type RecordState } from "@openlading/law";
import type { Party } from "@openlading/sdk";
import { generateSigner } from "@openlading/jws";
import type { CheckPdfOptions, PdfCheck, TimestampClient, VerifiedTrustList } from "@openlading/pdf";
import { CliError } from "../error.ts";
import { drawAppearance, authorisedImages } from "./appearance.ts";
import type { Desk } from "./desk.ts";
import { loadPdf } from "./load-pdf.ts";
import { mustPdfKey } from "./pdf-key.ts";
import { signerRows } from "./trust-rows.ts";

export interface Sealed {
  readonly bytes: Uint8Array;
  /** The certificate's record. */
  readonly certificate: string;
  readonly number: string;
  readonly copy: number;
}

/** Whom the exporter's certificate belongs to is not asked: of the chain, these faults only say that nobody vouches for it. */
const UNASKED: ReadonlySet<string> = new Set(["ERR_PDF_UNTRUSTED", "ERR_PDF_ISSUER_KIND", "ERR_PDF_REVOCATION_UNKNOWN", "ERR_PDF_CMS_EXTRA"]); // prettier-ignore
/** The seal is not there yet. */
const ABSENT = "ERR_PDF_SEAL_ABSENT";

/**
 * As the authority: seals a printed copy, after finding that it is what this authority issued and nothing more: its page
 * printed again from the data issued, byte for byte, signed by the exporter, its copy counted on the ledger.
 * @throws CliError `ERR_CLI_SEAL` saying why it is not sealed; PdfError `ERR_PDF_SIGN_…`
 */
export async function sealChecked(
  desk: Desk,
  bytes: Uint8Array,
  { timestamp }: { readonly timestamp?: TimestampClient } = {},
): Promise<Sealed> {
  const { checkPdf, signPdf } = await loadPdf();
  const now = formatInstant(desk.now());
  const check = await checkPdf(bytes, await question(desk, now));
  assertSealable(check);
  const found = await assertIssued(desk, check);
  const { signer, chain } = await mustPdfKey(desk);
  const reason = "Certification by the authority 签证机构签证";
  const appearance = await drawAppearance(desk, await authorisedImages(desk), {
    date: now.slice(0, 10),
    reason,
    sealText: "原产地证书专用章",
  });
  const stamp = timestamp === undefined ? {} : { timestamp };
  const options = { field: "authority", signer, chain, signedAt: now, appearance, reason, ...stamp } as const;
  return { bytes: await signPdf(bytes, options), ...found };
}

/** The authority holds the file against its own key alone: a list of nobody else, made for this one check. */
async function question(desk: Desk, now: string): Promise<CheckPdfOptions> {
  return { trust: await ownTrust(desk, now), now };
}

const HOUR_MS = 3_600_000;

async function ownTrust(desk: Desk, now: string): Promise<VerifiedTrustList> {
  const { createTrustList, verifyTrustList } = await loadPdf();
  const root = await generateSigner("ES256");
  const signers = await signerRows(desk.network, [desk.party.partyId]);
  const expiresAt = formatInstant(desk.now() + HOUR_MS);
  const payload = { version: 1, issuedAt: now, expiresAt, listId: "own", signers, authorities: [], withdrawn: [] };
  const { kty, crv, x, y } = root.publicJwk.kty === "EC" ? root.publicJwk : { kty: "EC", crv: "P-256", x: "", y: "" } as const; // prettier-ignore
  const jwk = { kty: kty, crv: crv, x, y } as const;
  const anchor = { listId: "own", threshold: 1, keys: [{ owner: desk.party.partyId, jwk }] };
  return verifyTrustList(await createTrustList(payload, [root]), anchor, { now });
}

function assertSealable({ checks, origin, facts }: PdfCheck): void {
  if (facts.signatures.some(({ field }) => field === "authority")) throw refuse("the file is sealed already");
  const wrong = checks.find(
    ({ code, name }) => code !== null && code !== ABSENT && !(name === "chain" && UNASKED.has(code)),
  );
  if (wrong !== undefined) throw refuse(`the file is not as it was printed: ${wrong.text.en}`, { check: wrong.code });
  if (origin !== "NATIVE") throw refuse("the file was not printed by this program");
  if (!facts.signatures.some(({ field }) => field === "exporter")) throw refuse("the exporter has not signed the file");
}

/** What the file says it is must be what this authority issued, in the version that counts, and its copy a counted one. */
async function assertIssued({ network, party }: Desk, { facts }: PdfCheck): Promise<Omit<Sealed, "bytes">> {
  const { number, issuer, copy, documentChecksum: checksum } = facts;
  if (number === null || copy === null || issuer !== party.partyId) throw refuse("the file is not of this authority's");
  const { recordId } = await party.recordId("certificate-of-origin", number);
  const record = await network.read(recordId);
  const data = await dataOf(party, recordId, record);
  if (record === null || data === null) throw refuse("no such certificate was issued here", { number });
  if (documentChecksum(data) !== checksum) throw refuse("the data are not those that were issued", { number });
  if (record.status !== "ISSUED") throw refuse("the certificate stands no more", { number, status: record.status });
  const printing = await network.read(printingId(recordId));
  const copies = printing === null ? 0 : printingTerms(printing).copies;
  if (copy > copies) throw refuse("this copy was not counted on the ledger", { number, copy, copies });
  return { certificate: recordId, number, copy };
}

/** The data of the version that counts. */
async function dataOf(party: Party, recordId: string, record: RecordState | null): Promise<JsonObject | null> {
  const document = await party.document(recordId);
  return record !== null && document?.version === certificateTerms(record).version ? document.data : null;
}

function refuse(message: string, details: Readonly<Record<string, string | number | null>> = {}): CliError {
  return new CliError({ code: "ERR_CLI_SEAL", message, details });
}
