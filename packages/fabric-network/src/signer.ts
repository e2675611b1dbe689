import { createPrivateKey, sign } from "node:crypto";
import type { Signer } from "@hyperledger/fabric-gateway";

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const HALF = ORDER >> 1n;

/**
 * Signs whole messages with ECDSA over P-256 and SHA-256 in Node's own code; the gateway MUST be told `hash.none`.
 * Fabric takes only the lower of the two values a signature may have for S.
 */
export function createMessageSigner(privateKeyPem: string): Signer {
  const key = createPrivateKey(privateKeyPem);
  return async (message) => {
    const raw = sign("sha256", message, { key, dsaEncoding: "ieee-p1363" });
    const s = BigInt(`0x${raw.subarray(32).toString("hex")}`);
    return sequence(integer(raw.subarray(0, 32)), integer(s > HALF ? bytesOf(ORDER - s) : raw.subarray(32)));
  };
}

const bytesOf = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(64, "0"), "hex");

/** DER: an unsigned big-endian number, shortest form. */
function integer(bytes: Buffer): Buffer {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const rest = bytes.subarray(start);
  const body = (rest[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), rest]) : rest;
  return Buffer.concat([Buffer.of(0x02, body.length), body]);
}

function sequence(...parts: readonly Buffer[]): Uint8Array {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
}
