import { createPrivateKey, createPublicKey, generateKeyPair, KeyObject, sign, type JsonWebKey } from "node:crypto";
import { promisify } from "node:util";
import type { Alg } from "./algorithm.ts";
import { JwsError } from "./error.ts";
import { requiredMembers, type PublicJwk } from "./jwk.ts";
import { keyInput, NATIVE } from "./native.ts";
import { jwkThumbprint, parsePublicJwk } from "./public-key.ts";
import type { Signer } from "./signer.ts";
import { importVerificationKey, isSignatureOf } from "./verification-key.ts";

/** The algorithms we sign with. */
export type SigningAlg = Exclude<Alg, "RS256">;

/** A signer whose key is in this process. */
export interface KeySigner extends Signer {
  readonly alg: SigningAlg;
  /** The key as encrypted PKCS#8 PEM (PBES2, AES-256-CBC). There is no way to take it out unencrypted. */
  exportPkcs8(passphrase: string): string;
}

/** Node.js key types and the algorithm each signs with here. */
const ALG_OF_KEY: Readonly<Record<string, SigningAlg>> = { ec: "ES256", ed25519: "EdDSA", rsa: "PS256" };
const ALG_OF_KTY = { EC: "ES256", OKP: "EdDSA", RSA: "PS256" } as const satisfies Record<PublicJwk["kty"], SigningAlg>;
const RSA_BITS = 3072;
const PROBE = new Uint8Array(32);
const generate = promisify(generateKeyPair);

/**
 * Creates a signer from a private key in memory: P-256 signs ES256, Ed25519 EdDSA, RSA PS256. Meant for tests and for
 * key files; production keys belong in a module or service behind {@link Signer}.
 * @param o.kid a name other than the thumbprint, for platforms that publish their keys under one
 * @throws JwsError ERR_JWS_SIGNER when the key is not private, of no kind of the profile, weak, or inconsistent
 */
export function createMemorySigner(key: KeyObject | JsonWebKey, o: { readonly kid?: string } = {}): KeySigner {
  const privateKey = toPrivateKey(key);
  const publicJwk = toPublicJwk(privateKey);
  const alg = ALG_OF_KTY[publicJwk.kty];
  const algorithm = NATIVE[alg];
  const input = keyInput(algorithm, privateKey);
  const make = (bytes: Uint8Array): Uint8Array =>
    new Uint8Array(algorithm.fromNative(sign(algorithm.digest, bytes, input)));
  assertPair(publicJwk, alg, () => make(PROBE));
  return Object.freeze({
    alg,
    publicJwk,
    kid: o.kid ?? jwkThumbprint(publicJwk),
    sign: (bytes: Uint8Array) => Promise.resolve(make(bytes)),
    exportPkcs8: (passphrase: string) => exportEncrypted(privateKey, passphrase),
  });
}

/** Makes a new key and its signer: P-256, RSA of 3072 bits, or Ed25519. */
export async function generateSigner(alg: SigningAlg): Promise<KeySigner> {
  switch (alg) {
    case "ES256":
      return createMemorySigner((await generate("ec", { namedCurve: "P-256" })).privateKey);
    case "PS256":
      return createMemorySigner((await generate("rsa", { modulusLength: RSA_BITS })).privateKey);
    case "EdDSA":
      return createMemorySigner((await generate("ed25519")).privateKey);
    default:
      throw new TypeError("generateSigner: alg is not one to sign with");
  }
}

function toPrivateKey(key: KeyObject | JsonWebKey): KeyObject {
  const privateKey = key instanceof KeyObject ? key : importPrivateJwk(key);
  if (privateKey.type !== "private" || ALG_OF_KEY[privateKey.asymmetricKeyType ?? ""] === undefined) {
    throw refuse("a key is not a private key of the profile");
  }
  return privateKey;
}

function importPrivateJwk(jwk: JsonWebKey): KeyObject {
  try {
    return createPrivateKey({ key: jwk, format: "jwk" });
  } catch (cause) {
    throw refuse("a private JWK cannot be imported", cause);
  }
}

function toPublicJwk(privateKey: KeyObject): PublicJwk {
  try {
    return Object.freeze(requiredMembers(parsePublicJwk(createPublicKey(privateKey).export({ format: "jwk" }))));
  } catch (cause) {
    throw refuse("a private key has no sound public key", cause);
  }
}

/** A JWK can pair one key's secret with another's point; such a signer would make tokens nobody can verify. */
function assertPair(publicJwk: PublicJwk, alg: SigningAlg, makeSignature: () => Uint8Array): void {
  if (!isSignatureOf(importVerificationKey(publicJwk, alg), PROBE, makeSignature())) {
    throw refuse("a private key does not fit its public members");
  }
}

function exportEncrypted(privateKey: KeyObject, passphrase: string): string {
  if (typeof passphrase !== "string" || passphrase.length === 0)
    throw new TypeError("exportPkcs8: the passphrase is empty");
  return privateKey.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase }).toString();
}

function refuse(message: string, cause?: unknown): JwsError {
  return new JwsError({ code: "ERR_JWS_SIGNER", message, cause });
}
