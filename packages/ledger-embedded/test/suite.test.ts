import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeLedger } from "@openlading/testkit";
import { openEmbeddedLedger } from "../src/index.ts";

describeLedger("the embedded ledger in memory", async (contract) => {
  const client = await openEmbeddedLedger({ path: ":memory:", contract, clock: Date.now });
  return { client, dispose: () => client.close() };
});

describeLedger("the embedded ledger in a file", async (contract) => {
  const folder = mkdtempSync(join(tmpdir(), "openlading-ledger-"));
  const client = await openEmbeddedLedger({ path: join(folder, "ledger.db"), contract, clock: Date.now });
  const dispose = async (): Promise<void> => {
    await client.close();
    rmSync(folder, { recursive: true });
  };
  return { client, dispose };
});
