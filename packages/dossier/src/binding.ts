import { parseStrictJson } from "@openlading/core";
import { decodeCompactJws, signCompactJws, type Signer } from "@openlading/jws";
import {
  BINDING_TYP,
  encodeStatement,
  parseBinding,
  partyCommitment,
  partyTerms,
  type BindingPayload,
  type RecordState,
} from "@openlading/law";
import { DossierError, refusing } from "./error.ts";
import { verifyByParty } from "./party-key.ts";

/** Longest binding, in characters. */
export const MAX_BINDING_CHARS = 4096;

/**
 * Signs with a party's registered key that a thumbprint is its own, opening the commitment in a slot.
 * @param payload.nonce hex, the 16 random bytes the slot's commitment was made with
 */
export function createBinding(signer: Signer, payload: BindingPayload): Promise<string> {
  return signCompactJws(signer, { typ: BINDING_TYP, payload: encodeStatement(parseBinding(payload)) });
}

/** Reads a binding **without** trust. @throws DossierError `ERR_DOSSIER_BINDING` */
export function decodeBinding(token: string): BindingPayload {
  return refusing("ERR_DOSSIER_BINDING", "the binding is malformed", () =>
    parseBinding(parseStrictJson(decodeCompactJws(token, MAX_BINDING_CHARS).payload)),
  );
}

/** Who stands behind a slot. `partyCommitment` is what the slot must hold; `kid` names the registered key that says so. */
export interface VerifiedBinding {
  readonly networkId: string;
  readonly partyId: string;
  readonly thumbprint: string;
  readonly partyCommitment: string;
  readonly kid: string;
}

/**
 * Establishes that a registered key of `party` signed the binding. The caller compares thumbprint and commitment with
 * the slot, and asks when the key was live.
 * @throws DossierError `ERR_DOSSIER_BINDING`
 */
export function verifyBinding(party: RecordState, token: string): VerifiedBinding {
  const { networkId, partyId, thumbprint, nonce } = decodeBinding(token);
  if (partyTerms(party).partyId !== partyId) {
    throw new DossierError({ code: "ERR_DOSSIER_BINDING", message: "the binding names another party" });
  }
  const { kid } = refusing("ERR_DOSSIER_BINDING", "the binding's signature does not verify", () =>
    verifyByParty(token, { party, typ: BINDING_TYP, maxBytes: MAX_BINDING_CHARS }),
  );
  return {
    networkId,
    partyId,
    thumbprint,
    kid,
    partyCommitment: partyCommitment(networkId, partyId, thumbprint, nonce),
  };
}
