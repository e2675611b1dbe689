import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { createNoteSigner, type NoteSigner } from "@openlading/log";

/** A witness's key, that can be handed to another process. */
export interface Keeper {
  readonly pem: string;
  readonly signer: NoteSigner;
}

export function keeper(name: string, pem?: string): Keeper {
  const privateKey = pem === undefined ? generateKeyPairSync("ed25519").privateKey : createPrivateKey(pem);
  return {
    pem: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    signer: createNoteSigner({ name, privateKey }),
  };
}
