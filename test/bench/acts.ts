import { createContract, encodeSubmission } from "@openlading/contract";
import { parseUtcInstant } from "@openlading/core";
import { createSignatureChecker, decide, drive, type RecordedAct, type RecordState } from "@openlading/law";
import type { LedgerClient } from "@openlading/ledger";
import { openEmbeddedLedger } from "@openlading/ledger-embedded";
import type { Bench } from "./bench.ts";
import { bytesOnDisk, inFolder } from "./folder.ts";
import { once } from "./sample.ts";
import { createPort, ship, type Port } from "./workload.ts";

const SUBMITTERS = 64;
const ACTS = 10;
const ROUNDS = { full: 7, quick: 3 } as const;

/** Whole acts: signed act in, VALID out, over the embedded ledger with the law as its contract. */
export async function actsGroup(bench: Bench): Promise<void> {
  const port = await createPort();
  const shipments = SUBMITTERS * (bench.isQuick ? 1 : 4);
  for (let i = 0; i < shipments; i += 1) await ship(port, ACTS);
  const { world, founding } = port;
  const acts = world.history.slice(founding);
  const signatures = acts.reduce((sum, act) => sum + signaturesIn(act), 0) / acts.length;
  bench.title(
    "whole acts on the embedded ledger",
    `${String(shipments)} shipments of ${String(ACTS)} acts from ISSUE to GATE_OUT, ${signatures.toFixed(2)} signatures an act, every endorsement made twice, durable; no signature seen before.`,
  );
  await lawAlone(bench, port);
  await inFolder(async (path) => {
    let file = 0;
    for (const submitters of [SUBMITTERS, 1]) {
      const some = submitters === 1 ? acts.slice(0, acts.length / 4) : acts;
      let disk = 0;
      const run = async (): Promise<number> => {
        file += 1;
        const client = await openLedger(path(`${String(file)}.db`), port);
        const us = await once(some.length, () => submitAll(client, some, submitters))();
        await client.close();
        disk = bytesOnDisk(path(`${String(file)}.db`));
        return us;
      };
      const { us, verifications } = await bench.measure(run, ROUNDS[bench.effort]);
      const aim = submitters === 1 ? {} : { aim: { atLeast: 2500 } };
      bench.figure({
        name: `submit until VALID, ${String(submitters)} submitters`,
        value: 1e6 / us,
        unit: "acts/s",
        verifications,
        ...aim,
      });
      if (submitters === SUBMITTERS)
        bench.figure({
          name: "bytes on disk, an act",
          value: disk / world.history.length / 1000,
          unit: "KB",
          aim: { atMost: 5 },
        });
    }
  });
}

/** What an act costs before any ledger has touched it, on one thread. */
async function lawAlone(bench: Bench, { world, founding }: Port): Promise<void> {
  const replay = (check: ReturnType<typeof createSignatureChecker>) => (): void => {
    const records = new Map<string, RecordState>();
    for (const recorded of world.history) {
      const { writes } = drive(decide(recorded, recorded.entry), (need) =>
        need.need === "record" ? (records.get(need.recordId) ?? null) : check.check(need),
      );
      for (const record of writes) records.set(record.recordId, record);
    }
  };
  const count = world.history.length;
  const rounds = ROUNDS[bench.effort];
  const known = createSignatureChecker();
  if (founding > 0) replay(known)();
  await bench.time(
    "the law alone, an act, its signatures checked before",
    once(count, replay(known)),
    undefined,
    rounds,
  );
  const anew = once(count, () => { replay(createSignatureChecker())(); }); // prettier-ignore
  await bench.time("the law alone, an act, its signatures verified", anew, undefined, rounds);
}

async function openLedger(path: string, { world, founding }: Port): Promise<LedgerClient> {
  const clock = (): number => parseUtcInstant(world.now());
  const client = await openEmbeddedLedger({ path, contract: createContract(), clock });
  for (const act of world.history.slice(0, founding)) await client.submit("submitAct", [encodeSubmission(act)]);
  return client;
}

/** Every submitter takes the next shipment and sends its acts one after another. */
async function submitAll(client: LedgerClient, acts: readonly RecordedAct[], submitters: number): Promise<void> {
  const submissions = acts.map((act) => encodeSubmission(act));
  let next = 0;
  const submitter = async (): Promise<void> => {
    while (next < submissions.length) {
      const shipment = submissions.slice(next, next + ACTS);
      next += ACTS;
      for (const bytes of shipment) await client.submit("submitAct", [bytes]);
    }
  };
  await Promise.all(Array.from({ length: submitters }, submitter));
}

/** The act's own, the approvals', and one for each card or presentation it leans on. */
function signaturesIn({ act, approvals }: RecordedAct): number {
  const payload = Buffer.from(act.split(".")[1] ?? "", "base64url").toString("utf8");
  return 1 + approvals.length + (payload.match(/"[\w-]+\.[\w-]+\.[\w-]{80,}"/g) ?? []).length;
}
