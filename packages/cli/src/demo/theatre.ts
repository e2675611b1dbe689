import { randomBytes } from "node:crypto";
import { readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { encodeBase64url } from "@openlading/core";
import type { Network } from "@openlading/sdk";
import type { Site } from "../fabric-site.ts";
import { createHomeNetwork, openHomeNetwork } from "../home-network.ts";
import type { Session } from "../session.ts";
import { REGISTRAR } from "./cast.ts";
import type { DemoClock } from "./clock.ts";
import type { DemoFolder } from "./folder.ts";
import type { Line } from "./line.ts";
import { showLine } from "./show.ts";

/** Where a demo plays. */
export interface Theatre {
  readonly folder: DemoFolder;
  readonly clock: DemoClock;
  /** On the Fabric network the story plays on; null for the embedded ledger. */
  readonly site: Site | null;
}

/** A network made for one play; `passphrase` opens its home as long as the play lasts. */
export interface Playing extends Theatre {
  readonly network: Network;
  readonly passphrase: string;
  readonly show: (line: Line) => void;
}

/** Makes a network, plays on it, and leaves nothing behind that signs or answers: no key, no store, no ledger in its place. */
export async function playAndPutAway<T>(
  session: Session,
  theatre: Theatre,
  play: (playing: Playing) => Promise<T>,
): Promise<T> {
  const passphrase = encodeBase64url(randomBytes(32));
  await writeFile(theatre.folder.passphraseFile, passphrase, { mode: 0o600 });
  try {
    return await playOn(session, theatre, passphrase, play);
  } finally {
    await putAway(theatre.folder);
  }
}

async function playOn<T>(
  session: Session,
  theatre: Theatre,
  passphrase: string,
  play: (playing: Playing) => Promise<T>,
): Promise<T> {
  const { folder, clock, site } = theatre;
  const { home } = folder;
  await createHomeNetwork({ home, name: "demo", registrar: REGISTRAR.partyId, passphrase, now: clock.now, ...site });
  const network = await openHomeNetwork({ home, passphrase, now: clock.now });
  const show = (line: Line): void => {
    if (!session.isJson) session.print(null, showLine(session, line));
  };
  try {
    return await play({ ...theatre, network, passphrase, show });
  } finally {
    await network.close();
  }
}

/** Keeps the ledger's file to look into, away from where anything would find it; keys and stores are deleted. */
async function putAway({ home, putAway: away, passphraseFile }: DemoFolder): Promise<void> {
  const names = await readdir(home).catch((): string[] => []);
  for (const name of names.filter((one) => one.startsWith("ledger.db")))
    await rename(join(home, name), join(away, name));
  await rm(home, { recursive: true, force: true });
  await rm(passphraseFile, { force: true });
}
