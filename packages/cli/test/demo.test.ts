import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { deflateSync, gzipSync } from "node:zlib";
import { expect } from "chai";
import { createFolder } from "./folder.ts";
import { EXAMPLES, pick, run, type Ran } from "./run.ts";
import { findNeedles } from "./scan.ts";

/** What the ledger may never hold: numbers of bill, containers, seals, order, receipt, declaration; plate; goods. */
const SECRETS = [
  "EXLU26049001", "EXMU2000014", "EXMU3000024", "EX998877", "EX998879", "DO26052100456", "EIR26052300077",
  "224820261000000042", "HUA67890", "BEARING HOUSINGS", "GEARS", "轴承座", "齿轮", "PL26040800031", "INV26040800031",
  "RCEP00000", "HM-CO-26-0077", "HM26050801", "SAO MAI", "848210", "BALL BEARINGS", "SPECE26000045", "EXAMPLE DUSK",
]; // prettier-ignore

const OF_CERTIFICATE = ["certificates", "officer.html", "trust-list.json", "trust-anchor.json", "scan-of-copy1.png"];

describe("the demo", function () {
  this.timeout(120_000);
  const folder = createFolder();
  const root = join(folder.path, "demo");
  let ran: Ran;
  let lasted = 0;
  before(async () => {
    const started = Date.now();
    ran = await run(["demo"], { cwd: folder.path });
    lasted = Date.now() - started;
  });
  after(() => folder.remove());

  it("runs to the end in under a minute", () => {
    expect(ran.code, ran.stderr + ran.stdout).to.equal(0);
    expect(lasted).to.be.below(60_000);
  });

  it("tells the story, each line of it with its place in the ledger", () => {
    const beats = [
      "anchors a batch", "issues a bill", "endorses to order · to Example Bank", "transfers possession · to Example Bank", "ERR_LAW_NO_BASIS",
      "endorses to a named party · to Haiyue Import", "accepts the transfer", "surrenders for delivery", "under its mandate",
      "issues a delivery order", "equipment interchange receipt", "CUSTOMS RED on EXMU2000014 (GIS5)", "HOLD", "CUSTOMS is RED: GIS5, signed by customs.example",
      "CUSTOMS GREEN on EXMU2000014 (GIS4)", "passes the release right on", "THE BARRIER OPENS", "STAYS SHUT", "shown again: REFUSED", "countersigns",
      "NOT SENT", "applies for a certificate", "REFUSED (ORIGIN_CRITERION)", "issues the certificate", "prints a copy", "replaces by a new certificate",
      "copy 1, at VNHPH", "ERR_LAW_PRESENTED: copy 1 was presented at VNHPH on", "registers a certificate issued elsewhere",
    ]; // prettier-ignore
    let at = 0;
    for (const beat of beats) {
      const next = ran.stdout.indexOf(beat, at);
      expect(next, beat).to.be.at.least(at);
      at = next;
    }
    expect(ran.stdout.match(/THE BARRIER OPENS/g)).to.have.length(1);
    expect(ran.stdout.match(/ \d+\.\d+ [0-9a-f]{8}$/gm)?.length).to.be.at.least(25);
  });

  it("ends with four lines to run next", () => {
    const lines = ran.stdout.trimEnd().split("\n").slice(-4);
    expect(lines.map((line) => line.split(":")[0])).to.deep.equal([
      "You are a line",
      "You are a port",
      "You are an exporter",
      "You are an officer",
    ]);
    for (const line of lines) expect(line).to.include("npx openlading ");
  });

  it("leaves what it promises and no key, store or passphrase", () => {
    for (const name of [
      "index.html",
      "trust.json",
      "inbox",
      "outbox",
      "tampered",
      "ledger-put-away/ledger.db",
      ...OF_CERTIFICATE,
    ])
      expect(existsSync(join(root, name)), name).to.equal(true);
    expect(existsSync(join(root, "home"))).to.equal(false);
    expect(existsSync(join(root, "passphrase"))).to.equal(false);
    expect(readdirSync(join(root, "tampered"))).to.include.members([
      "cut-tail.dossier.json",
      "flipped-byte.dossier.json",
    ]);
    expect(readdirSync(join(root, "certificates")).filter((name) => name.endsWith(".pdf"))).to.have.length(4);
  });

  const VERDICTS: readonly (readonly [string, number, string])[] = [
    ["outbox/bill.dossier.json", 4, "SURRENDERED"],
    ["outbox/right-EXMU2000014.dossier.json", 4, "SPENT"],
    ["outbox/right-EXMU3000024.dossier.json", 0, "LIVE"],
    ["outbox/order.dossier.json", 0, "LIVE"],
    ["outbox/packing-list.dossier.json", 0, "ANCHORED"],
    ["outbox/eir.dossier.json", 0, "LIVE"],
    ["outbox/eir-completed.dossier.json", 0, "LIVE"],
  ];
  for (const [file, code, word] of VERDICTS)
    it(`leaves ${file}, which verifies as ${word}`, async () => {
      const verdict = await run(["verify", file, "--trust", "trust.json", "--json"], { cwd: root });
      expect(verdict.code, verdict.stdout + verdict.stderr).to.equal(code);
      expect(pick(verdict.stdout, "state", "word")).to.equal(word);
    });

  for (const file of ["tampered/flipped-byte.dossier.json", "tampered/cut-tail.dossier.json"])
    it(`leaves ${file}, which does not verify`, async () => {
      expect((await run(["verify", file, "--trust", "trust.json"], { cwd: root })).code).to.equal(3);
    });

  it("cannot say tomorrow week that the right is still live", async () => {
    const now = (): number => Date.now() + 8 * 86_400_000;
    const { code } = await run(["verify", "outbox/right-EXMU3000024.dossier.json", "--trust", "trust.json"], {
      cwd: root,
      now,
    });
    expect(code).to.equal(5);
  });

  it("leaves a page that loads nothing and runs nothing", () => {
    const page = readFileSync(join(root, "index.html"), "utf8");
    const [, policy = ""] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    expect(policy).to.include("default-src 'none'");
    const [, style = ""] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? [];
    expect(policy).to.include(`sha256-${createHash("sha256").update(style).digest("base64")}`);
    expect(page).not.to.match(/<script|<link|url\(|https?:|javascript:|\son\w+=/i);
    for (const [, source = ""] of page.matchAll(/\ssrc="([^"]*)"/g))
      expect(source).to.match(/^data:image\/png;base64,/);
    for (const [, target = ""] of page.matchAll(/\shref="([^"]*)"/g))
      expect(existsSync(join(root, target)), target).to.equal(true);
    expect(page).to.match(/name="viewport"/);
    expect(page).to.include('<span lang="en">issues a bill').and.include('<span lang="zh">签发提单');
  });

  it("has put nothing of the shipment on the ledger", () => {
    const file = join(root, "ledger-put-away", "ledger.db");
    const raw = readFileSync(file);
    expect(findNeedles(raw, ["openlading"]), "the scan reads nothing").to.deep.equal(["openlading"]);
    expect(findNeedles(raw, SECRETS)).to.deep.equal([]);
    let cells = 0;
    for (const cell of cellsOf(file)) {
      expect(findNeedles(cell, SECRETS)).to.deep.equal([]);
      cells += 1;
    }
    expect(cells).to.be.greaterThan(100);
  });

  it("finds a canary, however it is wrapped", () => {
    const canary = Buffer.from('{"number":"EXLU26049001"}');
    const wrapped = [
      canary,
      Buffer.from(`xx.${canary.toString("base64url")}.yy`),
      Buffer.from(`a${canary.toString("base64")}`),
      deflateSync(canary),
      Buffer.concat([Buffer.from("ab"), gzipSync(Buffer.from(canary.toString("base64url"))), Buffer.from("cd")]),
      Buffer.from(Buffer.from(canary.toString("base64url")).toString("base64url")),
    ];
    for (const bytes of wrapped) expect(findNeedles(bytes, SECRETS)).to.deep.equal(["EXLU26049001"]);
  });

  it("replaces its own folder and refuses any other", async () => {
    const strange = join(folder.path, "mine");
    mkdirSync(strange);
    writeFileSync(join(strange, "thesis.txt"), "years of work");
    const { code, stderr } = await run(["demo", "mine"], { cwd: folder.path });
    expect(code).to.equal(1);
    expect(stderr).to.include("ERR_CLI_DEMO_DIRECTORY");
    expect(readFileSync(join(strange, "thesis.txt"), "utf8")).to.equal("years of work");
    writeFileSync(join(root, "inbox", "left-over"), "");
    const again = await run(["demo", "--lang", "zh"], { cwd: folder.path });
    expect(again.code, again.stderr).to.equal(0);
    expect(again.stdout).to.include("开闸").and.include("您是船公司").and.include("不放行");
    expect(existsSync(join(root, "inbox", "left-over"))).to.equal(false);
  });

  it("uses the shipped examples", () => {
    expect(readFileSync(join(EXAMPLES, "transport-document.json"), "utf8")).to.include(SECRETS[0]);
  });
});

/** Every value of every table: what is torn over pages in the file is whole here. */
function* cellsOf(file: string): Generator<Uint8Array> {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    for (const { name } of tables) {
      for (const row of db.prepare(`SELECT * FROM "${String(name)}"`).iterate())
        for (const value of Object.values(row)) {
          if (typeof value === "string") yield Buffer.from(value);
          if (value instanceof Uint8Array) yield value;
        }
    }
  } finally {
    db.close();
  }
}
