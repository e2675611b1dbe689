import { decodeBase64url, utf8 } from "@openlading/core";
import { ALGORITHMS, isAlg, type Alg } from "./algorithm.ts";
import { isSoundEd25519Key } from "./ed25519.ts";
import { JwsError } from "./error.ts";
import { modulusBits, rsaKeyFault } from "./rsa.ts";

/** A P-256 key; x and y are 32 bytes each, base64url. */
export type EcPublicJwk = {
  readonly kty: "EC";
  readonly crv: "P-256";
  readonly x: string;
  readonly y: string;
  readonly kid?: string;
};
/** An Ed25519 key; x is the 32-byte encoded point, base64url. */
export type OkpPublicJwk = { readonly kty: "OKP"; readonly crv: "Ed25519"; readonly x: string; readonly kid?: string };
/** An RSA key; n and e are big-endian without leading zeros, base64url. */
export type RsaPublicJwk = { readonly kty: "RSA"; readonly n: string; readonly e: string; readonly kid?: string };
/** A public key of the profile: the members RFC 7638 requires, and `kid` where its owner gave one. */
export type PublicJwk = EcPublicJwk | OkpPublicJwk | RsaPublicJwk;

type Members = Readonly<Record<string, unknown>>;

const PRIVATE_MEMBERS = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];
const COORDINATE_BYTES = 32;
const MAX_NUMBER_BYTES = 1024;
const MAX_KID = 256;

/** The members the thumbprint covers, in its order. */
export function requiredMembers(jwk: PublicJwk): PublicJwk {
  switch (jwk.kty) {
    case "EC":
      return { crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y };
    case "OKP":
      return { crv: jwk.crv, kty: jwk.kty, x: jwk.x };
    case "RSA":
      return { e: jwk.e, kty: jwk.kty, n: jwk.n };
  }
}

/** The bytes whose SHA-256 is the thumbprint of RFC 7638. */
export function thumbprintInput(jwk: PublicJwk): Uint8Array {
  return utf8(JSON.stringify(requiredMembers(jwk)));
}

/** The length of an RSA key's modulus, 0 for a key of another kind. */
export function modulusBitsOf(jwk: PublicJwk): number {
  return jwk.kty === "RSA" ? modulusBits(decodeBase64url(jwk.n)) : 0;
}

/** The cheap half of parsePublicJwk: members, spelling and metadata, without the arithmetic. */
export function readPublicJwk(value: unknown, alg?: Alg): PublicJwk {
  if (!isMembers(value)) throw refuseJwk("a key is not an object");
  const secret = PRIVATE_MEMBERS.find((name) => Object.hasOwn(value, name));
  if (secret !== undefined) {
    throw new JwsError({
      code: "ERR_JWS_JWK_PRIVATE",
      message: "a key given as public has a private member",
      details: { member: secret },
    });
  }
  const members = readMembers(value);
  assertMetadata(value, members.kty, alg);
  const kid = readKid(value);
  return kid === undefined ? members : { ...members, kid };
}

function readMembers(value: Members): PublicJwk {
  if (value["kty"] === "EC" && value["crv"] === "P-256") {
    return { kty: "EC", crv: "P-256", x: coordinate(value, "x"), y: coordinate(value, "y") };
  }
  if (value["kty"] === "OKP" && value["crv"] === "Ed25519") {
    return { kty: "OKP", crv: "Ed25519", x: coordinate(value, "x") };
  }
  if (value["kty"] === "RSA") return { kty: "RSA", n: integer(value, "n"), e: integer(value, "e") };
  throw refuseJwk("a key is of no kind or curve of the profile", "kty");
}

function assertMetadata(value: Members, kty: PublicJwk["kty"], alg: Alg | undefined): void {
  if (alg !== undefined && ALGORITHMS[alg].kty !== kty)
    throw refuseJwk("a key is of another kind than its algorithm", "kty");
  assertOwnAlg(value["alg"], kty, alg);
  if (value["use"] !== undefined && value["use"] !== "sig") throw refuseJwk("a key is not for signatures", "use");
  const operations = value["key_ops"];
  if (operations !== undefined && !(Array.isArray(operations) && operations.includes("verify"))) {
    throw refuseJwk("a key is not for verification", "key_ops");
  }
}

function assertOwnAlg(own: unknown, kty: PublicJwk["kty"], alg: Alg | undefined): void {
  if (own === undefined) return;
  const fits = isAlg(own) && ALGORITHMS[own].kty === kty && (alg === undefined || alg === own);
  if (!fits) throw refuseJwk("a key is bound to another algorithm", "alg");
}

function readKid(value: Members): string | undefined {
  const kid = value["kid"];
  if (kid === undefined) return undefined;
  if (typeof kid !== "string" || kid.length === 0 || kid.length > MAX_KID)
    throw refuseJwk("a key's kid is not a short text", "kid");
  return kid;
}

function coordinate(value: Members, name: string): string {
  const text = integer(value, name);
  if (decodeBase64url(text).length !== COORDINATE_BYTES) throw refuseJwk("a key's coordinate is not 32 bytes", name);
  return text;
}

function integer(value: Members, name: string): string {
  const text = value[name];
  if (typeof text !== "string" || text.length > MAX_NUMBER_BYTES)
    throw refuseJwk("a key's member is not base64url", name);
  try {
    decodeBase64url(text);
  } catch (cause) {
    throw refuseJwk("a key's member is not base64url", name, cause);
  }
  return text;
}

/** The checks that are arithmetic and need no engine. */
export function assertSound(jwk: PublicJwk): void {
  if (jwk.kty === "OKP" && !isSoundEd25519Key(decodeBase64url(jwk.x))) {
    throw refuseJwk("an Ed25519 key is not a canonical point of the prime-order subgroup", "x");
  }
  if (jwk.kty === "RSA") {
    const fault = rsaKeyFault(decodeBase64url(jwk.n), decodeBase64url(jwk.e));
    if (fault !== null) throw refuseJwk(`an RSA key is refused: ${fault}`, "n");
  }
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function refuseJwk(message: string, member?: string, cause?: unknown): JwsError {
  return new JwsError({ code: "ERR_JWS_JWK", message, details: member === undefined ? {} : { member }, cause });
}
