import { formatInstant, parseShape, shape, type Json } from "@openlading/core";
import { decodeAct, type SignedAct } from "@openlading/law";
import type { CallOptions } from "@openlading/ledger";
import type { PartyContext } from "./core.ts";
import { SdkError } from "./error.ts";
import { parseStoredDocument, type StoredDocument } from "./stored-document.ts";
import type { PartyStore, ShelfEntry } from "./store.ts";

const MAX_BYTES = 32 * 1024 * 1024;
const pendingShape = shape.object({
  act: shape.text({ min: 1, max: 192 * 1024 }),
  approvals: shape.list(shape.text({ min: 1, max: 192 * 1024 }), { max: 16 }),
  keep: shape.list(
    shape.object({
      shelf: shape.literal("document", "vesting", "statement", "dossier"),
      key: shape.text({ min: 1, max: 200 }),
      value: shape.json({ maxBytes: MAX_BYTES }),
    }),
    { max: 10_000 },
  ),
});

interface Pending {
  readonly digest: string;
  readonly signed: SignedAct;
  readonly keep: readonly ShelfEntry[];
}

/** Writes what an act carries before the act is sent: first the document, then its anchor. */
export async function writeAhead(store: PartyStore, { digest, signed, keep }: Pending): Promise<void> {
  const value: Json = { act: signed.act, approvals: signed.approvals, keep: keep.map((entry) => ({ ...entry })) };
  await store.put([{ shelf: "pending", key: digest, value }]);
}

/** The act has its answer: keeps what it carried, or nothing, and forgets that it was on its way. */
export async function settlePending(store: PartyStore, digest: string, keep: readonly ShelfEntry[]): Promise<void> {
  await store.put([...keep, { shelf: "pending", key: digest, value: null }]);
}

/** The act was never sent. */
export async function dropPending(store: PartyStore, digest: string): Promise<void> {
  await store.put([{ shelf: "pending", key: digest, value: null }]);
}

/** Own documents whose act has no answer yet. */
export async function listPendingDocuments(store: PartyStore): Promise<readonly StoredDocument[]> {
  const pending = (await store.list("pending")).flatMap(({ key, value }) => parsePending(key, value).keep);
  return pending
    .filter((entry) => entry.shelf === "document")
    .map((entry) => ({ ...parseStoredDocument(entry.value), state: "PENDING" }));
}

/** What became of an act that was pending. `WAITING`: not on the ledger, and not expired either. */
export interface Recovered {
  readonly actDigest: string;
  readonly state: "COMMITTED" | "WAITING" | "ABSENT";
}

/**
 * Asks the ledger about every act without an answer. Sends nothing: what a committed act carried is kept, what an
 * expired one carried is let go, and an act that may still be on its way stays pending.
 */
export async function recover(ctx: PartyContext, options: CallOptions): Promise<readonly Recovered[]> {
  const recovered: Recovered[] = [];
  for (const { key, value } of await ctx.store.list("pending")) {
    const pending = parsePending(key, value);
    const state = await stateOf(ctx, pending, options);
    if (state !== "WAITING") await settlePending(ctx.store, key, state === "COMMITTED" ? pending.keep : []);
    recovered.push({ actDigest: key, state });
  }
  return recovered;
}

async function stateOf(ctx: PartyContext, pending: Pending, options: CallOptions): Promise<Recovered["state"]> {
  const { payload } = decodeAct(pending.signed);
  const acts = await ctx.core.readActs(payload.heads[0]?.recordId ?? "", options);
  if (acts.some((act) => act.entry.actDigest === pending.digest)) return "COMMITTED";
  return payload.expiresAt <= formatInstant(ctx.core.now()) ? "ABSENT" : "WAITING";
}

function parsePending(digest: string, value: Json): Pending {
  try {
    const { act, approvals, keep } = parseShape(pendingShape, value, "pending act");
    return { digest, signed: { act, approvals }, keep };
  } catch (cause) {
    throw new SdkError({ code: "ERR_SDK_STORE", message: "a pending act in the store is damaged", cause });
  }
}
