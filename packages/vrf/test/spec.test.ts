import { decodeHex, decodeUtf8, encodeHex, parseShape, shape } from "@openlading/core";
import { expect } from "chai";
import { readFileSync } from "node:fs";
import { documentAlpha, verifyVrf } from "../src/index.ts";

const PAGE = readFileSync(new URL("../../../docs/spec/record-number-vrf.md", import.meta.url), "utf8");
const EXAMPLE = shape.object({
  publicKey: shape.hex(33),
  alpha: shape.text(),
  proof: shape.hex(81),
  beta: shape.hex(32),
});

describe("docs/spec/record-number-vrf.md", () => {
  it("shows an input, a proof of it and the output", () => {
    const fence = /^```json\n([^`]+)^```$/m.exec(PAGE)?.[1] ?? "";
    const example = parseShape(EXAMPLE, JSON.parse(fence), "the example");
    const networkId = "2f7a4f0b6c1de3a98b5d40c2e8719f36a5c04be1d2938f7760e1b4c5a3d8f921";
    const alpha = documentAlpha({
      networkId,
      partyId: "exl.example",
      family: "transport-document",
      number: "exlu-123/456",
    });
    expect(decodeUtf8(alpha)).to.equal(example.alpha);
    expect(encodeHex(verifyVrf(decodeHex(example.publicKey), alpha, decodeHex(example.proof)))).to.equal(example.beta);
  });
});
