import type { VerificationKey } from "@openlading/jws";
import { actorKey, type Signed } from "./act.ts";
import { liveKey, type Identity } from "./authority.ts";
import { LawError } from "./error.ts";
import { partyRecordId } from "./ids.ts";
import type { RecordState } from "./record.ts";
import { isSigned, type Reads, type Steps } from "./steps.ts";
import { networkTerms } from "./terms.ts";

interface Context {
  readonly reads: Reads;
  readonly networkId: string;
  readonly network: RecordState | null;
  readonly transactionTime: string;
}

/**
 * Who made this signature: finds the key it names, live at the ledger's time, and has the signature checked.
 * @throws LawError `ERR_LAW_NO_PARTY`, `ERR_LAW_KEY`, `ERR_LAW_SIGNATURE`
 */
export function* identify(signed: Signed, context: Context): Steps<Identity> {
  const found = yield* findKey(signed, context);
  if (found.identity.thumbprint !== signed.kid)
    throw deny("ERR_LAW_KEY", "kid is not the thumbprint of the actor's key");
  const isGood = yield* isSigned(signed.token, signed.typ, found.key);
  if (!isGood) throw deny("ERR_LAW_SIGNATURE", `the signature of the ${signed.typ} does not verify`);
  return found.identity;
}

type Found = { readonly identity: Identity; readonly key: VerificationKey };

function* findKey(signed: Signed, context: Context): Steps<Found> {
  const { actor } = signed;
  if (actor.key !== undefined) return byKey(actor.key);
  if (actor.witness !== undefined) return byWitness(actor.witness, context.network);
  return yield* byParty(actor.partyId ?? "", signed.kid, context);
}

const nobody = { partyId: null, principal: null, witness: null, party: null };

function byKey(key: object): Found {
  const { key: verifying, thumbprint } = actorKey(key);
  return { key: verifying, identity: { ...nobody, thumbprint, owner: `key:${thumbprint}` } };
}

function byWitness(name: string, network: RecordState | null): Found {
  const witness = network && networkTerms(network).genesis.witnesses.find((w) => w.name === name);
  if (!witness) throw deny("ERR_LAW_NO_PARTY", "the witness is not in the genesis");
  const { key, thumbprint } = actorKey(witness.clockKey);
  return { key, identity: { ...nobody, witness: name, thumbprint, owner: `party:${witness.owner}` } };
}

function* byParty(partyId: string, kid: string, context: Context): Steps<Found> {
  const party = yield* context.reads.record(partyRecordId(context.networkId, partyId));
  if (party === null) throw deny("ERR_LAW_NO_PARTY", `party ${partyId} is not enrolled`);
  const registered = liveKey(party, kid, context.transactionTime);
  if (registered === null) throw deny("ERR_LAW_KEY", `party ${partyId} has no live key of that kid`);
  const { key, thumbprint } = actorKey(registered.jwk);
  return {
    key,
    identity: { partyId, principal: partyId, witness: null, thumbprint, owner: `party:${partyId}`, party },
  };
}

function deny(code: "ERR_LAW_NO_PARTY" | "ERR_LAW_KEY" | "ERR_LAW_SIGNATURE", message: string): LawError {
  return new LawError({ code, message });
}
