import type { Genesis } from "@openlading/law";
import type { Signer } from "@openlading/jws";
import type { LedgerClient } from "@openlading/ledger";
import type { TrustMaterial } from "@openlading/verify";
import type { Prover } from "@openlading/vrf";
import type { Witness } from "@openlading/witness";
import type { Network } from "./network.ts";
import type { PartyStore } from "./store.ts";

/** A party's registered keys. */
export interface PartyKeys {
  readonly signer: Signer;
  readonly prover: Prover;
}

/** Where the keys of local parties are kept. */
export interface PartyKeyring {
  list(): Promise<readonly string[]>;
  /** Null when the party is not kept here. */
  open(partyId: string): Promise<PartyKeys | null>;
  /** Makes and keeps keys for a party. MUST refuse one that is kept already. */
  create(partyId: string): Promise<PartyKeys>;
}

/** A home made by createHome. */
export interface HomeNetwork {
  readonly home: string;
  readonly passphrase: string;
  readonly now?: () => number;
}

/** A network over any ledger, with keys and stores of the application's own. */
export interface LedgerNetwork {
  readonly ledger: LedgerClient;
  readonly genesis: Genesis;
  readonly trust: TrustMaterial;
  /** Local witnesses; none when proofs are not made here. */
  readonly witnesses: readonly Witness[];
  readonly keys: PartyKeyring;
  readonly stores: (partyId: string) => Promise<PartyStore>;
  readonly now?: () => number;
}

/** Opens a network: a home on this machine, or any ledger. */
export function openNetwork(_options: HomeNetwork | LedgerNetwork): Promise<Network> {
  throw new TypeError("not written yet");
}
