import { encodeSubmission } from "@openlading/contract";
import { decodeAct, type Genesis, type SignedAct } from "@openlading/law";
import type { CallOptions, LedgerClient } from "@openlading/ledger";
import type { TrustMaterial } from "@openlading/verify";
import type { WitnessPort } from "@openlading/witness";
import type { NetworkCore } from "./core.ts";
import { createParty } from "./create-party.ts";
import { bounded } from "./deadline.ts";
import { enrol } from "./enrol.ts";
import { SdkError } from "./error.ts";
import type { PartyKeyring } from "./keyring.ts";
import { localRegistrar } from "./local-registrar.ts";
import type { Network } from "./network.ts";
import type { Outcome } from "./outcome.ts";
import { outcomeOf } from "./outcome-of.ts";
import type { Party } from "./party.ts";
import { proveWith, snapshotOf } from "./proofs.ts";
import { createReader, stepsOf } from "./reading.ts";
import type { PartyStore } from "./store.ts";
import { clockAgeMs, tick } from "./tick.ts";

interface NetworkParts {
  readonly ledger: LedgerClient;
  readonly genesis: Genesis;
  readonly trust: TrustMaterial;
  readonly networkId: string;
  readonly keys: PartyKeyring;
  readonly stores: (partyId: string) => Promise<PartyStore>;
  readonly witnesses: () => Promise<readonly WitnessPort[]>;
  readonly now: () => number;
  /** Lets go of what the network's maker opened. */
  readonly release: () => Promise<void>;
}

/** Puts a network together over its ledger, witnesses, keys and stores. */
export function createNetwork(parts: NetworkParts): Network {
  const { ledger, genesis, trust, networkId, keys, witnesses, now } = parts;
  const reader = createReader(ledger);
  const parties = new Map<string, Promise<Party>>();
  const submit = (signed: SignedAct, options?: CallOptions): Promise<Outcome> => submitTo(ledger, signed, options);
  const ticker = async () => ({ networkId, genesis, now, witnesses: await witnesses(), read: reader.read, submit });
  const open = async (partyId: string): Promise<Party> => {
    const held = await keys.open(partyId);
    if (held === null) throw new SdkError({ code: "ERR_SDK_NO_PARTY", message: `no keys of ${partyId} are kept here` });
    return createParty(core, { partyId, keys: held, store: await parts.stores(partyId) });
  };
  const core: NetworkCore = {
    networkId, genesis, trust, ledger, now, submit, ...reader,
    enrol: (enrolment, options) => enrol(core, keys, enrolment, bounded(options)),
    party: (partyId) => {
      const opening = parties.get(partyId) ?? open(partyId);
      parties.set(partyId, opening);
      opening.catch(() => parties.delete(partyId));
      return opening;
    },
    parties: () => keys.list(),
    registrarApproval: async (act) => (await localRegistrar(core)).approve(act),
    status: (transactionId, options) => ledger.status(transactionId, bounded(options)),
    follow: ({ from = 1, follow = true, signal } = {}) => stepsOf(ledger.blocks({ from, follow, ...(signal === undefined ? {} : { signal }) })),
    tick: async (options) => tick(await ticker(), bounded(options)),
    freshenClock: async (options) => {
      const age = await clockAgeMs({ networkId, now, read: reader.read }, options);
      if (age === null || age * 2 < genesis.clockMaxAgeSeconds * 1000) return;
      const local = await ticker();
      if (local.witnesses.length > 0) await tick(local, options);
    },
    keysOf: (partyId) => keys.open(partyId),
    prove: async (use, options) => proveWith(await witnesses(), trust.threshold, use, bounded(options)),
    snapshot: async (options) => snapshotOf(await witnesses(), trust.threshold, bounded(options)),
    close: async () => {
      for (const party of await Promise.allSettled(parties.values())) if (party.status === "fulfilled") await party.value.store.close();
      parties.clear();
      await parts.release();
    },
  }; // prettier-ignore
  return core;
}

async function submitTo(ledger: LedgerClient, signed: SignedAct, options?: CallOptions): Promise<Outcome> {
  const { actDigest, payload } = decodeAct(signed);
  const recordId = payload.heads[0]?.recordId ?? "";
  try {
    const { transactionId, height, index } = await ledger.submit("submitAct", [encodeSubmission(signed)], bounded(options)); // prettier-ignore
    return { kind: "committed", actDigest, transactionId, height, index, recordId };
  } catch (error) {
    const outcome = outcomeOf(error);
    if (outcome === null) throw error;
    return outcome;
  }
}
