import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { createMemorySigner } from "@openlading/jws";
import { createSpecimenPki, createSpecimenTsa, serveSpecimenTsa, type SpecimenPki } from "@openlading/pdf";
import { expect } from "chai";
import { writeChain } from "../src/certificate/pdf-key.ts";
import { createCertificatePlace, type CertificatePlace } from "./certificate-place.ts";
import { pick, run } from "./run.ts";

const DAY_MS = 86_400_000;
const SECRET = "the key's own passphrase";

describe("keys, time-stamps and lists of several homes", function () {
  this.timeout(120_000);
  let place: CertificatePlace;
  let pki: SpecimenPki;
  let number = "";
  before(async () => {
    place = await createCertificatePlace();
    pki = await createSpecimenPki({ notBeforeMs: place.now() - DAY_MS });
    number = await place.issue("HM-1");
    await place.good(place.as("huamao", "certificate", "authorise"));
  });
  after(() => place.remove());

  it("keys of PEM files are imported, EC and RSA, encrypted ones with their passphrase, and sign", async () => {
    const { as, good, file } = place;
    const rsa = generateKeyPairSync("rsa", { modulusLength: 3072 }).privateKey;
    const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
    const sealed = { type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: SECRET } as const;
    writeFileSync(file("exporter.pem"), rsa.export(sealed));
    writeFileSync(file("key-pass"), SECRET);
    writeFileSync(file("chamber.pem"), ec.export({ type: "pkcs8", format: "pem" }));
    const signer = createMemorySigner(createPrivateKey(rsa.export({ type: "pkcs8", format: "pem" })));
    const exporter = await pki.issue({ name: "HUAMAO", signer });
    const chamber = await pki.issue({ name: "CHAMBER", signer: createMemorySigner(ec) });
    writeFileSync(file("exporter-chain.pem"), writeChain(exporter.chain));
    writeFileSync(file("chamber-chain.pem"), writeChain(chamber.chain));
    const key = ["certificate", "key", "exporter.pem", "--chain", "exporter-chain.pem"];
    const locked = await as("huamao", ...key);
    expect([locked.code, locked.stderr.includes("--key-passphrase-file")]).to.deep.equal([2, true]);
    const imported = await as("huamao", ...key, "--key-passphrase-file", "key-pass");
    expect(imported.code, imported.stderr).to.equal(0);
    expect(imported.stdout + imported.stderr)
      .to.include("PS256")
      .and.not.include(SECRET);
    await good(as("chamber", "certificate", "key", "chamber.pem", "--chain", "chamber-chain.pem"));
    await good(as("huamao", "certificate", "print", number, "--out", "print"));
    await good(place.cli("certificate", "trust-list"));
    const checked = await good(place.cli("certificate", "check", `print/${number}-copy1.pdf`, "--json"));
    expect(pick(checked, "pdf", "facts", "level")).to.equal("B-B");
  });

  it("a time-stamp proves when it was signed, to who trusts the service", async () => {
    const { as, good, cli, file } = place;
    writeFileSync(file("tsa.pem"), writeChain(pki.timestamping.chain));
    const service = await serveSpecimenTsa(createSpecimenTsa({ identity: pki.timestamping, now: place.now }));
    try {
      const print = ["certificate", "print", number, "--another", "--out", "print", "--timestamp", service.url];
      await good(as("huamao", ...print));
    } finally {
      await service.close();
    }
    const check = ["certificate", "check", `print/${number}-copy2.pdf`];
    expect((await cli(...check)).code).to.equal(3);
    await good(cli("certificate", "trust-list", "--time-stamping", "tsa.pem"));
    const text = await good(cli(...check));
    expect(text).to.include("level B-T").and.include("at the latest, proven");
  });

  it("another home hands its rows to the registrar, and installs the list it gets", async () => {
    const { good, cli, file, path, now } = place;
    writeFileSync(file("rows.json"), await good(cli("certificate", "trust-list", "--rows")));
    const made = await good(cli("certificate", "trust-list", "--with", "rows.json", "--days", "7", "--out", "trust", "--json")); // prettier-ignore
    expect(pick(made, "version")).to.equal(3);
    const bad = await cli("certificate", "trust-list", "--with", "trust/certificate-trust-anchor.json");
    expect([bad.code, bad.stderr.includes("--rows")]).to.deep.equal([2, true]);
    const env = { OPENLADING_PASSPHRASE_FILE: file("pass") };
    const other = (...argv: string[]) => run([...argv, "--home", file("other")], { cwd: path, env, now });
    await good(other("init"));
    const install = ["certificate", "trust-list", "--install", "trust/certificate-trust-list.json"];
    expect((await other(...install)).code).to.equal(2);
    await good(other(...install, "--anchor", "trust/certificate-trust-anchor.json"));
    await good(other("certificate", "check", `print/${number}-copy1.pdf`));
    expect(await good(other("certificate", "trust-list", "--show"))).to.include("chamber.example");
    expect((await other("certificate", "check", `print/${number}-copy1.pdf`, "--at", "2027-01-01T00:00:00Z")).code).to.equal(5); // prettier-ignore
  });
});
