import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { decodeUtf8, encodeBase64url, utf8 } from "@openlading/core";
import { addChaincode, profilePath, readNetwork, type CompanionOptions, type Probe } from "@openlading/fabric-network";
import { NETWORK_RECORD_ID } from "@openlading/law";
import type { RunningWitness } from "@openlading/sdk";
import { ownCommand } from "./own-command.ts";
import { addressOf, readWitnessFolder, writeWitnessFolder } from "./witness-folder.ts";

/** The contract on a network that `openlading fabric up` started; a second one there is `openlading-2`. */
export const CONTRACT = "openlading";
const WITNESS = "witness";
const PASSPHRASE_BYTES = 32;

/** Answered without a network in the contract: shows that the policy can be satisfied. */
export const PROBE: Probe = { transaction: "read:scanRecords", args: [new Uint8Array()] };

/** Each organisation's witness, as a process beside its peer. */
export const WITNESS_BESIDE_PEER: CompanionOptions = {
  name: WITNESS,
  prepare: async ({ domain, folder, port, profile }) => {
    await writeWitnessFolder(folder, { name: `witness.${domain}`, owner: domain, port, profile: profile(CONTRACT) });
    const passphrase = join(folder, "passphrase");
    await writeFile(passphrase, encodeBase64url(randomBytes(PASSPHRASE_BYTES)), { mode: 0o600, flag: "wx" });
    const { command, args } = ownCommand("witness-main");
    return { command, args: [...args, folder, passphrase] };
  },
};

/** Where a network can be founded: a contract that holds none yet, profiles to reach it by, and who will witness it. */
export interface Site {
  readonly contract: string;
  /** Each organisation's; the first is the founder's own. */
  readonly profiles: readonly string[];
  readonly witnesses: readonly RunningWitness[];
}

/**
 * A contract without a network on the Fabric network in `dir`. Where the newest holds one, another is defined beside it:
 * the same code under another name, and `onAdded` is told.
 * @throws FabricNetworkError `ERR_FABRIC_NETWORK_ABSENT`, and as `addChaincode`
 */
export async function findSite(dir: string, onAdded: (contract: string) => void): Promise<Site> {
  const { organisations, chaincodes, companions } = await readNetwork(dir);
  const ours = chaincodes
    .map(({ name }) => name)
    .filter((name) => name === CONTRACT || name.startsWith(`${CONTRACT}-`));
  const profilesOf = (contract: string): readonly string[] =>
    organisations.map(({ name }) => profilePath(dir, name, contract));
  const newest = ours.at(-1) ?? CONTRACT;
  const [own = ""] = profilesOf(newest);
  const isTaken = await isFounded(own);
  const contract = isTaken ? `${CONTRACT}-${ours.length + 1}` : newest;
  if (isTaken) {
    onAdded(contract);
    await addChaincode(dir, { from: CONTRACT, name: contract, probe: PROBE });
  }
  const folders = companions.filter(({ name }) => name === WITNESS).map(({ folder }) => folder);
  const witnesses = await Promise.all(folders.map(async (folder) => ({ ...addressOf(await readWitnessFolder(folder)), contract }))); // prettier-ignore
  return { contract, profiles: profilesOf(contract), witnesses };
}

async function isFounded(profile: string): Promise<boolean> {
  const { createFabricLedger, readFabricProfile } = await import("@openlading/ledger-fabric");
  const ledger = createFabricLedger(await readFabricProfile(profile));
  try {
    return decodeUtf8(await ledger.evaluate("readRecord", [utf8(NETWORK_RECORD_ID)])) !== "null";
  } finally {
    await ledger.close();
  }
}
