import { createContract } from "@openlading/contract";
import { NETWORK_RECORD_ID, networkIdOf, networkTerms, type Genesis } from "@openlading/law";
import { openEmbeddedLedger } from "@openlading/ledger-embedded";
import type { LedgerClient } from "@openlading/ledger";
import type { TrustMaterial } from "@openlading/verify";
import type { WitnessPort } from "@openlading/witness";
import { createNetwork } from "./create-network.ts";
import { SdkError } from "./error.ts";
import { readHome } from "./home.ts";
import { createHomeKeyring } from "./home-keys.ts";
import { layoutOf } from "./home-layout.ts";
import { openHomeWitnesses } from "./home-witnesses.ts";
import type { PartyKeyring } from "./keyring.ts";
import type { Network } from "./network.ts";
import { openSqliteStore } from "./sqlite-store.ts";
import type { PartyStore } from "./store.ts";

/** A home made by createHome. */
export interface HomeNetwork {
  readonly home: string;
  /** The ledger the home was founded on, when that is not the embedded one. Not closed by the network. */
  readonly ledger?: LedgerClient;
  /** What each witness, in the genesis's order, follows instead: its own organisation's connection. Not closed either. */
  readonly witnessLedgers?: readonly LedgerClient[];
  /** Opens its keys; asked for when a key is first used. */
  readonly passphrase: string;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** A network over any ledger, with keys, witnesses and stores of the application's own. */
export interface LedgerNetwork {
  /** Not closed by the network. */
  readonly ledger: LedgerClient;
  readonly genesis: Genesis;
  readonly trust: TrustMaterial;
  /** Local witnesses, not closed by the network; none when proofs and ticks are not made here. */
  readonly witnesses: readonly WitnessPort[];
  readonly keys: PartyKeyring;
  /** Opens a party's store; closed by the network. */
  readonly stores: (partyId: string) => Promise<PartyStore>;
  readonly now?: () => number;
}

/**
 * Opens a network: a home on this machine with its embedded ledger, or any ledger handed in.
 * @throws SdkError `ERR_SDK_HOME`; LedgerError from the embedded ledger
 */
export function openNetwork(options: HomeNetwork | LedgerNetwork): Promise<Network> {
  return "home" in options ? openHome(options) : Promise.resolve(overLedger(options));
}

function overLedger(options: LedgerNetwork): Network {
  const { witnesses, now = Date.now, ...parts } = options;
  return createNetwork({
    ...parts,
    now,
    networkId: networkIdOf(options.genesis),
    witnesses: () => Promise.resolve(witnesses),
    release: () => Promise.resolve(),
  });
}

async function openHome(options: HomeNetwork): Promise<Network> {
  const { home, passphrase, now = Date.now } = options;
  const { genesis, trust, networkId } = await readHome(home, options.ledger !== undefined);
  const layout = layoutOf(home);
  const own =
    options.ledger === undefined
      ? await openEmbeddedLedger({ path: layout.ledger, contract: createContract(), clock: now })
      : null;
  const ledger = options.ledger ?? own;
  if (ledger === null) throw new TypeError("there is a ledger, given or our own");
  const following = { ledgers: options.witnessLedgers ?? [], hasSparseHeights: own === null };
  let witnesses: Promise<readonly WitnessPort[]> | null = null;
  const network = createNetwork({
    ledger,
    genesis,
    trust,
    networkId,
    now,
    keys: createHomeKeyring(home, passphrase),
    stores: (partyId) => Promise.resolve(openSqliteStore(layout.party(partyId).store, { passphrase })),
    witnesses: () =>
      (witnesses ??= openHomeWitnesses({ home, passphrase, genesis, networkId, ledger, now, following })),
    release: async () => {
      const opened = await witnesses?.catch(() => []);
      for (const witness of opened ?? []) await witness.close();
      await own?.close();
    },
  });
  try {
    await assertFounded(network);
    return network;
  } catch (error) {
    await network.close();
    throw error;
  }
}

async function assertFounded(network: Network): Promise<void> {
  const record = await network.read(NETWORK_RECORD_ID);
  if (record !== null && networkTerms(record).networkId === network.networkId) return;
  throw new SdkError({ code: "ERR_SDK_HOME", message: "the ledger is not founded with this genesis" });
}
