import { setTimeout as sleep } from "node:timers/promises";
import { decodeUtf8, utf8 } from "@openlading/core";
import { expect } from "chai";
import { openEmbeddedLedger } from "../src/index.ts";
import { startChild } from "./child.ts";
import { counters } from "./contract.ts";
import { withLedgerPath } from "./folder.ts";

const SEEDS = Number(process.env["OPENLADING_SEEDS"] ?? 36);
const ROUNDS_PER_FILE = 6;

/** A moment from a seed: some before the ledger is even open, most in the middle of the work. */
function delayMs(seed: number): number {
  const spread = (Math.imul(seed + 1, 2_654_435_761) >>> 0) / 2 ** 32;
  return spread * 80;
}

async function killOne(path: string, seed: number): Promise<string[]> {
  const child = startChild("counting-child.ts", [path]);
  while (seed % 9 !== 8 && child.lines().length === 0) await sleep(2);
  await sleep(delayMs(seed));
  child.process.kill("SIGKILL");
  await child.exited;
  return child.lines().filter((line) => line !== "open");
}

/** Everything answered is there, where it was said to be, and the state is what the history adds up to. */
async function expectWhole(path: string, answered: readonly string[]): Promise<void> {
  const ledger = await openEmbeddedLedger({ path, contract: counters, clock: Date.now });
  for (const line of answered) {
    const [, transactionId = "", height, index] = line.split(" ");
    const expected = { transactionId, height: Number(height), index: Number(index) };
    expect(await ledger.status(transactionId)).to.deep.equal(expected);
  }
  const counted = new Map<string, number>();
  let lastHeight = 0;
  for await (const { height, events } of ledger.blocks({ from: 1 })) {
    expect(height).to.equal((lastHeight += 1));
    for (const { payload } of events) {
      const [name = "", count] = decodeUtf8(payload).split(" ");
      expect(Number(count)).to.equal((counted.get(name) ?? 0) + 1);
      counted.set(name, Number(count));
    }
  }
  expect(await ledger.height()).to.equal(lastHeight);
  for (const name of ["a", "b", "c"]) {
    const expected = String(counted.get(name) ?? 0);
    expect(decodeUtf8(await ledger.evaluate("counter", [utf8(name)]))).to.equal(expected);
    expect(decodeUtf8(await ledger.evaluate("fillers", [utf8(name)]))).to.equal(expected);
  }
  await ledger.close();
}

describe("a process killed with SIGKILL", () => {
  for (let first = 0; first < SEEDS; first += ROUNDS_PER_FILE) {
    const seeds = Array.from({ length: Math.min(ROUNDS_PER_FILE, SEEDS - first) }, (_, index) => first + index);
    it(`loses nothing it answered and leaves nothing half done, seeds ${seeds.join(" ")}`, async function () {
      this.timeout(120_000);
      await withLedgerPath(async (path) => {
        const answered: string[] = [];
        for (const seed of seeds) {
          answered.push(...(await killOne(path, seed)));
          await expectWhole(path, answered);
        }
        expect(answered).to.not.deep.equal([]);
      });
    });
  }
});
