import { decodeBase64url, encodeBase64url } from "@openlading/core";
import { createPrivateKey, type KeyObject } from "node:crypto";
import { open, rm, type FileHandle } from "node:fs/promises";
import { p256 } from "@noble/curves/nist.js";
import { VrfError, type VrfErrorCode } from "./error.ts";
import { parseSecret } from "./prover.ts";

// The rules are those of signing key files. They are told twice because this package and jws may not import each other.
const OWNER_ONLY = 0o600;
const GROUP_AND_OTHERS = 0o077;
const MAX_BYTES = 16_384;
const ENCRYPTED_PEM = "-----BEGIN ENCRYPTED PRIVATE KEY-----";

export interface VrfKeyFileOptions {
  /** Opens or seals the file. MUST NOT come from a command line flag. */
  readonly passphrase: string;
}

/**
 * Reads a VRF secret (32 bytes) from an encrypted PKCS#8 PEM file of a P-256 key. Refuses a file that group or others can read.
 * @throws VrfError ERR_VRF_KEY_FILE, ERR_VRF_KEY_FILE_MODE (chmod 600), ERR_VRF_PASSPHRASE
 */
export async function readVrfKeyFile(path: string, { passphrase }: VrfKeyFileOptions): Promise<Uint8Array> {
  const pem = await readOwnFile(path);
  if (!pem.startsWith(ENCRYPTED_PEM)) throw refuse("ERR_VRF_KEY_FILE", "a VRF key file is not an encrypted PKCS#8 PEM");
  const key = decrypt(pem, passphrase);
  if (key.asymmetricKeyType !== "ec" || key.asymmetricKeyDetails?.namedCurve !== "prime256v1") {
    throw refuse("ERR_VRF_KEY_FILE", "a VRF key file does not hold a P-256 key");
  }
  return decodeBase64url(key.export({ format: "jwk" }).d ?? "");
}

/**
 * Writes a VRF secret as encrypted PKCS#8 PEM with mode 0600, on disk when this resolves. Never overwrites.
 * @throws VrfError ERR_VRF_SECRET_KEY, ERR_VRF_KEY_FILE_EXISTS, ERR_VRF_KEY_FILE
 */
export async function writeVrfKeyFile(
  path: string,
  secretScalar: Uint8Array,
  { passphrase }: VrfKeyFileOptions,
): Promise<void> {
  const pem = encrypt(secretScalar, passphrase);
  const file = await createOwnFile(path);
  try {
    await file.chmod(OWNER_ONLY);
    await file.writeFile(pem);
    await file.sync();
  } catch (cause) {
    await rm(path, { force: true });
    throw refuse("ERR_VRF_KEY_FILE", "a VRF key file cannot be written", cause);
  } finally {
    await file.close();
  }
}

function encrypt(secretScalar: Uint8Array, passphrase: string): string {
  if (typeof passphrase !== "string" || passphrase.length === 0)
    throw new TypeError("writeVrfKeyFile: the passphrase is empty");
  const point = p256.Point.BASE.multiply(parseSecret(secretScalar)).toBytes(false);
  const jwk = {
    kty: "EC",
    crv: "P-256",
    x: encodeBase64url(point.subarray(1, 33)),
    y: encodeBase64url(point.subarray(33)),
    d: encodeBase64url(secretScalar),
  };
  return createPrivateKey({ key: jwk, format: "jwk" })
    .export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase })
    .toString();
}

async function createOwnFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, "wx", OWNER_ONLY);
  } catch (cause) {
    if (hasErrorCode(cause, "EEXIST"))
      throw refuse("ERR_VRF_KEY_FILE_EXISTS", "a VRF key file is already there", cause);
    throw refuse("ERR_VRF_KEY_FILE", "a VRF key file cannot be created", cause);
  }
}

/** Mode and content are read from one handle, so the file cannot be exchanged between the two. */
async function readOwnFile(path: string): Promise<string> {
  const file = await open(path, "r").catch((cause: unknown) => {
    throw refuse("ERR_VRF_KEY_FILE", "a VRF key file cannot be opened", cause);
  });
  try {
    const stats = await file.stat();
    if (!stats.isFile() || stats.size > MAX_BYTES) throw refuse("ERR_VRF_KEY_FILE", "a VRF key file is no small file");
    if (process.platform !== "win32" && (stats.mode & GROUP_AND_OTHERS) !== 0) {
      throw refuse("ERR_VRF_KEY_FILE_MODE", "a VRF key file is open to group or others: chmod 600");
    }
    return await file.readFile("utf8");
  } finally {
    await file.close();
  }
}

function decrypt(pem: string, passphrase: string): KeyObject {
  if (typeof passphrase !== "string") throw new TypeError("readVrfKeyFile: the passphrase is not a text");
  try {
    return createPrivateKey({ key: pem, format: "pem", passphrase });
  } catch (cause) {
    throw refuse("ERR_VRF_PASSPHRASE", "a passphrase does not open its VRF key file", cause);
  }
}

function hasErrorCode(cause: unknown, code: string): boolean {
  return cause instanceof Error && "code" in cause && cause.code === code;
}

function refuse(code: VrfErrorCode, message: string, cause?: unknown): VrfError {
  return new VrfError({ code, message, cause });
}
