import { encodeBase64url, utf8 } from "@openlading/core";
import { importVerificationKey, type Alg, type Signer, type VerificationKey } from "../src/index.ts";

/** A token with any header text: what a well-behaved signer would never make. */
export async function forge(signer: Signer, header: string | Uint8Array, payload = utf8("{}")): Promise<string> {
  const headerBytes = typeof header === "string" ? utf8(header) : header;
  const input = `${encodeBase64url(headerBytes)}.${encodeBase64url(payload)}`;
  return `${input}.${encodeBase64url(await signer.sign(utf8(input)))}`;
}

/** The verification key of a signer. */
export function keyOf(signer: Signer, alg: Alg = signer.alg): VerificationKey {
  return importVerificationKey(signer.publicJwk, alg);
}

/** Replaces one of a token's three parts. */
export function withPart(token: string, index: 0 | 1 | 2, text: string): string {
  return token
    .split(".")
    .map((part, at) => (at === index ? text : part))
    .join(".");
}

export function partOf(token: string, index: 0 | 1 | 2): string {
  return token.split(".")[index] ?? "";
}
