import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { existsSync, lstatSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { formatInstant, parseStrictJson, type Json } from "@openlading/core";
import { createContract } from "@openlading/contract";
import type { LedgerClient } from "@openlading/ledger";
import { networkIdOf, parseGenesis, RULES_VERSION, type Genesis } from "@openlading/law";
import { openEmbeddedLedger } from "@openlading/ledger-embedded";
import { parseTrustMaterial, type TrustMaterial } from "@openlading/verify";
import { SdkError } from "./error.ts";
import { assertUnfounded, foundNetwork, type Founding } from "./found.ts";
import { isTaken, writeParty } from "./home-keys.ts";
import { layoutOf } from "./home-layout.ts";
import { writeOwnWitnesses, writeRunningWitnesses, type RunningWitness } from "./home-witnesses.ts";
import { ecJwkOf } from "./keyring.ts";
import { DEFAULT_KEY_DAYS, daysLater, keyValidity } from "./validity.ts";

const FOLDER = ".openlading";
const DAYS_A_YEAR = 365;
const CLOCK_MAX_AGE_SECONDS = 300;

export interface HomeOptions {
  /** Directory to make; its parent must exist. */
  readonly home: string;
  /** Name of the network. */
  readonly name: string;
  /** Party id of the local registrar. */
  readonly registrar: string;
  /** Seals every key of the home. */
  readonly passphrase: string;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** How long the trust material is good for; ten years unless told. */
  readonly trustYears?: number;
  /** An empty ledger to found in the place of an embedded one. It is handed in again whenever the home is opened. */
  readonly ledger?: LedgerClient;
  /** Witnesses that run elsewhere, each of another owner, in the place of three of the home's own. They are told of the network. */
  readonly witnesses?: readonly RunningWitness[];
}

export interface CreatedHome {
  readonly networkId: string;
  readonly genesis: Genesis;
  readonly trust: TrustMaterial;
}

/**
 * Makes a network for one machine: one registrar and three witnesses, all local, and an embedded ledger, or the
 * witnesses and the ledger handed in, founded with their genesis. It is there whole or not at all. Three witnesses on one
 * machine vouch for no more than that machine.
 * @throws SdkError `ERR_SDK_HOME_EXISTS` when anything is at `home` already; `ERR_SDK_FOUNDED` when the ledger holds a
 * network, before a witness is asked for anything; LawError `ERR_LAW_GENESIS` when two witnesses have one name
 */
export async function createHome(options: HomeOptions): Promise<CreatedHome> {
  const home = resolve(options.home);
  if (lstatSync(home, { throwIfNoEntry: false }) !== undefined) throw exists();
  if (options.ledger !== undefined) await assertUnfounded(options.ledger);
  const draft = await mkdtemp(join(dirname(home), `.${basename(home)}.new-`));
  try {
    const created = await writeHome(draft, options);
    await rename(draft, home).catch((cause: unknown) => {
      throw isTaken(cause) ? exists(cause) : cause;
    });
    return created;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

async function writeHome(home: string, options: HomeOptions): Promise<CreatedHome> {
  const { name, registrar, passphrase, now = Date.now, trustYears = 10 } = options;
  const layout = layoutOf(home);
  await mkdir(layout.parties, { mode: 0o700 });
  const signer = await writeParty(home, { partyId: registrar, passphrase });
  const { inGenesis: witnesses, tell } =
    options.witnesses === undefined
      ? await writeOwnWitnesses(home, passphrase)
      : await writeRunningWitnesses(home, options.witnesses);
  const threshold = Math.floor(witnesses.length / 2) + 1;
  const key = { jwk: ecJwkOf(signer), ...keyValidity(now(), DEFAULT_KEY_DAYS) };
  const genesis = parseGenesis({
    format: "openlading-genesis/1", name, createdAt: formatInstant(now()), rulesVersion: RULES_VERSION,
    registrars: [{ partyId: registrar, name: registrar, keys: [key] }], registrarThreshold: 1,
    witnesses, witnessThreshold: threshold, clockMaxAgeSeconds: CLOCK_MAX_AGE_SECONDS,
  }); // prettier-ignore
  const networkId = networkIdOf(genesis);
  const expires = daysLater(now(), trustYears * DAYS_A_YEAR);
  const trust = { networkId, witnesses: witnesses.map((w) => w.vkey), threshold, expires };
  await writeJson(layout.genesis, genesis);
  await writeJson(layout.trust, trust);
  await tell(networkId);
  await found(options.ledger ?? null, { genesis, signer, nowMs: now() }, layout.ledger);
  return { networkId, genesis, trust };
}

async function found(given: LedgerClient | null, founding: Founding, path: string): Promise<void> {
  if (given !== null) return foundNetwork(given, founding);
  const ledger = await openEmbeddedLedger({ path, contract: createContract(), clock: () => founding.nowMs });
  try {
    await foundNetwork(ledger, founding);
  } finally {
    await ledger.close();
  }
}

const writeJson = (path: string, value: object): Promise<void> =>
  writeFile(path, `${JSON.stringify(value, null, 2)}\n`, { flag: "wx" });

/** Reads a home's genesis and trust material and holds them against each other. @throws SdkError `ERR_SDK_HOME` */
export async function readHome(home: string, isLedgerElsewhere = false): Promise<CreatedHome> {
  const layout = layoutOf(home);
  try {
    const genesis = parseGenesis(await readJson(layout.genesis));
    const trust = parseTrustMaterial(await readJson(layout.trust));
    const networkId = networkIdOf(genesis);
    if (trust.networkId !== networkId) throw new RangeError("trust.json is of another network than genesis.json");
    if (!isLedgerElsewhere && !existsSync(layout.ledger)) throw new RangeError("ledger.db is missing");
    return { networkId, genesis, trust };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : "unreadable";
    throw new SdkError({ code: "ERR_SDK_HOME", message: `the home cannot be used: ${why}`, cause });
  }
}

async function readJson(path: string): Promise<Json> {
  try {
    return parseStrictJson(await readFile(path));
  } catch (cause) {
    throw new RangeError(`${basename(path)} cannot be read`, { cause });
  }
}

/** The home in force: `OPENLADING_HOME`, else the nearest `.openlading/` upwards from `start`; null when there is none. */
export function findHome(start: string, env: Readonly<Record<string, string | undefined>>): string | null {
  const named = env["OPENLADING_HOME"];
  if (named !== undefined && named !== "") return resolve(start, named);
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    const home = join(folder, FOLDER);
    if (statSync(home, { throwIfNoEntry: false })?.isDirectory() === true) return home;
    if (folder === dirname(folder)) return null;
  }
}

function exists(cause?: unknown): SdkError {
  return new SdkError({ code: "ERR_SDK_HOME_EXISTS", message: "there is something at the home's place", cause });
}
