import { randomBytes, randomUUID } from "node:crypto";
import { encodeSubmission } from "@openlading/contract";
import { encodeHex, utf8 } from "@openlading/core";
import type { RecordedAct } from "@openlading/law";
import { createFabricLedger } from "@openlading/ledger-fabric";
import { createWorld } from "@openlading/testkit";
import type { Bench } from "./bench.ts";
import { openBareClient } from "./fabric-bare.ts";
import { openPlace, type FabricPlace } from "./fabric-place.ts";
import { once, spread } from "./sample.ts";

const VALUE = "x".repeat(500);
const IN_FLIGHT = [1, 8, 64, 256] as const;
const ROUNDS = { full: 7, quick: 3 } as const;
const OF_BARE = 0.8;
/** A chaincode process is slow until it has seen a few hundred transactions. */
const WARM_UP = 512;

/** What stands between an application and VALID on Fabric: our client beside Fabric's own, acts beside a bare write. */
export async function fabricGroup(bench: Bench): Promise<void> {
  const place = await openPlace();
  try {
    await clientBesideBare(bench, place);
    await throughput(bench, place);
  } finally {
    await place.close();
  }
}

async function clientBesideBare(bench: Bench, place: FabricPlace): Promise<void> {
  const bare = openBareClient(place.options("bare"));
  const ours = createFabricLedger(place.options("bare"));
  for (const inFlight of [1, 64]) {
    const count = inFlight * (bench.isQuick ? 2 : 4);
    bench.title(
      `Fabric, the client, ${String(inFlight)} in flight`,
      `${place.what} Read one key and write ${String(VALUE.length)} bytes to it, until VALID; ours also learns the transaction's place in its block.`,
    );
    const limit = { name: "fabric-gateway with the same signer", sample: once(count, () => spreadOver(inFlight, count, () => bare.submit("write", randomUUID(), VALUE))) }; // prettier-ignore
    const sample = once(count, () => spreadOver(inFlight, count, () => ours.submit("write", [utf8(randomUUID()), utf8(VALUE)]))); // prettier-ignore
    await bench.compare(limit, [{ name: "submit until VALID", sample, atMost: 1.1 }], ROUNDS[bench.effort]);
  }
  bare.close();
  await ours.close();
}

async function throughput(bench: Bench, place: FabricPlace): Promise<void> {
  const counts = IN_FLIGHT.map((inFlight) => Math.max(inFlight, 16) * (bench.isQuick ? 1 : 3));
  const { founding, acts } = await createLights(counts.reduce((sum, count) => sum + count, WARM_UP));
  const ledger = createFabricLedger({ ...place.options("openlading"), maxInFlight: 256 });
  const bare = openBareClient(place.options("bare"));
  for (const act of founding) await ledger.submit("submitAct", [encodeSubmission(act)]);
  const first = acts.splice(0, WARM_UP);
  await spreadOver(64, WARM_UP, (n) => submitOne(ledger, first[n]));
  await spreadOver(64, WARM_UP, () => bare.submit("write", randomUUID(), VALUE));
  bench.title(
    "Fabric, acts",
    `${place.what} SET_LIGHT: it reads its authority and the light, and writes the light and the act; latencies are until VALID.`,
  );
  for (const [index, inFlight] of IN_FLIGHT.entries()) {
    const count = counts[index] ?? 0;
    const mine = acts.splice(0, count);
    const writes = await timed(inFlight, count, () => bare.submit("write", randomUUID(), VALUE));
    const lights = await timed(inFlight, count, (n) => submitOne(ledger, mine[n]));
    const at = `${String(inFlight)} in flight`;
    bench.figure({ name: `a bare one-key write, ${at}`, value: writes.perSecond, unit: "acts/s" });
    const aim = place.isReal && inFlight === 64 ? { aim: { atLeast: OF_BARE * writes.perSecond } } : {};
    bench.figure({ name: `SET_LIGHT, ${at}`, value: lights.perSecond, unit: "acts/s", ...aim });
    bench.figure({ name: `  half of them within`, value: lights.p50, unit: "ms" });
    bench.figure({ name: `  19 of 20 within`, value: lights.p95, unit: "ms" });
  }
  bare.close();
  await ledger.close();
}

async function submitOne(ledger: ReturnType<typeof createFabricLedger>, act: RecordedAct | undefined): Promise<void> {
  if (act === undefined) throw new TypeError("there are too few acts");
  await ledger.submit("submitAct", [encodeSubmission(act)]);
}

/** Lights on rights of their own, so that none waits for another, signed today. */
async function createLights(count: number): Promise<{ founding: readonly RecordedAct[]; acts: RecordedAct[] }> {
  const world = await createWorld();
  world.advance(Date.now() - Date.parse(world.now()));
  await world.found();
  const customs = await world.enrol("customs.example", ["customs"]);
  const founding = world.history.slice();
  for (let n = 0; n < count; n += 1) {
    const right = encodeHex(new Uint8Array(randomBytes(32)));
    const facts = { right, lightKind: "CUSTOMS", authority: customs.partyId, colour: "GREEN", reason: "RELEASED" };
    await world.submit({ code: "SET_LIGHT", by: customs, facts });
  }
  return { founding, acts: world.history.slice(founding.length) };
}

async function timed(inFlight: number, count: number, run: (n: number) => Promise<unknown>) {
  const latencies: number[] = [];
  const started = performance.now();
  await spreadOver(inFlight, count, async (n) => {
    const at = performance.now();
    await run(n);
    latencies.push(performance.now() - at);
  });
  const perSecond = (1_000 * count) / (performance.now() - started);
  latencies.sort((a, b) => a - b);
  return { perSecond, p50: spread(latencies).median, p95: latencies[Math.floor(0.95 * latencies.length)] ?? 0 };
}

/** Runs `count` calls, so many at a time. */
async function spreadOver(inFlight: number, count: number, run: (n: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let n = next; n < count; n = next) {
      next += 1;
      await run(n);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
}
