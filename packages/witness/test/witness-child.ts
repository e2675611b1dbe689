// A witness in a process of its own: goes on block by block and says what it has cosigned.
import { writeSync } from "node:fs";
import { createContract } from "@openlading/contract";
import { openEmbeddedLedger } from "@openlading/ledger-embedded";
import { openWitness } from "../src/index.ts";
import { keeper } from "./keeper.ts";

const [ledgerPath = "", path = "", networkId = "", name = "", pem = "", nowText = ""] = process.argv.slice(2);
const now = (): number => Number(nowText);
const ledger = await openEmbeddedLedger({ path: ledgerPath, contract: createContract(), clock: now });
const witness = await openWitness({ ledger, path, networkId, signer: keeper(name, pem).signer, now });
writeSync(1, `open ${String(witness.height)}\n`);
const newest = await ledger.height();
for (let height = witness.height + 1; height <= newest; height += 1) {
  await witness.catchUp({ height });
  const checkpoint = witness.checkpoint();
  writeSync(1, `${JSON.stringify([checkpoint?.height, checkpoint?.body, checkpoint?.cosignature])}\n`);
}
await witness.close();
await ledger.close();
writeSync(1, "done\n");
