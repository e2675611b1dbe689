import { randomBytes } from "node:crypto";
import { encodeHex, formatInstant } from "@openlading/core";
import { createBinding } from "@openlading/dossier";
import { generateSigner, signCompactJws } from "@openlading/jws";
import {
  CARD_TYP,
  PRESENTATION_TYP,
  encodeStatement,
  partyCommitment,
  type PresentationPayload,
  type RecordState,
} from "@openlading/law";
import type { CallOptions } from "@openlading/ledger";
import type { PartyContext } from "./core.ts";
import { SdkError } from "./error.ts";
import { ecJwkOf } from "./keyring.ts";
import type { ControlKey } from "./store.ts";
import { daysLater } from "./validity.ts";

const NONCE_BYTES = 16;
const DEFAULT_CARD_DAYS = 30;
const DEFAULT_PRESENTATION_MINUTES = 24 * 60;
const MINUTE_MS = 60_000;

export interface CardRequest {
  readonly recordId: string | null;
  readonly validDays?: number;
}

export interface NewCard {
  readonly card: string;
  readonly thumbprint: string;
}

/** Makes a key for one record, keeps it with what opens its commitment, and signs the card to hand out. */
export async function newCard(ctx: PartyContext, request: CardRequest): Promise<NewCard> {
  const { networkId, now } = ctx.core;
  const { recordId, validDays = DEFAULT_CARD_DAYS } = request;
  const signer = await generateSigner("ES256");
  const thumbprint = signer.kid;
  const nonce = encodeHex(randomBytes(NONCE_BYTES));
  const { partyId } = ctx;
  const binding = await createBinding(ctx.keys.signer, { networkId, partyId, thumbprint, nonce });
  await ctx.store.putKey({ thumbprint, recordId, nonce, binding, signer });
  ctx.thumbprints.add(thumbprint);
  const payload = encodeStatement({
    networkId,
    recordId,
    key: ecJwkOf(signer),
    partyCommitment: partyCommitment(networkId, partyId, thumbprint, nonce),
    expiresAt: daysLater(now(), validDays),
  });
  return { card: await signCompactJws(signer, { typ: CARD_TYP, payload }), thumbprint };
}

/** The key of this party that controls a slot. @throws SdkError `ERR_SDK_NO_KEY` */
export async function controlOf(ctx: PartyContext, record: RecordState, slot: string): Promise<ControlKey> {
  const held = record.slots[slot];
  const key = held === undefined ? null : await ctx.store.getKey(held.thumbprint);
  if (key !== null) return key;
  throw new SdkError({
    code: "ERR_SDK_NO_KEY",
    message: `this party does not control the ${slot} of the record`,
    details: { recordId: record.recordId, slot },
  });
}

/** A record that has to be there. @throws SdkError `ERR_SDK_NO_RECORD` */
export async function mustRead(
  ctx: PartyContext,
  recordId: string,
  kind: RecordState["kind"],
  options?: CallOptions,
): Promise<RecordState> {
  const record = await ctx.core.read(recordId, options);
  if (record?.kind === kind) return record;
  const message = `the ledger has no ${kind} of that id`;
  throw new SdkError({ code: "ERR_SDK_NO_RECORD", message, details: { recordId } });
}

export interface PresentationRequest {
  readonly right: string;
  readonly facility: string;
  /** DELIVERY unless told: what the container may leave for. */
  readonly purpose?: PresentationPayload["purpose"];
  readonly validMinutes?: number;
}

/** The holder's word that a container may leave a facility for a purpose. */
export async function presentation(ctx: PartyContext, request: PresentationRequest): Promise<string> {
  const { right, facility, purpose = "DELIVERY", validMinutes = DEFAULT_PRESENTATION_MINUTES } = request;
  const { signer } = await controlOf(ctx, await mustRead(ctx, right, "right"), "holder");
  const { networkId, now } = ctx.core;
  const expiresAt = formatInstant(now() + validMinutes * MINUTE_MS);
  const payload = encodeStatement({ networkId, right, facility, purpose, key: ecJwkOf(signer), expiresAt });
  return signCompactJws(signer, { typ: PRESENTATION_TYP, payload });
}
