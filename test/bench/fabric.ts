import { randomUUID } from "node:crypto";
import { encodeSubmission } from "@openlading/contract";
import { utf8 } from "@openlading/core";
import { createFabricLedger, type FabricLedger } from "@openlading/ledger-fabric";
import type { Bench } from "./bench.ts";
import { createAnchor, createLights, createShipments, type Prepared } from "./fabric-acts.ts";
import { openBareClient } from "./fabric-bare.ts";
import { spreadOver, timed, timedByName } from "./fabric-load.ts";
import { openPlace, type FabricPlace } from "./fabric-place.ts";
import { once, spread } from "./sample.ts";

const VALUE = "x".repeat(500);
const IN_FLIGHT = [1, 8, 64, 256] as const;
const ROUNDS = { full: 7, quick: 3 } as const;
const OF_BARE = 0.8;
/** A chaincode process is slow until it has seen a few hundred transactions. */
const WARM_UP = 512;
const PAIRS = { full: 4, quick: 1 } as const;

/** What stands between an application and VALID on Fabric: our client beside Fabric's own, acts beside a bare write. */
export async function fabricGroup(bench: Bench): Promise<void> {
  const place = await openPlace();
  try {
    await clientBesideBare(bench, place);
    await acts(bench, place);
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

/** One of our contract's clients and one of the bare contract's, warm, with acts that are ready to be sent. */
interface Contestants {
  readonly place: FabricPlace;
  readonly ledger: FabricLedger;
  readonly bare: ReturnType<typeof openBareClient>;
  readonly lights: Prepared[];
}

async function acts(bench: Bench, place: FabricPlace): Promise<void> {
  const pairs = PAIRS[bench.effort];
  const light = IN_FLIGHT.reduce((sum, inFlight) => sum + perRound(inFlight) * pairs, WARM_UP + STAGED * 2);
  const port = await createLights(light);
  const ledger = createFabricLedger({ ...place.options("openlading"), maxInFlight: 256 });
  const bare = openBareClient(place.options("bare"));
  for (const act of port.founding) await ledger.submit("submitAct", [encodeSubmission(act)]);
  const contestants = { place, ledger, bare, lights: port.lights };
  await spreadOver(64, WARM_UP, () => submitNext(contestants));
  await spreadOver(64, WARM_UP, () => bare.submit("write", randomUUID(), VALUE));
  await throughput(bench, contestants, pairs);
  await stages(bench, contestants);
  await otherActs(bench, contestants, port);
  bare.close();
  await ledger.close();
}

const perRound = (inFlight: number): number => Math.max(inFlight, 16);

/** Acts and bare writes in turns, so that whatever else the machine does slows both. */
async function throughput(bench: Bench, contestants: Contestants, pairs: number): Promise<void> {
  const { place, bare } = contestants;
  bench.title(
    "Fabric, acts",
    `${place.what} SET_LIGHT: it reads the network, its authority and the light, writes the light and the act, and verifies a signature. Latencies are until VALID.`,
  );
  for (const inFlight of IN_FLIGHT) {
    const count = perRound(inFlight);
    const writes: Turn[] = [];
    const lights: Turn[] = [];
    for (let pair = 0; pair < pairs; pair += 1) {
      writes.push(await turn(place, inFlight, count, () => bare.submit("write", randomUUID(), VALUE)));
      lights.push(await turn(place, inFlight, count, () => submitNext(contestants)));
    }
    const at = `${String(inFlight)} in flight`;
    const rate = (turns: readonly Turn[]): number => spread(turns.map(({ perSecond }) => perSecond)).median;
    bench.figure({ name: `a bare one-key write, ${at}`, value: rate(writes), unit: "acts/s" });
    percentiles(bench, writes);
    bench.figure({ name: `SET_LIGHT, ${at}`, value: rate(lights), unit: "acts/s" });
    percentiles(bench, lights);
    const aim = place.isReal && inFlight === 64 ? { aim: { atLeast: 100 * OF_BARE } } : {};
    const shares = lights.map(({ perSecond }, pair) => (100 * perSecond) / (writes[pair]?.perSecond ?? NaN));
    bench.figure({ name: "  of the bare write's rate", value: spread(shares).median, unit: "%", ...aim });
    processors(bench, writes, lights);
  }
}

/** So many calls, how long they took and what all processes spent on one. */
interface Turn {
  readonly perSecond: number;
  readonly latencies: readonly number[];
  readonly cpuMs: number | null;
}

async function turn(
  place: FabricPlace,
  inFlight: number,
  count: number,
  run: (n: number) => Promise<unknown>,
): Promise<Turn> {
  const before = await place.cpuMs();
  const done = await timed(inFlight, count, run);
  const after = await place.cpuMs();
  return { ...done, cpuMs: before === null || after === null ? null : (after - before) / count };
}

/** Processor time stays what it is on a machine that others use too: rates do not. */
function processors(bench: Bench, writes: readonly Turn[], lights: readonly Turn[]): void {
  const spent = (turns: readonly Turn[]): number =>
    spread(turns.flatMap(({ cpuMs }) => (cpuMs === null ? [] : [cpuMs]))).median;
  if (Number.isNaN(spent(writes))) return;
  bench.figure({ name: "  processor time of all processes, a bare write", value: spent(writes), unit: "ms" });
  bench.figure({ name: "  the same, SET_LIGHT", value: spent(lights), unit: "ms" });
}

function percentiles(bench: Bench, turns: readonly Turn[]): void {
  const sorted = turns.flatMap(({ latencies }) => latencies).toSorted((a, b) => a - b);
  for (const [name, part] of [["p50", 0.5], ["p95", 0.95], ["p99", 0.99]] as const) {
    bench.figure({ name: `  ${name}`, value: sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? NaN, unit: "ms" });
  } // prettier-ignore
}

/** Acts whose stages are looked at, for each number in flight. */
const STAGED = 64;

/** Where the time goes, seen from a client that does nothing but the three calls. */
async function stages(bench: Bench, { place, ledger, bare, lights }: Contestants): Promise<void> {
  bench.title("Fabric, where the time goes", `${place.what} Medians of ${String(STAGED)}, by fabric-gateway alone.`);
  const openlading = openBareClient(place.options("openlading"));
  for (const inFlight of [1, 64] as const) {
    const runs = [
      ["a bare write", () => bare.stages("write", randomUUID(), VALUE)],
      ["SET_LIGHT", () => openlading.stages("submitAct", encodeSubmission(taken(lights)))],
    ] as const;
    for (const [name, run] of runs) {
      const seen: Awaited<ReturnType<typeof run>>[] = [];
      await spreadOver(inFlight, inFlight === 1 ? STAGED / 4 : STAGED, async () => void seen.push(await run()));
      for (const stage of ["endorse", "submit", "commit"] as const) {
        const value = spread(seen.map((one) => one[stage])).median;
        bench.figure({ name: `${name}, ${String(inFlight)} in flight: ${stage}`, value, unit: "ms" });
      }
    }
  }
  const found = await timed(1, 16, () => ledger.height());
  bench.figure({
    name: "one question to the gateway, for comparison",
    value: spread(found.latencies).median,
    unit: "ms",
  });
  openlading.close();
}

/** A thousand documents, and every act of a shipment, some shipments at once. */
async function otherActs(
  bench: Bench,
  { place, ledger }: Contestants,
  port: Parameters<typeof createShipments>[0],
): Promise<void> {
  const inFlight = bench.isQuick ? 8 : 32;
  bench.title(
    "Fabric, other acts",
    `${place.what} ${String(inFlight)} shipments at once, each sends its acts one after another; p50 until VALID.`,
  );
  const anchor = encodeSubmission(await createAnchor(port));
  const anchored = await timed(1, 1, () => ledger.submit("submitAct", [anchor]));
  bench.figure({ name: "ANCHOR of 1,000 documents, one transaction", value: anchored.latencies[0] ?? NaN, unit: "ms" });
  const shipments = await createShipments(port, inFlight);
  const run = await timedByName(shipments, ({ act }) => ledger.submit("submitAct", [encodeSubmission(act)]));
  bench.figure({ name: "all acts of the shipments", value: run.perSecond, unit: "acts/s" });
  for (const [code, latencies] of run.byName) {
    bench.figure({ name: `  ${code}`, value: spread(latencies).median, unit: "ms" });
  }
}

function taken(lights: Prepared[]): Prepared["act"] {
  const next = lights.pop();
  if (next === undefined) throw new TypeError("there are too few acts");
  return next.act;
}

async function submitNext({ ledger, lights }: Contestants): Promise<void> {
  await ledger.submit("submitAct", [encodeSubmission(taken(lights))]);
}
