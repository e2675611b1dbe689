import { decodeUtf8, OpenLadingError, parseStrictJson, utf8 } from "@openlading/core";
import {
  ConflictError,
  duplicateOf,
  encodeKey,
  type ContractDefinition,
  type Key,
  type ReadContext,
} from "@openlading/ledger";

const NONE = new Uint8Array();

/** A key as an argument of the suite's contract. */
export function keyArg(key: Key): Uint8Array {
  return utf8(JSON.stringify(key));
}

function keyIn(arg: Uint8Array | undefined): Key {
  const parts = parseStrictJson(arg ?? NONE);
  if (!Array.isArray(parts)) throw new TypeError("a key is a list");
  const [first = "", ...rest] = parts.map(String);
  return [first, ...rest];
}

async function list(tx: ReadContext, args: readonly Uint8Array[]): Promise<Uint8Array> {
  const [prefix, after, limit] = args;
  const options = {
    ...(after === undefined || after.length === 0 ? {} : { after: keyIn(after) }),
    ...(limit === undefined ? {} : { limit: Number(decodeUtf8(limit)) }),
  };
  const found: (readonly [Key, string])[] = [];
  for await (const { key, bytes } of tx.scan(keyIn(prefix), options)) found.push([key, decodeUtf8(bytes)]);
  return utf8(JSON.stringify(found));
}

/** What the suite submits and reads: one transaction for each rule, nothing of trade in it. */
export const suiteContract: ContractDefinition = {
  name: "ledger-suite",
  submits: {
    put: async (tx, [key, value = NONE]) => {
      await tx.get(keyIn(key));
      tx.put(keyIn(key), value);
      tx.setEvent("put", value);
      return value;
    },
    putQuietly: async (tx, [key, value = NONE]) => {
      await tx.get(keyIn(key));
      tx.put(keyIn(key), value);
      return utf8("quiet");
    },
    remove: async (tx, [key]) => {
      await tx.get(keyIn(key));
      tx.delete(keyIn(key));
      return NONE;
    },
    putThenRead: async (tx, [key, value = NONE]) => {
      tx.put(keyIn(key), value);
      const seen = (await tx.get(keyIn(key))) ?? utf8("nothing");
      for await (const { bytes } of tx.scan(keyIn(key))) return bytes;
      return seen;
    },
    putTwice: async (tx, [key, first = NONE, second = NONE]) => {
      await tx.get(keyIn(key));
      tx.put(keyIn(key), first);
      tx.put(keyIn(key), second);
      tx.setEvent("first", first);
      tx.setEvent("second", second);
      return NONE;
    },
    putThenDelete: async (tx, [key, value = NONE]) => {
      await tx.get(keyIn(key));
      tx.put(keyIn(key), value);
      tx.delete(keyIn(key));
      return NONE;
    },
    spoilAfterPut: async (tx, [key, value = NONE]) => {
      await tx.get(keyIn(key));
      const bytes = Uint8Array.from(value);
      tx.put(keyIn(key), bytes);
      bytes.fill(0);
      return NONE;
    },
    once: async (tx, [key]) => {
      const first = await tx.get(keyIn(key));
      if (first !== null) return duplicateOf(decodeUtf8(first));
      tx.put(keyIn(key), utf8(tx.transactionId));
      tx.setEvent("once", utf8(tx.transactionTime));
      return utf8("done");
    },
    countInto: async (tx, [prefix, target, value = NONE]) => {
      let count = 0;
      for await (const { bytes } of tx.scan(keyIn(prefix))) count += bytes.length > 0 ? 1 : 0;
      await tx.get(keyIn(target));
      tx.put(keyIn(target), value);
      return utf8(String(count));
    },
    refuse: async (tx, [key, value = NONE]) => {
      await tx.get(keyIn(key));
      tx.put(keyIn(key), value);
      tx.setEvent("refused", value);
      throw new OpenLadingError({ code: "ERR_SUITE_REFUSED", message: "not so", details: { clause: "suite/1" } });
    },
    predecessor: async (tx, [key]) => {
      await tx.get(keyIn(key));
      throw new ConflictError({ reason: "predecessor" });
    },
    crash: async (tx, [key, value = NONE]) => {
      await tx.get(keyIn(key));
      tx.put(keyIn(key), value);
      throw new Error("out of order");
    },
    badKey: async (tx) => Promise.resolve(utf8(encodeKey([tx.transactionId, "\u0000"]))),
    drift: async (tx, [source]) => Promise.resolve(utf8(String(drift(decodeUtf8(source ?? NONE), tx.transactionTime)))),
    steady: async (tx) => Promise.resolve(utf8(new Date(tx.transactionTime).toISOString())),
  },
  reads: {
    get: async (tx, [key]) => (await tx.get(keyIn(key))) ?? NONE,
    list,
    refuse: async () => Promise.reject(new OpenLadingError({ code: "ERR_SUITE_REFUSED", message: "not so" })),
  },
};

function drift(source: string, time: string): string | number {
  switch (source) {
    case "clock":
      return Date.now();
    case "date":
      return new Date().toISOString().slice(0, 7);
    case "coin":
      return Math.random() < 0.5 ? "heads" : "tails";
    case "zone":
      return new Date(time).getHours();
    default:
      return crypto.randomUUID();
  }
}
