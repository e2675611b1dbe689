import { rejectsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateVrfKey, readVrfKeyFile, VrfError, writeVrfKeyFile } from "../src/index.ts";

const passphrase = "correct horse battery staple";

describe("VRF key files", () => {
  let folder: string;
  let path: string;
  const secret = generateVrfKey();

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "openlading-vrf-"));
    path = join(folder, "vrf.pem");
    await writeVrfKeyFile(path, secret, { passphrase });
  });

  afterEach(() => rm(folder, { recursive: true }));

  it("reads back what was written, for secrets with leading zeros too", async () => {
    expect(await readVrfKeyFile(path, { passphrase })).to.deep.equal(secret);
    const small = new Uint8Array(32);
    small[31] = 1;
    await writeVrfKeyFile(join(folder, "small.pem"), small, { passphrase });
    expect(await readVrfKeyFile(join(folder, "small.pem"), { passphrase })).to.deep.equal(small);
  });

  it("holds the secret encrypted, readable by its owner alone", async () => {
    expect((await stat(path)).mode & 0o777).to.equal(0o600);
    expect(await readFile(path, "utf8")).to.match(/^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
  });

  it("is refused with another passphrase, an open mode, or in clear, and is never overwritten", async () => {
    await rejectsWithCode(VrfError, "ERR_VRF_PASSPHRASE", () => readVrfKeyFile(path, { passphrase: "wrong" }));
    await rejectsWithCode(VrfError, "ERR_VRF_KEY_FILE_EXISTS", () => writeVrfKeyFile(path, secret, { passphrase }));
    await chmod(path, 0o644);
    await rejectsWithCode(VrfError, "ERR_VRF_KEY_FILE_MODE", () => readVrfKeyFile(path, { passphrase }));
    const clear = join(folder, "clear.pem");
    await writeFile(clear, exported(generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey), { mode: 0o600 });
    await rejectsWithCode(VrfError, "ERR_VRF_KEY_FILE", () => readVrfKeyFile(clear, { passphrase }));
  });

  it("is refused when it is missing, a folder, or another kind of key, and no bad secret is written", async () => {
    const foreign = join(folder, "foreign.pem");
    await writeFile(foreign, exported(generateKeyPairSync("ed25519").privateKey, passphrase), { mode: 0o600 });
    for (const bad of [join(folder, "missing.pem"), folder, foreign]) {
      await rejectsWithCode(VrfError, "ERR_VRF_KEY_FILE", () => readVrfKeyFile(bad, { passphrase }));
    }
    const zero = new Uint8Array(32);
    await rejectsWithCode(VrfError, "ERR_VRF_SECRET_KEY", () =>
      writeVrfKeyFile(join(folder, "z.pem"), zero, { passphrase }),
    );
  });
});

function exported(key: KeyObject, pass?: string): string | Buffer {
  const form = { type: "pkcs8", format: "pem" } as const;
  return key.export(pass === undefined ? form : { ...form, cipher: "aes-256-cbc", passphrase: pass });
}
