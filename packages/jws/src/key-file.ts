import { createPrivateKey, type KeyObject } from "node:crypto";
import { open, rm, type FileHandle } from "node:fs/promises";
import { JwsError, type JwsErrorCode } from "./error.ts";
import { createMemorySigner, type KeySigner } from "./key-signer.ts";

const OWNER_ONLY = 0o600;
const GROUP_AND_OTHERS = 0o077;
const MAX_BYTES = 16_384;
const ENCRYPTED_PEM = "-----BEGIN ENCRYPTED PRIVATE KEY-----";

export interface KeyFileOptions {
  /** Opens or seals the file. MUST NOT come from a command line flag. */
  readonly passphrase: string;
}

/**
 * Opens an encrypted PKCS#8 PEM file as a signer. Refuses a file that group or others can read.
 * @throws JwsError ERR_JWS_KEY_FILE, ERR_JWS_KEY_FILE_MODE (chmod 600), ERR_JWS_PASSPHRASE, ERR_JWS_SIGNER
 */
export async function openKeyFile(path: string, { passphrase }: KeyFileOptions): Promise<KeySigner> {
  const pem = await readOwnFile(path);
  if (!pem.startsWith(ENCRYPTED_PEM)) throw refuse("ERR_JWS_KEY_FILE", "a key file is not an encrypted PKCS#8 PEM");
  return createMemorySigner(decrypt(pem, passphrase));
}

/**
 * Writes a signer's key as encrypted PKCS#8 PEM with mode 0600, on disk when this resolves. Never overwrites.
 * @throws JwsError ERR_JWS_KEY_FILE_EXISTS, ERR_JWS_KEY_FILE
 */
export async function writeKeyFile(path: string, signer: KeySigner, { passphrase }: KeyFileOptions): Promise<void> {
  const pem = signer.exportPkcs8(passphrase);
  const file = await createOwnFile(path);
  try {
    await file.chmod(OWNER_ONLY);
    await file.writeFile(pem);
    await file.sync();
  } catch (cause) {
    await rm(path, { force: true });
    throw refuse("ERR_JWS_KEY_FILE", "a key file cannot be written", cause);
  } finally {
    await file.close();
  }
}

async function createOwnFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, "wx", OWNER_ONLY);
  } catch (cause) {
    if (hasErrorCode(cause, "EEXIST")) throw refuse("ERR_JWS_KEY_FILE_EXISTS", "a key file is already there", cause);
    throw refuse("ERR_JWS_KEY_FILE", "a key file cannot be created", cause);
  }
}

/** Mode and content are read from one handle, so the file cannot be exchanged between the two. */
async function readOwnFile(path: string): Promise<string> {
  const file = await open(path, "r").catch((cause: unknown) => {
    throw refuse("ERR_JWS_KEY_FILE", "a key file cannot be opened", cause);
  });
  try {
    const stats = await file.stat();
    if (!stats.isFile() || stats.size > MAX_BYTES) throw refuse("ERR_JWS_KEY_FILE", "a key file is no small file");
    if (process.platform !== "win32" && (stats.mode & GROUP_AND_OTHERS) !== 0) {
      throw refuse("ERR_JWS_KEY_FILE_MODE", "a key file is open to group or others: chmod 600");
    }
    return await file.readFile("utf8");
  } finally {
    await file.close();
  }
}

function decrypt(pem: string, passphrase: string): KeyObject {
  if (typeof passphrase !== "string") throw new TypeError("openKeyFile: the passphrase is not a text");
  try {
    return createPrivateKey({ key: pem, format: "pem", passphrase });
  } catch (cause) {
    throw refuse("ERR_JWS_PASSPHRASE", "a passphrase does not open its key file", cause);
  }
}

function hasErrorCode(cause: unknown, code: string): boolean {
  return cause instanceof Error && "code" in cause && cause.code === code;
}

function refuse(code: JwsErrorCode, message: string, cause?: unknown): JwsError {
  return new JwsError({ code, message, cause });
}
