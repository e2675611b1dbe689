import { randomBytes } from "node:crypto";
import { decodeBase64url, decodeHex, encodeBase64url, encodeHex, formatInstant, type Json } from "@openlading/core";
import { createManifest, type Manifest } from "@openlading/dossier";
import {
  parseDocument, DOCUMENT_KINDS, type Attachment, type DocumentKind, type ParsedDocument,
} from "@openlading/documents"; // prettier-ignore
import { documentRecordId } from "@openlading/law";
import { documentAlpha, type Prover } from "@openlading/vrf";
import type { PartyContext } from "./core.ts";
import { SdkError } from "./error.ts";
import type { DocumentId } from "./request.ts";
import type { StoredDocument } from "./stored-document.ts";

const SALT_BYTES = 16;

/** Sixteen random bytes, hex: a fresh salt. */
export const newSalt = (): string => encodeHex(randomBytes(SALT_BYTES));

/** A document to issue. `issuer` is the party acted for; `id` the one it gave for the number, when its VRF key is elsewhere. */
export interface PaperInput {
  readonly kind: DocumentKind;
  readonly data: Json;
  readonly issuer?: string;
  readonly id?: DocumentId;
  readonly version?: number;
  readonly attachments?: readonly Attachment[];
  readonly rights?: Manifest["rights"];
  readonly issuanceManifest?: string;
}

/** A checked document with its signed manifest, and as it will be kept once its act is committed. */
export interface Paper {
  readonly parsed: ParsedDocument;
  readonly manifest: Manifest;
  readonly token: string;
  readonly stored: StoredDocument;
}

/**
 * Checks a document against the rules of its kind and signs its manifest.
 * @throws DocumentError `ERR_DOCUMENT_INVALID` with every fault
 */
export async function preparePaper(ctx: PartyContext, input: PaperInput): Promise<Paper> {
  const { kind, data, issuer = ctx.partyId, version = 1, attachments = [], rights, issuanceManifest } = input;
  const parsed = parseDocument(kind, data);
  const { token, manifest } = await createManifest(
    { signer: ctx.keys.signer, prover: await proverFor(ctx, issuer, input.id) },
    {
      networkId: ctx.core.networkId, documentKind: kind, issuer, signer: ctx.partyId, number: parsed.number, version, salt: newSalt(),
      attachments, issuedAt: formatInstant(ctx.core.now()), document: parsed.data,
      ...(rights === undefined ? {} : { rights }), ...(issuanceManifest === undefined ? {} : { issuanceManifest }),
    },
  ); // prettier-ignore
  const stored: StoredDocument = {
    recordId: manifest.recordId, kind, state: "COMMITTED", version, data: parsed.data, manifest: token,
    issuanceManifest: issuanceManifest ?? null, openings: [], attachments, anchor: null,
  }; // prettier-ignore
  return { parsed, manifest, token, stored };
}

/** The record id an issuer's number leads to, by its VRF key. */
export async function documentId(ctx: PartyContext, family: string, number: string): Promise<DocumentId> {
  const { networkId } = ctx.core;
  const { partyId } = ctx;
  const { beta, proof } = await ctx.keys.prover.prove(documentAlpha({ networkId, partyId, family, number }));
  const recordId = documentRecordId(networkId, partyId, encodeHex(beta));
  return { recordId, beta: encodeHex(beta), vrfProof: encodeBase64url(proof) };
}

export const familyOf = (kind: DocumentKind): string => DOCUMENT_KINDS[kind].family;

/** The VRF key of the party acted for: its own, one kept here too, or what that party gave for this one number. */
async function proverFor(ctx: PartyContext, issuer: string, id: DocumentId | undefined): Promise<Prover> {
  if (id !== undefined) return givenProver(id);
  if (issuer === ctx.partyId) return ctx.keys.prover;
  const keys = await ctx.core.keysOf(issuer);
  if (keys !== null) return keys.prover;
  const message = "id: the represented party's VRF key is not kept here, so it must give the record id of the number";
  throw new SdkError({ code: "ERR_SDK_NO_PARTY", message, details: { partyId: issuer } });
}

function givenProver({ beta, vrfProof }: DocumentId): Prover {
  return {
    publicKey: new Uint8Array(),
    prove: () => Promise.resolve({ beta: decodeHex(beta), proof: decodeBase64url(vrfProof) }),
  };
}
