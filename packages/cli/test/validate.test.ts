import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { createFolder } from "./folder.ts";
import { changedExample, EXAMPLES, pick, run } from "./run.ts";

const bill = join(EXAMPLES, "transport-document.json");
const documents = ["transport-document", "packing-list", "clp-1", "clp-2", "delivery-order", "eir-out"].map((name) =>
  join(EXAMPLES, `${name}.json`),
);

describe("validate", () => {
  const folder = createFolder();
  after(() => folder.remove());
  const write = (name: string, content: string): string => {
    writeFileSync(join(folder.path, name), content);
    return name;
  };

  it("finds a good document valid, without home or keys", async () => {
    const { code, stdout, stderr } = await run(["validate", bill]);
    expect(code).to.equal(0);
    expect(stdout).to.include("valid bill of lading EXLU26049001");
    expect(stderr).to.equal("");
  });

  it("holds the files of one shipment against each other", async () => {
    const { code, stdout } = await run(["validate", ...documents]);
    expect(code).to.equal(0);
    expect(stdout).to.include("the 6 documents agree");
    const container = {
      ...(pick(readFileSync(join(EXAMPLES, "clp-1.json"), "utf8"), "container") as object),
      seals: [{ number: "EX000000", source: "CAR" }],
    };
    const bad = await run(["validate", bill, write("clp.json", changedExample("clp-1.json", { container }))], {
      cwd: folder.path,
    });
    expect(bad.code).to.equal(3);
    expect(bad.stdout).to.match(/across the files: \d+ contradictions/);
  });

  it("names every fault with its path, in both languages, and answers 3", async () => {
    const text = changedExample("transport-document.json", { transportDocumentReference: undefined, carrierCode: 7 });
    const en = await run(["validate", "-"], { stdin: text });
    expect(en.code).to.equal(3);
    expect(en.stdout).to.match(/ERR_DOC_REQUIRED {2}\$\.transportDocumentReference {2}is mandatory/);
    expect(en.stdout).to.include("$.carrierCode");
    const zh = await run(["validate", "-", "--lang", "zh"], { stdin: text });
    expect(zh.code).to.equal(3);
    expect(zh.stdout).to.match(/ERR_DOC_REQUIRED {2}\$\.transportDocumentReference {2}\p{Script=Han}/u);
  });

  it("reads messages, and says what they lack to be issued", async () => {
    const gate = await run(["validate", join(EXAMPLES, "gate-out.edi")]);
    expect(gate.code).to.equal(0);
    expect(gate.stdout).to.include("gate report (unsigned)");
    const order = await run(["validate", join(EXAMPLES, "coreor.edi")]);
    expect(order.code).to.equal(0);
    expect(order.stdout).to.include("$.basis");
  });

  it("answers 3 to a broken message, with segment and position", async () => {
    const text = readFileSync(join(EXAMPLES, "gate-out.edi"), "utf8").replace("UNT+15", "UNT+99");
    const { code, stderr } = await run(["validate", "-"], { stdin: text });
    expect(code).to.equal(3);
    expect(stderr)
      .to.match(/ERR_FORMAT_COUNT/)
      .and.match(/UNT #\d+/)
      .and.include("next:");
    expect((await run(["validate", "-", "--lenient"], { stdin: text })).code).to.equal(0);
  });

  it("takes a DCSA issuance body for the document in it", async () => {
    const [document, issueTo] = ["transport-document.json", "issue-to.json"].map((name) => changedExample(name, {}));
    const body = `{"document":${document},"issueTo":${issueTo}}`;
    expect((await run(["validate", "-"], { stdin: body })).code).to.equal(0);
  });

  const REFUSED: readonly (readonly [string, string, number, RegExp])[] = [
    ["what is no document", '{"a":1}', 3, /ERR_CLI_KIND/],
    ["a member twice", '{"a":1,"a":2}', 3, /ERR_CORE_JSON_DUPLICATE/],
    ["what is no JSON", "hello", 3, /ERR_CORE_JSON/],
    ["nothing", "", 3, /ERR_CORE_JSON/],
  ];
  for (const [what, stdin, expected, code] of REFUSED)
    it(`refuses ${what}`, async () => {
      const ran = await run(["validate", "-"], { stdin });
      expect(ran.code).to.equal(expected);
      expect(ran.stderr).to.match(code).and.include("next:");
    });

  it("cannot run on a file that is not there", async () => {
    const { code, stderr } = await run(["validate", "none.json"], { cwd: folder.path });
    expect(code).to.equal(1);
    expect(stderr).to.include("ERR_CLI_FILE");
  });

  it("refuses a kind there is none of", async () => {
    expect((await run(["validate", bill, "--kind", "poem"])).code).to.equal(2);
  });

  it("lets no file drive the terminal", async () => {
    const text = changedExample("transport-document.json", { transportDocumentReference: "EXLU\u001b[2J\u202eX" });
    for (const mode of [[], ["--json"]]) {
      const { stdout, stderr } = await run(["validate", "-", ...mode], { stdin: text });
      expect(stdout + stderr).not.to.match(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    }
  });

  it("prints JSON that says the same", async () => {
    const { code, stdout } = await run(["validate", bill, "--json"]);
    expect(code).to.equal(0);
    expect(pick(stdout, "files", 0, "found", 0)).to.include({
      kind: "bill-of-lading",
      isValid: true,
      number: "EXLU26049001",
    });
    expect(pick(stdout, "files", 0, "found", 0, "documentChecksum")).to.match(/^[0-9a-f]{64}$/);
  });
});

describe("convert", () => {
  it("turns a CUSRES into a customs notice that validates", async () => {
    const { code, stdout } = await run(["convert", join(EXAMPLES, "customs-release.edi"), "--to", "customs-release"]);
    expect(code).to.equal(0);
    expect(JSON.parse(stdout)).to.include({ result: "RELEASED", customsDeclarationNumber: "224820261000000042" });
    expect((await run(["validate", "-"], { stdin: stdout })).code).to.equal(0);
  });

  it("refuses another kind than the one wanted", async () => {
    const { code, stderr } = await run(["convert", join(EXAMPLES, "gate-out.edi"), "--to", "customs-release"]);
    expect(code).to.equal(3);
    expect(stderr).to.include("ERR_FORMAT_TARGET");
  });
});
