import { once } from "node:events";
import process from "node:process";
import type { LedgerClient } from "@openlading/ledger";
import { serveWitness } from "@openlading/witness";
import { profileOf, readWitnessFolder } from "./witness-folder.ts";

interface Running {
  readonly folder: string;
  readonly passphrase: string;
  readonly now: () => number;
  /** Told that it answers, and where. */
  readonly onStart: (name: string, url: string) => void;
  readonly onFault: (line: string) => void;
}

/** Runs the witness of a folder until this process is told to end. @throws CliError `ERR_CLI_WITNESS`, and as `serveWitness` */
export async function runWitness({ folder, onStart, ...options }: Running): Promise<void> {
  const ending = Promise.race([once(process, "SIGTERM"), once(process, "SIGINT")]);
  const witness = await readWitnessFolder(folder);
  const { name, owner, port, token } = witness;
  const openLedger = (contract: string): Promise<LedgerClient> => openContract(profileOf(folder, witness), contract);
  const server = await serveWitness({ folder, name, owner, port, token, openLedger, hasSparseHeights: true, ...options }); // prettier-ignore
  onStart(name, server.url);
  await ending;
  await server.close();
}

/** The profile says how to reach the peer; which contract is to be watched, the network's maker says. */
async function openContract(profile: string, contract: string): Promise<LedgerClient> {
  const { createFabricLedger, readFabricProfile } = await import("@openlading/ledger-fabric");
  return createFabricLedger({ ...(await readFabricProfile(profile)), chaincode: contract });
}
