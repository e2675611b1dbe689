import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LedgerError, type Block } from "@openlading/ledger";
import { throwsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import { followBlocks, openCheckpointer } from "../src/index.ts";

const CHAIN = "ab".repeat(32);

describe("the checkpointer", () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "openlading-position-"));
    path = join(folder, "position.json");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("begins before the first block where there is no file, and remembers after that", () => {
    expect(openCheckpointer(path, CHAIN).height).to.equal(0);
    openCheckpointer(path, CHAIN).advance(7);
    expect(openCheckpointer(path, CHAIN).height).to.equal(7);
  });

  it("only moves forward", () => {
    const checkpointer = openCheckpointer(path, CHAIN);
    checkpointer.advance(7);
    for (const height of [7, 6, 0, -1, 7.5]) expect(() => checkpointer.advance(height)).to.throw(TypeError);
    expect(checkpointer.height).to.equal(7);
  });

  it("leaves nothing beside its file, and takes no notice of what a crash left there", () => {
    writeFileSync(`${path}.new`, "half of a fi");
    openCheckpointer(path, CHAIN).advance(1);
    expect(existsSync(`${path}.new`)).to.equal(false);
    writeFileSync(`${path}.new`, "half of a fi");
    expect(openCheckpointer(path, CHAIN).height).to.equal(1);
  });

  it("says that a file is damaged, for every way it can be, and does not begin again", () => {
    openCheckpointer(path, CHAIN).advance(12);
    const good = readFileSync(path, "utf8");
    const bad = [
      "",
      "\n",
      "null",
      "{}",
      ...Array.from({ length: good.length - 1 }, (_, length) => good.slice(0, length)),
      good.replace('"height":12', '"height":13'),
      good.replace('"height":12', '"height":1e1'),
      good.replace('"height":12', '"height":12,"more":1'),
      good.replace("position/1", "position/2"),
      `${good}${good}`,
    ];
    for (const text of bad) {
      writeFileSync(path, text);
      throwsWithCode(LedgerError, "ERR_LEDGER_CORRUPT", () => openCheckpointer(path, CHAIN));
    }
  });

  it("refuses a position on another chain", () => {
    openCheckpointer(path, CHAIN).advance(12);
    throwsWithCode(LedgerError, "ERR_LEDGER_OTHER_CHAIN", () => openCheckpointer(path, "cd".repeat(32)));
  });

  it("says when its file cannot be used", () => {
    throwsWithCode(LedgerError, "ERR_LEDGER_STORAGE", () => openCheckpointer(folder, CHAIN));
    const lost = openCheckpointer(join(folder, "none", "position.json"), CHAIN);
    throwsWithCode(LedgerError, "ERR_LEDGER_STORAGE", () => lost.advance(1));
    expect(lost.height).to.equal(0);
  });

  it("goes on behind the last block that was dealt with, and stays there when dealing with one fails", async () => {
    const blocks: Block[] = [1, 3, 4].map((height) => ({ height, events: [] }));
    const ledger = {
      blocks: async function* ({ from }: { from: number }) {
        yield* blocks.filter(({ height }) => height >= from);
      },
    };
    const seen: number[] = [];
    const { signal } = new AbortController();
    const failing = followBlocks(
      ledger,
      openCheckpointer(path, CHAIN),
      ({ height }) => {
        if (height === 3) throw new Error("not now");
        seen.push(height);
      },
      signal,
    );
    expect(await failing.catch((error: unknown) => error)).to.be.instanceOf(Error);
    expect(openCheckpointer(path, CHAIN).height).to.equal(1);
    await followBlocks(ledger, openCheckpointer(path, CHAIN), ({ height }) => void seen.push(height), signal);
    expect(seen).to.deep.equal([1, 3, 4]);
  });
});
