// Claims everything its rival claims, then prints what it won and the one order it has followed.
import { writeSync } from "node:fs";
import { decodeUtf8, sha256Hex, utf8 } from "@openlading/core";
import { ConflictError } from "@openlading/ledger";
import { openEmbeddedLedger } from "../src/index.ts";
import { counters } from "./contract.ts";

const [path = "", claimant = "", claims = ""] = process.argv.slice(2);
const ledger = await openEmbeddedLedger({ path, contract: counters, clock: Date.now });
await bothReady();
const followed = follow();
writeSync(1, "open\n");

for (let claim = 0; claim < Number(claims); claim += 1) {
  const outcome = await ledger.submit("claim", [utf8(String(claim)), utf8(claimant)]).then(
    ({ result }) => decodeUtf8(result),
    (error: unknown) => (error instanceof ConflictError ? "conflict" : String(error)),
  );
  writeSync(1, `${outcome} ${String(claim)}\n`);
}
await ledger.submit("claim", [utf8(`end ${claimant}`), utf8(claimant)]);
writeSync(1, `order ${await followed}\n`);
await ledger.close();

/** So that the race is one: neither begins before the other has arrived. */
async function bothReady(): Promise<void> {
  await ledger.submit("claim", [utf8(`ready ${claimant}`), utf8(claimant)]);
  let ready = 0;
  for await (const { events } of ledger.blocks({ from: 1, follow: true })) {
    ready += events.length;
    if (ready >= 2) return;
  }
}

async function follow(): Promise<string> {
  const seen: string[] = [];
  let ends = 0;
  for await (const block of ledger.blocks({ from: 1, follow: true })) {
    for (const { payload, index: place } of block.events) {
      const text = decodeUtf8(payload);
      seen.push(`${String(block.height)} ${String(place)} ${text}`);
      if (text.startsWith("end ")) ends += 1;
    }
    if (ends === 2) break;
  }
  return sha256Hex(utf8(seen.join("\n")));
}
