import { generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";

/** A member of a simulated network: a self-signed certificate as PEM, and its key. */
export interface TestIdentity {
  readonly mspId: string;
  readonly credentials: Uint8Array;
  readonly privateKey: KeyObject;
}

const ECDSA_WITH_SHA256 = "06082a8648ce3d040302";
const COMMON_NAME = "0603550403";

/** Makes a fresh member. The simulator checks its signatures, and not who vouches for it. @see RFC 5280 §4.1 */
export function createTestIdentity(mspId: string): TestIdentity {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = der(0x30, Buffer.from(ECDSA_WITH_SHA256, "hex"));
  const attribute = der(0x30, Buffer.from(COMMON_NAME, "hex"), der(0x0c, Buffer.from(`user.${mspId}`)));
  const name = der(0x30, der(0x31, attribute));
  const validity = der(0x30, der(0x17, Buffer.from("200101000000Z")), der(0x17, Buffer.from("491231235959Z")));
  const version = der(0xa0, der(0x02, Buffer.of(2)));
  const serial = der(0x02, Buffer.concat([Buffer.of(1), randomBytes(8)]));
  const key = publicKey.export({ type: "spki", format: "der" });
  const body = der(0x30, version, serial, algorithm, name, validity, name, key);
  const signature = der(0x03, Buffer.of(0), sign("sha256", body, privateKey));
  const base64 = der(0x30, body, algorithm, signature).toString("base64");
  const lines = base64.match(/.{1,64}/g) ?? [];
  const pem = ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
  return { mspId, credentials: Buffer.from(pem), privateKey };
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...length), body]);
}
