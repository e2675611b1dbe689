import { readFileSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { encodeBase64, formatInstant } from "@openlading/core";
import { generateSigner } from "@openlading/jws";
import { createSpecimenPki, createSpecimenTsa, createTrustList, serveSpecimenTsa, type SpecimenPki, type SpecimenTsaServer } from "@openlading/pdf"; // prettier-ignore
import { expect } from "chai";
import { writeChain } from "../src/certificate/pdf-key.ts";
import { openTrustList } from "../src/certificate/trust-list.ts";
import { createCertificatePlace, type CertificatePlace } from "./certificate-place.ts";
import { pick, type Ran } from "./run.ts";

const DAY_MS = 86_400_000;
const KINDS = ["certificate-of-origin", "exporter-declaration", "time-stamp"];

/** Lists that trust a root alone, so that the certificates below it must be shown not to be revoked. */
async function rootList(place: CertificatePlace, pki: SpecimenPki, kinds: readonly string[], name: string) {
  const now = place.now();
  const { signers } = await openTrustList({ home: join(place.path, ".openlading"), now: formatInstant(now) });
  const root = await generateSigner("ES256");
  const authorities = [{ certificate: encodeBase64(pki.root), name: { en: "Root", zh: "根" }, documentKinds: [...kinds] }]; // prettier-ignore
  const payload = {
    version: 1, issuedAt: formatInstant(now), expiresAt: formatInstant(now + 30 * DAY_MS), listId: "archive", signers, authorities, withdrawn: [],
  }; // prettier-ignore
  writeFileSync(place.file(`${name}.json`), await createTrustList(payload, [root]));
  const anchor = { listId: "archive", threshold: 1, keys: [{ owner: "registrar.example", jwk: root.publicJwk }] };
  writeFileSync(place.file(`${name}-anchor.json`), JSON.stringify(anchor));
  return ["--trust-list", `${name}.json`, "--anchor", `${name}-anchor.json`, "--home", "nowhere"];
}

const pem = (label: string, der: Uint8Array): string =>
  `-----BEGIN ${label}-----\n${encodeBase64(der)}\n-----END ${label}-----\n`;

describe("certificate archive", function () {
  this.timeout(120_000);
  let place: CertificatePlace;
  let pki: SpecimenPki;
  let tsa: SpecimenTsaServer;
  let trust: readonly string[];
  let stamped = "";
  let plain = "";
  before(async () => {
    place = await createCertificatePlace();
    const { as, good, cli, file } = place;
    pki = await createSpecimenPki({ notBeforeMs: place.now() - DAY_MS });
    tsa = await serveSpecimenTsa(createSpecimenTsa({ identity: pki.timestamping, now: place.now }));
    const number = await place.issue("HM-1");
    await good(as("huamao", "certificate", "authorise"));
    for (const party of ["huamao", "chamber"]) {
      const signer = await generateSigner("ES256");
      const { chain } = await pki.issue({ name: party, signer });
      writeFileSync(file(`${party}.pem`), signer.exportPkcs8("pass"));
      writeFileSync(file("key-pass"), "pass");
      writeFileSync(file(`${party}-chain.pem`), writeChain(chain));
      const key = ["certificate", "key", `${party}.pem`, "--chain", `${party}-chain.pem`];
      await good(as(party, ...key, "--key-passphrase-file", "key-pass"));
    }
    await good(as("huamao", "certificate", "print", number, "--out", "print"));
    await good(as("huamao", "certificate", "print", number, "--out", "print", "--another", "--timestamp", tsa.url));
    [plain, stamped] = [`print/${number}-copy1.pdf`, `print/${number}-copy2.pdf`];
    await good(cli("certificate", "trust-list"));
    trust = await rootList(place, pki, KINDS, "root");
    const [top = new Uint8Array(), middle = new Uint8Array()] = await pki.crls({ nowMs: place.now() });
    writeFileSync(file("top.crl"), top);
    writeFileSync(file("middle.pem"), pem("X509 CRL", middle));
  });
  after(async () => {
    await tsa.close();
    place.remove();
  });
  const CRLS = ["--crl", "top.crl", "--crl", "middle.pem"];
  const archive = (...argv: string[]): Promise<Ran> => place.cli("certificate", "archive", ...argv, ...trust);
  const check = (...argv: string[]): Promise<Ran> => place.cli("certificate", "check", ...argv, ...trust);
  const refused = async (running: Promise<Ran>, ...words: readonly string[]): Promise<void> => {
    const { code, stderr } = await running;
    expect(code, stderr).to.equal(7);
    for (const word of ["ERR_CLI_ARCHIVE", ...words]) expect(stderr).to.include(word);
  };

  it("adds what is missing, in DER and PEM; the file then stands by itself", async () => {
    expect((await check(stamped)).code).to.equal(5);
    const archived = await place.good(archive(stamped, ...CRLS, "--out", "lt", "--json"));
    const path = String(pick(archived, "path"));
    expect(path).to.match(/-copy2-archived\.pdf$/);
    expect([pick(archived, "level", "before"), pick(archived, "level", "after")]).to.deep.equal(["B-T", "B-LT"]);
    expect(pick(archived, "overall")).to.equal("valid");
    expect(await place.good(check(path)))
      .to.include("level B-LT")
      .and.match(/^VALID\n/);
    const [below, above] = [readFileSync(place.file(stamped)), readFileSync(path)];
    expect(above.subarray(0, below.length).equals(below)).to.equal(true);
    const again = await archive(stamped, ...CRLS, "--out", "lt");
    expect([again.code, again.stderr.includes("ERR_CLI_EXISTS")]).to.deep.equal([1, true]);
    await place.good(archive(stamped, ...CRLS, "--out", "lt", "--force"));
  });

  it("time-stamps all of it, and does so again later with the data that hold then", async () => {
    const once = await archive(stamped, ...CRLS, "--timestamp", tsa.url, "--out", "lta");
    expect(once.code, once.stderr).to.equal(0);
    expect(once.stderr).to.include("level B-LTA").and.include("before the certificate of the last one expires");
    place.advance(5 * DAY_MS);
    const [, middle = new Uint8Array()] = await pki.crls({ nowMs: place.now() });
    writeFileSync(place.file("later.crl"), middle);
    const path = once.stdout.trim();
    const twice = await place.good(archive(path, "--crl", "later.crl", "--timestamp", tsa.url, "--json"));
    expect([pick(twice, "level", "before"), pick(twice, "overall")]).to.deep.equal(["B-LTA", "valid"]);
    const only = await place.good(archive(String(pick(twice, "path")), "--timestamp", tsa.url, "--lang", "zh"));
    expect(await place.good(check(only.trim(), "--lang", "zh"))).to.match(/^核验通过\n/);
    expect(await place.good(check(path))).to.include("B-LTA");
  });

  it("refuses a file that is not finished, was changed, or was not printed here", async () => {
    const bytes = readFileSync(place.file(stamped));
    bytes[5000] = (bytes[5000] ?? 0) ^ 1;
    writeFileSync(place.file("changed.pdf"), bytes);
    await refused(archive("changed.pdf", ...CRLS), "not as it was");
    writeFileSync(place.file("text.pdf"), "no PDF");
    await refused(archive("text.pdf", ...CRLS), "ERR_PDF_HEADER");
    const unsealed = readFileSync(place.file(stamped)).subarray(0, endOfFirstSignature(place.file(stamped)));
    writeFileSync(place.file("unsealed.pdf"), unsealed);
    await refused(archive("unsealed.pdf", ...CRLS), "ERR_PDF_SEAL_ABSENT");
    for (const name of ["changed", "text", "unsealed"])
      expect(existsSync(place.file(`${name}-archived.pdf`))).to.equal(false);
  });

  it("refuses data that do not complete it, belong to something else, or are none", async () => {
    await refused(archive(stamped, "--crl", "top.crl"), "not all that is needed", "ERR_PDF_REVOCATION_UNKNOWN");
    const other = await createSpecimenPki({ notBeforeMs: place.now() - DAY_MS });
    const [strange = new Uint8Array()] = await other.crls({ nowMs: place.now() });
    writeFileSync(place.file("strange.crl"), strange);
    writeFileSync(place.file("strange.cer"), other.issuing);
    await refused(archive(stamped, ...CRLS, "--crl", "strange.crl"), "check worse", "ERR_PDF_VALIDATION_DATA");
    await refused(archive(stamped, ...CRLS, "--certificate", "strange.cer"), "check worse");
    await refused(archive(stamped, "--crl", "key-pass"), "with the data given");
    await refused(archive(stamped, ...CRLS, "--ocsp", "key-pass"), "with the data given");
    await refused(archive(stamped, ...CRLS, "--certificate", "key-pass"), "a certificate given is none");
    writeFileSync(place.file("issuing.pem"), pem("CERTIFICATE", pki.issuing));
    await place.good(archive(stamped, ...CRLS, "--certificate", "issuing.pem", "--out", "more"));
    expect(existsSync(place.file(stamped.replace(".pdf", "-archived.pdf")))).to.equal(false);
  });

  it("refuses what would promise more than it keeps: no time, no data, a service nobody trusts", async () => {
    await refused(archive(plain, ...CRLS), "no time-stamp proves");
    await place.good(archive(plain, ...CRLS, "--timestamp", tsa.url, "--out", "plain"));
    await refused(archive(stamped, "--timestamp", tsa.url), "no validation data yet");
    const kinds = await rootList(place, pki, KINDS.slice(0, 2), "untrusting");
    const untrusted = place.cli("certificate", "archive", plain, ...CRLS, "--timestamp", tsa.url, ...kinds);
    await refused(untrusted, "check worse", "ERR_PDF_ISSUER_KIND");
    const late = await archive(stamped, ...CRLS, "--timestamp", "http://127.0.0.1:9/");
    expect([late.code, late.stderr.includes("ERR_PDF_TSA")]).to.deep.equal([1, true]);
    for (const argv of [[], ["--crl", "huamao-chain.pem"], [...CRLS, "--timestamp", "ftp://x"]])
      expect((await archive(stamped, ...argv)).code).to.equal(2);
  });

  it("refuses when the data given say that a certificate was revoked before it signed", async () => {
    const [leaf = new Uint8Array()] = writeChainBack(readFileSync(place.file("chamber-chain.pem"), "utf8"));
    pki.revoke(leaf, { atMs: place.now() - 20 * DAY_MS });
    const [, revoking = new Uint8Array()] = await pki.crls({ nowMs: place.now() });
    writeFileSync(place.file("revoking.crl"), revoking);
    await refused(archive(stamped, "--crl", "top.crl", "--crl", "revoking.crl"), "ERR_PDF_CERTIFICATE_REVOKED");
  });
});

/** The exporter's revision ends where the authority's begins. */
function endOfFirstSignature(path: string): number {
  const text = readFileSync(path, "latin1");
  const [, from = "0", length = "0"] = /\/ByteRange \[\s*0 \d+ (\d+) (\d+)\s*\]/.exec(text) ?? [];
  return Number(from) + Number(length);
}

function writeChainBack(text: string): readonly Uint8Array[] {
  return [...text.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END/g)].map(([, body = ""]) => new Uint8Array(Buffer.from(body, "base64"))); // prettier-ignore
}
