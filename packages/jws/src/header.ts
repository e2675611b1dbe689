import type { JsonObject } from "@openlading/core";
import { isAlg, type Alg } from "./algorithm.ts";
import { JwsError } from "./error.ts";

/** What a header said, after it passed: the algorithm is one the caller allows. */
export interface CheckedHeader {
  readonly alg: Alg;
  readonly kid: string | undefined;
}

/** Members that would change what is verified, or with which key; refused whatever the kind of token. */
const REFUSED = new Set(["crit", "jku", "jwk", "x5u", "b64", "zip"]);
/** Members of our own tokens. A foreign token (typ null) may carry others, `x5c` among them, which are ignored. */
const KNOWN = new Set(["alg", "kid", "typ"]);
const MAX_KID = 256;

/** Holds a protected header against the profile: members first, then typ, then alg. */
export function checkHeader(header: JsonObject, typ: string | null, algs: readonly Alg[]): CheckedHeader {
  for (const name of Object.keys(header)) {
    if (REFUSED.has(name) || (typ !== null && !KNOWN.has(name)))
      throw refuse("ERR_JWS_HEADER", "a header member is refused", name);
  }
  assertTyp(header, typ);
  const kid = checkKid(header["kid"], typ !== null);
  const alg = header["alg"];
  if (!isAlg(alg) || !algs.includes(alg)) throw refuse("ERR_JWS_ALG", "a token's algorithm is not allowed here", "alg");
  return { alg, kid };
}

function assertTyp(header: JsonObject, typ: string | null): void {
  const matches = typ === null ? !Object.hasOwn(header, "typ") : header["typ"] === typ;
  if (!matches) throw refuse("ERR_JWS_TYP", "a token is of another kind", "typ");
}

function checkKid(kid: JsonObject[string] | undefined, required: boolean): string | undefined {
  if (kid === undefined && !required) return undefined;
  if (typeof kid !== "string" || kid.length === 0 || kid.length > MAX_KID) {
    throw refuse("ERR_JWS_HEADER", "a header's kid is missing or not a short text", "kid");
  }
  return kid;
}

function refuse(code: "ERR_JWS_HEADER" | "ERR_JWS_TYP" | "ERR_JWS_ALG", message: string, member: string): JwsError {
  // The name of a refused member is content of the token: say it only when it is one we know.
  const known = REFUSED.has(member) || KNOWN.has(member);
  return new JwsError({ code, message, details: known ? { member } : {} });
}
