// Counts until it is killed, and says so only after the ledger has answered.
import { writeSync } from "node:fs";
import { utf8 } from "@openlading/core";
import { openEmbeddedLedger } from "../src/index.ts";
import { counters } from "./contract.ts";

const [path = ""] = process.argv.slice(2);
const ledger = await openEmbeddedLedger({ path, contract: counters, clock: Date.now });
writeSync(1, "open\n");

async function count(name: string): Promise<void> {
  for (;;) {
    const { transactionId, height, index } = await ledger.submit("count", [utf8(name), utf8("x".repeat(3_000))]);
    writeSync(1, `${name} ${transactionId} ${String(height)} ${String(index)}\n`);
  }
}

await Promise.all(["a", "b", "c"].map(count));
