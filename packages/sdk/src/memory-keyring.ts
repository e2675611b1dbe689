import { generateSigner } from "@openlading/jws";
import { createKeyProver, generateVrfKey } from "@openlading/vrf";
import { SdkError } from "./error.ts";
import type { PartyKeyring, PartyKeys } from "./keyring.ts";

/** Keys that end with the process: for tests. `keys` are kept from the start, by party id. */
export function createMemoryKeyring(keys: Readonly<Record<string, PartyKeys>> = {}): PartyKeyring {
  const kept = new Map(Object.entries(keys));
  return {
    list: () => Promise.resolve([...kept.keys()].sort()),
    open: (partyId) => Promise.resolve(kept.get(partyId) ?? null),
    create: async (partyId) => {
      if (kept.has(partyId))
        throw new SdkError({ code: "ERR_SDK_PARTY_EXISTS", message: "keys of that party are kept here already" });
      const made = { signer: await generateSigner("ES256"), prover: createKeyProver(generateVrfKey()) };
      kept.set(partyId, made);
      return made;
    },
  };
}
