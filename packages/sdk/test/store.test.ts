import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { generateSigner } from "@openlading/jws";
import { rejectsWithCode, throwsWithCode } from "@openlading/testkit";
import { createMemoryStore, openSqliteStore, SdkError, type ControlKey, type PartyStore } from "../src/index.ts";

const key = async (): Promise<ControlKey> => {
  const signer = await generateSigner("ES256");
  return { thumbprint: signer.kid, recordId: "ab".repeat(32), nonce: "cd".repeat(16), binding: "a.b.c", signer };
};

function describeStore(name: string, make: () => PartyStore): void {
  describe(name, () => {
    let store: PartyStore;
    beforeEach(() => {
      store = make();
    });
    afterEach(() => store.close());

    it("gives back a key that signs as the one put", async () => {
      const put = await key();
      await store.putKey(put);
      const got = await store.getKey(put.thumbprint);
      expect(got).to.include({
        thumbprint: put.thumbprint,
        recordId: put.recordId,
        nonce: put.nonce,
        binding: put.binding,
      });
      expect(got?.signer.publicJwk).to.deep.equal(put.signer.publicJwk);
      expect(await store.thumbprints()).to.deep.equal([put.thumbprint]);
    });

    it("answers null for what it does not keep", async () => {
      expect(await store.getKey("x")).to.equal(null);
      expect(await store.get("document", "x")).to.equal(null);
      expect(await store.list("document")).to.deep.equal([]);
    });

    it("lists a shelf by prefix in byte order, and takes away with null", async () => {
      const entries = ["b/2", "a/1", "b/10", "é", "b/1"].map((k) => ({
        shelf: "document" as const,
        key: k,
        value: { k },
      }));
      await store.put([...entries, { shelf: "vesting", key: "b/0", value: [1] }]);
      expect((await store.list("document", "b/")).map((e) => e.key)).to.deep.equal(["b/1", "b/10", "b/2"]);
      expect((await store.list("document")).map((e) => e.key)).to.deep.equal(["a/1", "b/1", "b/10", "b/2", "é"]);
      await store.put([{ shelf: "document", key: "b/1", value: null }]);
      expect(await store.get("document", "b/1")).to.equal(null);
      expect(await store.get("document", "a/1")).to.deep.equal({ k: "a/1" });
    });
  });
}

describeStore("a store in memory", createMemoryStore);
describeStore("a store in SQLite", () => openSqliteStore(":memory:", { passphrase: "one" }));

describe("a store in a SQLite file", () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "openlading-store-"));
    path = join(folder, "store.db");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("keeps keys encrypted, in a file for its owner alone, and opens them again", async () => {
    const put = await key();
    const first = openSqliteStore(path, { passphrase: "one" });
    await first.putKey(put);
    await first.close();
    expect(statSync(path).mode & 0o077).to.equal(0);
    expect(readFileSync(path, "latin1")).to.include("BEGIN ENCRYPTED PRIVATE KEY").and.not.include("BEGIN PRIVATE KEY");
    const again = openSqliteStore(path, { passphrase: "one" });
    expect((await again.getKey(put.thumbprint))?.signer.kid).to.equal(put.thumbprint);
    await again.close();
  });

  it("says that a passphrase is wrong, and does not call the key missing", async () => {
    const put = await key();
    const first = openSqliteStore(path, { passphrase: "one" });
    await first.putKey(put);
    await first.close();
    const again = openSqliteStore(path, { passphrase: "two" });
    await rejectsWithCode(SdkError, "ERR_SDK_PASSPHRASE", () => again.getKey(put.thumbprint));
    await again.close();
  });

  it("refuses a file that is no store", () => {
    writeFileSync(path, "this is no database at all, just a text that is long enough to have a header".repeat(20));
    throwsWithCode(SdkError, "ERR_SDK_STORE", () => openSqliteStore(path, { passphrase: "one" }));
  });
});
