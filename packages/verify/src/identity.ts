import { keyStanding } from "@openlading/dossier";
import type { VerificationKey } from "@openlading/jws";
import { NETWORK_RECORD_ID, actorKey, networkTerms, partyRecordId, partyTerms, type Lookup } from "@openlading/law";
import type { createSignatureChecker as CreateChecker } from "@openlading/law";
import { causeOf, type Outcome, type Report } from "./check.ts";
import type { ProvenAct } from "./proofs.ts";

type Signed = ProvenAct["decoded"]["approvals"][number] | ProvenAct["decoded"];
type Checker = ReturnType<typeof CreateChecker>;

interface Context {
  readonly networkId: string;
  readonly lookup: Lookup;
  readonly report: Report;
}

interface Found {
  readonly outcome: Outcome;
  readonly key?: VerificationKey;
  readonly standing?: ReturnType<typeof keyStanding>;
}

/**
 * Whether every signature of an act verifies under a key that was live at the ledger's time, by what the registry proves
 * now: keys are never removed from it, so a later state answers for an earlier time. Returns whether a key was reported
 * compromised since before the act; order and time stay the ledger's, for ever.
 * @param checker null where the law's own replay checks the signatures
 */
export function verifyIdentity({ carried, decoded }: ProvenAct, context: Context, checker: Checker | null): boolean {
  const { report } = context;
  const place = decoded.actDigest;
  const keys = [decoded, ...decoded.approvals].map((signed) => ({
    signed,
    found: findKey(signed, carried.entry.transactionTime, context),
  }));
  for (const { signed, found } of keys) {
    if (checker === null) break;
    const { outcome, cause } = outcomeOf(signed, found, checker);
    report.add("ACT_SIGNATURE", outcome, place, cause);
  }
  const isDisputed = keys.some(({ found }) => found.standing === "disputed");
  const isTold = !isDisputed && keys.every(({ found }) => found.standing !== undefined);
  report.add("ACT_KEY", isTold ? "valid" : "unknown", place, isDisputed ? "ERR_LAW_KEY" : null);
  return isDisputed;
}

function outcomeOf(
  signed: Signed,
  found: Found,
  checker: Checker,
): { readonly outcome: Outcome; readonly cause: string | null } {
  if (found.outcome !== "valid" || found.key === undefined) return { outcome: found.outcome, cause: "ERR_LAW_KEY" };
  const isGood =
    found.key.thumbprint === signed.kid &&
    checker.check({ need: "signature", token: signed.token, typ: signed.typ, key: found.key });
  if (!isGood) return { outcome: "invalid", cause: "ERR_LAW_SIGNATURE" };
  return found.standing === "dead" ? { outcome: "invalid", cause: "ERR_LAW_KEY" } : { outcome: "valid", cause: null };
}

function findKey(signed: Signed, at: string, context: Context): Found {
  const { partyId, key, witness } = signed.actor;
  try {
    if (key !== undefined) return { outcome: "valid", key: actorKey(key).key, standing: "live" };
    if (witness !== undefined) return byWitness(witness, context);
    return byParty(partyId ?? "", signed.kid, at, context);
  } catch (error) {
    context.report.add("ACT_SIGNATURE", "invalid", null, causeOf(error));
    return { outcome: "invalid" };
  }
}

function byWitness(name: string, { lookup }: Context): Found {
  const network = lookup(NETWORK_RECORD_ID);
  if (!network) return { outcome: network === null ? "invalid" : "unknown" };
  const witness = networkTerms(network).genesis.witnesses.find((w) => w.name === name);
  return witness === undefined
    ? { outcome: "invalid" }
    : { outcome: "valid", key: actorKey(witness.clockKey).key, standing: "live" };
}

function byParty(partyId: string, kid: string, at: string, { networkId, lookup }: Context): Found {
  const party = lookup(partyRecordId(networkId, partyId));
  if (!party) return { outcome: party === null ? "invalid" : "unknown" };
  const key = partyTerms(party).keys.find((k) => k.kid === kid);
  return key === undefined
    ? { outcome: "invalid" }
    : { outcome: "valid", key: actorKey(key.jwk).key, standing: keyStanding(key, at) };
}
