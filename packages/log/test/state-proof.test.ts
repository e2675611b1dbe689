import { CoreError, encodeBase64url, encodeHex, sha256, utf8 } from "@openlading/core";
import { throwsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import {
  createMemoryMapStore,
  createStateMap,
  encodeStateProof,
  LogError,
  parseStateProof,
  verifyStateProof,
  type LogErrorCode,
  type StateClaim,
} from "../src/index.ts";

const hash = (text: string): Uint8Array => sha256(utf8(text));
const low = "00".repeat(32);
const near = `${"00".repeat(31)}40`;
const high = "ff".repeat(32);
const map = createStateMap(createMemoryMapStore());
const root = map.update(
  new Map([
    [low, hash("low")],
    [high, hash("high")],
  ]),
);

describe("state proof", () => {
  it("has the JSON form of the specification", () => {
    expect(encodeStateProof(map.prove(high))).to.deep.equal({
      depth: 1,
      present: "80",
      siblings: encodeBase64url(map.prove(high).siblings[0] ?? new Uint8Array(0)),
    });
    expect(encodeStateProof(map.prove(near)).leaf).to.deep.equal({ recordId: low, digest: encodeHex(hash("low")) });
  });

  it("marks empty siblings in the bitmap", () => {
    const deep = createStateMap(createMemoryMapStore());
    deep.update(
      new Map([
        [low, hash("low")],
        [near, hash("near")],
      ]),
    );
    const json = encodeStateProof(deep.prove(low));
    expect([json.depth, json.present]).to.deep.equal([250, `80${"00".repeat(31)}`]);
    expect(parseStateProof(json)).to.deep.equal(deep.prove(low));
  });

  it("is refused when depth, bitmap and hashes do not agree", () => {
    const good = encodeStateProof(map.prove(high));
    const malformed = [
      { ...good, depth: 9 },
      { ...good, depth: 0 },
      { ...good, present: "c0" },
      { ...good, present: "00" },
      { ...good, present: "00", siblings: "" },
      { ...good, siblings: "" },
      { ...good, siblings: encodeBase64url(new Uint8Array(33)) },
      { ...good, siblings: encodeBase64url(new Uint8Array(32)) },
    ];
    for (const value of malformed) throwsWithCode(LogError, "ERR_LOG_STATE_PROOF_FORM", () => parseStateProof(value));
  });

  it("is refused when its shape is another, or beyond the limits", () => {
    const good = encodeStateProof(map.prove(high));
    const shapeless = [
      null,
      {},
      { ...good, depth: 257 },
      { ...good, present: "8" },
      { ...good, present: "00".repeat(33) },
      { ...good, siblings: "=" },
      { ...good, siblings: encodeBase64url(new Uint8Array(257 * 32)) },
      { ...good, more: 1 },
      { ...good, leaf: { recordId: "00", digest: low } },
    ];
    for (const value of shapeless) throwsWithCode(CoreError, "ERR_CORE_SHAPE", () => parseStateProof(value));
  });

  it("shows absence by another leaf only when that leaf stands in the way", () => {
    const absent = map.prove(near);
    verifyStateProof({ root, recordId: near, digest: null, proof: absent });
    const refused = (claim: Partial<StateClaim>, code: LogErrorCode): void => {
      throwsWithCode(LogError, code, () => {
        verifyStateProof({ root, recordId: near, digest: null, proof: absent, ...claim });
      });
    };
    refused({ recordId: low }, "ERR_LOG_STATE_PROOF");
    refused({ recordId: high }, "ERR_LOG_STATE_PROOF");
    refused({ digest: hash("low") }, "ERR_LOG_STATE_PROOF");
    refused({ digest: new Uint8Array(31) }, "ERR_LOG_STATE_PROOF");
    refused({ proof: { ...absent, leaf: null } }, "ERR_LOG_STATE_PROOF");
    refused(
      { proof: { siblings: absent.siblings, leaf: { recordId: low, digest: hash("x") } } },
      "ERR_LOG_STATE_PROOF",
    );
    refused({ proof: { siblings: [null], leaf: null } }, "ERR_LOG_STATE_PROOF_FORM");
    refused({ proof: { siblings: [new Uint8Array(5)], leaf: null } }, "ERR_LOG_STATE_PROOF_FORM");
    refused(
      { proof: { siblings: absent.siblings, leaf: { recordId: low, digest: new Uint8Array(4) } } },
      "ERR_LOG_STATE_PROOF_FORM",
    );
    const endless = Array.from({ length: 257 }, () => hash("x"));
    refused({ proof: { siblings: endless, leaf: null } }, "ERR_LOG_STATE_PROOF_FORM");
  });

  it("shows absence in the empty map, and not in any other", () => {
    const proof = { siblings: [], leaf: null };
    verifyStateProof({ root: new Uint8Array(32), recordId: low, digest: null, proof });
    throwsWithCode(LogError, "ERR_LOG_STATE_PROOF", () => {
      verifyStateProof({ root, recordId: near, digest: null, proof });
    });
  });
});
