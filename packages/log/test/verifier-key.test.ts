import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { decodeHex, parseShape, shape } from "@openlading/core";
import { sharedPath, throwsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import fc from "fast-check";
import { createNoteSigner, formatVerifierKey, LogError, parseVerifierKey } from "../src/index.ts";
import { rawVerifierKey, testSigner } from "./witnesses.ts";

const EDGE = shape.list(
  shape.object({
    number: shape.integer({ min: 0, max: 1000 }),
    key: shape.hex(32),
    sig: shape.hex(64),
    msg: shape.text(),
    flags: shape.nullable(shape.list(shape.text())),
  }),
);

describe("verifier key", () => {
  const { vkey } = testSigner("witness.one.example");

  it("reads what it writes", () => {
    const names = fc.stringMatching(/^[a-z0-9./-]{1,60}$/);
    fc.assert(
      fc.property(names, fc.string(), (name, seed) => {
        const text = testSigner(name, seed).vkey;
        const key = parseVerifierKey(text);
        expect(key.name).to.equal(name);
        expect(formatVerifierKey(key)).to.equal(text);
      }),
      { numRuns: 30 },
    );
  });

  it("has the id of name, type and key", () => {
    const key = parseVerifierKey(vkey);
    expect(rawVerifierKey(key.name, 4, key.publicKey)).to.equal(vkey);
  });

  it("is refused when malformed or of another type", () => {
    const { name, keyId, publicKey } = parseVerifierKey(vkey);
    const material = vkey.slice(name.length + keyId.length + 2);
    const bad = [
      "",
      name,
      `${name}+${keyId}`,
      `${name}+${keyId}+`,
      `+${keyId}+${material}`,
      `${name}+${keyId.toUpperCase()}x+${material}`,
      `${name}+00000000+${material}`,
      `${name} x+${keyId}+${material}`,
      `${name}x+${keyId}+${material}`,
      `${name}+${keyId}+${material}\n`,
      `${name}+${keyId}+${material.slice(0, -4)}`,
      `${name}+${keyId}+${material.replace(/=*$/, "")}!`,
      rawVerifierKey(name, 1, publicKey),
      rawVerifierKey("two words", 4, publicKey),
      rawVerifierKey("tab\u0009", 4, publicKey),
      rawVerifierKey("wide\u3000space", 4, publicKey),
      rawVerifierKey("n".repeat(257), 4, publicKey),
      "x".repeat(1000),
    ];
    for (const text of bad) throwsWithCode(LogError, "ERR_LOG_VERIFIER_KEY", () => parseVerifierKey(text));
  });

  it("is refused when its key is of small order or not in canonical form", () => {
    const weak = [
      "00".repeat(32),
      `${"00".repeat(31)}80`,
      `01${"00".repeat(31)}`,
      `01${"00".repeat(30)}80`,
      `ec${"ff".repeat(30)}7f`,
      `ec${"ff".repeat(31)}`,
      `ed${"ff".repeat(30)}7f`,
      `ed${"ff".repeat(31)}`,
      `ee${"ff".repeat(30)}7f`,
      `ff${"ff".repeat(31)}`,
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    ];
    for (const hex of weak) {
      const text = rawVerifierKey("witness.example", 4, decodeHex(hex));
      throwsWithCode(LogError, "ERR_LOG_VERIFIER_KEY", () => parseVerifierKey(text));
      throwsWithCode(LogError, "ERR_LOG_VERIFIER_KEY", () =>
        formatVerifierKey({ name: "witness.example", publicKey: decodeHex(hex) }),
      );
    }
  });

  it("refuses every small-order or non-canonical key of the 914 edge cases", function () {
    const file = sharedPath("vectors/ed25519-edge/cctv-ed25519vectors.json");
    if (file === null) {
      if (this.test !== undefined) this.test.title += " (C2SP/CCTV vectors are not on this machine)";
      return this.skip();
    }
    const vectors = parseShape(EDGE, JSON.parse(readFileSync(file, "utf8")), "edge cases");
    const weak = vectors.filter(
      ({ flags }) => flags?.some((flag) => flag === "low_order_A" || flag === "non_canonical_A") === true,
    );
    const keys = new Set(weak.map(({ key }) => key));
    for (const hex of keys) {
      const text = rawVerifierKey("witness.example", 4, decodeHex(hex));
      throwsWithCode(LogError, "ERR_LOG_VERIFIER_KEY", () => parseVerifierKey(text));
    }
    expect([vectors.length, keys.size]).to.deep.equal([914, 14]);
  });

  it("is made for a private Ed25519 key only", () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const { publicKey } = generateKeyPairSync("ed25519");
    expect(() => createNoteSigner({ name: "witness.example", privateKey })).to.throw(TypeError);
    expect(() => createNoteSigner({ name: "witness.example", privateKey: publicKey })).to.throw(TypeError);
    throwsWithCode(LogError, "ERR_LOG_VERIFIER_KEY", () => testSigner("two words"));
  });
});
