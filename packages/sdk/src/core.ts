import type { CallOptions } from "@openlading/ledger";
import type { PartyKeys } from "./keyring.ts";
import type { Network } from "./network.ts";
import type { PartyStore } from "./store.ts";

/** The network as its own parties see it. */
export interface NetworkCore extends Network {
  readonly now: () => number;
  /** Has the clock advanced when it is older than half its greatest age; does nothing where no witness is local. */
  freshenClock(options: CallOptions): Promise<void>;
  /** Keys of a local party; null when they are kept elsewhere. */
  keysOf(partyId: string): Promise<PartyKeys | null>;
}

/** What every act of a party is made with. */
export interface PartyContext {
  readonly core: NetworkCore;
  readonly partyId: string;
  readonly keys: PartyKeys;
  readonly store: PartyStore;
  /** Thumbprints of control keys in the store, as known here. */
  readonly thumbprints: Set<string>;
}
