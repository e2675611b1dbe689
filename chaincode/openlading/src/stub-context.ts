import { formatInstant } from "@openlading/core";
import {
  decodeKey,
  encodeKey,
  LedgerError,
  type Key,
  type KeyValue,
  type ReadContext,
  type ScanOptions,
  type TransactionContext,
} from "@openlading/ledger";
import type { ChaincodeStub } from "fabric-shim";

/** As much of the shim's stub as a contract needs. There is no rich query in it: those are not protected at commit. */
export type Stub = Pick<
  ChaincodeStub,
  | "deleteState"
  | "getDateTimestamp"
  | "getState"
  | "getStateByPartialCompositeKey"
  | "getStateByPartialCompositeKeyWithPagination"
  | "getTxID"
  | "putState"
  | "setEvent"
> & {
  /** Name and arguments as bytes; the shim's own types leave it out. */
  readonly getBufferArgs: () => readonly Uint8Array[];
};

type Iterated = Awaited<ReturnType<ChaincodeStub["getStateByPartialCompositeKey"]>>;

const PAGE_ROWS = 100;

/** What a reader sees. Nothing it reads is validated, so it may page with bookmarks. */
export function createReadContext(stub: Stub): ReadContext {
  return { get: (key) => get(stub, key), scan: (prefix, options) => scanPages(stub, prefix, options) };
}

/** What a submitting handler sees, and `flush`, which sends what it wrote. Range reads are whole: the peer checks them. */
export function createTransactionContext(stub: Stub): { tx: TransactionContext; flush: () => Promise<void> } {
  const writes = new Map<string, Uint8Array | null>();
  const reads = new Map<string, Promise<Uint8Array | null>>();
  const tx: TransactionContext = {
    transactionId: stub.getTxID(),
    transactionTime: formatInstant(stub.getDateTimestamp().getTime()),
    get: (key) => getOnce(stub, reads, key),
    scan: (prefix, options) => scanRange(stub, prefix, options),
    put: (key, bytes) => void writes.set(encodeKey(key), ownedValue(bytes)),
    delete: (key) => void writes.set(encodeKey(key), null),
    setEvent: (name, bytes) => {
      stub.setEvent(name, Uint8Array.from(bytes));
    },
  };
  const flush = async (): Promise<void> => {
    for (const [key, bytes] of writes) await (bytes === null ? stub.deleteState(key) : stub.putState(key, bytes));
  };
  return { tx, flush };
}

/** Fabric answers an absent key with no bytes; that is why an empty value cannot be put. */
async function get(stub: Stub, key: Key): Promise<Uint8Array | null> {
  const bytes = await stub.getState(encodeKey(key));
  return bytes.length === 0 ? null : Uint8Array.from(bytes);
}

/** A peer answers a key alike for the whole of a transaction, whatever was put: a second question only costs its way. */
async function getOnce(
  stub: Stub,
  reads: Map<string, Promise<Uint8Array | null>>,
  key: Key,
): Promise<Uint8Array | null> {
  const encoded = encodeKey(key);
  const asked = reads.get(encoded) ?? get(stub, key);
  reads.set(encoded, asked);
  const bytes = await asked;
  return bytes === null ? null : Uint8Array.from(bytes);
}

async function* scanRange(stub: Stub, prefix: Key, options: ScanOptions = {}): AsyncGenerator<KeyValue> {
  const isBehind = startBehind(prefix, options);
  const limit = options.limit ?? Infinity;
  let count = 0;
  if (limit < 1) return;
  const [objectType, ...attributes] = partsOf(prefix);
  for await (const { key, value } of stub.getStateByPartialCompositeKey(objectType, attributes)) {
    if (!isBehind(key)) continue;
    yield { key: decodeKey(key), bytes: Uint8Array.from(value) };
    count += 1;
    if (count >= limit) return;
  }
}

async function* scanPages(stub: Stub, prefix: Key, options: ScanOptions = {}): AsyncGenerator<KeyValue> {
  startBehind(prefix, options);
  let left = options.limit ?? Infinity;
  let bookmark = options.after === undefined ? "" : behind(encodeKey(options.after));
  const [objectType, ...attributes] = partsOf(prefix);
  while (left > 0) {
    const asked = Math.min(PAGE_ROWS, left);
    const { iterator } = await stub.getStateByPartialCompositeKeyWithPagination(
      objectType,
      attributes,
      asked,
      bookmark,
    );
    const page = await drain(iterator);
    for (const [key, bytes] of page) yield { key: decodeKey(key), bytes };
    const last = page.at(-1);
    if (last === undefined || page.length < asked) return;
    left -= page.length;
    bookmark = behind(last[0]);
  }
}

async function drain(iterator: Iterated): Promise<readonly (readonly [string, Uint8Array])[]> {
  const rows: (readonly [string, Uint8Array])[] = [];
  try {
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
      rows.push([next.value.key, Uint8Array.from(next.value.value)]);
    }
  } finally {
    await iterator.close();
  }
  return rows;
}

/** The first key in byte order that sorts behind this one. */
const behind = (encoded: string): string => `${encoded}\u0000`;

function startBehind(prefix: Key, { after }: ScanOptions): (key: string) => boolean {
  const from = encodeKey(prefix);
  if (after === undefined) return () => true;
  const start = encodeKey(after);
  if (!start.startsWith(from)) throw new TypeError("a scan continues after a key under its prefix");
  let isReached = false; // rows come in order: once the key is not before `start`, none is
  return (key) => {
    if (isReached) return true;
    isReached = Buffer.compare(Buffer.from(key), Buffer.from(start)) > 0;
    return isReached;
  };
}

function partsOf(key: Key): [string, ...string[]] {
  encodeKey(key);
  return [...key];
}

function ownedValue(bytes: unknown): Uint8Array {
  if (!(bytes instanceof Uint8Array)) throw new TypeError("values are Uint8Array");
  if (bytes.length > 0) return Uint8Array.from(bytes);
  throw new LedgerError({ code: "ERR_LEDGER_EMPTY_VALUE", message: "a put of no bytes cannot be told from absence" });
}
