import { SdkError } from "./error.ts";
import type { Network } from "./network.ts";
import type { Party } from "./party.ts";

/** The first registrar of the genesis whose keys are kept here. @throws SdkError `ERR_SDK_NO_REGISTRAR` */
export async function localRegistrar(core: Pick<Network, "genesis" | "parties" | "party">): Promise<Party> {
  const local = await core.parties();
  const found = core.genesis.registrars.find((r) => local.includes(r.partyId));
  if (found !== undefined) return core.party(found.partyId);
  throw new SdkError({ code: "ERR_SDK_NO_REGISTRAR", message: "no registrar of this network is kept here" });
}
