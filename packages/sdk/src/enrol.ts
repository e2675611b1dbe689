import { encodeBase64url, type JsonObject } from "@openlading/core";
import { DEFAULT_KEY_DAYS, keyValidity } from "./validity.ts";
import type { CallOptions } from "@openlading/ledger";
import type { NetworkCore } from "./core.ts";
import { localRegistrar } from "./local-registrar.ts";
import { SdkError } from "./error.ts";
import { ecJwkOf, type PartyKeyring } from "./keyring.ts";
import type { Enrolment } from "./network.ts";
import { assertCommitted } from "./outcome.ts";
import type { Party } from "./party.ts";
import { approveAs, byKey } from "./sign.ts";

/** Makes keys for a party and has the local registrar enrol it; keys left by an enrolment that broke off are used again. */
export async function enrol(
  core: NetworkCore,
  keys: PartyKeyring,
  { partyId, name, offices, codes = [] }: Enrolment,
  options: CallOptions,
): Promise<Party> {
  if ((await core.readParty(partyId, options)) !== null)
    throw new SdkError({ code: "ERR_SDK_PARTY_EXISTS", message: `${partyId} is enrolled already` });
  const registrar = await localRegistrar(core);
  const { signer, prover } = (await keys.open(partyId)) ?? (await keys.create(partyId));
  const jwk = ecJwkOf(signer);
  const facts: JsonObject = {
    partyId,
    name,
    codes: codes.map((c) => ({ ...c })),
    offices: [...offices],
    keys: [{ jwk, ...keyValidity(core.now(), DEFAULT_KEY_DAYS) }],
    vrfKey: encodeBase64url(prover.publicKey),
  };
  const approvals = async (act: string): Promise<readonly string[]> => [
    await approveAs(core.networkId, act, byKey(signer)),
  ];
  assertCommitted(await registrar.act({ actionCode: "ENROL", facts, approvals }, options));
  return core.party(partyId);
}
