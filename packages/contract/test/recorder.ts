import { compareBytes, encodeHex, sha256Hex, utf8 } from "@openlading/core";
import type { RecordedAct, SignedAct } from "@openlading/law";
import { encodeKey, type Key, type TransactionContext } from "@openlading/ledger";
import { createContract, encodeSubmission } from "../src/index.ts";

/** What one transaction wrote. */
export interface WriteSet {
  readonly writes: readonly { readonly key: Key; readonly bytes: Uint8Array }[];
  readonly event: { readonly name: string; readonly bytes: Uint8Array } | null;
  readonly result: Uint8Array;
}

/** A world state in a map, that runs one submission after another and keeps what each wrote. */
export function createRecorder() {
  const state = new Map<string, { readonly key: Key; readonly bytes: Uint8Array }>();
  const contract = createContract();
  return {
    state,
    async submit(
      signed: SignedAct,
      at: { readonly transactionId: string; readonly transactionTime: string },
    ): Promise<WriteSet> {
      const writes: { key: Key; bytes: Uint8Array }[] = [];
      let event: WriteSet["event"] = null;
      const tx: TransactionContext = {
        transactionId: at.transactionId,
        transactionTime: at.transactionTime,
        get: (key) => state.get(encodeKey(key))?.bytes ?? null,
        scan: () => {
          throw new TypeError("a decision does not scan");
        },
        put: (key, bytes) => void writes.push({ key, bytes }),
        delete: () => {
          throw new TypeError("state is never deleted");
        },
        setEvent: (name, bytes) => void (event = { name, bytes }),
      };
      const submitAct = contract.submits["submitAct"];
      if (submitAct === undefined) throw new TypeError("no submitAct");
      const result = await submitAct(tx, [encodeSubmission(signed)]);
      for (const write of writes) state.set(encodeKey(write.key), write);
      return { writes, event, result };
    },
  };
}

/** Replays recorded acts and gives one digest over every write set, event and result, in order. */
export async function digestOfWriteSets(history: readonly RecordedAct[]): Promise<string> {
  const recorder = createRecorder();
  const parts: Uint8Array[] = [];
  for (const { act, approvals, entry } of history) {
    const { writes, event, result } = await recorder.submit({ act, approvals }, entry);
    for (const { key, bytes } of writes) parts.push(utf8(encodeKey(key)), bytes);
    parts.push(utf8(event?.name ?? ""), event?.bytes ?? new Uint8Array(), result);
  }
  const keys = [...recorder.state.keys()].map((k) => utf8(k)).sort(compareBytes);
  return sha256Hex(...parts, ...keys.map((k) => utf8(encodeHex(k))));
}
