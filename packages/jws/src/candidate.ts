import type { JsonObject } from "@openlading/core";
import type { Alg } from "./algorithm.ts";
import { decodeCompactJws, type DecodedJws } from "./compact.ts";
import { JwsError } from "./error.ts";
import { checkHeader, type CheckedHeader } from "./header.ts";
import type { VerificationKey } from "./verification-key.ts";

declare const verified: unique symbol;
/** Bytes a signature was verified over. Only this module makes them, so code that asks for them cannot be given others. */
export type VerifiedBytes = Uint8Array & { readonly [verified]: true };

/** A token whose signature is established. */
export interface VerifiedJws<K extends SelectableKey = VerificationKey> {
  readonly payload: VerifiedBytes;
  readonly kid: string;
  readonly alg: Alg;
  readonly key: K;
  readonly header: JsonObject;
  /** The bytes the signature covers, for digests that identify the token. */
  readonly signingInput: Uint8Array;
}

/** What selecting a key looks at. */
export interface SelectableKey {
  readonly kid: string;
  readonly alg: Alg;
  readonly thumbprint: string;
}

/** What a token must be in the place where it is read. */
export interface ExpectedJws<K extends SelectableKey> {
  /** The keys trusted in this place: they come from the caller's trust, never from the token. */
  readonly keys: readonly K[];
  /** The `typ` the header must have; null: it must have none (DCSA). */
  readonly typ: string | null;
  /** The algorithms allowed in this place. */
  readonly algs: readonly Alg[];
  /** The longest token accepted, in bytes: 1 MiB unless told. */
  readonly maxBytes?: number;
}

/** A token and the key it must verify under. */
export interface Candidate<K extends SelectableKey> {
  readonly decoded: DecodedJws;
  readonly key: K;
}

/** Everything but the signature: size, syntax, header, typ, alg, key. */
export function selectCandidate<K extends SelectableKey>(token: string, o: ExpectedJws<K>): Candidate<K> {
  const decoded = decodeCompactJws(token, o.maxBytes);
  return { decoded, key: selectKey(o.keys, checkHeader(decoded.header, o.typ, o.algs)) };
}

/** The kid selects, the key's own algorithm decides; keys of one kid and algorithm must be one key. */
function selectKey<K extends SelectableKey>(keys: readonly K[], { alg, kid }: CheckedHeader): K {
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

/** The one place where bytes become verified; called when, and only when, the signature has verified. */
export function toVerified<K extends SelectableKey>({ decoded, key }: Candidate<K>): VerifiedJws<K> {
  const payload = decoded.payload as VerifiedBytes;
  return { payload, kid: key.kid, alg: key.alg, key, header: decoded.header, signingInput: decoded.signingInput };
}

function ambiguous(message: string): JwsError {
  return new JwsError({ code: "ERR_JWS_KEY_AMBIGUOUS", message });
}

export function badSignature(): JwsError {
  return new JwsError({ code: "ERR_JWS_SIGNATURE", message: "the signature of a token does not verify" });
}
