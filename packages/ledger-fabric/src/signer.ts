import { createPrivateKey, sign, type KeyObject } from "node:crypto";

/** Signs a message as Fabric wants it: ECDSA over SHA-256, DER, the lower of the two forms. The key may be elsewhere. */
export type FabricSigner = (message: Uint8Array) => Promise<Uint8Array>;

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const HALF_ORDER = ORDER >> 1n;
const COORDINATE = 32;

/**
 * A signer with Node's own cryptography over a P-256 private key, PEM (PKCS#8 or SEC 1) or a key object. About half of
 * all ECDSA signatures are not in the lower form; a peer refuses those, with nothing but "access denied".
 * @throws TypeError when the key is not a private P-256 key.
 * @see Fabric `bccsp/sw/ecdsa.go` (IsLowS)
 */
export function createFabricSigner(privateKey: string | Uint8Array | KeyObject): FabricSigner {
  const key = toKeyObject(privateKey);
  if (key.asymmetricKeyType !== "ec" || key.asymmetricKeyDetails?.namedCurve !== "prime256v1") {
    throw new TypeError("Fabric identities sign with a P-256 private key");
  }
  return (message) => {
    const raw = sign("sha256", message, { key, dsaEncoding: "ieee-p1363" });
    return Promise.resolve(toLowDer(raw));
  };
}

function toKeyObject(key: string | Uint8Array | KeyObject): KeyObject {
  if (typeof key === "string") return createPrivateKey(key);
  return key instanceof Uint8Array ? createPrivateKey(Buffer.from(key)) : key;
}

/** `r || s` as DER with `s` in the lower half of the order. */
function toLowDer(raw: Uint8Array): Uint8Array {
  const s = BigInt(`0x${Buffer.from(raw.subarray(COORDINATE)).toString("hex")}`);
  const low = s > HALF_ORDER ? ORDER - s : s;
  const body = Buffer.concat([
    toInteger(Buffer.from(raw.subarray(0, COORDINATE))),
    toInteger(Buffer.from(low.toString(16).padStart(2 * COORDINATE, "0"), "hex")),
  ]);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
}

/** A DER INTEGER: no leading zeros but the one that keeps it positive. */
function toInteger(bytes: Buffer): Buffer {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const trimmed = bytes.subarray(start);
  const value = (trimmed[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), trimmed]) : trimmed;
  return Buffer.concat([Buffer.of(0x02, value.length), value]);
}
