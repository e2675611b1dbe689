import { ledger, peer } from "@hyperledger/fabric-protos";
import type { StateRow, Version, WorldState } from "./world-state.ts";

const Code = peer.TxValidationCode;
type KvSet = InstanceType<typeof ledger.rwset.kvrwset.KVRWSet>;
type KvRead = InstanceType<typeof ledger.rwset.kvrwset.KVRead>;
type RangeInfo = InstanceType<typeof ledger.rwset.kvrwset.RangeQueryInfo>;

/** What the valid transactions of a block so far have written. */
export type Pending = ReadonlyMap<string, Uint8Array | null>;

/** The one namespace's set of a transaction; other namespaces are not simulated. */
export function readKvSet(results: Uint8Array): KvSet {
  const [first] = ledger.rwset.TxReadWriteSet.deserializeBinary(results).getNsRwsetList();
  return ledger.rwset.kvrwset.KVRWSet.deserializeBinary(first?.getRwset_asU8() ?? new Uint8Array());
}

/**
 * Whether what a transaction read still stands: keys first, then ranges, against the committed state and what earlier
 * valid transactions of the same block wrote. A blind write never conflicts.
 * @see Fabric `core/ledger/kvledger/txmgmt/validation/tx_ops.go` and `validator.go` validateTx
 * @see Fabric docs/source/readwrite.rst "Transaction validation and updating world state"
 */
export function validateReads(set: KvSet, state: WorldState, height: number, pending: Pending): number {
  const isCurrent = (read: KvRead): boolean =>
    !pending.has(read.getKey()) && isSame(state.get(read.getKey(), height)?.version, read);
  if (!set.getReadsList().every(isCurrent)) return Code.MVCC_READ_CONFLICT;
  const isWhole = (range: RangeInfo): boolean => isRangeCurrent(range, state, height, pending);
  return set.getRangeQueriesInfoList().every(isWhole) ? Code.VALID : Code.PHANTOM_READ_CONFLICT;
}

/** Reads the range again and compares. @see Fabric `validation/rangequery_validator.go` */
function isRangeCurrent(info: RangeInfo, state: WorldState, height: number, pending: Pending): boolean {
  const isExhausted = info.getItrExhausted();
  const to = isExhausted ? info.getEndKey() : `${info.getEndKey()}\u0000`; // the last key read is part of the range
  const now: StateRow[] = [...state.range(info.getStartKey(), to, height)];
  const then = info.getRawReads()?.getKvReadsList() ?? [];
  if (now.length !== then.length) return false;
  if (!now.every((row, index) => row.key === then[index]?.getKey() && isSame(row.version, then[index]))) return false;
  const [first, last] = [Buffer.from(info.getStartKey()), Buffer.from(to)];
  return ![...pending.keys()].some((key) => {
    const bytes = Buffer.from(key);
    return Buffer.compare(bytes, first) >= 0 && Buffer.compare(bytes, last) < 0;
  });
}

function isSame(version: Version | undefined, read: KvRead): boolean {
  const then = read.getVersion();
  if (version === undefined || then === undefined) return version === undefined && then === undefined;
  return version.block === then.getBlockNum() && version.transaction === then.getTxNum();
}
