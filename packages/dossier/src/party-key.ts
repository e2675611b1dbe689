import { verifyCompactJws, type VerifiedJws } from "@openlading/jws";
import { actorKey, partyTerms, type RecordState, type RegisteredKey } from "@openlading/law";

interface ByParty {
  readonly party: RecordState;
  readonly typ: string;
  readonly maxBytes: number;
}

/** Establishes that a token is signed by some key a party has registered. Says nothing about when that key was live. @throws JwsError */
export function verifyByParty(token: string, { party, typ, maxBytes }: ByParty): VerifiedJws {
  const keys = partyTerms(party).keys.map((k) => actorKey(k.jwk).key);
  return verifyCompactJws(token, { keys, typ, algs: ["ES256"], maxBytes });
}

/** How a registered key stood at a moment, by what the registry says now. `disputed`: reported compromised since before. */
export function keyStanding(key: RegisteredKey, at: string): "live" | "dead" | "disputed" {
  if (at < key.validFrom || key.validTo < at) return "dead";
  if (key.revoked === null) return "live";
  const { compromisedSince } = key.revoked;
  if (compromisedSince !== null && compromisedSince <= at) return "disputed";
  return key.revoked.at < at ? "dead" : "live";
}
