import { createPublicKey, sign, type KeyObject } from "node:crypto";
import { decodeBase64url } from "@openlading/core";
import { formatVerifierKey } from "./verifier-key.ts";

/**
 * A witness's key, wherever it is kept. `sign` MUST return the 64-byte Ed25519 signature over exactly the bytes given,
 * by the key that `vkey` names; the key MUST NOT be used under another name or for anything else.
 */
export interface NoteSigner {
  readonly name: string;
  /** The verifier key to publish. */
  readonly vkey: string;
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/**
 * A signer over a private key held in this process.
 * @throws TypeError when the key is not a private Ed25519 key
 * @throws LogError ERR_LOG_VERIFIER_KEY when the name cannot name a key
 */
export function createNoteSigner(options: { readonly name: string; readonly privateKey: KeyObject }): NoteSigner {
  const { name, privateKey } = options;
  if (privateKey.type !== "private" || privateKey.asymmetricKeyType !== "ed25519") {
    throw new TypeError("a note is signed with a private Ed25519 key");
  }
  const { x } = createPublicKey(privateKey).export({ format: "jwk" });
  const vkey = formatVerifierKey({ name, publicKey: decodeBase64url(x ?? "") });
  return {
    name,
    vkey,
    sign: (bytes) => Promise.resolve(new Uint8Array(sign(null, bytes, privateKey))),
  };
}
