import { utf8 } from "@openlading/core";
import type { ContractDefinition } from "@openlading/ledger";
import { openEmbeddedLedger } from "@openlading/ledger-embedded";
import type { Bench } from "./bench.ts";
import { inFolder } from "./folder.ts";

const PER_TRANSACTION = 2000;
const RECORD_BYTES = 300;
const EVERY = 10_000;

/** Writes many records at once, and reads them all in one query. */
function counting(note: () => void): ContractDefinition {
  return {
    name: "counting",
    submits: {
      fill: async (tx, [from]) => {
        const start = Number(new TextDecoder().decode(from));
        for (let i = start; i < start + PER_TRANSACTION; i += 1) {
          const key = ["record", String(i).padStart(12, "0")] as const;
          await tx.get(key);
          tx.put(key, new Uint8Array(RECORD_BYTES).fill(i % 251));
        }
        return new Uint8Array(1);
      },
    },
    reads: {
      count: async (tx) => {
        let count = 0;
        for await (const { bytes } of tx.scan(["record"])) {
          count += bytes.length > 0 ? 1 : 0;
          if (count % EVERY === 0) note();
        }
        return utf8(String(count));
      },
    },
  };
}

/** A million records streamed past one reader, and what the process holds meanwhile. */
export async function streamGroup(bench: Bench): Promise<void> {
  const size = bench.isQuick ? 100_000 : 1_000_000;
  const held: number[] = [];
  const contract = counting(() => void held.push(heldBytes()));
  bench.title(
    "scan",
    `${size.toLocaleString("en-US")} records of ${String(RECORD_BYTES)} bytes on the embedded ledger, in one query.`,
  );
  await inFolder(async (path) => {
    const options = { path: path("ledger.db"), contract, clock: () => Date.now(), endorseTwice: false };
    const filling = await openEmbeddedLedger(options);
    for (let i = 0; i < size; i += PER_TRANSACTION) await filling.submit("fill", [utf8(String(i))]);
    await filling.close();
    const ledger = await openEmbeddedLedger(options);
    await ledger.evaluate("count", []);
    held.length = 0;
    const started = performance.now();
    const counted = Number(new TextDecoder().decode(await ledger.evaluate("count", [])));
    const seconds = (performance.now() - started) / 1000;
    await ledger.close();
    if (counted !== size) throw new TypeError("the scan lost records");
    const half = Math.floor(held.length / 2);
    // Between two collections garbage is held, too; the least of many looks is what is alive.
    const least = (values: readonly number[]): number => Math.min(...values) / 1e6;
    const first = least(held.slice(0, half));
    const grown = least(held.slice(half)) - first;
    bench.figure({ name: "records streamed", value: size / seconds, unit: "records/s" });
    bench.figure({ name: "memory alive, first half of the scan", value: first, unit: "MB" });
    bench.figure({ name: "memory alive, second half: grown by", value: grown, unit: "MB", aim: { atMost: 20 } });
  });
}

/** Bytes on the heap and beside it: buffers are not on it. */
function heldBytes(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
