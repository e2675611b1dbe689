import {
  canonicalize,
  domainDigest,
  encodeHex,
  decodeHex,
  parseShape,
  parseStrictJson,
  shape,
  utf8,
  type Infer,
} from "@openlading/core";
import { decodeCompactJws } from "@openlading/jws";
import { actorKey, ecJwkShape, partyIdShape } from "./act.ts";
import { LawError } from "./error.ts";
import { createMemo } from "./memo.ts";
import { deepFreeze, type Slot } from "./record.ts";

/** Statements are signed beforehand by one hand and used in the act of another. */
export const CARD_TYP = "openlading-card+jws";
export const PRESENTATION_TYP = "openlading-presentation+jws";
export const BINDING_TYP = "openlading-binding+jws";
const MAX_CHARS = 2048;

const cardShape = shape.object({
  networkId: shape.hex(32),
  recordId: shape.nullable(shape.hex(32)),
  key: ecJwkShape,
  partyCommitment: shape.hex(32),
  expiresAt: shape.instant(),
});
/** Consent to receive: "put me, this key, in a slot of this record". `recordId` null = any record, once published. */
export type CardPayload = Infer<typeof cardShape>;

const presentationShape = shape.object({
  networkId: shape.hex(32),
  right: shape.hex(32),
  facility: shape.hex(32),
  purpose: shape.literal("DELIVERY", "INSPECTION"),
  key: ecJwkShape,
  expiresAt: shape.instant(),
});
/** The holder's word that the container may leave this facility for this purpose, until then. Made in advance. */
export type PresentationPayload = Infer<typeof presentationShape>;

const bindingShape = shape.object({
  networkId: shape.hex(32),
  partyId: partyIdShape,
  thumbprint: shape.base64url({ bytes: 32 }),
  nonce: shape.hex(16),
});
/** A registered party's word that a thumbprint is its own; opens the commitment. Travels in dossiers only. */
export type BindingPayload = Infer<typeof bindingShape>;

/** A decoded statement; its signature is not verified by decoding. */
export interface DecodedStatement<T> {
  readonly token: string;
  readonly typ: string;
  readonly payload: T;
  readonly thumbprint: string;
}

const cards = createMemo<DecodedStatement<CardPayload>>(1024);

/** Reads a receiving card **without** trust. @throws LawError `ERR_LAW_CARD` */
export function decodeCard(token: string): DecodedStatement<CardPayload> {
  const card = cards.get(token) ?? deepFreeze(readCard(token));
  cards.set(token, card);
  return card;
}

function readCard(token: string): DecodedStatement<CardPayload> {
  return decode(token, CARD_TYP, "ERR_LAW_CARD", (v) => parseShape(cardShape, v, "card"));
}

/** Reads a presentation **without** trust. @throws LawError `ERR_LAW_PRESENTATION` */
export function decodePresentation(token: string): DecodedStatement<PresentationPayload> {
  return decode(token, PRESENTATION_TYP, "ERR_LAW_PRESENTATION", (v) =>
    parseShape(presentationShape, v, "presentation"),
  );
}

/** Parses the payload of a binding. @throws CoreError `ERR_CORE_SHAPE` */
export function parseBinding(value: unknown): BindingPayload {
  return parseShape(bindingShape, value, "binding");
}

/** Bytes of a statement to sign. */
export function encodeStatement(payload: CardPayload | PresentationPayload | BindingPayload): Uint8Array {
  return canonicalize(payload);
}

/** The slot a card puts its maker into. */
export function slotOfCard(card: DecodedStatement<CardPayload>): Slot {
  return { thumbprint: card.thumbprint, partyCommitment: card.payload.partyCommitment };
}

/**
 * Commitment to the party behind a key. With 128 random bits nobody can test a guess.
 * @param nonce hex, 16 bytes
 */
export function partyCommitment(networkId: string, partyId: string, thumbprint: string, nonce: string): string {
  const parts = [decodeHex(networkId), utf8(partyId), utf8(thumbprint), decodeHex(nonce)];
  return encodeHex(domainDigest("openlading/party-commitment/1", ...parts));
}

function decode<T extends { readonly key: Infer<typeof ecJwkShape> }>(
  token: string,
  typ: string,
  code: "ERR_LAW_CARD" | "ERR_LAW_PRESENTATION",
  parse: (value: unknown) => T,
): DecodedStatement<T> {
  try {
    const payload = parse(parseStrictJson(decodeCompactJws(token, MAX_CHARS).payload));
    return { token, typ, payload, thumbprint: actorKey(payload.key).thumbprint };
  } catch (cause) {
    throw new LawError({ code, message: "the statement is malformed", cause });
  }
}
