import { decodeUtf8, formatInstant, utf8, type JsonObject } from "@openlading/core";
import { encodeSubmission } from "@openlading/contract";
import { signCompactJws, type Signer } from "@openlading/jws";
import {
  ACT_TYP,
  drive,
  encodeActPayload,
  NETWORK_RECORD_ID,
  networkIdOf,
  planHeads,
  type Genesis,
} from "@openlading/law";
import { UnknownError, type LedgerClient } from "@openlading/ledger";
import { SdkError } from "./error.ts";
import { byKey } from "./sign.ts";

const HOUR_MS = 3_600_000;

/** How a network is founded. */
export interface Founding {
  readonly genesis: Genesis;
  /** Key of a registrar the genesis names. */
  readonly signer: Signer;
  readonly nowMs: number;
}

/** @throws SdkError `ERR_SDK_FOUNDED` when the ledger holds a network */
export async function assertUnfounded(ledger: LedgerClient): Promise<void> {
  const found = decodeUtf8(await ledger.evaluate("readRecord", [utf8(NETWORK_RECORD_ID)]));
  if (found !== "null") throw new SdkError({ code: "ERR_SDK_FOUNDED", message: "the ledger holds a network already" });
}

/**
 * Founds a network: the first act of an empty ledger.
 * @throws SdkError `ERR_SDK_FOUNDED` when the ledger holds a network; RefusedError when the law refuses the genesis;
 * UnknownError when no answer comes, twice
 */
export async function foundNetwork(ledger: LedgerClient, { genesis, signer, nowMs }: Founding): Promise<void> {
  await assertUnfounded(ledger);
  const networkId = networkIdOf(genesis);
  const facts: JsonObject = { genesis: { ...genesis } };
  const plan = { networkId, actionCode: "GENESIS", main: null, facts, principal: null };
  const payload = encodeActPayload({
    networkId,
    actionCode: "GENESIS",
    heads: drive(planHeads(plan), () => null),
    actor: byKey(signer).actor,
    actionDateTime: formatInstant(nowMs),
    expiresAt: formatInstant(nowMs + HOUR_MS),
    facts,
  });
  const act = await signCompactJws(signer, { typ: ACT_TYP, payload });
  const submission = encodeSubmission({ act, approvals: [] });
  try {
    await ledger.submit("submitAct", [submission]);
  } catch (error) {
    if (!(error instanceof UnknownError)) throw error;
    // The same act: where it was committed already, this answers how.
    await ledger.submit("submitAct", [submission]);
  }
}
