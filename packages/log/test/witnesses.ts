import { createPrivateKey } from "node:crypto";
import { encodeBase64, concatBytes, sha256, utf8 } from "@openlading/core";
import { createNoteSigner, formatCheckpoint, type NoteSigner } from "../src/index.ts";

/** The fixed part of a PKCS#8 Ed25519 key, before its 32-byte seed. */
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");

/** A signer with a key fixed by its seed. */
export function testSigner(name: string, seed = name): NoteSigner {
  const key = concatBytes(PKCS8, sha256(utf8(seed)));
  return createNoteSigner({
    name,
    privateKey: createPrivateKey({ key: Buffer.from(key), format: "der", type: "pkcs8" }),
  });
}

export const ORIGIN = `openlading/${"0f".repeat(32)}`;
export const BODY = formatCheckpoint({ origin: ORIGIN, treeSize: 3, rootHash: sha256(utf8("root")) });
/** 2026-05-01T08:00:00Z. */
export const TIME = 1_777_622_400;

/** A verifier key written without any of the package's checks. */
export function rawVerifierKey(name: string, type: number, publicKey: Uint8Array): string {
  const id = Buffer.from(sha256(utf8(`${name}\n`), Uint8Array.of(type), publicKey).subarray(0, 4)).toString("hex");
  return `${name}+${id}+${encodeBase64(concatBytes(Uint8Array.of(type), publicKey))}`;
}
