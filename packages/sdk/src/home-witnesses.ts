import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { parseShape, parseStrictJson, shape } from "@openlading/core";
import type { Genesis } from "@openlading/law";
import type { LedgerClient } from "@openlading/ledger";
import { openWitness, openWitnessKeys, reachWitness, writeWitnessKeys, type WitnessAddress, type WitnessPort } from "@openlading/witness"; // prettier-ignore
import { withPassphrase } from "./home-keys.ts";
import { layoutOf } from "./home-layout.ts";

/** Three witnesses of three owners: all of this one machine, so they vouch for no more than it. */
const WITNESS_NAMES = ["witness-a.local", "witness-b.local", "witness-c.local"] as const;

/** A witness that runs in a process of its own, and the contract it is to watch. */
export interface RunningWitness extends WitnessAddress {
  readonly contract: string;
}

type InGenesis = Genesis["witnesses"][number];

/** The witnesses of a home that is being made, and how they are told of it. */
export interface MadeWitnesses {
  readonly inGenesis: readonly InGenesis[];
  /** To be done before the network is founded: then every witness sees it from its first block. */
  readonly tell: (networkId: string) => Promise<void>;
}

/** Makes the home's own witnesses' keys. */
export async function writeOwnWitnesses(home: string, passphrase: string): Promise<MadeWitnesses> {
  const inGenesis: InGenesis[] = [];
  for (const name of WITNESS_NAMES) {
    const { folder } = layoutOf(home).witness(name);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    inGenesis.push({ name, owner: name, ...(await writeWitnessKeys(folder, { name, passphrase })) });
  }
  return { inGenesis, tell: () => Promise.resolve() };
}

/** Has running witnesses make keys, and keeps where they are. @throws WitnessError `ERR_WITNESS_UNREACHABLE` */
export async function writeRunningWitnesses(
  home: string,
  witnesses: readonly RunningWitness[],
): Promise<MadeWitnesses> {
  const offered = await Promise.all(
    witnesses.map(async ({ url, token, contract }) => {
      const reached = reachWitness({ url, token });
      const keys = await reached.newKeys();
      const { folder, address } = layoutOf(home).witness(keys.name);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const text = JSON.stringify({ format: "openlading-witness-address/1", url, token });
      // The same place twice when a witness is named twice, which the genesis refuses.
      await writeFile(address, `${text}\n`, { mode: 0o600 });
      return { keys, tell: (networkId: string) => reached.watch({ networkId, contract, vkey: keys.vkey }) };
    }),
  );
  return {
    inGenesis: offered.map(({ keys }) => keys),
    tell: async (networkId) => {
      await Promise.all(offered.map(({ tell }) => tell(networkId)));
    },
  };
}

interface HomeWitnesses {
  readonly home: string;
  readonly passphrase: string;
  readonly genesis: Genesis;
  readonly networkId: string;
  readonly ledger: LedgerClient;
  readonly now: () => number;
  /** Connections of the witnesses' own, in the genesis's order, and whether their ledger counts blocks it does not show. */
  readonly following: { readonly ledgers: readonly LedgerClient[]; readonly hasSparseHeights: boolean };
}

/** Opens the witnesses of a home over its ledger; those that run elsewhere are reached when they are first asked. */
export async function openHomeWitnesses(options: HomeWitnesses): Promise<readonly WitnessPort[]> {
  const opened: WitnessPort[] = [];
  for (const [index, { name }] of options.genesis.witnesses.entries()) {
    const { address } = layoutOf(options.home).witness(name);
    opened.push(existsSync(address) ? await reachOne(options, name) : await openOne(options, name, index));
  }
  return opened;
}

const addressShape = shape.object({
  format: shape.literal("openlading-witness-address/1"),
  url: shape.text({ min: 1, max: 255, pattern: /^https?:\/\/[^\s]+$/ }),
  token: shape.text({ min: 1, max: 255 }),
});

async function reachOne({ home, networkId }: HomeWitnesses, name: string): Promise<WitnessPort> {
  const { address } = layoutOf(home).witness(name);
  const { url, token } = parseShape(addressShape, parseStrictJson(await readFile(address)), "address.json");
  return reachWitness({ url, token }).network(name, networkId);
}

async function openOne(options: HomeWitnesses, name: string, index: number): Promise<WitnessPort> {
  const { home, passphrase, networkId, now, following } = options;
  const ledger = following.ledgers[index] ?? options.ledger;
  const { folder, database } = layoutOf(home).witness(name);
  const keys = await withPassphrase(() => openWitnessKeys(folder, { name, passphrase }));
  const { hasSparseHeights } = following;
  return openWitness({ ledger, path: database, networkId, ...keys, now, hasSparseHeights });
}
