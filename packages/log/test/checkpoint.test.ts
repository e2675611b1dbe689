import { throwsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import fc from "fast-check";
import { checkpointOrigin, formatCheckpoint, LogError, parseCheckpoint } from "../src/index.ts";
import { BODY, ORIGIN } from "./witnesses.ts";

describe("checkpoint", () => {
  it("names the network in its origin", () => {
    expect(checkpointOrigin("0f".repeat(32))).to.equal(ORIGIN);
    expect(() => checkpointOrigin("0F".repeat(32))).to.throw(TypeError);
  });

  it("reads what it writes", () => {
    const roots = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(fc.maxSafeNat(), roots, (treeSize, rootHash) => {
        const body = formatCheckpoint({ origin: ORIGIN, treeSize, rootHash });
        expect(parseCheckpoint(body)).to.deep.equal({ origin: ORIGIN, treeSize, rootHash });
      }),
    );
  });

  it("is refused when malformed, extended or too long", () => {
    const [origin = "", size = "", root = ""] = BODY.split("\n");
    const bad = [
      "",
      `${origin}\n${size}\n${root}`,
      `${origin}\n${size}\n${root}\nextension\n`,
      `${origin}\n${size}\n${root}\n\n`,
      `\n${size}\n${root}\n`,
      `${origin}\n03\n${root}\n`,
      `${origin}\n-3\n${root}\n`,
      `${origin}\n9007199254740992\n${root}\n`,
      `${origin}\n\n${root}\n`,
      `${origin}\n${size}\n${root.slice(0, -1)}\n`,
      `${origin}\n${size}\n${root.slice(4)}\n`,
      `${origin}\r\n${size}\n${root}\n`,
      `${"o".repeat(1000)}\n${size}\n${root}\n`,
    ];
    for (const body of bad) throwsWithCode(LogError, "ERR_LOG_CHECKPOINT", () => parseCheckpoint(body));
  });

  it("is not written from bad values", () => {
    const rootHash = new Uint8Array(32);
    expect(() => formatCheckpoint({ origin: "", treeSize: 1, rootHash })).to.throw(TypeError);
    expect(() => formatCheckpoint({ origin: "a\nb", treeSize: 1, rootHash })).to.throw(TypeError);
    expect(() => formatCheckpoint({ origin: ORIGIN, treeSize: 1.5, rootHash })).to.throw(TypeError);
    expect(() => formatCheckpoint({ origin: ORIGIN, treeSize: 1, rootHash: new Uint8Array(31) })).to.throw(TypeError);
  });
});
