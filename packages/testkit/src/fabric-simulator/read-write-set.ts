import { ledger } from "@hyperledger/fabric-protos";
import type { StateRow, Version, WorldState } from "./world-state.ts";

const { rwset } = ledger;
const { KVRead, KVRWSet, KVWrite, QueryReads, RangeQueryInfo, Version: VersionPb } = rwset.kvrwset;

/** How many rows of a range a peer sends at a time. @see Fabric `core/chaincode/query_response_generator.go` */
export const BATCH_ROWS = 100;

/** A range that a chaincode is reading. */
export interface RangeRead {
  readonly from: string;
  readonly to: string;
  readonly rows: StateRow[];
  readonly source: Generator<StateRow>;
  isExhausted: boolean;
}

/**
 * What one simulation read and would write: the version of each key at its first read, never a value it wrote itself,
 * the ranges it took and the last write to each key.
 * @see Fabric docs/source/readwrite.rst "Transaction simulation and read-write set"
 */
export class ReadWriteSet {
  readonly height: number;
  readonly #state: WorldState;
  readonly #reads = new Map<string, Version | null>();
  readonly #writes = new Map<string, Uint8Array | null>();
  readonly #ranges: RangeRead[] = [];

  constructor(state: WorldState, height: number) {
    this.#state = state;
    this.height = height;
  }

  get(key: string): Uint8Array {
    const row = this.#state.get(key, this.height);
    if (!this.#reads.has(key)) this.#reads.set(key, row?.version ?? null);
    return row?.bytes ?? new Uint8Array(); // an absent key reads as no bytes
  }

  write(key: string, bytes: Uint8Array | null): void {
    this.#writes.set(key, bytes);
  }

  openRange(from: string, to: string): RangeRead {
    const source = this.#state.range(from, to, this.height);
    const range: RangeRead = { from, to, rows: [], source, isExhausted: false };
    this.#ranges.push(range);
    return range;
  }

  /** A page of a range with a bookmark: not recorded, for only queries may use it. */
  page(from: string, to: string, size: number): readonly StateRow[] {
    const rows: StateRow[] = [];
    for (const row of this.#state.range(from, to, this.height)) {
      if (rows.length === size) break;
      rows.push(row);
    }
    return rows;
  }

  /** The set as a transaction carries it: keys sorted. @see Fabric `rwsetutil/rwset_builder.go` */
  serialize(namespace: string): Uint8Array {
    const set = new KVRWSet();
    set.setReadsList(sorted(this.#reads).map(([key, version]) => toRead(key, version)));
    set.setWritesList(sorted(this.#writes).map(([key, bytes]) => toWrite(key, bytes)));
    set.setRangeQueriesInfoList(this.#ranges.map(toRangeInfo));
    const inNamespace = new rwset.NsReadWriteSet();
    inNamespace.setNamespace(namespace);
    inNamespace.setRwset(set.serializeBinary());
    const all = new rwset.TxReadWriteSet();
    all.setDataModel(rwset.TxReadWriteSet.DataModel.KV);
    all.setNsRwsetList([inNamespace]);
    return all.serializeBinary();
  }
}

/** The rows a range has left, up to a batch; one more is read ahead, and so belongs to what is validated. */
export function nextBatch(range: RangeRead, pending: StateRow[]): { rows: StateRow[]; hasMore: boolean } {
  while (pending.length <= BATCH_ROWS && !range.isExhausted) {
    const next = range.source.next();
    if (next.done === true) {
      range.isExhausted = true;
      break;
    }
    range.rows.push(next.value);
    pending.push(next.value);
  }
  const rows = pending.splice(0, BATCH_ROWS);
  return { rows, hasMore: pending.length > 0 };
}

function sorted<T>(map: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

function toRead(key: string, version: Version | null): InstanceType<typeof KVRead> {
  const read = new KVRead();
  read.setKey(key);
  if (version === null) return read;
  const pb = new VersionPb();
  pb.setBlockNum(version.block);
  pb.setTxNum(version.transaction);
  read.setVersion(pb);
  return read;
}

function toWrite(key: string, bytes: Uint8Array | null): InstanceType<typeof KVWrite> {
  const write = new KVWrite();
  write.setKey(key);
  write.setIsDelete(bytes === null);
  if (bytes !== null) write.setValue(bytes);
  return write;
}

function toRangeInfo(range: RangeRead): InstanceType<typeof RangeQueryInfo> {
  const info = new RangeQueryInfo();
  info.setStartKey(range.from);
  info.setEndKey(range.isExhausted ? range.to : (range.rows.at(-1)?.key ?? range.from));
  info.setItrExhausted(range.isExhausted);
  const reads = new QueryReads();
  reads.setKvReadsList(range.rows.map(({ key, version }) => toRead(key, version)));
  info.setRawReads(reads);
  return info;
}
