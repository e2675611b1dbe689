import { concatBytes, decodeHex, encodeBase64, utf8 } from "@openlading/core";
import { parseCheckpoint, type Checkpoint } from "./checkpoint.ts";
import { ED25519_SIGNATURE_BYTES, isEd25519Signature } from "./ed25519.ts";
import { LogError, type LogErrorCode } from "./error.ts";
import { formatNote, parseNote, parseSignatureLine, signatureLine, type NoteSignature } from "./note.ts";
import type { NoteSigner } from "./note-signer.ts";
import { parseVerifierKey, type VerifierKey } from "./verifier-key.ts";

const TIME_BYTES = 8;
/** The end of the year 9999: later than this is not a time. */
const MAX_TIME_SECONDS = 253_402_300_799;

/** One witness's word, with the time it gave. */
export interface Cosignature {
  readonly name: string;
  /** Seconds since the epoch. */
  readonly timeSeconds: number;
}

/** Whom to trust for which history. Verifier keys may be text, or parsed once and passed again. */
export interface CosignaturePolicy {
  readonly origin: string;
  readonly witnesses: readonly (string | VerifierKey)[];
  /** How many distinct witnesses must have cosigned. */
  readonly threshold: number;
}

/** A checkpoint that enough witnesses vouch for. */
export interface CosignedCheckpoint extends Checkpoint {
  readonly body: string;
  /** One for each known witness that cosigned, its latest, by name. */
  readonly cosignatures: readonly Cosignature[];
}

/**
 * Cosigns a checkpoint body as of a time; returns the signature line, without newline. The signature is checked before
 * it is handed out.
 * @throws LogError ERR_LOG_CHECKPOINT when the body is not a checkpoint, ERR_LOG_SIGNER when the signer's answer is wrong
 * @see C2SP tlog-cosignature
 */
export async function cosignCheckpoint(body: string, signer: NoteSigner, timeSeconds: number): Promise<string> {
  parseCheckpoint(body);
  if (!isTime(timeSeconds)) throw new TypeError("timeSeconds is not a time in whole seconds");
  const key = parseVerifierKey(signer.vkey);
  const message = signedMessage(body, timeSeconds);
  const signature = await signer.sign(message);
  if (key.name !== signer.name || !isEd25519Signature(key.keyObject, message, signature)) {
    throw refused("ERR_LOG_SIGNER", "the signer's answer does not fit its verifier key");
  }
  const time = new Uint8Array(TIME_BYTES);
  new DataView(time.buffer).setBigUint64(0, BigInt(timeSeconds));
  return signatureLine(signer.name, encodeBase64(concatBytes(decodeHex(key.keyId), time, signature)));
}

/**
 * Makes a note of a checkpoint body and signature lines. Of two lines by one key the later in time stays; lines are
 * sorted by name, so the same set gives the same note. Nothing is verified.
 * @throws LogError ERR_LOG_CHECKPOINT, ERR_LOG_NOTE or ERR_LOG_COSIGNATURE when body or lines are malformed
 */
export function appendCosignatures(body: string, lines: readonly string[]): string {
  parseCheckpoint(body);
  const kept = new Map<string, { readonly line: string; readonly time: number }>();
  for (const entry of lines.map(parseSignatureLine)) {
    const id = `${entry.name}+${entry.keyId}`;
    const time = readCosignature(entry).timeSeconds;
    if (time > (kept.get(id)?.time ?? -1)) kept.set(id, { line: entry.line, time });
  }
  if (kept.size === 0) throw refused("ERR_LOG_NOTE", "a note needs a signature");
  const ids = [...kept.keys()].sort();
  return formatNote(
    body,
    ids.map((id) => kept.get(id)?.line ?? ""),
  );
}

/**
 * Establishes that at least `threshold` distinct witnesses cosigned this checkpoint of this network. Signatures of
 * unknown keys are ignored; a bad one in the name of a known key refuses the note. Whether the times are recent enough
 * is the caller's question: there is no clock here.
 * @throws LogError ERR_LOG_NOTE, ERR_LOG_CHECKPOINT, ERR_LOG_ORIGIN, ERR_LOG_VERIFIER_KEY, ERR_LOG_WITNESSES,
 *   ERR_LOG_COSIGNATURE or ERR_LOG_THRESHOLD, in this order
 */
export function verifyCosignedCheckpoint(text: string, policy: CosignaturePolicy): CosignedCheckpoint {
  const { body, signatures } = parseNote(text);
  const checkpoint = parseCheckpoint(body);
  if (checkpoint.origin !== policy.origin) throw refused("ERR_LOG_ORIGIN", "the checkpoint is of another origin");
  const witnesses = readWitnesses(policy);
  const times = new Map<string, number>();
  for (const entry of signatures) {
    const key = witnesses.get(`${entry.name}+${entry.keyId}`);
    if (key === undefined) continue;
    const time = verifyCosignature(body, entry, key);
    times.set(key.name, Math.max(time, times.get(key.name) ?? 0));
  }
  if (times.size < policy.threshold) {
    const details = { cosigned: times.size, threshold: policy.threshold };
    throw new LogError({ code: "ERR_LOG_THRESHOLD", message: "too few witnesses cosigned the checkpoint", details });
  }
  const cosignatures = [...times].sort(byName).map(([name, timeSeconds]) => ({ name, timeSeconds }));
  return { ...checkpoint, body, cosignatures };
}

/**
 * A cosignature does not commit to its name, so one key under two names would count twice: keys must be unique. One
 * name may have several keys, while a witness changes its key; it counts once.
 */
function readWitnesses(policy: CosignaturePolicy): Map<string, VerifierKey> {
  const keys = policy.witnesses.map((key) => (typeof key === "string" ? parseVerifierKey(key) : key));
  const names = new Set(keys.map((key) => key.name));
  const materials = new Set(keys.map((key) => encodeBase64(key.publicKey)));
  if (materials.size < keys.length) throw refused("ERR_LOG_WITNESSES", "the witness set names a key twice");
  if (!Number.isSafeInteger(policy.threshold) || policy.threshold < 1 || policy.threshold > names.size) {
    throw refused("ERR_LOG_WITNESSES", "the threshold is not between one and the number of witnesses");
  }
  return new Map(keys.map((key) => [`${key.name}+${key.keyId}`, key]));
}

function verifyCosignature(body: string, entry: NoteSignature, key: VerifierKey): number {
  const { timeSeconds, signature } = readCosignature(entry);
  if (!isEd25519Signature(key.keyObject, signedMessage(body, timeSeconds), signature)) {
    throw refused("ERR_LOG_COSIGNATURE", "a known witness's cosignature does not fit the checkpoint");
  }
  return timeSeconds;
}

function readCosignature(entry: NoteSignature): { timeSeconds: number; signature: Uint8Array } {
  const bytes = entry.signature;
  if (bytes.length !== TIME_BYTES + ED25519_SIGNATURE_BYTES) {
    throw refused("ERR_LOG_COSIGNATURE", "a cosignature is not 72 bytes");
  }
  const timeSeconds = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0));
  if (!isTime(timeSeconds)) throw refused("ERR_LOG_COSIGNATURE", "a cosignature's time is out of range");
  return { timeSeconds, signature: bytes.subarray(TIME_BYTES) };
}

function signedMessage(body: string, timeSeconds: number): Uint8Array {
  return utf8(`cosignature/v1\ntime ${String(timeSeconds)}\n${body}`);
}

function isTime(seconds: number): boolean {
  return Number.isSafeInteger(seconds) && seconds > 0 && seconds <= MAX_TIME_SECONDS;
}

function byName(a: readonly [string, number], b: readonly [string, number]): number {
  return a[0] < b[0] ? -1 : 1;
}

function refused(code: LogErrorCode, message: string): LogError {
  return new LogError({ code, message });
}
