import { existsSync, ftruncateSync, openSync, closeSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { join } from "node:path";
import { expect } from "chai";
import { createCertificatePlace, SHIPMENT, type CertificatePlace } from "./certificate-place.ts";
import { pick, type Ran } from "./run.ts";

/** The least PDF there is, with what is to be in its trailer. */
function smallPdf(trailer: string): string {
  const objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"]; // prettier-ignore
  let text = "%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n";
  const offsets = objects.map((body, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const xref = text.length;
  const rows = offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  return `${text}xref\n0 4\n0000000000 65535 f \n${rows}trailer\n<< /Size 4 /Root 1 0 R ${trailer}>>\nstartxref\n${xref}\n%%EOF\n`;
}

const said = ({ code, stdout, stderr }: Ran): readonly [number, string] => [code, stdout + stderr];

describe("bad input to certificate commands", function () {
  this.timeout(120_000);
  let place: CertificatePlace;
  let number = "";
  before(async () => {
    place = await createCertificatePlace();
    const { as, good, cli } = place;
    number = await place.issue("HM-1");
    await good(as("huamao", "certificate", "authorise"));
    for (const party of ["huamao", "chamber"]) await good(as(party, "certificate", "key", "--specimen"));
    await good(as("huamao", "certificate", "print", number, "--out", "print"));
    await good(cli("certificate", "trust-list"));
  });
  after(() => place.remove());
  const write = (name: string, content: string | Uint8Array): string => {
    writeFileSync(place.file(name), content);
    return name;
  };
  const expectSaid = (ran: Ran, code: number, ...words: readonly string[]): void => {
    const [exit, text] = said(ran);
    expect(exit, text).to.equal(code);
    for (const word of words) expect(text).to.include(word);
  };
  const apply = (...argv: string[]): Promise<Ran> => place.as("huamao", "certificate", "apply", ...argv, "--to", "chamber.example"); // prettier-ignore

  it("applications that break a rule or disagree with the invoice are not applied for", async () => {
    const { example, as } = place;
    const invoice = JSON.parse(readFileSync(join(SHIPMENT, "invoice.json"), "utf8")) as object;
    write("other-invoice.json", JSON.stringify({ ...invoice, documentNumber: "HM26050801", invoiceDate: "2026-05-01", issueDateTime: "2026-05-01T10:00:00+08:00" })); // prettier-ignore
    example("application.json", { documentNumber: "HM-BAD", destinationCountryCode: "US" }, "a.json");
    expectSaid(await apply("a.json"), 3, "ERR_DOCUMENT_INVALID", "$.destinationCountryCode");
    example("application.json", { documentNumber: "HM-BAD" }, "b.json");
    expectSaid(await apply("b.json", "--with", "other-invoice.json"), 3, "ERR_DOCUMENT_INVALID", "ERR_DOC_CROSS_");
    const somebody = { scheme: "DID", value: "did:web:somebody.example" };
    const exporter = { name: "SOMEBODY", ids: [somebody], countryCode: "CN", addressLines: ["X"] };
    example("application.json", { documentNumber: "HM-BAD", exporter }, "c.json");
    expectSaid(await apply("c.json"), 3, "ERR_CLI_PARTY_CODE", "$.exporter");
    expectSaid(await as("huamao", "show", "HM-BAD"), 1, "ERR_CLI_REFERENCE");
    expectSaid(await apply("b.json", "--with", "pass"), 3, "ERR_CORE_JSON");
  });

  it("tables that are none are refused by line and column, and nothing of them is applied for", async () => {
    const { good, cli, as } = place;
    const template = await good(cli("certificate", "template"));
    const [header = "", line = ""] = template.split("\r\n");
    const cases: readonly (readonly [string, string | Uint8Array, ...string[]])[] = [
      ["unknown column", template.replace("exporterName,", "exporter,"), "line: 1", "column: exporter"],
      ["missing column", template.replace("HSCode,", "remarks,"), "column: "],
      ["no number", template.replace("24000", "24 000"), "line: 2", "column: quantity"],
      ["no form", template.replace(",RCEP,", ",FORM_X,"), "line: 2", "column: form"],
      ["a fault of the rules", template.replace("848210", "84"), "ERR_DOCUMENT_INVALID", "line 2, HSCode"],
      ["one of two", `${template}${line.replace("HM-CO-26-0077", "HM-2").replace("848210", "84")}\r\n`, "line 3, HSCode"],
      ["too few fields", `${header}\r\na,b\r\n`, "line: 2"],
      ["an open quote", `${header}\r\n"a\r\n`, "ERR_CLI_CSV"],
      ["GBK", Buffer.concat([Buffer.from(template), Buffer.from([0xb2, 0xe2, 0xca, 0xd4])]), "UTF-8"],
      ["UTF-16", Buffer.from(`\ufeff${template}`, "utf16le"), "UTF-8"],
      ["empty", "", "line: 1"],
      ["rows that differ", `${template}${line.replace("NINGBO, CHINA TO", "X")}\r\n`, "line: 3", "column: route"],
      ["too large", new Uint8Array(9 * 1024 * 1024).fill(0x61), "ERR_CLI_CSV"],
      ["too many rows", `${template}${`${line}\r\n`.repeat(10_001)}`, "too many rows"],
    ]; // prettier-ignore
    for (const [name, content, ...words] of cases) {
      const ran = await apply(write("bad.csv", content));
      expect(ran.code, `${name}: ${ran.stderr}`).to.equal(3);
      for (const word of words) expect(ran.stderr, name).to.include(word);
    }
    expectSaid(await as("huamao", "show", "HM-CO-26-0077"), 1, "ERR_CLI_REFERENCE");
    await good(apply(write("good.csv", template)));
    await good(as("huamao", "show", "HM-CO-26-0077"));
  });

  it("refused applications are not approved", async () => {
    const { as, good, example } = place;
    example("application.json", { documentNumber: "HM-REFUSED" }, "refused.json");
    await good(apply("refused.json"));
    await good(as("huamao", "export", "HM-REFUSED", "--audience", "chamber.example", "-o", "r.json"));
    await good(as("chamber", "import", "r.json"));
    expectSaid(await as("chamber", "certificate", "examine", "HM-REFUSED"), 2, "--refuse CODE");
    expectSaid(await as("chamber", "certificate", "examine", "HM-REFUSED", "--refuse", "not that"), 2, "public code");
    await good(as("chamber", "certificate", "examine", "HM-REFUSED", "--refuse", "NOT_ORIGINATING"));
    expectSaid(await as("chamber", "certificate", "approve", "HM-REFUSED", "--out", "none"), 7, "ERR_LAW_STATUS");
    expect(readdirSync(place.file("none"))).to.deep.equal([]);
  });

  it("keys that cannot sign PDF files are not kept", async () => {
    const { as } = place;
    const pem = (key: KeyObject): string => key.export({ type: "pkcs8", format: "pem" }).toString();
    write("ec.pem", pem(generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey));
    write("ed.pem", pem(generateKeyPairSync("ed25519").privateKey));
    const chain = join(place.path, ".openlading/parties/chamber.example/certificates/chain.pem");
    const key = (...argv: string[]): Promise<Ran> => as("customs", "certificate", "key", ...argv);
    expectSaid(await key("ec.pem", "--chain", chain), 3, "ERR_PDF_SIGN_CHAIN");
    expectSaid(await key("ed.pem", "--chain", chain), 3, "ERR_CLI_PDF_KEY", "Ed25519");
    expectSaid(await key("pass", "--chain", chain), 3, "ERR_CLI_PDF_KEY");
    expectSaid(await key("ec.pem", "--chain", "pass"), 3, "ERR_CLI_PDF_KEY");
    expectSaid(await key("ec.pem"), 2, "--chain");
    expectSaid(await as("chamber", "certificate", "key", "--specimen"), 1, "ERR_CLI_EXISTS");
    expect(existsSync(join(place.path, ".openlading/parties/customs.example/certificates/key.pem"))).to.equal(false);
  });

  it("images over the limits, or none at all, are not authorised", async () => {
    const png = Buffer.from("89504e470d0a1a0a0000000d49484452000010000000100008060000000000000000", "hex");
    expectSaid(await place.as("huamao", "certificate", "authorise", "--seal", write("seal.png", png)), 3, "ERR_PDF_IMAGE"); // prettier-ignore
    expectSaid(await place.as("huamao", "certificate", "authorise", "--seal", "pass"), 3, "ERR_PDF_IMAGE");
  });

  it("a character the font lacks is named before anything is counted", async () => {
    const data = JSON.parse(readFileSync(join(SHIPMENT, "application.json"), "utf8")) as Record<string, unknown>;
    const rare = await place.issue("HM-RARE", { producer: { ...Object(data["producer"]), name: "WORKS \u{30ede}" } });
    expectSaid(await place.as("huamao", "certificate", "print", rare, "--out", "rare"), 3, "ERR_PDF_GLYPH");
    expect(readdirSync(place.file("rare"))).to.deep.equal([]);
    const show = await place.good(place.as("huamao", "certificate", "print", number, "--another", "--out", "rare", "--json")); // prettier-ignore
    expect(pick(show, 0, "copy")).to.equal(2);
    const next = await place.issue("HM-AFTER");
    const all = await place.as("huamao", "certificate", "print", "--all", "--out", "all", "--json");
    expectSaid(all, 3, "ERR_PDF_GLYPH");
    expect(readdirSync(place.file("all"))).to.deep.equal([`${next}-copy1.pdf`]);
  });

  it("an interrupted print is finished by the next run, and the copy counted once", async () => {
    const { as, good } = place;
    const blocked = await place.issue("HM-BLOCKED");
    write(`print/${blocked}-copy1.pdf`, "in the way");
    expectSaid(await as("huamao", "certificate", "print", blocked, "--out", "print"), 1, "ERR_CLI_EXISTS");
    const finished = await good(as("huamao", "certificate", "print", blocked, "--out", "free", "--json"));
    expect([pick(finished, 0, "copy"), pick(finished, 0, "state")]).to.deep.equal([1, "FINISHED"]);
    await good(place.cli("certificate", "check", `free/${blocked}-copy1.pdf`));
    const next = await good(as("huamao", "certificate", "print", blocked, "--another", "--out", "free", "--json"));
    expect(pick(next, 0, "copy")).to.equal(2);
  });

  it("a time-stamping service that is not there leaves no copy counted", async () => {
    const { as } = place;
    const url = ["--timestamp", "http://127.0.0.1:9/"];
    expectSaid(await as("huamao", "certificate", "print", number, "--another", "--out", "late", ...url), 1, "ERR_PDF_TSA"); // prettier-ignore
    expect(readdirSync(place.file("late"))).to.deep.equal([]);
    expectSaid(await as("huamao", "certificate", "print", number, "--timestamp", "ftp://x"), 2, "--timestamp");
  });

  it("files that are none, or were changed, are not called valid", async () => {
    const check = (name: string): Promise<Ran> => place.cli("certificate", "check", name);
    const original = readFileSync(place.file(`print/${number}-copy1.pdf`));
    expectSaid(await check(`print/${number}-copy1.pdf`), 0, "VALID");
    const huge = openSync(place.file("huge.pdf"), "w");
    ftruncateSync(huge, 100 * 1024 * 1024);
    closeSync(huge);
    expectSaid(await check("huge.pdf"), 3, "ERR_CLI_FILE_SIZE");
    expectSaid(await check(write("text.pdf", "no PDF")), 3, "ERR_PDF_HEADER");
    expectSaid(await check(write("cut.pdf", original.subarray(0, 20_000))), 3, "INVALID");
    expectSaid(await check(write("encrypted.pdf", Buffer.from(smallPdf("/Encrypt 9 0 R "), "latin1"))), 3, "ERR_PDF_ENCRYPT"); // prettier-ignore
    const changed = Buffer.from(original);
    changed[5000] = (changed[5000] ?? 0) ^ 1;
    expectSaid(await check(write("changed.pdf", changed)), 3, "INVALID");
    expectSaid(await check(write("tail.pdf", Buffer.concat([original, Buffer.from("%\n")]))), 3, "INVALID");
    expectSaid(await check("absent.pdf"), 1, "ERR_CLI_FILE");
    expectSaid(await place.as("chamber", "certificate", "seal", "changed.pdf"), 7, "ERR_CLI_SEAL");
  });

  it("pictures without a code, or none at all, say so", async () => {
    const scan = (name: string): Promise<Ran> => place.cli("certificate", "scan", name);
    expectSaid(await scan(write("blank.pdf", Buffer.from(smallPdf(""), "latin1"))), 5, "no QR code was found");
    expectSaid(await scan("pass"), 3, "ERR_PDF_SCAN_FORMAT");
  });

  it("a file issued elsewhere is kept as it is, printed as it is, and sends the reader to its issuer", async () => {
    const { as, good, example, cli } = place;
    const bytes = Buffer.from(smallPdf(""), "latin1");
    write("customs.pdf", bytes);
    example("rcep.json");
    expectSaid(await as("huamao", "certificate", "register", "rcep.json", "--data", "rcep.json"), 3, "ERR_CLI_KIND");
    example("invoice.json");
    expectSaid(await as("huamao", "certificate", "register", "customs.pdf", "--data", "invoice.json"), 3, "ERR_CLI_KIND"); // prettier-ignore
    const registered = await as("huamao", "certificate", "register", "customs.pdf", "--data", "rcep.json");
    expectSaid(registered, 0, "query the official site");
    await good(as("huamao", "certificate", "print", "SPEC26RCEP000123", "--out", "elsewhere"));
    expect(readFileSync(place.file("elsewhere/SPEC26RCEP000123-copy1.pdf"))).to.deep.equal(bytes);
    await good(as("huamao", "export", "SPEC26RCEP000123", "-o", "registered.json"));
    const checked = await cli("certificate", "check", "customs.pdf", "--dossier", "registered.json");
    expect(checked.code, checked.stdout).to.equal(5);
    expect(checked.stdout)
      .to.include("CANNOT BE TOLD")
      .and.include("with number SPEC26RCEP000123")
      .and.include("dossier: ");
    const other = await cli("certificate", "check", "blank.pdf", "--dossier", "other-invoice.json");
    expect(other.code).to.equal(3);
  });
});
