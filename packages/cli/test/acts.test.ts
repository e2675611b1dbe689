import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { createFolder } from "./folder.ts";
import { changedExample, EXAMPLES, pick, run, type Ran } from "./run.ts";

const DAY_MS = 86_400_000;

/** The example delivery order, valid from now on. */
function freshOrder(): string {
  return changedExample("delivery-order.json", { validTo: new Date(Date.now() + 10 * DAY_MS).toISOString() });
}

describe("a shipment by the command line alone", function () {
  this.timeout(120_000);
  const folder = createFolder();
  after(() => folder.remove());
  const file = (name: string): string => join(folder.path, name);
  const env = { OPENLADING_PASSPHRASE_FILE: "pass" };
  const cli = (...argv: string[]): Promise<Ran> => run(argv, { cwd: folder.path, env });
  const as = (party: string, ...argv: string[]): Promise<Ran> => cli(...argv, "--as", `${party}.example`);
  const good = async (running: Promise<Ran>): Promise<string> => {
    const { code, stdout, stderr } = await running;
    expect(code, stderr).to.equal(0);
    return stdout;
  };
  /** Runs and keeps standard output in a file, as a shell would. */
  const into = async (name: string, running: Promise<Ran>): Promise<string> => {
    writeFileSync(file(name), await good(running));
    return name;
  };
  const firstRight = (): string => String(pick(readFileSync(file("vesting.json"), "utf8"), "vesting", 0, "right"));
  const FACILITY = "terminal.example/EXTERM1";
  let bill = "";

  it("needs a home first", async () => {
    const { code, stderr } = await cli("show", "EXLU26049001");
    expect(code).to.equal(1);
    expect(stderr).to.include("ERR_CLI_NO_HOME").and.include("openlading init");
  });

  it("has no passphrase in a flag and none made unasked", async () => {
    const { code, stderr } = await run(["init"], { cwd: folder.path });
    expect(code).to.equal(1);
    expect(stderr).to.include("ERR_CLI_PASSPHRASE");
    expect((await run(["init", "--passphrase", "x"], { cwd: folder.path })).code).to.equal(2);
  });

  it("makes a home, says what it is, and writes the passphrase for its owner only", async () => {
    const { code, stderr } = await run(["init", "--make-passphrase", "pass"], { cwd: folder.path });
    expect(code, stderr).to.equal(0);
    expect(stderr).to.include("for one machine");
    expect(statSync(file("pass")).mode & 0o777).to.equal(0o600);
    const again = await cli("init");
    expect(again.code).to.equal(1);
    expect(again.stderr).to.include("ERR_SDK_HOME_EXISTS");
  });

  it("enrols the parties, and acts as the first unless told", async () => {
    for (const [name, office] of [
      ["exl", "carrier"],
      ["terminal", "terminal"],
      ["customs", "customs"],
      ["bank", "bank"],
    ] as const)
      await good(cli("party", "add", `${name}.example`, "--name", name, "--office", office));
    await good(cli("party", "add", "exporter.example", "--name", "Exporter"));
    expect(await good(cli("party", "list")))
      .to.include("exl.example *")
      .and.include("bank.example");
    expect(await good(cli("party", "show", "exl.example"))).to.include("carrier");
    expect(await good(cli("key", "list"))).to.match(/^[\w-]{43} /);
    expect((await cli("party", "show", "nobody.example")).code).to.equal(1);
    expect((await as("nobody", "key", "list")).stderr).to.include("ERR_SDK_NO_PARTY");
  });

  it("issues a bill to the bank's order, by cards", async () => {
    bill = (await good(cli("bill", "id", "EXLU26049001"))).trim();
    expect(bill).to.match(/^[0-9a-f]{64}$/);
    await into("exporter.card.jws", as("exporter", "card", "new", "--for", bill));
    await into("bank.card.jws", as("bank", "card", "new", "--for", bill));
    expect(await good(cli("card", "show", "bank.card.jws"))).to.include(bill);
    const [document, issueTo] = ["transport-document.json", "issue-to.json"].map((name) => changedExample(name, {}));
    writeFileSync(file("issuance.json"), `{"document":${document},"issueTo":${issueTo}}`);
    const out = await good(
      cli(
        "bill",
        "issue",
        "issuance.json",
        "--possessor",
        "exporter.card.jws",
        "--endorsee",
        "bank.card.jws",
        "--json",
      ),
    );
    expect(pick(out)).to.include({ kind: "committed", billId: bill, form: "ORDER" });
    expect(pick(out, "issuanceManifestSignedContent")).to.match(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(pick(out, "rights")).to.have.length(2);
    expect(
      (await cli("bill", "issue", "issuance.json", "--possessor", "exporter.card.jws", "--endorsee", "bank.card.jws"))
        .code,
    ).to.equal(7);
  });

  it("shows the record with state, control and what may be done", async () => {
    const carriers = await good(cli("show", "EXLU26049001"));
    expect(carriers).to.include("title ISSUED").and.include("a key not known here");
    const holders = await good(as("exporter", "show", bill));
    expect(holders).to.include("possessor: you").and.include("you may transfer possession");
    expect(await good(as("exporter", "show", bill, "--lang", "zh"))).to.include("您可以：转移占有");
    expect((await cli("show", "f".repeat(64))).code).to.equal(1);
    expect((await cli("show", "NOSUCHNUMBER1")).stderr).to.include("ERR_CLI_REFERENCE");
  });

  it("offers and accepts, and refuses what is not one's own", async () => {
    const stolen = await as("terminal", "bill", "transfer", bill, "--to", "bank.card.jws");
    expect(stolen.code).to.equal(1);
    expect(stolen.stderr).to.include("ERR_SDK_NO_KEY");
    await good(as("exporter", "bill", "offer", bill, "--to", "bank.card.jws"));
    await into("offered.json", cli("export", bill));
    const offered = await cli("verify", "offered.json", "--trust", ".openlading/trust.json");
    expect(offered.code).to.equal(0);
    expect(offered.stderr).to.include("in transfer");
    await good(as("bank", "bill", "accept", bill));
  });

  it("refuses a delivery order while the bill is out, with the reason and the next step", async () => {
    await good(
      as(
        "terminal",
        "gate",
        "policy",
        "EXTERM1",
        "--light",
        "CUSTOMS=customs.example",
        "--light",
        "TERMINAL=terminal.example",
      ),
    );
    writeFileSync(file("order.json"), freshOrder());
    const { code, stderr } = await cli("order", "issue", "order.json", "--facility", FACILITY);
    expect(code).to.equal(7);
    expect(stderr).to.include("ERR_LAW_NO_BASIS").and.include("next:");
    const zh = await cli("order", "issue", "order.json", "--facility", FACILITY, "--lang", "zh");
    expect(zh.code).to.equal(7);
    expect(zh.stderr).to.include("提单尚未交回").and.include("下一步");
  });

  it("hands over by dossier, surrenders, and orders", async () => {
    await into("bill.dossier.json", cli("export", "EXLU26049001"));
    expect((await as("bank", "import", "bill.dossier.json")).code).to.equal(0);
    expect((await as("bank", "verify", "bill.dossier.json")).stdout).to.include("you are in control");
    await into("vesting.json", as("bank", "bill", "surrender", "EXLU26049001"));
    await good(cli("bill", "accept-surrender", bill, "--vesting", "vesting.json"));
    await good(cli("order", "issue", "order.json", "--facility", FACILITY));
    expect((await cli("verify", "bill.dossier.json")).code).to.equal(0);
    await good(cli("export", bill, "--replay", "-o", "surrendered.json"));
    expect((await cli("verify", "surrendered.json")).code).to.equal(4);
  });

  it("holds at the gate until every light is green", async () => {
    const right = firstRight();
    const none = await as("terminal", "gate", "check", "--right", right);
    expect(none.code).to.equal(6);
    expect(none.stdout).to.include("HOLD").and.include("nobody has set it");
    expect(none.stderr).to.include("only a committed `gate out`");
    await good(cli("light", "set", "--from", join(EXAMPLES, "customs-examination.edi"), "--kind", "CUSTOMS"));
    await good(
      as("terminal", "light", "set", "--right", right, "--kind", "TERMINAL", "--colour", "GREEN", "--reason", "PAID"),
    );
    await good(
      as("customs", "light", "set", "--right", right, "--kind", "CUSTOMS", "--colour", "RED", "--reason", "GIS5"),
    );
    const held = await as("terminal", "gate", "check", "--right", right);
    expect(held.code).to.equal(6);
    expect(held.stdout)
      .to.include("RED")
      .and.include("GIS5")
      .and.match(/set by customs\.example \d+ s ago/);
    await good(
      as("customs", "light", "set", "--right", right, "--kind", "CUSTOMS", "--colour", "GREEN", "--reason", "GIS4"),
    );
    expect((await as("terminal", "gate", "check", "--right", right)).code).to.equal(0);
  });

  it("lets out once, by presentation", async () => {
    const right = firstRight();
    await into("truck.jws", as("bank", "right", "present", right, "--facility", FACILITY, "--minutes", "60"));
    const first = await as("terminal", "gate", "out", "--right", right, "--presentation", "truck.jws");
    expect(first.code, first.stderr).to.equal(0);
    expect(first.stderr).to.include("OPEN THE BARRIER");
    const second = await as("terminal", "gate", "out", "--right", right, "--presentation", "truck.jws");
    expect(second.code).to.equal(7);
    expect(second.stderr).to.include("ERR_LAW_STATUS").and.not.include("OPEN THE BARRIER");
    await into("right.json", as("bank", "export", right));
    const verdict = await run(["verify", "-", "--json", "--trust", ".openlading/trust.json"], {
      cwd: folder.path,
      stdin: readFileSync(file("right.json"), "utf8"),
    });
    expect(verdict.code).to.equal(4);
    expect(pick(verdict.stdout, "state", "word")).to.equal("SPENT");
  });

  it("issues, anchors, countersigns and revokes documents that prove", async () => {
    const list = join(EXAMPLES, "packing-list.json");
    await good(as("exporter", "issue", list, join(EXAMPLES, "clp-1.json")));
    await good(cli("issue", join(EXAMPLES, "eir-out.json")));
    const eir = await good(cli("show", "EIR26052300077", "--json"));
    expect(pick(eir, "record", "status")).to.equal("ISSUED");
    const recordId = String(pick(eir, "record", "recordId"));
    await good(as("terminal", "issue", join(EXAMPLES, "eir-out.json"), "--countersigns", recordId));
    await good(cli("revoke", "EIR26052300077"));
    expect((await cli("revoke", "EIR26052300077")).code).to.equal(7);
    await into("eir.json", cli("export", "EIR26052300077"));
    expect((await cli("verify", "eir.json")).code).to.equal(4);
  });

  it("does any act at the lowest level, and lists their codes", async () => {
    expect(await good(cli("act")))
      .to.include("TRANSFER")
      .and.include("transfer possession");
    expect((await cli("act", "DANCE")).code).to.equal(2);
    writeFileSync(
      file("facts.json"),
      JSON.stringify({ right: "0".repeat(64), lightKind: "X", authority: "exl.example", colour: "RED", reason: "TRY" }),
    );
    expect(await good(cli("act", "SET_LIGHT", "--facts", "facts.json", "--dry-run"))).to.match(
      /^[\w-]+\.[\w-]+\.[\w-]+\n$/,
    );
    await good(cli("act", "SET_LIGHT", "--facts", "facts.json"));
    await good(cli("party", "mandate", "bank.example", "--action", "SACC"));
    await good(cli("party", "mandate", "bank.example", "--revoke"));
  });

  it("keeps every secret to itself", async () => {
    const secret = readFileSync(file("pass"), "utf8").trim();
    for (const name of ["bill.dossier.json", "vesting.json", "truck.jws", "surrendered.json"])
      expect(readFileSync(file(name), "utf8")).not.to.include(secret);
    const wrong = await run(["key", "list"], { cwd: folder.path, env: { OPENLADING_PASSPHRASE_FILE: "order.json" } });
    expect(wrong.code).to.equal(1);
    expect(wrong.stderr).to.include("ERR_SDK_PASSPHRASE");
  });
});

describe("verify", () => {
  it("wants trust material", async () => {
    const folder = createFolder();
    try {
      const { code, stderr } = await run(["verify", "-"], { cwd: folder.path, stdin: "{}" });
      expect(code).to.equal(1);
      expect(stderr).to.include("ERR_CLI_TRUST");
    } finally {
      folder.remove();
    }
  });
});
