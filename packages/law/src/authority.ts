import type { RecordState } from "./record.ts";
import { isKeyLive, networkTerms, partyTerms } from "./terms.ts";
import type { Authority, Who } from "./row.ts";

/** A signer whose key was found and found live: what it may stand for. */
export interface Identity extends Who {
  /** Counts once in any threshold, whatever keys or mandates it uses. */
  readonly owner: string;
  readonly party: RecordState | null;
}

/** Whether a signer satisfies an authority. Names are compared by equality. */
export function satisfies(authority: Authority, who: Identity, network: RecordState | null): boolean {
  switch (authority.kind) {
    case "control":
      return who.partyId === null && authority.slot?.thumbprint === who.thumbprint;
    case "key":
      return authority.thumbprint === who.thumbprint;
    case "office":
      return isParty(authority.partyId, who) && holdsOffice(authority.offices, who);
    case "party":
      return isParty(authority.partyId, who);
    case "registrar":
      return isRegistrar(who, network);
    case "witness":
      return who.witness !== null;
  }
}

function isRegistrar(who: Identity, network: RecordState | null): boolean {
  return network !== null && networkTerms(network).genesis.registrars.some((r) => r.partyId === who.partyId);
}

/** A named authority binds the principal, so an agent with a mandate passes as the party it acts for. */
function isParty(partyId: string | undefined, who: Identity): boolean {
  return who.partyId !== null && (partyId === undefined || who.principal === partyId);
}

/** The office is the principal's when a mandate is used: an agent borrows it, within the mandate's scope. */
function holdsOffice(offices: readonly string[], who: Identity): boolean {
  if (who.party === null) return false;
  const held = partyTerms(who.party).offices;
  return offices.includes("party") || held.some((o) => offices.includes(o));
}

/** The registered key of that id if it is live at the ledger's time. */
export function liveKey(party: RecordState, kid: string, transactionTime: string): { readonly jwk: object } | null {
  const key = partyTerms(party).keys.find((k) => k.kid === kid);
  return key !== undefined && isKeyLive(key, transactionTime) ? { jwk: key.jwk } : null;
}
