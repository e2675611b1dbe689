import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { parseStrictJson } from "@openlading/core";
import { parseGenesis } from "@openlading/law";
import type { LedgerClient } from "@openlading/ledger";
import { createHome, openNetwork, type CreatedHome, type HomeOptions, type Network } from "@openlading/sdk";

/** A home, and the Fabric profiles to found it by; none for an embedded ledger. */
export interface NewHome extends Omit<HomeOptions, "ledger"> {
  /** The first is the home's own; each of the home's own witnesses follows one, in turn. */
  readonly profiles?: readonly string[];
}

interface HomeToOpen {
  readonly home: string;
  readonly passphrase: string;
  readonly now: () => number;
}

/** Makes a home on an embedded ledger, or founds it on a Fabric network and keeps the profiles. @throws as `createHome` */
export async function createHomeNetwork({ profiles = [], ...options }: NewHome): Promise<CreatedHome> {
  const [own] = profiles;
  if (own === undefined) return createHome(options);
  const ledger = await openFabric(own);
  try {
    const created = await createHome({ ...options, ledger });
    await keepProfile(own, join(options.home, FABRIC));
    const ownWitnesses = options.witnesses === undefined ? created.genesis.witnesses : [];
    for (const [index, { name }] of ownWitnesses.entries()) {
      await keepProfile(profiles[index % profiles.length] ?? own, join(options.home, "witnesses", name, FABRIC));
    }
    return created;
  } finally {
    await ledger.close();
  }
}

/** Opens a home over whatever it was founded on. The ledger is closed with the network. @throws as `openNetwork` */
export async function openHomeNetwork(options: HomeToOpen): Promise<Network> {
  const own = join(options.home, FABRIC, PROFILE);
  if (!existsSync(own)) return openNetwork(options);
  const ledgers: LedgerClient[] = [];
  const open = async (profile: string): Promise<LedgerClient> => {
    const ledger = await openFabric(profile);
    ledgers.push(ledger);
    return ledger;
  };
  const closeAll = async (): Promise<void> => {
    await Promise.all(ledgers.map((one) => one.close()));
  };
  try {
    const ledger = await open(own);
    const witnessLedgers: LedgerClient[] = [];
    for (const profile of await witnessProfiles(options.home)) witnessLedgers.push(await open(profile));
    const network = await openNetwork({ ...options, ledger, witnessLedgers });
    return { ...network, close: () => network.close().finally(closeAll) };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** The profile a home was founded by, or null for one on an embedded ledger. */
export function findHomeProfile(home: string): string | null {
  const profile = join(home, FABRIC, PROFILE);
  return existsSync(profile) ? profile : null;
}

const FABRIC = "fabric";
const PROFILE = "profile.json";

async function witnessProfiles(home: string): Promise<readonly string[]> {
  const { witnesses } = parseGenesis(parseStrictJson(await readFile(join(home, "genesis.json"))));
  return witnesses.map(({ name }) => join(home, "witnesses", name, FABRIC, PROFILE)).filter((file) => existsSync(file));
}

/** Fabric's client is a large library: only who is on Fabric loads it. */
async function openFabric(profile: string): Promise<LedgerClient> {
  const { createFabricLedger, readFabricProfile } = await import("@openlading/ledger-fabric");
  return createFabricLedger(await readFabricProfile(profile));
}

/** Copies a profile with the keys and certificates it names, so that the home stands by itself. */
async function keepProfile(file: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const profile = JSON.parse(await readFile(file, "utf8")) as ProfileFiles;
  const keep = async (path: string, name: string): Promise<string> => {
    await copyFile(resolve(dirname(file), path), join(folder, name));
    return name;
  };
  const kept = {
    ...profile,
    certificateFile: await keep(profile.certificateFile, "client.pem"),
    privateKeyFile: await keep(profile.privateKeyFile, "client.key"),
    gateways: await Promise.all(
      profile.gateways.map(async (one, index) => ({
        ...one,
        tlsRootFile: await keep(one.tlsRootFile, `gateway-${index + 1}.pem`),
      })),
    ),
  };
  await writeFile(join(folder, PROFILE), `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
}

/** As much of a profile as copying it needs; it was parsed when the ledger was opened. */
interface ProfileFiles {
  readonly certificateFile: string;
  readonly privateKeyFile: string;
  readonly gateways: readonly { readonly tlsRootFile: string }[];
}
