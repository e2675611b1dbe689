import type { JsonObject } from "@openlading/core";
import type { Alg } from "./algorithm.ts";
import { decodeCompactJws, type DecodedJws } from "./compact.ts";
import { JwsError } from "./error.ts";
import { checkHeader, type CheckedHeader } from "./header.ts";
import type { SignatureMemo } from "./memo.ts";
import { isSignatureOf, isSignatureOfAsync, type VerificationKey } from "./verification-key.ts";

declare const verified: unique symbol;
/** Bytes a signature was verified over. Only this module makes them, so code that asks for them cannot be given others. */
export type VerifiedBytes = Uint8Array & { readonly [verified]: true };

/** A token whose signature is established. */
export interface VerifiedJws {
  readonly payload: VerifiedBytes;
  readonly kid: string;
  readonly alg: Alg;
  readonly key: VerificationKey;
  readonly header: JsonObject;
  /** The bytes the signature covers, for digests that identify the token. */
  readonly signingInput: Uint8Array;
}

export interface VerifyOptions {
  /** The keys trusted in this place: they come from the caller's trust, never from the token. */
  readonly keys: readonly VerificationKey[];
  /** The `typ` the header must have; null: it must have none (DCSA). */
  readonly typ: string | null;
  /** The algorithms allowed in this place. */
  readonly algs: readonly Alg[];
  /** The longest token accepted, in bytes: 1 MiB unless told. */
  readonly maxBytes?: number;
  /** Signatures seen before: a second verification of the same token pays a hash. */
  readonly memo?: SignatureMemo;
}

interface Candidate {
  readonly decoded: DecodedJws;
  readonly key: VerificationKey;
}

/**
 * Establishes that a compact JWS is of the profile and signed by one of `keys`. Synchronous; reads no clock, file or network.
 * Checks in the order size, syntax, header, typ, alg, key, signature. Does not say whether the key was valid at any
 * time, what its owner may do, or what the payload means.
 * @throws JwsError ERR_JWS_SIZE, ERR_JWS_SYNTAX, ERR_JWS_HEADER, ERR_JWS_TYP, ERR_JWS_ALG, ERR_JWS_KEY_UNKNOWN,
 * ERR_JWS_KEY_AMBIGUOUS, ERR_JWS_SIGNATURE
 * @see RFC 7515 section 5.2, docs/spec/jws-profile.md
 */
export function verifyCompactJws(token: string, o: VerifyOptions): VerifiedJws {
  const candidate = selectCandidate(token, o);
  const { key, decoded } = candidate;
  if (o.memo?.has(key, decoded.signingInput, decoded.signature) === true) return toVerified(candidate);
  if (!isSignatureOf(key, decoded.signingInput, decoded.signature)) throw badSignature();
  o.memo?.add(key, decoded.signingInput, decoded.signature);
  return toVerified(candidate);
}

/**
 * The same checks and answers as {@link verifyCompactJws}, with the signature computed off the main thread: many tokens
 * are verified in parallel, and with one memo the synchronous call that follows pays a hash.
 * @throws JwsError as verifyCompactJws (as a rejection)
 */
export async function verifyCompactJwsAsync(token: string, o: VerifyOptions): Promise<VerifiedJws> {
  const candidate = selectCandidate(token, o);
  const { key, decoded } = candidate;
  if (o.memo?.has(key, decoded.signingInput, decoded.signature) === true) return toVerified(candidate);
  if (!(await isSignatureOfAsync(key, decoded.signingInput, decoded.signature))) throw badSignature();
  o.memo?.add(key, decoded.signingInput, decoded.signature);
  return toVerified(candidate);
}

function selectCandidate(token: string, o: VerifyOptions): Candidate {
  const decoded = decodeCompactJws(token, o.maxBytes);
  return { decoded, key: selectKey(o.keys, checkHeader(decoded.header, o.typ, o.algs)) };
}

/** The kid selects, the key's own algorithm decides; keys of one kid and algorithm must be one key. */
function selectKey(keys: readonly VerificationKey[], { alg, kid }: CheckedHeader): VerificationKey {
  if (kid === undefined && keys.length !== 1) throw ambiguous("a token has no kid and not exactly one key was given");
  const named = kid === undefined ? keys : keys.filter((key) => key.kid === kid);
  if (named.length === 0)
    throw new JwsError({ code: "ERR_JWS_KEY_UNKNOWN", message: "no trusted key has a token's kid" });
  const fitting = named.filter((key) => key.alg === alg);
  const [key] = fitting;
  if (key === undefined) throw new JwsError({ code: "ERR_JWS_ALG", message: "a token's algorithm is not its key's" });
  if (fitting.some((other) => other.thumbprint !== key.thumbprint)) throw ambiguous("two different keys share a kid");
  return key;
}

/** The one place where bytes become verified. */
function toVerified({ decoded, key }: Candidate): VerifiedJws {
  const payload = decoded.payload as VerifiedBytes;
  return { payload, kid: key.kid, alg: key.alg, key, header: decoded.header, signingInput: decoded.signingInput };
}

function ambiguous(message: string): JwsError {
  return new JwsError({ code: "ERR_JWS_KEY_AMBIGUOUS", message });
}

function badSignature(): JwsError {
  return new JwsError({ code: "ERR_JWS_SIGNATURE", message: "the signature of a token does not verify" });
}
