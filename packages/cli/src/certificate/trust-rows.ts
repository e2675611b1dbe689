import { encodeBase64 } from "@openlading/core";
import { documentChecksum, type JsonObject } from "@openlading/core";
import { DOCUMENT_KINDS } from "@openlading/documents";
import { certificateTerms, partyTerms, type PartyTerms, type RegisteredKey } from "@openlading/law";
import type { Network, StoredDocument } from "@openlading/sdk";
import type { TrustListAuthority, TrustListSigner, WithdrawnDocument } from "@openlading/pdf";
import { isObject } from "../commands/inspect.ts";
import { textAt } from "./certificate-data.ts";
import type { Desk } from "./desk.ts";
import { loadPdf } from "./load-pdf.ts";
import { findPdfChain } from "./pdf-key.ts";

/** Kinds of the list that are no documents: exporters' declarations, time-stamping services, issuers of certificates. */
export const DECLARATION = "exporter-declaration";
export const TIMESTAMP = "time-stamp";
const ISSUER_ONLY = "issuer-only";
const CERTIFICATE = "certificate-of-origin";

/** Documents of the certificate's machine that a party may issue by its offices. */
function kindsOf(offices: readonly string[]): readonly string[] {
  return Object.values(DOCUMENT_KINDS)
    .filter((row) => row.machine === "certificate" && row.offices.some((office) => offices.includes(office)))
    .map(({ kind }) => kind);
}

/** Ids of the parties that hold an office which issues certificates, by the ledger. */
export async function issuingParties(network: Network): Promise<readonly string[]> {
  const found = new Set<string>();
  for await (const { act } of network.follow({ follow: false })) {
    const partyId = isObject(act.facts) ? act.facts["partyId"] : undefined;
    if (act.actionCode === "ENROL" && typeof partyId === "string") found.add(partyId);
  }
  const rows = await Promise.all(
    [...found].map(async (partyId) => ({ partyId, record: await network.readParty(partyId) })),
  );
  return rows
    .filter(({ record }) => record !== null && kindsOf(partyTerms(record).offices).length > 0)
    .map(({ partyId }) => partyId)
    .sort();
}

/** The registered keys of parties as signers of a trust list. */
export async function signerRows(network: Network, parties: readonly string[]): Promise<TrustListSigner[]> {
  const rows = await Promise.all(
    parties.map(async (partyId) => {
      const record = await network.readParty(partyId);
      return record === null ? [] : signersOf(partyTerms(record));
    }),
  );
  return rows.flat();
}

function signersOf({ partyId, name, offices, keys }: PartyTerms): TrustListSigner[] {
  const documentKinds = [...kindsOf(offices)];
  if (documentKinds.length === 0) return [];
  return keys.map((key) => ({
    kid: key.kid,
    jwk: key.jwk,
    partyId,
    name: { en: name, zh: name },
    documentKinds,
    notBefore: key.validFrom,
    notAfter: key.validTo,
    ...revocationOf(key),
  }));
}

/** What is not known to be harmless counts as compromised. */
function revocationOf({ revoked }: RegisteredKey): Pick<TrustListSigner, "revoked"> {
  if (revoked === null) return {};
  const { at, reason, compromisedSince } = revoked;
  const harmless = {
    SUPERSEDED: "SUPERSEDED",
    ROTATED: "SUPERSEDED",
    RETIRED: "CESSATION",
    CESSATION: "CESSATION",
  } as const;
  const known = Object.entries(harmless).find(([name]) => name === reason)?.[1] ?? "COMPROMISED";
  return { revoked: { at, reason: known, ...(compromisedSince === null ? {} : { compromisedSince }) } };
}

/**
 * What a party's certificates for PDF files are in a trust list: its own certificate, for what it may sign, and the last
 * of its chain, which vouches for those between and for nothing else.
 */
export async function authorityRows(desk: Desk): Promise<TrustListAuthority[]> {
  const chain = await findPdfChain(desk);
  const record = await desk.network.readParty(desk.party.partyId);
  if (chain === null || record === null) return [];
  const { partyId, name, offices } = partyTerms(record);
  return pinnedRows(chain, { partyId, name, documentKinds: [...kindsOf(offices), DECLARATION] });
}

/** A chain whose own certificate is pinned. */
export function pinnedRows(
  chain: readonly Uint8Array[],
  o: { readonly partyId?: string; readonly name: string; readonly documentKinds: readonly string[] },
): TrustListAuthority[] {
  const [leaf, ...issuers] = chain;
  const last = issuers.at(-1);
  if (leaf === undefined) return [];
  const name = { en: o.name, zh: o.name };
  const documentKinds = [...o.documentKinds];
  return [
    {
      certificate: encodeBase64(leaf),
      name,
      documentKinds,
      ...(o.partyId === undefined ? {} : { partyId: o.partyId }),
    },
    ...(last === undefined ? [] : [{ certificate: encodeBase64(last), name, documentKinds: [ISSUER_ONLY] }]),
  ];
}

/** What the party issued that counts no more: replaced, cancelled, or an earlier version of a duplicate. */
export async function withdrawnRows(desk: Desk): Promise<WithdrawnDocument[]> {
  const own = (await desk.party.documents()).filter(({ kind, state }) => kind === CERTIFICATE && state === "COMMITTED");
  const rows = await Promise.all(own.map((document) => withdrawnRow(desk, document)));
  return rows.flat();
}

async function withdrawnRow(desk: Desk, { recordId, data, version }: StoredDocument): Promise<WithdrawnDocument[]> {
  const record = await desk.network.read(recordId);
  if (record === null || data === null) return [];
  const { documentNumberDigest } = await loadPdf();
  const { issuer, successor, version: current } = certificateTerms(record);
  if (issuer !== desk.party.partyId) return [];
  const row = {
    numberDigest: await documentNumberDigest({ issuer, number: textAt(data, "documentNumber") }),
    at: record.updatedAt,
  };
  if (record.status === "CANCELLED") return version === current ? [{ ...row, status: "CANCELLED" }] : [];
  if (record.status === "REPLACED") {
    return version === current ? [{ ...row, status: "REPLACED", ...(await successorOf(desk, issuer, successor)) }] : [];
  }
  return version === current ? [] : [{ ...row, status: "REPLACED", documentChecksum: documentChecksum(data) }];
}

async function successorOf(
  { party }: Desk,
  issuer: string,
  successor: string | null,
): Promise<Pick<WithdrawnDocument, "successor">> {
  const document = successor === null ? null : await party.document(successor);
  if (document?.data === null || document === null) return {};
  const number = textAt(document.data satisfies JsonObject, "documentNumber");
  const { documentNumberDigest } = await loadPdf();
  return { successor: { numberDigest: await documentNumberDigest({ issuer, number }), number } };
}
