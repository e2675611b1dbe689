import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { canonicalize, decodeUtf8, parseStrictJson } from "@openlading/core";
import { encodeRecord, parseRecord, parseRecordedAct, type RecordedAct } from "@openlading/law";
import { takeTour } from "@openlading/testkit";
import { expect } from "chai";
import { ENTRY_EVENT } from "../src/index.ts";
import { createRecorder, digestOfWriteSets } from "./recorder.ts";

const CHILD = fileURLToPath(new URL("write-set-child.ts", import.meta.url));
const FLAGS = ["--conditions=@openlading/source", "--disable-warning=ExperimentalWarning"];
const OLDEST = [22, 18];

/** Another Node.js on this machine that can run the sources, by `OPENLADING_OTHER_NODE` or on the path. */
function findOtherNode(): string | null {
  const named = process.env["OPENLADING_OTHER_NODE"];
  const onPath = (process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, "node"));
  return [...(named === undefined ? [] : [named]), ...onPath].find((path) => existsSync(path) && isOther(path)) ?? null;
}

function isOther(path: string): boolean {
  const version = execFileSync(path, ["--version"], { encoding: "utf8" }).trim();
  const [major = 0, minor = 0] = version.slice(1).split(".").map(Number);
  const [oldest = 0, least = 0] = OLDEST;
  return version !== process.version && (major > oldest || (major === oldest && minor >= least));
}

describe("the contract's write sets", function () {
  this.timeout(60_000);
  let folder = "";
  let path = "";
  let history: readonly RecordedAct[] = [];
  let digest = "";

  before(async () => {
    ({ history } = (await takeTour()).world);
    digest = await digestOfWriteSets(history);
    folder = mkdtempSync(join(tmpdir(), "openlading-contract-"));
    path = join(folder, "history.json");
    writeFileSync(path, JSON.stringify(history));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const inChild = (node: string, env: Readonly<Record<string, string>>): readonly string[] =>
    execFileSync(node, [...FLAGS, CHILD, path], { encoding: "utf8", env: { ...process.env, ...env } }).trim().split("\n"); // prettier-ignore

  it("are the same under other locales and time zones, each in a process of its own", () => {
    const places = [
      { LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8", TZ: "Asia/Shanghai" },
      { LANG: "C", LC_ALL: "C", TZ: "America/St_Johns" },
      { LANG: "de_DE.UTF-8", LC_ALL: "de_DE.UTF-8", TZ: "Pacific/Kiritimati" },
    ];
    const said = places.map((env) => inChild(process.execPath, env));
    expect(said.map(([first]) => first)).to.deep.equal([digest, digest, digest]);
    // The places did differ: a run that ignored its environment would prove nothing.
    expect(new Set(said.map(([, here]) => here)).size).to.equal(3);
  });

  it("are the same under another version of Node.js", function () {
    const other = findOtherNode();
    if (other === null) {
      if (this.test) this.test.title += " (skipped: no other Node.js from 22.18 on is here)";
      this.skip();
    }
    const [first, here = ""] = inChild(other, {});
    expect(here).to.not.include(process.version);
    expect(first).to.equal(digest);
  });

  it("parse back, every value, into what writes the same bytes", async () => {
    const recorder = createRecorder();
    const counts = { record: 0, act: 0, pointer: 0 };
    for (const { act, approvals, entry } of history) {
      const { writes, event } = await recorder.submit({ act, approvals }, entry);
      expect(event?.name).to.equal(ENTRY_EVENT);
      const recorded = parseRecordedAct(parseStrictJson(event?.bytes ?? ""));
      expect(recorded).to.deep.equal({ act, approvals, entry });
      expect(new Set(writes.map(({ key }) => key.join("/"))).size).to.equal(writes.length);
      for (const { key, bytes } of writes) {
        const value = parseStrictJson(bytes);
        expect(decodeUtf8(canonicalize(value))).to.equal(decodeUtf8(bytes));
        if (key[0] === "record") {
          const record = parseRecord(value);
          expect([key[1], decodeUtf8(encodeRecord(record))]).to.deep.equal([record.recordId, decodeUtf8(bytes)]);
          counts.record += 1;
        } else if (decodeUtf8(bytes).startsWith('{"act"')) {
          expect(decodeUtf8(bytes)).to.equal(decodeUtf8(event?.bytes ?? new Uint8Array()));
          counts.act += 1;
        } else {
          expect(value).to.have.all.keys("recordId", "sequence");
          counts.pointer += 1;
        }
      }
    }
    expect(counts.act).to.equal(history.length);
    expect(counts.act + counts.pointer).to.equal(counts.record);
    expect(counts.pointer).to.be.greaterThan(10);
  });
});
