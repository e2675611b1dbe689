import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { env, execPath } from "node:process";
import { fileURLToPath } from "node:url";
import { decodeUtf8 } from "@openlading/core";
import { encodeSubmission } from "@openlading/contract";
import { gateOut, readyForGate } from "@openlading/testkit";
import { expect } from "chai";
import { bundle } from "../scripts/bundle.ts";

const CHILD = fileURLToPath(new URL("replay-child.mjs", import.meta.url));
const MAJORS = [22, 24];

describe("the bundled contract", () => {
  let folder: string;
  let expected: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "openlading-bundle-"));
    const contractApi = createRequire(import.meta.url).resolve("fabric-contract-api");
    const code = Buffer.from(await bundle()).toString();
    writeFileSync(
      join(folder, "main.cjs"),
      code.replace('require("fabric-contract-api")', `require(${JSON.stringify(contractApi)})`),
    );
    const { s, right } = await readyForGate();
    await s.world.submit(await gateOut(s, right, s.people.shipper));
    const acts = s.world.history.map(({ entry, act, approvals }) => ({
      transactionId: entry.transactionId,
      transactionTime: entry.transactionTime,
      argument: decodeUtf8(encodeSubmission({ act, approvals })),
    }));
    writeFileSync(join(folder, "acts.json"), JSON.stringify(acts));
    expected = replay(execPath, {});
  });
  after(() => rmSync(folder, { recursive: true }));

  const replay = (node: string, surroundings: Record<string, string>): string =>
    execFileSync(node, [CHILD, folder, join(folder, "acts.json")], {
      env: { PATH: env["PATH"], TZ: "UTC", LC_ALL: "C", ...surroundings },
      encoding: "utf8",
    });

  it("carries a shipment from genesis to the gate", () => {
    expect(Number(expected.split(" ")[0])).to.be.greaterThan(30);
  });

  for (const [LC_ALL, TZ] of [
    ["zh_CN.UTF-8", "Asia/Shanghai"],
    ["tr_TR.UTF-8", "America/St_Johns"],
  ] as const) {
    it(`writes the same under ${LC_ALL} in ${TZ}`, () => {
      expect(replay(execPath, { LC_ALL, LANG: LC_ALL, TZ })).to.equal(expected);
    });
  }

  for (const major of MAJORS) {
    it(`writes the same on Node ${String(major)}`, function () {
      const node = findNode(major);
      if (node === null) return this.skip(); // there is no such Node on this machine
      expect(replay(node, {})).to.equal(expected);
    });
  }

  it("looks at no clock, time zone, locale, chance or network, and asks no rich query", () => {
    expect(replay(execPath, { FORBID: "1" })).to.equal(expected);
  });

  it("holds no call of a rich query, private data or history", async () => {
    const code = Buffer.from(await bundle()).toString();
    expect(code).not.to.match(/getQueryResult|getPrivateData|getHistoryForKey|invokeChaincode/);
  });
});

/** A Node of that major on the PATH, or null. */
function findNode(major: number): string | null {
  const places = (env["PATH"] ?? "").split(delimiter).map((place) => join(place, "node"));
  const isIt = (node: string): boolean =>
    existsSync(node) && spawnSync(node, ["--version"], { encoding: "utf8" }).stdout.startsWith(`v${String(major)}.`);
  return places.find(isIt) ?? null;
}
