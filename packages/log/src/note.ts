import { decodeBase64, encodeHex } from "@openlading/core";
import { LogError } from "./error.ts";
import { isKeyName } from "./verifier-key.ts";

/** Room for sixteen of the largest signatures in use, and for as many small ones as a network has witnesses. */
const MAX_NOTE_LENGTH = 131_072;
const MAX_SIGNATURES = 128;
const KEY_ID_BYTES = 4;
const DASH = "\u2014 ";

/** One signature line of a note, read without trust. */
export interface NoteSignature {
  readonly name: string;
  /** Eight hex characters. */
  readonly keyId: string;
  /** What follows the key id. */
  readonly signature: Uint8Array;
  /** The line as it stands, without its newline. */
  readonly line: string;
}

/** A note read without trust: a body that ends in a newline, and its signature lines. */
export interface Note {
  readonly body: string;
  readonly signatures: readonly NoteSignature[];
}

/**
 * Reads a signed note: at most 131,072 characters and 128 signatures. Establishes its form, no signature.
 * @throws LogError ERR_LOG_NOTE when it is not one
 * @see C2SP signed-note
 */
export function parseNote(text: string): Note {
  if (text.length > MAX_NOTE_LENGTH) throw refused("the note is too long");
  if (!text.isWellFormed()) throw refused("the note is not well-formed text");
  if (hasControl(text)) throw refused("the note holds a control character");
  const blank = text.lastIndexOf("\n\n");
  if (blank < 1 || !text.endsWith("\n")) throw refused("the note has no body, or does not end its lines");
  const lines = text.slice(blank + 2, -1).split("\n");
  if (lines.length > MAX_SIGNATURES) throw refused("the note has too many signatures");
  return { body: text.slice(0, blank + 1), signatures: lines.map(parseSignatureLine) };
}

/**
 * Reads one signature line, without its newline.
 * @throws LogError ERR_LOG_NOTE when it is not one
 */
export function parseSignatureLine(line: string): NoteSignature {
  const [, name = "", encoded = ""] = /^\u2014 ([^ ]+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
  if (!isKeyName(name)) throw refused("a signature line of the note is malformed");
  const bytes = decodeSignature(encoded);
  if (bytes.length <= KEY_ID_BYTES) throw refused("a signature of the note is empty");
  return {
    name,
    keyId: encodeHex(bytes.subarray(0, KEY_ID_BYTES)),
    signature: bytes.subarray(KEY_ID_BYTES),
    line,
  };
}

/** Joins a body and signature lines into a note. */
export function formatNote(body: string, lines: readonly string[]): string {
  return `${body}\n${lines.map((line) => `${line}\n`).join("")}`;
}

/** Starts a signature line. */
export function signatureLine(name: string, encoded: string): string {
  return `${DASH}${name} ${encoded}`;
}

/** Whether text holds an ASCII control character other than newline. */
export function hasControl(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x20 && unit !== 0x0a) return true;
  }
  return false;
}

function decodeSignature(encoded: string): Uint8Array {
  try {
    return decodeBase64(encoded);
  } catch (cause) {
    throw refused("a signature of the note is not canonical base64", cause);
  }
}

function refused(message: string, cause?: unknown): LogError {
  return new LogError({ code: "ERR_LOG_NOTE", message, cause });
}
