import { createPrivateKey, X509Certificate, type KeyObject } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { createMemorySigner, generateSigner, openKeyFile, writeKeyFile, type KeySigner } from "@openlading/jws";
import { CliError } from "../error.ts";
import { makePlace, placeOf, type Desk } from "./desk.ts";
import { writeWhole } from "./files.ts";
import { loadPdf } from "./load-pdf.ts";

/** A key that signs PDF files, with its certificate and those of its issuers, leaf first, DER. */
export interface PdfKey {
  readonly signer: KeySigner;
  readonly chain: readonly Uint8Array[];
}

/** What may be shown of a key. */
export interface PdfKeyFacts {
  readonly alg: string;
  readonly subject: string;
  readonly validTo: string;
  readonly certificates: number;
}

const KEY = "key.pem";
const CHAIN = "chain.pem";
const MAX_PEM_BYTES = 256 * 1024;
const MAX_CHAIN = 8;
const BLOCK = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;
const DAY_MS = 86_400_000;

/** The party's key for PDF files, or null when none was imported. */
export async function findPdfKey(desk: Desk): Promise<PdfKey | null> {
  const file = placeOf(desk, KEY);
  if (!existsSync(file)) return null;
  const signer = await openKeyFile(file, { passphrase: await desk.passphrase() });
  return { signer, chain: readChain(await readFile(placeOf(desk, CHAIN), "utf8")) };
}

/** The party's certificates for PDF files, for which no passphrase is needed; null when there are none. */
export async function findPdfChain(desk: Desk): Promise<readonly Uint8Array[] | null> {
  const file = placeOf(desk, CHAIN);
  return existsSync(file) ? readChain(await readFile(file, "utf8")) : null;
}

/** @throws CliError `ERR_CLI_PDF_KEY` when there is none */
export async function mustPdfKey(desk: Desk): Promise<PdfKey> {
  const key = await findPdfKey(desk);
  if (key !== null) return key;
  throw refuse("there is no key for PDF files", { partyId: desk.party.partyId });
}

/**
 * Keeps a key for PDF files, sealed with the home's passphrase, after holding it against its certificate.
 * @param o.key PEM of an EC P-256 or RSA key; `passphrase` opens it where it is encrypted
 * @throws CliError `ERR_CLI_PDF_KEY`, `ERR_CLI_EXISTS`; PdfError `ERR_PDF_SIGN_…`, `ERR_PDF_CERTIFICATE`
 */
export async function importPdfKey(
  desk: Desk,
  o: { readonly key: string; readonly chain: string; readonly passphrase?: string; readonly isForced?: boolean },
): Promise<PdfKeyFacts> {
  const signer = readSigner(o.key, o.passphrase);
  return keepPdfKey(desk, { signer, chain: readChain(o.chain) }, o.isForced);
}

/**
 * Makes a key for PDF files with a certificate of a certification authority made up on the spot: a specimen, which says
 * so in every name and vouches for nothing.
 */
export async function makeSpecimenPdfKey(desk: Desk, o: { readonly isForced?: boolean } = {}): Promise<PdfKeyFacts> {
  const { createSpecimenPki } = await loadPdf();
  const pki = await createSpecimenPki({ notBeforeMs: desk.now() - DAY_MS });
  const signer = await generateSigner("ES256");
  const { chain } = await pki.issue({ name: desk.party.partyId, signer });
  return keepPdfKey(desk, { signer, chain }, o.isForced);
}

async function keepPdfKey(desk: Desk, { signer, chain }: PdfKey, isForced = false): Promise<PdfKeyFacts> {
  await assertFits(desk, { signer, chain });
  await makePlace(desk);
  const file = placeOf(desk, KEY);
  if (isForced) await rm(file, { force: true });
  else if (existsSync(file))
    throw new CliError({ code: "ERR_CLI_EXISTS", message: "the party has a key for PDF files" });
  await writeWhole(placeOf(desk, CHAIN), writeChain(chain), { isForced: true });
  await writeKeyFile(file, signer, { passphrase: await desk.passphrase() });
  return factsOf({ signer, chain });
}

/** The chain is read as signing will read it. */
async function assertFits(desk: Desk, { signer, chain }: PdfKey): Promise<void> {
  const { readSigningChain } = await loadPdf();
  readSigningChain(signer, chain, desk.now());
}

export function factsOf({ signer, chain }: PdfKey): PdfKeyFacts {
  const leaf = new X509Certificate(chain[0] ?? new Uint8Array());
  return {
    alg: signer.alg,
    subject: leaf.subject.replaceAll("\n", ", "),
    validTo: leaf.validToDate.toISOString(),
    certificates: chain.length,
  };
}

/** Certificates of a PEM file, in its order. @throws CliError `ERR_CLI_PDF_KEY` */
export function readChain(pem: string): readonly Uint8Array[] {
  const blocks = pem.length > MAX_PEM_BYTES ? [] : (pem.match(BLOCK) ?? []);
  if (blocks.length === 0 || blocks.length > MAX_CHAIN) {
    throw refuse(`the chain is no PEM file of 1 to ${MAX_CHAIN} certificates`, { certificates: blocks.length });
  }
  return blocks.map((block) => new Uint8Array(Buffer.from(block.replace(/-----[A-Z ]+-----|\s/g, ""), "base64")));
}

export function writeChain(chain: readonly Uint8Array[]): string {
  const lines = (der: Uint8Array): string =>
    Buffer.from(der)
      .toString("base64")
      .replace(/.{64}(?=.)/g, "$&\n");
  return chain.map((der) => `-----BEGIN CERTIFICATE-----\n${lines(der)}\n-----END CERTIFICATE-----\n`).join("");
}

function readSigner(pem: string, passphrase: string | undefined): KeySigner {
  const signer = createMemorySigner(readKey(pem, passphrase));
  if (signer.alg === "EdDSA") throw refuse("an Ed25519 key does not sign PDF files: EC P-256 or RSA does");
  return signer;
}

function readKey(pem: string, passphrase: string | undefined): KeyObject {
  try {
    return createPrivateKey({ key: pem, format: "pem", ...(passphrase === undefined ? {} : { passphrase }) });
  } catch {
    // The cause may quote what is secret.
    throw refuse("the key is no PEM private key, or its passphrase does not open it");
  }
}

function refuse(message: string, details: Readonly<Record<string, string | number>> = {}): CliError {
  return new CliError({ code: "ERR_CLI_PDF_KEY", message, details });
}
