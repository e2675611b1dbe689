import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { decodeUtf8, formatInstant, parseStrictJson, type Json, type JsonObject } from "@openlading/core";
import { decodeCompactJws } from "@openlading/jws";
import type { Network } from "@openlading/sdk";
import type { TrustAnchor, TrustListPayload, VerifiedTrustList } from "@openlading/pdf";
import { isObject } from "../commands/inspect.ts";
import { CliError } from "../error.ts";
import { listAt } from "./certificate-data.ts";
import { deskOf, registeredSigner, type Desk } from "./desk.ts";
import { writeWhole } from "./files.ts";
import { loadPdf } from "./load-pdf.ts";
import { authorityRows, issuingParties, signerRows, withdrawnRows } from "./trust-rows.ts";

/** Rows that somebody hands in for a list: another home's certificates, and what its authority withdrew. */
export type TrustRows = Pick<TrustListPayload, "authorities" | "withdrawn">;

export interface MadeTrustList {
  /** The text of the signed file. */
  readonly file: string;
  readonly anchor: TrustAnchor;
  readonly list: TrustListPayload;
  /** Registrars that signed; `anchor.threshold` are needed. */
  readonly signedBy: readonly string[];
}

const LIST = "certificate-trust-list.json";
const ANCHOR = "certificate-trust-anchor.json";
const SEEN = "certificate-trust-seen.json";
const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 30;
const MAX_TOKEN = 16 * 1024 * 1024;

/** Whose signatures make a network's trust list: its registrars, by the genesis, as many as it asks for. */
export function trustAnchorOf({ networkId, genesis }: Network): TrustAnchor {
  const keys = genesis.registrars.flatMap(({ partyId, keys: own }) => own.map(({ jwk }) => ({ owner: partyId, jwk })));
  return { listId: networkId, threshold: genesis.registrarThreshold, keys };
}

/** The rows that this home can vouch for: certificates of its parties, and what they withdrew. */
export async function ownTrustRows(desk: Desk): Promise<TrustRows> {
  const rows: { authorities: TrustListPayload["authorities"]; withdrawn: TrustListPayload["withdrawn"] } = {
    authorities: [],
    withdrawn: [],
  };
  for (const partyId of await desk.network.parties()) {
    const own = await deskOf(desk, partyId);
    if (own === null) continue;
    rows.authorities = [...rows.authorities, ...(await authorityRows(own))];
    rows.withdrawn = [...rows.withdrawn, ...(await withdrawnRows(own))];
  }
  return rows;
}

/**
 * Makes the network's next trust list and keeps it in the home: keys of the chambers and customs houses of the registry,
 * certificates for PDF files, what was withdrawn; signed by every registrar whose key is kept here.
 * @throws CliError `ERR_CLI_TRUST_LIST` when no registrar is at home here
 */
export async function makeTrustList(
  desk: Desk,
  o: { readonly days?: number; readonly rows?: readonly TrustRows[] } = {},
): Promise<MadeTrustList> {
  const { createTrustList } = await loadPdf();
  const { network, home } = desk;
  const anchor = trustAnchorOf(network);
  const roots = await localRoots(desk);
  const all = [await ownTrustRows(desk), ...(o.rows ?? [])];
  const list: TrustListPayload = {
    version: (await keptVersion(home)) + 1,
    issuedAt: formatInstant(desk.now()),
    expiresAt: formatInstant(desk.now() + (o.days ?? DEFAULT_DAYS) * DAY_MS),
    listId: anchor.listId,
    signers: await signerRows(network, await issuingParties(network)),
    authorities: distinct(all.flatMap(({ authorities }) => authorities)),
    withdrawn: distinct(all.flatMap(({ withdrawn }) => withdrawn)),
  };
  const file = await createTrustList(list, roots.map(({ signer }) => signer)); // prettier-ignore
  await keepTrustList(home, file, anchor);
  return { file, anchor, list, signedBy: roots.map(({ partyId }) => partyId) };
}

/**
 * Adds the signatures of this home's registrars to a list that another home made, and keeps it: how lists come about where
 * a network's registrars are in several homes. What is signed is what was signed there, to the byte.
 * @throws CliError `ERR_CLI_TRUST_LIST` when no registrar is at home here
 * @throws PdfError `ERR_PDF_TRUST_COSIGN` when they have signed it, or another list of its version; `ERR_PDF_TRUST_…` for
 * a list of another network, an expired one, and one older than is known here
 */
export async function cosignList(desk: Desk, file: string): Promise<MadeTrustList> {
  const { cosignTrustList, verifyTrustList } = await loadPdf();
  const { home, network } = desk;
  const anchor = trustAnchorOf(network);
  const roots = await localRoots(desk);
  const kept = await keptPayload(home);
  const isOwn = kept !== null && kept["listId"] === anchor.listId;
  const seen = (await readSeen(home))[anchor.listId] ?? 0;
  const reader = {
    now: formatInstant(desk.now()),
    seenVersion: Math.max(seen, isOwn ? versionOf(kept) : 0),
    ...(isOwn ? { known: await keptText(home, LIST) } : {}),
  };
  const one = { ...anchor, threshold: 1 };
  const { signedBy } = await verifyTrustList(file, one, reader);
  const missing = roots.filter(({ partyId }) => !signedBy.includes(partyId));
  const signers = (missing.length === 0 ? roots : missing).map(({ signer }) => signer);
  const cosigned = await cosignTrustList(file, signers, { anchor, ...reader });
  const list = await verifyTrustList(cosigned, one, reader);
  await keepTrustList(home, cosigned, anchor);
  return { file: cosigned, anchor, list, signedBy: list.signedBy };
}

async function localRoots(desk: Desk) {
  const local = await desk.network.parties();
  const registrars = desk.network.genesis.registrars.filter(({ partyId }) => local.includes(partyId));
  if (registrars.length === 0) {
    throw new CliError({ code: "ERR_CLI_TRUST_LIST", message: "no registrar of this network is kept here" });
  }
  return Promise.all(
    registrars.map(async ({ partyId }) => {
      const own = await deskOf(desk, partyId);
      if (own === null) throw new TypeError("a local party has a desk");
      return { partyId, signer: await registeredSigner(own) };
    }),
  );
}

function distinct<T>(rows: readonly T[]): T[] {
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
}

async function keepTrustList(home: string, file: string, anchor: TrustAnchor): Promise<void> {
  await writeWhole(join(home, LIST), file, { isForced: true });
  await writeWhole(join(home, ANCHOR), `${JSON.stringify(anchor, null, 2)}\n`, { isForced: true });
}

/** A list that was got from elsewhere, put in the home's place once it is verified. */
export async function installTrustList(
  home: string,
  o: { readonly list: string; readonly anchor: TrustAnchor; readonly now: string },
): Promise<VerifiedTrustList> {
  const verified = await openTrustList({ home, list: o.list, anchor: o.anchor, now: o.now });
  await keepTrustList(home, o.list, o.anchor);
  return verified;
}

export interface TrustQuestion {
  /** The home, which remembers the versions it has seen; null without one. */
  readonly home: string | null;
  /** The text of a list; the home's own unless given. */
  readonly list?: string;
  /** The home's own unless given. */
  readonly anchor?: TrustAnchor;
  /** Canonical UTC text. */
  readonly now: string;
  /** Takes an expired list: what rests on it is unknown at best. */
  readonly allowExpired?: boolean;
}

/**
 * Opens a trust list against its anchor, and remembers its version: an older one is refused from then on.
 * @throws CliError `ERR_CLI_TRUST_LIST` when there is none; PdfError `ERR_PDF_TRUST_…`
 */
export async function openTrustList(o: TrustQuestion): Promise<VerifiedTrustList> {
  const { verifyTrustList } = await loadPdf();
  const list = o.list ?? (await keptText(o.home, LIST));
  const anchor = o.anchor ?? parseAnchor(parseStrictJson(await keptText(o.home, ANCHOR)));
  const seen = await readSeen(o.home);
  const verified = await verifyTrustList(list, anchor, {
    now: o.now,
    seenVersion: seen[anchor.listId] ?? 0,
    ...(o.allowExpired === undefined ? {} : { allowExpired: o.allowExpired }),
  });
  if (o.home !== null && existsSync(o.home) && verified.version > (seen[verified.listId] ?? 0)) {
    const versions = { ...seen, [verified.listId]: verified.version };
    await writeWhole(join(o.home, SEEN), `${JSON.stringify(versions)}\n`, { isForced: true });
  }
  return verified;
}

/** Reads an anchor's file; verifyTrustList looks at its form. */
export function parseAnchor(value: Json): TrustAnchor {
  return value as unknown as TrustAnchor;
}

/** The home's own list and anchor as they are kept. @throws CliError `ERR_CLI_TRUST_LIST` */
export async function keptTrustList(home: string): Promise<{ readonly file: string; readonly anchor: TrustAnchor }> {
  return { file: await keptText(home, LIST), anchor: parseAnchor(parseStrictJson(await keptText(home, ANCHOR))) };
}

async function keptText(home: string | null, name: string): Promise<string> {
  const path = home === null ? null : join(home, name);
  if (path !== null && existsSync(path)) return readFile(path, "utf8");
  throw new CliError({ code: "ERR_CLI_TRUST_LIST", message: "there is no trust list for certificates" });
}

async function readSeen(home: string | null): Promise<Record<string, number>> {
  const bytes = home === null ? null : await readFile(join(home, SEEN)).catch(() => null);
  const value = bytes === null ? {} : parseStrictJson(bytes);
  const rows = isObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(rows.flatMap(([id, version]) => (typeof version === "number" ? [[id, version]] : [])));
}

/** The version the home made or keeps; 0 without one. */
async function keptVersion(home: string): Promise<number> {
  return versionOf(await keptPayload(home));
}

const versionOf = (payload: JsonObject | null): number =>
  typeof payload?.["version"] === "number" ? payload["version"] : 0;

/** What the home's own list says, unverified; null without one. */
async function keptPayload(home: string): Promise<JsonObject | null> {
  if (!existsSync(join(home, LIST))) return null;
  const file = parseStrictJson(await readFile(join(home, LIST)));
  const [token] = isObject(file) ? listAt(file, "signatures") : [];
  if (typeof token !== "string") return null;
  const payload = parseStrictJson(decodeUtf8(decodeCompactJws(token, MAX_TOKEN).payload));
  return isObject(payload) ? payload : null;
}
