import { rejectsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import { generateKeyPairSync } from "node:crypto";
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateSigner, JwsError, openKeyFile, writeKeyFile, type KeySigner } from "../src/index.ts";

const passphrase = "correct horse battery staple";

describe("key files", () => {
  let folder: string;
  let path: string;
  let signer: KeySigner;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "openlading-jws-"));
    path = join(folder, "signing.pem");
    signer = await generateSigner("ES256");
    await writeKeyFile(path, signer, { passphrase });
  });

  afterEach(() => rm(folder, { recursive: true }));

  it("holds the key encrypted, readable by its owner alone", async () => {
    expect((await stat(path)).mode & 0o777).to.equal(0o600);
    expect(await readFile(path, "utf8")).to.match(/^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
  });

  it("opens to the same signer, whatever the kind of key", async () => {
    expect((await openKeyFile(path, { passphrase })).kid).to.equal(signer.kid);
    const edwards = await generateSigner("EdDSA");
    await writeKeyFile(join(folder, "ed.pem"), edwards, { passphrase });
    const opened = await openKeyFile(join(folder, "ed.pem"), { passphrase });
    expect([opened.alg, opened.kid]).to.deep.equal(["EdDSA", edwards.kid]);
  });

  it("is refused with another passphrase", async () => {
    await rejectsWithCode(JwsError, "ERR_JWS_PASSPHRASE", () => openKeyFile(path, { passphrase: "wrong" }));
    await rejectsWithCode(JwsError, "ERR_JWS_PASSPHRASE", () => openKeyFile(path, { passphrase: "" }));
  });

  it("is refused when group or others can read it", async () => {
    for (const mode of [0o640, 0o604, 0o660, 0o601]) {
      await chmod(path, mode);
      await rejectsWithCode(JwsError, "ERR_JWS_KEY_FILE_MODE", () => openKeyFile(path, { passphrase }));
    }
  });

  it("is never overwritten", async () => {
    const before = await readFile(path);
    const other = await generateSigner("ES256");
    await rejectsWithCode(JwsError, "ERR_JWS_KEY_FILE_EXISTS", () => writeKeyFile(path, other, { passphrase }));
    expect(await readFile(path)).to.deep.equal(before);
  });

  it("is refused when it is missing, a folder, too large, or a key in clear", async () => {
    const clear = join(folder, "clear.pem");
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    await writeFile(clear, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
    const large = join(folder, "large.pem");
    await writeFile(large, "-----BEGIN ENCRYPTED PRIVATE KEY-----".padEnd(20_000), { mode: 0o600 });
    for (const bad of [join(folder, "missing.pem"), folder, large, clear]) {
      await rejectsWithCode(JwsError, "ERR_JWS_KEY_FILE", () => openKeyFile(bad, { passphrase }));
    }
    await rejectsWithCode(JwsError, "ERR_JWS_KEY_FILE", () =>
      writeKeyFile(join(folder, "no", "folder.pem"), signer, { passphrase }),
    );
  });
});
