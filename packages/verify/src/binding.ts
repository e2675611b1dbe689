import { decodeBinding, keyStanding, verifyBinding } from "@openlading/dossier";
import { partyRecordId, partyTerms, type Lookup, type RecordState, type Slot } from "@openlading/law";
import { causeOf, type Outcome, type Report } from "./check.ts";

interface Context {
  readonly networkId: string;
  readonly lookup: Lookup;
  /** Every slot the dossier proves, present and past. */
  readonly slots: readonly Slot[];
  /** When the state was proven, canonical UTC. */
  readonly asOf: string;
  readonly report: Report;
}

/** Who stands behind which slot: party by commitment. A binding that opens no slot has been swapped in. */
export function verifyBindings(bindings: readonly string[], context: Context): ReadonlyMap<string, string> {
  const parties = new Map<string, string>();
  for (const token of bindings) {
    const { outcome, cause, commitment, partyId } = verifyOne(token, context);
    context.report.add("BINDING", outcome, null, cause);
    if (outcome === "valid" && commitment !== null && partyId !== null) parties.set(commitment, partyId);
  }
  return parties;
}

interface Verified {
  readonly outcome: Outcome;
  readonly cause: string | null;
  readonly commitment: string | null;
  readonly partyId: string | null;
}

const nobody = { cause: null, commitment: null, partyId: null };

function verifyOne(token: string, context: Context): Verified {
  try {
    const { partyId, networkId } = decodeBinding(token);
    const party = context.lookup(partyRecordId(context.networkId, partyId));
    if (party === undefined) return { ...nobody, outcome: "unknown" };
    if (party === null || networkId !== context.networkId)
      return { ...nobody, outcome: "invalid", cause: "ERR_DOSSIER_BINDING" };
    const { thumbprint, partyCommitment, kid } = verifyBinding(party, token);
    const opens = context.slots.some((s) => s.thumbprint === thumbprint && s.partyCommitment === partyCommitment);
    if (!opens) return { ...nobody, outcome: "invalid", cause: "ERR_DOSSIER_BINDING" };
    return { ...standing(party, kid, context.asOf), commitment: partyCommitment, partyId };
  } catch (error) {
    return { ...nobody, outcome: "invalid", cause: causeOf(error) };
  }
}

/** A binding bears no time. A key revoked since without compromise spoke for its party; a compromised one may not have. */
function standing(
  party: RecordState,
  kid: string,
  asOf: string,
): { readonly outcome: Outcome; readonly cause: string | null } {
  const key = partyTerms(party).keys.find((k) => k.kid === kid);
  if (key === undefined) return { outcome: "invalid", cause: "ERR_LAW_KEY" };
  const isCompromised =
    keyStanding(key, asOf) === "disputed" || (key.revoked !== null && key.revoked.compromisedSince !== null);
  return isCompromised ? { outcome: "unknown", cause: "ERR_LAW_KEY" } : { outcome: "valid", cause: null };
}
