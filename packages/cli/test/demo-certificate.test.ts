import { generateKeyPairSync } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { createFolder } from "./folder.ts";
import { run, type Ran } from "./run.ts";

interface Told {
  readonly timeline: readonly {
    readonly kind: string;
    readonly where: string | null;
    readonly what: { readonly zh: string };
  }[];
  readonly judged: readonly { readonly file: string; readonly exitCode: number; readonly said: string }[];
}

describe("the demo of the certificate", function () {
  this.timeout(180_000);
  const folder = createFolder();
  const root = join(folder.path, "shown");
  let ran: Ran;
  let told: Told;
  before(async () => {
    ran = await run(["demo", "certificate", "shown", "--json"], { cwd: folder.path });
    expect(ran.code, ran.stderr + ran.stdout).to.equal(0);
    told = JSON.parse(ran.stdout) as Told;
  });
  after(() => folder.remove());

  it("tells committed entries with their place, and what was answered without one", () => {
    const entries = told.timeline.filter(({ kind }) => kind === "entry");
    expect(entries.length).to.be.at.least(17);
    for (const { where } of entries) expect(where).to.match(/^\d+\.\d+ [0-9a-f]{8}$/);
    for (const { kind, where } of told.timeline) if (kind !== "entry") expect(where).to.equal(null);
    expect(told.timeline.map(({ what }) => what.zh).join("\n")).to.include("再次用于另一批货物：被拒绝");
  });

  it("has each file judged in another process, with the exit code and the reason it must have", () => {
    const found = told.judged.map(({ file, exitCode, said }) =>
      `${exitCode} ${file} ${/ERR_\w+/.exec(said)?.[0] ?? ""}`.trim(),
    );
    expect(found).to.deep.equal([
      "0 certificates/C26RCEP000002-copy1.pdf",
      "0 certificates/C26RCEP000002-copy1.pdf",
      "0 scan-of-copy1.png",
      "4 certificates/C26RCEP000001-copy1.pdf ERR_PDF_REPLACED",
      "0 certificates/C26RCEP000001-copy1.pdf",
      "5 tampered/expired-trust-list.json",
      "5 certificates/SPECE26000045-copy1.pdf",
      "3 tampered/edited-hs-code.pdf ERR_PDF_DATA_CHECKSUM",
      "3 tampered/overlay.pdf ERR_PDF_CHANGED_PAGE",
      "3 tampered/stripped-seal.pdf ERR_PDF_SEAL_ABSENT",
      "3 tampered/transplanted-qr.pdf ERR_PDF_QR_OTHER",
      "3 tampered/swapped-attachment.pdf ERR_PDF_CHANGED_ATTACHMENT",
    ].map((line) => line.replaceAll("C26", `C${new Date().getUTCFullYear() % 100}`))); // prettier-ignore
    expect(told.judged[1]?.said).to.include("copy 1 presented at VNHPH on ");
    expect(told.judged[3]?.said).to.include("its successor is C");
    expect(told.judged[6]?.said).to.include("the issuer's own seal is not checked here");
  });

  it("leaves the officer's page, and no key, store or passphrase", () => {
    const page = readFileSync(join(root, "officer.html"), "utf8");
    expect(page).to.include("connect-src 'none'");
    expect(existsSync(join(root, "home"))).to.equal(false);
    expect(existsSync(join(root, "passphrase"))).to.equal(false);
    expect(readdirSync(join(root, "certificates"))).to.have.length(4);
  });

  it("leaves the file that customs issued as it was", () => {
    const [name = ""] = readdirSync(join(root, "certificates")).filter((one) => one.startsWith("SPECE"));
    const example = new URL("../../../examples/certificate/customs-form-e.pdf", import.meta.url);
    expect(readFileSync(join(root, "certificates", name)).equals(readFileSync(example))).to.equal(true);
  });

  it("does not take the list when somebody else's key is to have signed it", async () => {
    const anchor = JSON.parse(readFileSync(join(root, "trust-anchor.json"), "utf8")) as { keys: { jwk: unknown }[] };
    const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const keys = anchor.keys.map((key) => ({ ...key, jwk: publicKey.export({ format: "jwk" }) }));
    writeFileSync(join(folder.path, "other-anchor.json"), JSON.stringify({ ...anchor, keys }));
    const file = told.judged[0]?.file ?? "";
    const list = ["--trust-list", "trust-list.json", "--anchor", "../other-anchor.json"];
    const refused = await run(["certificate", "check", file, ...list], { cwd: root });
    expect(refused.code).not.to.equal(0);
    expect(refused.stdout + refused.stderr).to.include("ERR_PDF_TRUST_THRESHOLD");
  });

  it("takes a folder that is called certificate when it is written as one, and not two folders", async () => {
    expect((await run(["demo", "one", "two"], { cwd: folder.path })).code).to.equal(2);
    expect(existsSync(join(folder.path, "one"))).to.equal(false);
  });
});
