import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256Hex } from "@openlading/core";
import type { Attachment } from "@openlading/documents";
import { openKeyFile, type KeySigner } from "@openlading/jws";
import type { Network, Party } from "@openlading/sdk";
import { CliError } from "../error.ts";
import { writeWhole } from "./files.ts";

/** Where somebody works on certificates: a party of a home, with what the home keeps beside its ledger and stores. */
export interface Desk {
  readonly network: Network;
  readonly party: Party;
  /** The home's folder. */
  readonly home: string;
  /** Of the home. Never printed, never kept anywhere else. */
  readonly passphrase: () => Promise<string>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** As much of a desk as keeping files needs. */
export type Folder = Pick<Desk, "home" | "party">;

/** The same home, another of its parties; null when its keys are not kept here. */
export async function deskOf(desk: Desk, partyId: string): Promise<Desk | null> {
  if (partyId === desk.party.partyId) return desk;
  if (!(await desk.network.parties()).includes(partyId)) return null;
  return { ...desk, party: await desk.network.party(partyId) };
}

/** A place of the party's folder for what belongs to certificates. */
export function placeOf({ home, party }: Folder, ...names: readonly string[]): string {
  return join(home, "parties", party.partyId, "certificates", ...names);
}

/** Makes a folder of the party's for its owner's eyes. */
export async function makePlace(desk: Folder, ...names: readonly string[]): Promise<string> {
  const folder = placeOf(desk, ...names);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** The party's registered ES256 key: what signs QR codes and, a registrar's, trust lists. */
export async function registeredSigner({ home, party, passphrase }: Desk): Promise<KeySigner> {
  const file = join(home, "parties", party.partyId, "keys", "sign.pem");
  return openKeyFile(file, { passphrase: await passphrase() });
}

/** Keeps a file under its digest and describes it as an attachment. */
export async function keepFile(
  desk: Folder,
  bytes: Uint8Array,
  { name, mediaType }: Pick<Attachment, "name" | "mediaType">,
): Promise<Attachment> {
  const digest = sha256Hex(bytes);
  await writeWhole(join(await makePlace(desk, "files"), digest), bytes, { isForced: true });
  return { name, mediaType, size: bytes.length, digest };
}

/** A kept file, which must be the one its digest names. @throws CliError `ERR_CLI_KEPT_FILE` */
export async function readKeptFile(
  desk: Folder,
  { digest, name }: Pick<Attachment, "digest" | "name">,
): Promise<Uint8Array> {
  const bytes = await readFile(placeOf(desk, "files", digest)).catch(() => null);
  if (bytes !== null && sha256Hex(bytes) === digest) return new Uint8Array(bytes);
  const message = bytes === null ? "a file that belongs to the document is not kept here" : "a kept file was changed";
  throw new CliError({ code: "ERR_CLI_KEPT_FILE", message, details: { name, digest } });
}
