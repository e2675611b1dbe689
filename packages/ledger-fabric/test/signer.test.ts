import { createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import { expect } from "chai";
import fc from "fast-check";
import { createFabricSigner } from "../src/index.ts";

const HALF_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n >> 1n;

describe("the signer", () => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const signer = createFabricSigner(privateKey);

  it("makes good DER signatures, always in the lower form", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (message) => {
        const signature = Buffer.from(await signer(message));
        expect(verify("sha256", message, publicKey, signature)).to.equal(true);
        const s = signature.subarray(6 + (signature[3] ?? 0));
        expect(BigInt(`0x${s.toString("hex")}`) <= HALF_ORDER).to.equal(true);
      }),
      { numRuns: 300 },
    );
  });

  it("takes PEM as text and as bytes", async () => {
    const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    for (const key of [pem, Buffer.from(pem)]) {
      const signature = await createFabricSigner(key)(Buffer.from("m"));
      expect(verify("sha256", Buffer.from("m"), createPublicKey(privateKey), signature)).to.equal(true);
    }
  });

  it("refuses a key of another curve or kind", () => {
    const others = [
      generateKeyPairSync("ec", { namedCurve: "P-384" }).privateKey,
      generateKeyPairSync("ed25519").privateKey,
    ];
    for (const key of others) expect(() => createFabricSigner(key)).to.throw(TypeError);
  });
});
