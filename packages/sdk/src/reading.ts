import { parseShape, parseStrictJson, shape, utf8, type Infer, type Json } from "@openlading/core";
import { ENTRY_EVENT } from "@openlading/contract";
import { decodeAct, parseRecord, parseRecordedAct, type RecordedAct, type RecordState } from "@openlading/law";
import type { Block, CallOptions, LedgerClient } from "@openlading/ledger";
import { bounded } from "./deadline.ts";
import type { Step } from "./network.ts";

const LIMITS = { maxBytes: 64 * 1024 * 1024, maxMembers: 1_000_000 };
const actsPage = shape.object({
  acts: shape.list(shape.json({ maxBytes: 2 * 1024 * 1024 }), { max: 100 }),
  cursor: shape.nullable(shape.text({ min: 1, max: 15, pattern: /^[1-9][0-9]*$/ })),
});
type ActsPage = Infer<typeof actsPage>;

/** Reads of the contract, typed. What comes back is parsed: the ledger is not trusted with shapes. */
export function createReader(ledger: LedgerClient) {
  const asked = async (reader: string, args: readonly string[], options?: CallOptions): Promise<Json> =>
    parseStrictJson(await ledger.evaluate(reader, args.map(utf8), bounded(options)), LIMITS);
  const ask = (reader: string, argument: string, options?: CallOptions): Promise<Json> =>
    asked(reader, [argument], options);
  const record = (value: Json): RecordState | null => (value === null ? null : parseRecord(value));
  return {
    read: async (recordId: string, options?: CallOptions) => record(await ask("readRecord", recordId, options)),
    readParty: async (partyId: string, options?: CallOptions) => record(await ask("readParty", partyId, options)),
    readActs: async (recordId: string, options?: CallOptions): Promise<readonly RecordedAct[]> => {
      const acts: RecordedAct[] = [];
      for (let after: string | null = ""; after !== null;) {
        const page: ActsPage = parseShape(actsPage, await asked("readActs", [recordId, after], options), "acts");
        acts.push(...page.acts.map(parseRecordedAct));
        after = page.cursor;
      }
      return acts;
    },
  };
}

/** The committed acts of blocks, decoded. Nothing in them is verified again: that is the witness's work. */
export async function* stepsOf(blocks: AsyncIterable<Block>): AsyncGenerator<Step, void> {
  for await (const { height, events } of blocks) {
    for (const { index, name, payload } of events) {
      if (name !== ENTRY_EVENT) continue;
      const { entry, ...signed } = parseRecordedAct(parseStrictJson(payload, LIMITS));
      const { payload: act, actDigest } = decodeAct(signed);
      yield { height, index, entry, act, actDigest, time: entry.transactionTime };
    }
  }
}
