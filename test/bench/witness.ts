import { generateKeyPairSync } from "node:crypto";
import { createContract, encodeSubmission } from "@openlading/contract";
import { parseUtcInstant } from "@openlading/core";
import type { LedgerClient } from "@openlading/ledger";
import { openEmbeddedLedger } from "@openlading/ledger-embedded";
import { createNoteSigner } from "@openlading/log";
import { openWitness } from "@openlading/witness";
import type { Bench } from "./bench.ts";
import { bytesOnDisk, inFolder } from "./folder.ts";
import { once } from "./sample.ts";
import { createPort, ship, type Port } from "./workload.ts";

const ACTS = 10;
const ROUNDS = { full: 7, quick: 3 } as const;

/** A witness that catches up with a ledger from its first block. */
export async function witnessGroup(bench: Bench): Promise<void> {
  const { privateKey } = generateKeyPairSync("ed25519");
  const signer = createNoteSigner({ name: "witness-a.example", privateKey });
  const port = await createPort([signer, ...["b", "c"].map((x) => ({ name: `witness-${x}.example`, vkey: `witness-${x}.example+00000000+bench` }))]); // prettier-ignore
  for (let i = 0; i < (bench.isQuick ? 100 : 400); i += 1) await ship(port, ACTS);
  const { world } = port;
  const acts = world.history.length;
  const now = (): number => parseUtcInstant(world.now());
  await inFolder(async (path) => {
    const ledger = await committed(path("ledger.db"), port);
    bench.title("witness", `${String(acts)} acts in ${String(await ledger.height())} blocks, replayed under the law, every signature verified, into the witness's own file, its end cosigned.`);
    let file = 0;
    const name = (): string => path(`witness-${String(file)}.db`);
    const catchUp = async (): Promise<number> => {
      file += 1;
      const witness = await openWitness({ ledger, path: name(), networkId: world.networkId, signer, now });
      const us = await once(acts, () => witness.catchUp())();
      await witness.close();
      return us;
    };
    const { us, verifications } = await bench.measure(catchUp, ROUNDS[bench.effort]);
    bench.figure({ name: "replay", value: 1e6 / us, unit: "acts/s", verifications, aim: { atLeast: 4000 } });
    bench.figure({ name: "bytes on disk, an act", value: bytesOnDisk(name()) / acts / 1000, unit: "KB" });
    const reopen = once(1, async () => {
      const witness = await openWitness({ ledger, path: name(), networkId: world.networkId, signer, now });
      await witness.close();
    });
    await bench.time("open its file again", reopen, undefined, ROUNDS[bench.effort]);
    await ledger.close();
  });
} // prettier-ignore

/** The world's acts on a ledger, in blocks of many. */
async function committed(path: string, { world, founding }: Port): Promise<LedgerClient> {
  const clock = (): number => parseUtcInstant(world.now());
  const client = await openEmbeddedLedger({ path, contract: createContract(), clock, endorseTwice: false });
  const acts = world.history.map((act) => encodeSubmission(act));
  for (const act of acts.slice(0, founding)) await client.submit("submitAct", [act]);
  let next = founding;
  const submitter = async (): Promise<void> => {
    while (next < acts.length) {
      const shipment = acts.slice(next, next + ACTS);
      next += ACTS;
      for (const act of shipment) await client.submit("submitAct", [act]);
    }
  };
  await Promise.all(Array.from({ length: 32 }, submitter));
  return client;
}
