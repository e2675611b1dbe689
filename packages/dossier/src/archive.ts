import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { concatBytes } from "@openlading/core";
import { fromRandomAccessReaderPromise, type Entry, type ZipFile } from "yauzl";
import { ZipFile as ZipWriter } from "yazl";
import { SourceReader, sourceOf, type ByteSource } from "./byte-source.ts";
import { MAX_DOSSIER_BYTES, encodeDossier, parseDossier, type Dossier } from "./dossier.ts";
import { DossierError } from "./error.ts";

const DOSSIER_NAME = "dossier.json";
const ATTACHMENT_NAME = /^attachments\/([0-9a-f]{64})$/;
const MAX_FILES = 257;
const MAX_ATTACHMENT_BYTES = 64 * 1024 * 1024;
const MAX_TOTAL_BYTES = 512 * 1024 * 1024;
/** A file may not grow more than this when it is inflated, beyond a small start. */
const MAX_RATIO = 100;
const RATIO_FREE_BYTES = 64 * 1024;
/** The archive says nothing about when it was written: the same dossier gives the same bytes. */
const WRITTEN = new Date(Date.UTC(2000, 0, 1));

/** A dossier file, open. Attachments are read one at a time and checked while they stream. */
export interface OpenedDossier {
  readonly dossier: Dossier;
  /**
   * Streams an attachment by its digest, hex.
   * @throws DossierError `ERR_DOSSIER_ATTACHMENT`, at the end of the stream when size or digest differ
   */
  readAttachment(digest: string): AsyncIterable<Uint8Array>;
  /** Reads every attachment once and returns the digests that are as listed. @throws DossierError `ERR_DOSSIER_ATTACHMENT` */
  verifyAttachments(): Promise<readonly string[]>;
}

/** Gives an attachment's bytes by its digest. */
export type AttachmentBytes = (digest: string) => Uint8Array | AsyncIterable<Uint8Array>;

/** Writes a dossier file: the JSON alone, or with attachments a zip of `dossier.json` and `attachments/<digest>`. */
export async function* writeDossier(dossier: Dossier, bytesOf: AttachmentBytes): AsyncGenerator<Uint8Array, void> {
  const json = encodeDossier(dossier);
  if (dossier.attachments.length === 0) {
    yield json;
    return;
  }
  const zip = new ZipWriter();
  zip.addBuffer(Buffer.from(json), DOSSIER_NAME, { mtime: WRITTEN });
  for (const { digest, size } of dossier.attachments) {
    // Stored: scans and PDF files are compressed already, and a stored file cannot be a bomb.
    const stream = Readable.from(whole(bytesOf(digest)));
    zip.addReadStream(stream, `attachments/${digest}`, { mtime: WRITTEN, compress: false, size });
  }
  zip.end();
  for await (const chunk of Readable.from(zip.outputStream)) yield asBytes(chunk);
}

/**
 * Opens a dossier file of either form. Establishes limits, names and shape; attachments are checked when they are read.
 * @throws DossierError `ERR_DOSSIER_ARCHIVE`, and as parseDossier
 */
export async function openDossier(input: Uint8Array | ByteSource): Promise<OpenedDossier> {
  const source = input instanceof Uint8Array ? sourceOf(input) : input;
  const start = await source.read(0, Math.min(2, source.size));
  if (start[0] === 0x50 && start[1] === 0x4b) return openArchive(source);
  if (source.size > MAX_DOSSIER_BYTES) throw refuse("the dossier is too large");
  const dossier = parseDossier(await source.read(0, source.size));
  if (dossier.attachments.length > 0) throw missing("the file lists attachments it does not hold");
  return { dossier, readAttachment: () => reject("no such attachment"), verifyAttachments: () => Promise.resolve([]) };
}

async function openArchive(source: ByteSource): Promise<OpenedDossier> {
  const { zip, entries } = await readDirectory(source);
  const json = entries.get(DOSSIER_NAME);
  if (json === undefined) throw refuse("the archive has no dossier.json");
  const dossier = parseDossier(await collect(inflate(zip, json)));
  const listed = new Map(dossier.attachments.map((a) => [a.digest, a.size]));
  const isListed = [...entries.keys()].every((name) => name === DOSSIER_NAME || listed.has(digestOf(name)));
  if (!isListed || entries.size !== listed.size + 1)
    throw missing("the archive and its dossier list different attachments");
  const readAttachment = (digest: string): AsyncIterable<Uint8Array> => {
    const entry = entries.get(`attachments/${digest}`);
    const size = listed.get(digest);
    return entry === undefined || size === undefined
      ? reject("no such attachment")
      : checked(inflate(zip, entry), digest, size);
  };
  const verifyAttachments = async (): Promise<readonly string[]> => {
    for (const digest of listed.keys()) await drain(readAttachment(digest));
    return [...listed.keys()];
  };
  return { dossier, readAttachment, verifyAttachments };
}

/** Every file of the archive by name. Names only ever select; nothing is written anywhere. */
async function readDirectory(
  source: ByteSource,
): Promise<{ readonly zip: ZipFile; readonly entries: ReadonlyMap<string, Entry> }> {
  const entries = new Map<string, Entry>();
  try {
    const options = { strictFileNames: true, validateEntrySize: true, autoClose: false };
    const zip = await fromRandomAccessReaderPromise(new SourceReader(source), source.size, options);
    if (zip.entryCount > MAX_FILES) throw refuse("the archive has too many files");
    let total = 0;
    for await (const entry of zip.eachEntry()) {
      assertEntry(entry, entries);
      total += entry.uncompressedSize;
      if (total > MAX_TOTAL_BYTES) throw refuse("the archive is too large");
      entries.set(entry.fileName, entry);
    }
    return { zip, entries };
  } catch (cause) {
    if (cause instanceof DossierError) throw cause;
    throw refuse("the archive is malformed", cause);
  }
}

function assertEntry(entry: Entry, seen: ReadonlyMap<string, Entry>): void {
  const { fileName, uncompressedSize, compressedSize } = entry;
  if (fileName !== DOSSIER_NAME && !ATTACHMENT_NAME.test(fileName))
    throw refuse("the archive holds a file of another name");
  if (seen.has(fileName)) throw refuse("the archive holds a file twice");
  if (entry.isEncrypted() || ![0, 8].includes(entry.compressionMethod))
    throw refuse("a file is encrypted or packed in another way");
  const limit = fileName === DOSSIER_NAME ? MAX_DOSSIER_BYTES : MAX_ATTACHMENT_BYTES;
  const isBomb = uncompressedSize > RATIO_FREE_BYTES && uncompressedSize > compressedSize * MAX_RATIO;
  if (uncompressedSize > limit || isBomb) throw refuse("a file of the archive is too large");
}

async function* inflate(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array, void> {
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) yield asBytes(chunk);
  } catch (cause) {
    throw refuse("a file of the archive cannot be read", cause);
  }
}

async function drain(chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const reading = chunks[Symbol.asyncIterator]();
  while ((await reading.next()).done !== true);
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return concatBytes(...parts);
}

async function* checked(
  chunks: AsyncIterable<Uint8Array>,
  digest: string,
  size: number,
): AsyncGenerator<Uint8Array, void> {
  const hash = createHash("sha256");
  let length = 0;
  for await (const chunk of chunks) {
    hash.update(chunk);
    length += chunk.length;
    yield chunk;
  }
  if (length !== size || hash.digest("hex") !== digest) throw missing("an attachment is not the one listed");
}

async function* whole(bytes: Uint8Array | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  if (bytes instanceof Uint8Array) yield bytes;
  else yield* bytes;
}

function digestOf(name: string): string {
  return ATTACHMENT_NAME.exec(name)?.[1] ?? "";
}

function asBytes(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk;
  throw new TypeError("a stream gave something other than bytes");
}

async function* reject(message: string): AsyncGenerator<Uint8Array, void> {
  throw missing(message);
}

function missing(message: string): DossierError {
  return new DossierError({ code: "ERR_DOSSIER_ATTACHMENT", message });
}

function refuse(message: string, cause?: unknown): DossierError {
  return new DossierError({ code: "ERR_DOSSIER_ARCHIVE", message, cause });
}
