import { concatBytes, decodeHex, encodeHex, utf8 } from "@openlading/core";
import { throwsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import { assert, asyncProperty, bigInt, integer, uint8Array } from "fast-check";
import { encodeToCurve, proveWithNonce } from "../src/ecvrf.ts";
import { createKeyProver, generateVrfKey, VrfError, verifyVrf } from "../src/index.ts";
import { rfc6979Nonce } from "../src/nonce.ts";
import { ORDER, scalarBytes, toScalar } from "../src/scalar.ts";
import { EXAMPLES } from "./rfc9381.ts";

const RUNS = { numRuns: 15 };

describe("ECVRF-P256-SHA256-TAI", () => {
  for (const example of EXAMPLES) {
    it(`proves and verifies RFC 9381 ${example.name}, step by step`, async () => {
      const alpha = utf8(example.alpha);
      const publicKey = decodeHex(example.publicKey);
      const prover = createKeyProver(decodeHex(example.secret));
      expect(encodeHex(prover.publicKey)).to.equal(example.publicKey);
      const input = encodeToCurve(publicKey, alpha).toBytes(true);
      expect(encodeHex(input)).to.equal(example.input);
      expect(rfc6979Nonce(toScalar(decodeHex(example.secret)), input)).to.equal(toScalar(decodeHex(example.nonce)));
      const { beta, proof } = await prover.prove(alpha);
      expect(encodeHex(proof)).to.equal(example.proof);
      expect(encodeHex(beta)).to.equal(example.beta);
      expect(encodeHex(verifyVrf(publicKey, alpha, decodeHex(example.proof)))).to.equal(example.beta);
    });
  }

  it("gives one output for all proofs of an input, whatever their nonces", async () => {
    const prover = createKeyProver(generateVrfKey());
    const secretBytes = generateVrfKey();
    const secret = toScalar(secretBytes);
    const { publicKey } = createKeyProver(secretBytes);
    await assert(
      asyncProperty(
        uint8Array({ maxLength: 100 }),
        bigInt(1n, ORDER - 1n),
        bigInt(1n, ORDER - 1n),
        (alpha, one, two) => {
          const [first, second] = [one, two].map((nonce) => proveWithNonce(secret, alpha, () => nonce));
          if (first === undefined || second === undefined) throw new Error("two proofs were made");
          if (one !== two) expect(first.proof).to.not.deep.equal(second.proof);
          expect(verifyVrf(publicKey, alpha, first.proof)).to.deep.equal(verifyVrf(publicKey, alpha, second.proof));
          return Promise.resolve();
        },
      ),
      RUNS,
    );
    expect(prover.publicKey).to.have.length(33);
  });

  it("refuses a proof with any bit changed, and one for another input or key", async () => {
    const prover = createKeyProver(generateVrfKey());
    const other = createKeyProver(generateVrfKey());
    await assert(
      asyncProperty(uint8Array({ maxLength: 60 }), integer({ min: 0, max: 81 * 8 - 1 }), async (alpha, bit) => {
        const { proof } = await prover.prove(alpha);
        const changed = Uint8Array.from(proof, (byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
        expect(() => verifyVrf(prover.publicKey, alpha, changed)).to.throw(VrfError);
        throwsWithCode(VrfError, "ERR_VRF_PROOF", () => verifyVrf(prover.publicKey, Uint8Array.of(...alpha, 0), proof));
        throwsWithCode(VrfError, "ERR_VRF_PROOF", () => verifyVrf(other.publicKey, alpha, proof));
      }),
      RUNS,
    );
  });

  it("refuses a proof that is not 81 bytes of a point, a challenge and an s below the order", async () => {
    const prover = createKeyProver(generateVrfKey());
    const alpha = utf8("alpha");
    const { proof } = await prover.prove(alpha);
    const s = toScalar(proof.subarray(49));
    const head = proof.subarray(0, 49);
    const tail = proof.subarray(33);
    for (const bad of [
      new Uint8Array(0),
      proof.subarray(1),
      Uint8Array.of(...proof, 0),
      concatBytes(head, scalarBytes(ORDER)),
      concatBytes(head, new Uint8Array(32).fill(0xff)),
      ...(s + ORDER < 1n << 256n ? [concatBytes(head, scalarBytes(s + ORDER))] : []),
      concatBytes(new Uint8Array(33), tail), // no infinity
      concatBytes(Uint8Array.of(0x04), proof.subarray(1)), // no other form
      concatBytes(Uint8Array.of(0x02), new Uint8Array(32).fill(0xff), tail), // x not below p
    ]) {
      throwsWithCode(VrfError, "ERR_VRF_PROOF_FORM", () => verifyVrf(prover.publicKey, alpha, bad));
    }
    throwsWithCode(VrfError, "ERR_VRF_PROOF", () =>
      verifyVrf(prover.publicKey, alpha, concatBytes(head, scalarBytes(0n))),
    );
  });

  it("validates the key: compressed, on the curve, not the point at infinity", async () => {
    const prover = createKeyProver(generateVrfKey());
    const { proof } = await prover.prove(utf8("alpha"));
    const { publicKey } = prover;
    for (const bad of [
      new Uint8Array(0),
      Uint8Array.of(0),
      new Uint8Array(33),
      publicKey.subarray(1),
      Uint8Array.of(...publicKey, 0),
      Uint8Array.of(0x04, ...publicKey.subarray(1)),
      Uint8Array.of(0x02, ...new Uint8Array(32).fill(0xff)),
      offCurve(),
    ]) {
      throwsWithCode(VrfError, "ERR_VRF_PUBLIC_KEY", () => verifyVrf(bad, utf8("alpha"), proof));
    }
  });

  it("refuses a proof whose nonce was 0", () => {
    const secret = generateVrfKey();
    const { publicKey } = createKeyProver(secret);
    // c and s = c*x for U = V = infinity cannot be written with compressed points, so any c will do.
    const gamma = encodeToCurve(publicKey, utf8("alpha")).multiply(toScalar(secret));
    const challenge = scalarBytes(7n, 16);
    const s = scalarBytes((7n * toScalar(secret)) % ORDER);
    const proof = concatBytes(gamma.toBytes(true), challenge, s);
    throwsWithCode(VrfError, "ERR_VRF_PROOF", () => verifyVrf(publicKey, utf8("alpha"), proof));
  });
});

describe("createKeyProver", () => {
  it("refuses zero, the order, more, and other lengths", () => {
    for (const bad of [
      scalarBytes(0n),
      scalarBytes(ORDER),
      new Uint8Array(32).fill(0xff),
      new Uint8Array(31).fill(1),
    ]) {
      throwsWithCode(VrfError, "ERR_VRF_SECRET_KEY", () => createKeyProver(bad));
    }
  });

  it("makes one proof for one input and keeps the secret to itself", async () => {
    const secret = generateVrfKey();
    const prover = createKeyProver(secret);
    expect(await prover.prove(utf8("a"))).to.deep.equal(await createKeyProver(secret).prove(utf8("a")));
    expect(JSON.stringify(prover)).to.not.include(encodeHex(secret));
  });
});

function offCurve(): Uint8Array {
  for (let x = 1; ; x += 1) {
    const candidate = concatBytes(Uint8Array.of(0x02), scalarBytes(BigInt(x)));
    try {
      verifyVrf(candidate, new Uint8Array(0), new Uint8Array(0));
    } catch (error) {
      if (error instanceof VrfError && error.code === "ERR_VRF_PUBLIC_KEY") return candidate;
    }
  }
}
