import { createHash } from "node:crypto";
import { CoreError, equalBytes, parseStrictJson } from "@openlading/core";
import { JwsError } from "@openlading/jws";
import { decide, drive, LawError, parseRecordedAct, type Need } from "@openlading/law";
import { entryLeaf } from "@openlading/log";
import type { Block, BlockEvent } from "@openlading/ledger";
import type { Confirmed, Draft } from "./draft.ts";
import { diverged, WitnessError, type Divergence } from "./error.ts";

/** Name of the one event a committed act emits. */
export const ENTRY_EVENT = "openlading.entry";

export type SignatureNeed = Extract<Need, { readonly need: "signature" }>;
/** Whether a signature verifies. */
export type CheckSignature = (need: SignatureNeed) => boolean;

/**
 * Replays one block over a draft: every entry must be what the law makes of its act, byte for byte.
 * @throws WitnessError `ERR_WITNESS_DIVERGED` where the ledger departs from the law, `ERR_WITNESS_RULES` for rules
 * unknown here. The draft is spoilt then.
 */
export function replayBlock(block: Block, draft: Draft, networkId: string, check: CheckSignature): void {
  let last = -1;
  for (const event of block.events) {
    const at = { height: block.height, index: event.index };
    if (event.index <= last) throw depart(at, "ERR_WITNESS_GAP", "the block's events are out of order");
    last = event.index;
    draft.addAct(replayEvent(event, at, { draft, networkId, check }));
  }
  draft.endBlock(block.height, digestOfBlock(block));
}

interface Replaying {
  readonly draft: Draft;
  readonly networkId: string;
  readonly check: CheckSignature;
}
interface Place {
  readonly height: number;
  readonly index: number;
}

function replayEvent(event: BlockEvent, at: Place, { draft, networkId, check }: Replaying): Confirmed {
  if (event.name !== ENTRY_EVENT) throw depart(at, "ERR_WITNESS_DIVERGED", "the event is not an entry");
  return judged(at, () => {
    const recorded = parseRecordedAct(parseStrictJson(event.payload));
    if (recorded.entry.networkId !== networkId) {
      throw depart(at, "ERR_LAW_OTHER_NETWORK", "the entry is another network's");
    }
    if (recorded.entry.transactionId !== event.transactionId) {
      throw depart(at, "ERR_WITNESS_DIVERGED", "the entry names another transaction");
    }
    const answer = (need: Need) => (need.need === "record" ? draft.record(need.recordId) : check(need));
    // Time and transaction id come from the ledger's entry; everything else in it is the law's to say.
    const decision = drive(decide(recorded, recorded.entry), answer);
    const leaf = entryLeaf({ ...at, entry: { ...decision.entry } });
    if (!equalBytes(leaf, entryLeaf({ ...at, entry: { ...recorded.entry } }))) {
      throw depart(at, "ERR_WITNESS_DIVERGED", "the committed entry is not what the law computes");
    }
    return { ...at, payload: event.payload, decision, leaf };
  });
}

/** Turns a refusal of the law, or an event that cannot be read, into the place where the ledger went wrong. */
function judged<T>(at: Place, judge: () => T): T {
  try {
    return judge();
  } catch (cause) {
    if (cause instanceof LawError && cause.code === "ERR_LAW_RULES_VERSION") {
      const message = "the network's rules are newer than this witness";
      throw new WitnessError({ code: "ERR_WITNESS_RULES", message, details: { ...at }, cause });
    }
    if (cause instanceof LawError || cause instanceof CoreError || cause instanceof JwsError) {
      throw depart(at, cause.code, "the law does not confirm a committed act", cause);
    }
    throw cause;
  }
}

function depart(at: Place, reason: string, message: string, cause?: unknown): WitnessError {
  return diverged({ ...at, reason } satisfies Divergence, message, cause);
}

/** What a block held, so that a ledger that shows it differently later is found out. */
export function digestOfBlock({ height, events }: Block): Uint8Array {
  const hash = createHash("sha256").update(`openlading/witnessed-block/1\n${String(height)}\n`);
  for (const { transactionId, index, name, payload } of events) {
    hash.update(`${JSON.stringify([transactionId, index, name, payload.length])}\n`).update(payload);
  }
  return new Uint8Array(hash.digest());
}
