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
import type { LedgerClient } from "@openlading/ledger";
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

/**
 * Founds a network: the first act of an empty ledger.
 * @throws SdkError `ERR_SDK_FOUNDED` when the ledger holds a network; RefusedError when the law refuses the genesis
 */
export async function foundNetwork(ledger: LedgerClient, { genesis, signer, nowMs }: Founding): Promise<void> {
  const found = decodeUtf8(await ledger.evaluate("readRecord", [utf8(NETWORK_RECORD_ID)]));
  if (found !== "null") throw new SdkError({ code: "ERR_SDK_FOUNDED", message: "the ledger holds a network already" });
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
  await ledger.submit("submitAct", [encodeSubmission({ act, approvals: [] })]);
}
