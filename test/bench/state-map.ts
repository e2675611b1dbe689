import { hash, randomBytes } from "node:crypto";
import { encodeHex } from "@openlading/core";
import { createMemoryMapStore, createStateMap, verifyStateProof } from "@openlading/log";
import type { Bench } from "./bench.ts";
import { calls, once } from "./sample.ts";

const BATCH = 512;

/** The state map, full. */
export async function stateMapGroup(bench: Bench): Promise<void> {
  const size = bench.isQuick ? 100_000 : 1_000_000;
  const { effort } = bench;
  const store = createMemoryMapStore();
  const map = createStateMap(store);
  const ids = Array.from({ length: size }, (_, i) => hash("sha256", `record ${String(i)}`, "hex"));
  const digest = (): Uint8Array => new Uint8Array(randomBytes(32));
  const fill = once(size, () => map.update(new Map(ids.map((id) => [id, digest()]))));
  bench.title("state map", `${size.toLocaleString("en-US")} records, pages in memory.`);
  bench.figure({ name: "filling it in one update, a record", value: await fill(), unit: "µs" });
  const any = (): string => ids[Math.floor(Math.random() * size)] ?? "";
  const someOf = (count: number): Map<string, Uint8Array> => new Map(Array.from({ length: count }, () => [any(), digest()]));
  const batches = Array.from({ length: 32 }, () => someOf(BATCH));
  const singles = Array.from({ length: 512 }, () => someOf(1));
  let turn = 0;
  await bench.time(`update, in batches of ${String(BATCH)}, a record`, calls(effort, () => map.update(batches[(turn += 1) % 32] ?? new Map()), BATCH), { atMostUs: 32 });
  await bench.time("update of one record", calls(effort, () => map.update(singles[(turn += 1) % 512] ?? new Map())));
  await bench.time("prove", calls(effort, () => map.prove(any())), { atMostUs: 8 });
  const root = map.root();
  const claims = ids.slice(0, 512).map((recordId) => ({ root, recordId, digest: map.get(recordId), proof: map.prove(recordId) }));
  const verify = (): void => {
    const claim = claims[(turn += 1) % claims.length];
    if (claim !== undefined) verifyStateProof(claim);
  };
  await bench.time("verify", calls(effort, verify), { atMostUs: 27 });
  const node = new Uint8Array(88);
  const depth = claims.reduce((sum, { proof }) => sum + proof.siblings.length, 0) / claims.length;
  const bare = calls(effort, () => { for (let i = 0; i <= depth; i += 1) hash("sha256", node, "buffer"); }); // prettier-ignore
  await bench.time(`for scale: the ${depth.toFixed(1)} + 1 bare hash calls of one path`, bare);
  const reopened = calls(effort, () => encodeHex(createStateMap(store).root()));
  await bench.time("open it again and read its root", reopened);
} // prettier-ignore
