import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { createCertificatePlace, SHIPMENT, type CertificatePlace } from "./certificate-place.ts";
import { pick } from "./run.ts";

describe("a certificate by the command line alone", function () {
  this.timeout(120_000);
  let place: CertificatePlace;
  let number = "";
  before(async () => (place = await createCertificatePlace()));
  after(() => place.remove());
  const beside = (): string[] => ["invoice.json", "packing-list.json"].map((name) => join(SHIPMENT, name));
  const printed = (copy = 1): string => `print/${number}-copy${copy}.pdf`;
  const check = (...argv: string[]) => place.cli("certificate", "check", ...argv);

  it("is applied for against the other documents, once", async () => {
    const { as, good, example } = place;
    example("application.json");
    const apply = ["certificate", "apply", "application.json", "--to", "chamber.example", ...beside().flatMap((one) => ["--with", one])]; // prettier-ignore
    expect(await good(as("huamao", ...apply))).to.match(/^applied: HM-CO-26-0077 [0-9a-f]{64}\n$/);
    expect(await good(as("huamao", ...apply))).to.match(/^applied before: HM-CO-26-0077 /);
    const early = await as("chamber", "certificate", "approve", "HM-CO-26-0077");
    expect(early.code).to.equal(1);
    expect(early.stderr).to.include("ERR_CLI_REFERENCE");
  });

  it("is approved with the next number of the authority's series, and its dossier is written again when asked", async () => {
    const { as, good } = place;
    await good(as("huamao", "export", "HM-CO-26-0077", "--audience", "chamber.example", "-o", "application.dossier.json")); // prettier-ignore
    await good(as("chamber", "import", "application.dossier.json"));
    const approve = ["certificate", "approve", "HM-CO-26-0077", "--place", "NINGBO, CHINA", "--out", "outbox", "--json"]; // prettier-ignore
    const issued = await good(as("chamber", ...approve));
    number = String(pick(issued, 0, "number"));
    expect(number).to.equal("C26RCEP000001");
    const again = await good(as("chamber", ...approve));
    expect(pick(again, 0, "recordId")).to.equal(pick(issued, 0, "recordId"));
    expect(String(pick(again, 0, "path"))).to.match(/C26RCEP000001-2\.dossier\.zip$/);
    await good(as("huamao", "import", String(pick(issued, 0, "path"))));
  });

  it("is not printed before the exporter has a key, nor before it authorised its seal; nothing is counted", async () => {
    const { as, good, cli } = place;
    const keyless = await as("huamao", "certificate", "print", number, "--out", "print");
    expect([keyless.code, keyless.stderr]).to.satisfy(([code, text]: [number, string]) => code === 3 && text.includes("ERR_CLI_PDF_KEY")); // prettier-ignore
    const made = await cli("certificate", "key", "--specimen", "--as", "huamao.example");
    expect(made.stderr).to.include("SPECIMEN").and.include("vouches for nothing");
    const home = join(place.path, ".openlading/parties/huamao.example/certificates");
    expect(readFileSync(join(home, "key.pem"), "utf8")).to.match(/^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
    expect(statSync(join(home, "key.pem")).mode & 0o777).to.equal(0o600);
    const early = await as("huamao", "certificate", "print", number, "--out", "print");
    expect(early.code).to.equal(7);
    expect(early.stderr).to.include("ERR_LAW_APPEARANCE");
    expect(readdirSync(join(place.path, "print"))).to.deep.equal([]);
    const { stderr } = await as("huamao", "certificate", "authorise");
    expect(stderr).to.include("SPECIMEN");
    await good(as("huamao", "certificate", "authorise"));
  });

  it("is printed without a seal where the authority has no key here, and sealed by the authority afterwards", async () => {
    const { as, good } = place;
    const first = await as("huamao", "certificate", "print", number, "--out", "print", "--json");
    expect(first.code, first.stderr).to.equal(0);
    expect(first.stderr).to.include("certificate seal FILE");
    expect(pick(first.stdout, 0, "isSealed")).to.equal(false);
    await good(as("chamber", "certificate", "key", "--specimen"));
    await good(as("chamber", "certificate", "seal", printed(), "--out", "sealed"));
    const twice = await as("chamber", "certificate", "seal", `sealed/${number}-copy1-sealed.pdf`);
    expect(twice.code).to.equal(7);
    expect(twice.stderr).to.include("ERR_CLI_SEAL").and.include("sealed already");
    const stranger = await as("huamao", "certificate", "seal", printed());
    expect([stranger.code, stranger.stderr.includes("ERR_CLI_SEAL")]).to.deep.equal([7, true]);
  });

  it("is printed once, unless another copy is asked for; that is sealed at once", async () => {
    const { as, good } = place;
    const again = await as("huamao", "certificate", "print", "--all", "--out", "print");
    expect(again.stderr).to.include("--another");
    expect(readdirSync(join(place.path, "print"))).to.deep.equal([`${number}-copy1.pdf`]);
    const another = await good(as("huamao", "certificate", "print", number, "--out", "print", "--another", "--json"));
    expect([pick(another, 0, "copy"), pick(another, 0, "isSealed")]).to.deep.equal([2, true]);
  });

  it("needs a trust list to be checked; then every step is valid, offline, in both languages", async () => {
    const { good, cli } = place;
    const without = await check(printed(2));
    expect([without.code, without.stderr.includes("ERR_CLI_TRUST_LIST")]).to.deep.equal([1, true]);
    await good(cli("certificate", "trust-list", "--out", "trust"));
    const text = await good(check(printed(2), ...beside()));
    expect(text).to.match(/^VALID\n/).and.include(`number ${number}`).and.include("copy 2, printed at 2026-05-12").and.include("compared with 2 documents: 0 differences"); // prettier-ignore
    expect(text.match(/^ {2}[1-8] valid/gm)).to.have.length(8);
    expect(await good(check(printed(2), "--lang", "zh")))
      .to.match(/^核验通过\n/)
      .and.include("第 2 份");
    const json = await good(check(`sealed/${number}-copy1-sealed.pdf`, "--json"));
    expect([pick(json, "overall"), pick(json, "pdf", "facts", "copy")]).to.deep.equal(["valid", 1]);
    const unsealed = await check(printed());
    expect([unsealed.code, unsealed.stdout.includes("ERR_PDF_SEAL_ABSENT")]).to.deep.equal([3, true]);
    const elsewhere = ["--trust-list", "trust/certificate-trust-list.json", "--anchor", "trust/certificate-trust-anchor.json", "--home", "nowhere"]; // prettier-ignore
    await good(check(printed(2), ...elsewhere));
  });

  it("is checked with its dossier: the ledger's word beside the file's", async () => {
    const { as, good } = place;
    await good(as("huamao", "export", number, "-o", "live.dossier.json"));
    expect(await good(check(printed(2), "--dossier", "live.dossier.json"))).to.include("dossier: ");
    const other = await place.issue("HM-CO-26-0099");
    await good(as("huamao", "export", other, "-o", "other.dossier.json"));
    const mixed = await check(printed(2), "--dossier", "other.dossier.json");
    expect([mixed.code, mixed.stdout.includes("of another document")]).to.deep.equal([3, true]);
  });

  it("is scanned: what was signed is shown to be compared with the paper", async () => {
    const text = await place.good(place.cli("certificate", "scan", printed(2)));
    expect(text).to.include("GENUINE").and.include(`number: ${number}`).and.include("848210").and.include("SAO MAI EXAMPLE"); // prettier-ignore
    expect(await place.good(place.cli("certificate", "scan", printed(2), "--lang", "zh"))).to.include(
      "请与纸面逐行比对",
    );
  });

  it("leaves the officer's page, if its program was built", async function () {
    const made = await place.cli("certificate", "page", "--out", "officer.html");
    if (made.stderr.includes("ERR_PDF_OFFICER_PROGRAM")) this.skip();
    expect(made.code, made.stderr).to.equal(0);
    expect(readFileSync(place.file("officer.html"), "utf8")).to.include("Content-Security-Policy");
    const again = await place.cli("certificate", "page", "--out", "officer.html");
    expect([again.code, again.stderr.includes("ERR_CLI_EXISTS")]).to.deep.equal([1, true]);
  });

  it("is presented once a copy; a second time it is said when and where", async () => {
    const { as, good } = place;
    await good(as("customs", "import", "live.dossier.json"));
    const present = ["certificate", "present", number, "--copy", "2", "--place", "VNHPH"];
    await good(as("customs", ...present));
    const again = await as("customs", ...present);
    expect(again.code).to.equal(7);
    expect(again.stderr).to.include("ERR_LAW_PRESENTED").and.include("VNHPH");
    await good(as("customs", "certificate", "decide", number, "--copy", "2", "--result", "ACCEPTED", "--reason", "IN_ORDER")); // prettier-ignore
  });

  it("is replaced: the old one is genuine but ended, and the list names its successor", async () => {
    const { as, good, cli, file, copy } = place;
    copy("old-list.json", "trust/certificate-trust-list.json");
    const data = JSON.parse(readFileSync(join(SHIPMENT, "rcep.json"), "utf8")) as object;
    writeFileSync(file("corrected.json"), JSON.stringify({ ...data, documentNumber: "C26RCEP000900" }));
    await good(as("chamber", "certificate", "replace", number, "corrected.json", "--out", "outbox"));
    await good(cli("certificate", "trust-list"));
    const ended = await check(printed(2));
    expect(ended.code, ended.stdout).to.equal(4);
    expect(ended.stdout).to.include("GENUINE BUT ENDED").and.include("C26RCEP000900");
    const scanned = await cli("certificate", "scan", printed(2));
    expect([scanned.code, scanned.stdout.includes("WITHDRAWN")]).to.deep.equal([4, true]);
    const old = await check(printed(2), "--trust-list", "old-list.json");
    expect([old.code, old.stderr.includes("ERR_PDF_TRUST_ROLLBACK")]).to.deep.equal([3, true]);
    await good(as("huamao", "import", "outbox/C26RCEP000900.dossier.zip"));
    await good(as("huamao", "certificate", "print", "C26RCEP000900", "--out", "print"));
    await good(check("print/C26RCEP000900-copy1.pdf"));
  });

  it("is duplicated and cancelled", async () => {
    const { as, good, cli } = place;
    const out = await good(as("chamber", "certificate", "duplicate", "C26RCEP000900", "--out", "outbox", "--json"));
    await good(as("huamao", "import", String(pick(out, "path"))));
    await good(as("huamao", "certificate", "print", "C26RCEP000900", "--another", "--out", "print"));
    await good(cli("certificate", "trust-list"));
    await good(check("print/C26RCEP000900-copy2.pdf"));
    expect((await check("print/C26RCEP000900-copy1.pdf")).code).to.equal(4);
    await good(as("chamber", "certificate", "cancel", "C26RCEP000900", "--reason", "ISSUED_IN_ERROR"));
    await good(cli("certificate", "trust-list"));
    expect((await check("print/C26RCEP000900-copy2.pdf")).code).to.equal(4);
    expect((await as("huamao", "certificate", "print", "C26RCEP000900", "--another", "--out", "print")).code).to.equal(
      7,
    );
  });

  it("cannot be told any more once the list has expired", async () => {
    const { as, good, advance } = place;
    await good(as("huamao", "certificate", "print", "C26RCEP000002", "--out", "print"));
    await good(check("print/C26RCEP000002-copy1.pdf"));
    advance(40 * 86_400_000);
    const { code, stdout } = await check("print/C26RCEP000002-copy1.pdf");
    expect(code, stdout).to.equal(5);
    expect(stdout).to.include("CANNOT BE TOLD").and.include("has expired");
    const scanned = await place.cli("certificate", "scan", "print/C26RCEP000002-copy1.pdf");
    expect(scanned.code, scanned.stdout).to.equal(5);
    expect((await check(`sealed/${number}-copy1-sealed.pdf`)).code).to.equal(3);
  });
});
