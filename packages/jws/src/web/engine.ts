import type { Alg } from "../algorithm.ts";
import { requiredMembers, type PublicJwk } from "../jwk.ts";

/** A key that WebCrypto holds. */
export type WebKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

interface WebAlgorithm {
  readonly forImport: { readonly name: string; readonly namedCurve?: string; readonly hash?: string };
  readonly forVerify: { readonly name: string; readonly hash?: string; readonly saltLength?: number };
}

/** What WebCrypto has to be told of each algorithm of the table. */
const WEB: Readonly<Record<Alg, WebAlgorithm>> = {
  ES256: { forImport: { name: "ECDSA", namedCurve: "P-256" }, forVerify: { name: "ECDSA", hash: "SHA-256" } },
  PS256: { forImport: { name: "RSA-PSS", hash: "SHA-256" }, forVerify: { name: "RSA-PSS", saltLength: 32 } },
  EdDSA: { forImport: { name: "Ed25519" }, forVerify: { name: "Ed25519" } },
  RS256: { forImport: { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" }, forVerify: { name: "RSASSA-PKCS1-v1_5" } },
};

/** Imports a key for one algorithm; rejects a point that is not on its curve. */
export function importWebKey(jwk: PublicJwk, alg: Alg): Promise<WebKey> {
  return crypto.subtle.importKey("jwk", { ...requiredMembers(jwk) }, { ...WEB[alg].forImport }, false, ["verify"]);
}

/** Whether WebCrypto takes the signature. */
export function verifyWeb(alg: Alg, key: WebKey, signature: Uint8Array, bytes: Uint8Array): Promise<boolean> {
  return crypto.subtle.verify({ ...WEB[alg].forVerify }, key, Uint8Array.from(signature), Uint8Array.from(bytes));
}

export async function sha256Web(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", Uint8Array.from(bytes)));
}
