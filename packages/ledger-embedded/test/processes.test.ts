import { utf8 } from "@openlading/core";
import { expect } from "chai";
import { openEmbeddedLedger } from "../src/index.ts";
import { startChild } from "./child.ts";
import { counters } from "./contract.ts";
import { withLedgerPath } from "./folder.ts";

const CLAIMS = 300;

describe("two processes on one file", () => {
  it("give every claim to exactly one, in one order that both followers see whole", async function () {
    this.timeout(60_000);
    await withLedgerPath(async (path) => {
      const rivals = ["left", "right"].map((name) => startChild("racing-child.ts", [path, name, String(CLAIMS)]));
      await Promise.all(rivals.map((rival) => rival.exited));
      const lines = rivals.map((rival) => rival.lines());
      for (let claim = 0; claim < CLAIMS; claim += 1) {
        const outcomes = lines.map((mine) => mine.find((line) => line.endsWith(` ${String(claim)}`)));
        expect(outcomes.filter((line) => line?.startsWith("won "))).to.have.length(1);
        expect(outcomes.filter((line) => /^(taken|conflict) /.test(line ?? ""))).to.have.length(1);
      }
      const orders = lines.map((mine) => mine.find((line) => line.startsWith("order ")));
      expect(orders[0]).to.match(/^order [0-9a-f]{64}$/);
      expect(orders[1]).to.equal(orders[0]);
    });
  });

  it("see each other's commits at once, cached or not", async () => {
    await withLedgerPath(async (path) => {
      const [left, right] = await Promise.all(
        ["left", "right"].map(() => openEmbeddedLedger({ path, contract: counters, clock: Date.now })),
      );
      for (let round = 1; round <= 10; round += 1) {
        const ledger = round % 2 === 0 ? left : right;
        const committed = await ledger?.submit("count", [utf8("a")]);
        expect(committed).to.deep.include({ height: round, index: 0, result: utf8(String(round)) });
        for (const client of [left, right]) expect(await client?.height()).to.equal(round);
      }
      await left?.close();
      await right?.close();
    });
  });
});
