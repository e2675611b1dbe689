import {
  canonicalText, canonicalize, domainDigest, encodeHex, parseShape, parseStrictJson, shape, type Infer, type Json,
} from "@openlading/core"; // prettier-ignore
import {
  decodeCompactJws, importVerificationKey, jwkThumbprint, parsePublicJwk, type DecodedJws, type PublicJwk, type VerificationKey,
} from "@openlading/jws"; // prettier-ignore
import { LawError } from "./error.ts";
import { createMemo } from "./memo.ts";
import { RECORD_KINDS, deepFreeze } from "./record.ts";

export const ACT_TYP = "openlading-act+jws";
export const APPROVAL_TYP = "openlading-approval+jws";
/** Longest act, in characters of its JWS. */
export const MAX_ACT_CHARS = 192 * 1024;
const MAX_APPROVALS = 16;

export const partyIdShape = shape.text({
  min: 3,
  max: 64,
  pattern: /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/,
});
export const ecJwkShape = shape.object({
  kty: shape.literal("EC"),
  crv: shape.literal("P-256"),
  x: shape.base64url({ bytes: 32 }),
  y: shape.base64url({ bytes: 32 }),
});

/** Who signs: a party by its registered key (`partyId`), or a person in control by a key of its own (`key`). */
export const actorShape = shape.object({
  partyId: shape.optional(partyIdShape),
  key: shape.optional(ecJwkShape),
  witness: shape.optional(shape.text({ min: 1, max: 128 })),
});
export type Actor = Infer<typeof actorShape>;

const headShape = shape.object({
  kind: shape.literal(...RECORD_KINDS),
  recordId: shape.hex(32),
  sequence: shape.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  previousAct: shape.nullable(shape.hex(32)),
});
/** The place an act takes in a record's chain. `sequence` is the new one; the first is 1 with `previousAct` null. */
export type Head = Infer<typeof headShape>;

const payloadShape = shape.object({
  networkId: shape.hex(32),
  actionCode: shape.text({ min: 2, max: 40, pattern: /^[A-Z][A-Z_]+$/ }),
  heads: shape.list(headShape, { min: 1, max: 1024 }),
  actor: actorShape,
  representedParty: shape.optional(partyIdShape),
  recipient: shape.optional(shape.text({ min: 1, max: 2048 })),
  actionDateTime: shape.instant(),
  expiresAt: shape.instant(),
  nonce: shape.optional(shape.hex(16)),
  facts: shape.json({ maxBytes: 128 * 1024 }),
});

/**
 * What an act says. `heads` lists every record it writes, the main one first; `recipient` is a receiving card's JWS;
 * `actionDateTime` is the signer's claim; after `expiresAt` no ledger takes the act. Times are UTC with ms and Z. `nonce`
 * makes two acts of what two hands of one party do at one moment: without it they are one act, and one is told of the
 * other's outcome.
 */
export type ActPayload = Infer<typeof payloadShape>;

const approvalShape = shape.object({ networkId: shape.hex(32), actDigest: shape.hex(32), approver: actorShape });

/** An act as it travels: the actor's JWS and the approvals of others. */
export interface SignedAct {
  readonly act: string;
  readonly approvals: readonly string[];
}

/** A signature someone made and what is needed to check it; nothing in it is verified yet. */
export interface Signed {
  readonly token: string;
  readonly typ: string;
  readonly kid: string;
  readonly actor: Actor;
}

export interface DecodedAct extends Signed {
  readonly actDigest: string;
  readonly payload: ActPayload;
  readonly approvals: readonly (Signed & { readonly digest: string })[];
}

const digestOf = (domain: string, signingInput: Uint8Array): string => encodeHex(domainDigest(domain, signingInput));

type Kernel = Omit<DecodedAct, "approvals">;
type DecodedApproval = DecodedAct["approvals"][number];
const kernels = createMemo<Kernel>(1024);

/**
 * Identity of an act: the digest of its JWS signing input. The signature is no part of it, so every signature twin
 * of one act is the same act.
 * @throws JwsError when the text is no compact JWS
 */
export function actDigest(act: string): string {
  return kernels.get(act)?.actDigest ?? digestOf("openlading/act/1", decodeCompactJws(act, MAX_ACT_CHARS).signingInput);
}

/** Reads an act **without** trust: shape and limits only, no signature. @throws LawError `ERR_LAW_ACT_MALFORMED` */
export function decodeAct(signed: SignedAct): DecodedAct {
  return malformed(() => {
    if (signed.approvals.length > MAX_APPROVALS) throw new RangeError("too many approvals");
    const kernel = decodeKernel(signed.act);
    const { actDigest: digest, payload } = kernel;
    return { ...kernel, approvals: signed.approvals.map((token) => decodeApproval(token, payload.networkId, digest)) };
  });
}

/** An act without its approvals: every driver reads it more than once. */
function decodeKernel(act: string): Kernel {
  const known = kernels.get(act);
  if (known !== undefined) return known;
  const jws = decodeCompactJws(act, MAX_ACT_CHARS);
  const payload = parseShape(payloadShape, parseStrictJson(jws.payload), "act");
  const actDigest = digestOf("openlading/act/1", jws.signingInput);
  const kernel = deepFreeze({ ...signedBy(act, ACT_TYP, payload.actor, jws), actDigest, payload });
  kernels.set(act, kernel);
  return kernel;
}

function decodeApproval(token: string, networkId: string, act: string): DecodedApproval {
  const jws = decodeCompactJws(token, MAX_ACT_CHARS);
  const payload = parseShape(approvalShape, parseStrictJson(jws.payload), "approval");
  if (payload.networkId !== networkId || payload.actDigest !== act) throw new RangeError("approval of another act");
  return {
    ...signedBy(token, APPROVAL_TYP, payload.approver, jws),
    digest: digestOf("openlading/approval/1", jws.signingInput),
  };
}

function signedBy(token: string, typ: string, actor: Actor, { header }: DecodedJws): Signed {
  const named = [actor.partyId, actor.key, actor.witness].filter((x) => x !== undefined).length;
  if (named !== 1) throw new RangeError("an actor is a party, a key or a witness");
  const { kid } = header;
  if (typeof kid !== "string") throw new RangeError("no kid");
  return { token, typ, kid, actor };
}

function malformed<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : "unreadable";
    throw new LawError({ code: "ERR_LAW_ACT_MALFORMED", message: `the act is malformed: ${message}`, cause });
  }
}

/** Bytes to sign for an act. Checks the shape. @throws CoreError `ERR_CORE_SHAPE` */
export function encodeActPayload(payload: ActPayload): Uint8Array {
  parseShape(payloadShape, payload, "act");
  return canonicalize(payload);
}

/** Bytes an approver signs. */
export function encodeApprovalPayload(networkId: string, act: string, approver: Actor): Uint8Array {
  return canonicalize({ networkId, actDigest: act, approver });
}

interface ActorKey {
  readonly jwk: PublicJwk;
  readonly thumbprint: string;
  readonly key: VerificationKey;
}
const actorKeys = createMemo<ActorKey>(4096);

/** The public key inside an actor, with its thumbprint, ready to verify ES256. @throws JwsError `ERR_JWS_JWK` */
export function actorKey(key: Json | object): ActorKey {
  const name = canonicalText(key);
  const known = actorKeys.get(name);
  if (known !== undefined) return known;
  const jwk = Object.freeze(parsePublicJwk(key, "ES256"));
  const made = Object.freeze({ jwk, thumbprint: jwkThumbprint(jwk), key: importVerificationKey(jwk, "ES256") });
  actorKeys.set(name, made);
  return made;
}
