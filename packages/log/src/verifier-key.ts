import type { KeyObject } from "node:crypto";
import { concatBytes, decodeBase64, encodeBase64, encodeHex, sha256, utf8 } from "@openlading/core";
import { ED25519_KEY_BYTES, importEd25519, unsafeKeyReason } from "./ed25519.ts";
import { LogError } from "./error.ts";

/** The C2SP signature type of timestamped Ed25519 cosignatures, the only one a network uses. */
const COSIGNATURE_TYPE = 0x04;
const MAX_NAME_LENGTH = 256;

/** A witness's verifier key, imported once. */
export interface VerifierKey {
  /** The witness's key name, such as `witness.port.example`. */
  readonly name: string;
  /** The first four bytes of a digest over name, type and key, as eight hex characters. */
  readonly keyId: string;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  readonly keyObject: KeyObject;
}

/**
 * Reads `<name>+<key id>+<base64(0x04 || public key)>` and establishes that the key can be used safely.
 * @throws LogError ERR_LOG_VERIFIER_KEY when it is malformed, of another type, or weak
 * @see C2SP signed-note, verifier keys; C2SP tlog-cosignature
 */
export function parseVerifierKey(vkey: string): VerifierKey {
  if (vkey.length > MAX_NAME_LENGTH + 128) throw refused("the verifier key is too long");
  // Base64 may itself hold a plus sign; a name and an id may not.
  const parts = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/s.exec(vkey);
  if (parts === null) throw refused("the verifier key is not name, id and key joined by plus");
  const [, name = "", keyId, material = ""] = parts;
  const bytes = decodeMaterial(material);
  if (bytes[0] !== COSIGNATURE_TYPE) throw refused("the verifier key is not of the cosignature type");
  const publicKey = bytes.subarray(1);
  const key = describeKey(name, publicKey);
  if (key.keyId !== keyId) throw refused("the verifier key's id is not that of its name and key");
  return key;
}

/**
 * Writes a witness's public key (32 bytes, Ed25519) as a verifier key.
 * @throws LogError ERR_LOG_VERIFIER_KEY when the name or the key cannot be used
 */
export function formatVerifierKey(key: { readonly name: string; readonly publicKey: Uint8Array }): string {
  const { name, keyId, publicKey } = describeKey(key.name, key.publicKey);
  return `${name}+${keyId}+${encodeBase64(concatBytes(Uint8Array.of(COSIGNATURE_TYPE), publicKey))}`;
}

/** Whether text can name a key: no spaces, plus signs or control characters. */
export function isKeyName(name: string): boolean {
  return name.length > 0 && name.length <= MAX_NAME_LENGTH && name.isWellFormed() && !/[\s+\p{Z}\p{Cc}]/u.test(name);
}

function describeKey(name: string, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw refused("the verifier key's name is empty, too long or holds a space, plus or control");
  const reason = unsafeKeyReason(publicKey);
  if (reason !== null) throw refused(`the verifier key's public key ${reason}`);
  const keyId = encodeHex(sha256(utf8(`${name}\n`), Uint8Array.of(COSIGNATURE_TYPE), publicKey).subarray(0, 4));
  return { name, keyId, publicKey, keyObject: imported(publicKey) };
}

function imported(publicKey: Uint8Array): KeyObject {
  try {
    return importEd25519(publicKey);
  } catch (cause) {
    throw refused("the verifier key's public key is not an Ed25519 key", cause);
  }
}

function decodeMaterial(material: string): Uint8Array {
  try {
    const bytes = decodeBase64(material);
    if (bytes.length !== 1 + ED25519_KEY_BYTES) throw refused("the verifier key's material is not 33 bytes");
    return bytes;
  } catch (cause) {
    if (cause instanceof LogError) throw cause;
    throw refused("the verifier key's material is not canonical base64", cause);
  }
}

function refused(message: string, cause?: unknown): LogError {
  return new LogError({ code: "ERR_LOG_VERIFIER_KEY", message, cause });
}
