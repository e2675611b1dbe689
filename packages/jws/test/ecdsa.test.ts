import { expect } from "chai";
import { assert, constantFrom, property, tuple, uint8Array } from "fast-check";
import { generateKeyPairSync, sign, verify } from "node:crypto";
import { fromDer, toDer } from "../src/ecdsa.ts";

const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const jose = { dsaEncoding: "ieee-p1363" } as const;
const ORDER = Buffer.from("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", "hex");
const BYTES = Buffer.from("a bill of lading");

/** Numbers of 32 bytes, those at the edges of the DER form more often than chance would have them. */
const number = tuple(uint8Array({ minLength: 32, maxLength: 32 }), constantFrom(0, 1, 2, 31, 32), constantFrom(0, 0x80)).map(
  ([bytes, zeros, high]) => {
    bytes.fill(0, 0, zeros);
    if (zeros < 32 && high > 0) bytes[zeros] = high;
    return bytes;
  },
); // prettier-ignore

describe("the DER form of an ECDSA signature", () => {
  it("holds the same two numbers, written the one way DER allows", () => {
    assert(
      property(number, number, (r, s) => {
        const signature = Uint8Array.from([...r, ...s]);
        const der = toDer(signature);
        expect(fromDer(der)).to.deep.equal(signature);
        expect([der[0], der[1]]).to.deep.equal([0x30, der.length - 2]);
        expect([...der.subarray(2)]).to.deep.equal([...integer(r), ...integer(s)]);
      }),
      { numRuns: 500 },
    );
  });

  it("is taken and made by OpenSSL as node:crypto's own conversion is", () => {
    for (let i = 0; i < 200; i += 1) {
      const der = sign("sha256", BYTES, privateKey);
      expect(verify("sha256", BYTES, { key: publicKey, ...jose }, fromDer(der))).to.equal(true);
      const raw = sign("sha256", BYTES, { key: privateKey, ...jose });
      expect(verify("sha256", BYTES, publicKey, toDer(raw))).to.equal(true);
      raw[i % 64] = (raw[i % 64] ?? 0) ^ 1;
      expect(verify("sha256", BYTES, publicKey, toDer(raw))).to.equal(false);
    }
  });

  it("lets OpenSSL refuse numbers that are zero or not below the order", () => {
    const good = sign("sha256", BYTES, { key: privateKey, ...jose });
    for (const bad of [Buffer.alloc(32), ORDER, Buffer.alloc(32, 0xff)]) {
      for (const raw of [Buffer.concat([bad, good.subarray(32)]), Buffer.concat([good.subarray(0, 32), bad])]) {
        expect(verify("sha256", BYTES, publicKey, toDer(raw))).to.equal(false);
        expect(verify("sha256", BYTES, { key: publicKey, ...jose }, raw)).to.equal(false);
      }
    }
  });
});

/** The integer of X.690, 8.3, written plainly. */
function integer(bytes: Uint8Array): readonly number[] {
  const value = BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
  const hex = value.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  const content = [...Buffer.from(Number.parseInt(even.slice(0, 2), 16) > 0x7f ? `00${even}` : even, "hex")];
  return [2, content.length, ...content];
}
