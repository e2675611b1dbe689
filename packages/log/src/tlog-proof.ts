import { decodeBase64, encodeBase64 } from "@openlading/core";
import { verifyCosignedCheckpoint, type CosignaturePolicy, type CosignedCheckpoint } from "./cosignature.ts";
import { LogError } from "./error.ts";
import { HASH_BYTES } from "./hash.ts";
import { verifyInclusion } from "./history-proof.ts";
import { parseNote } from "./note.ts";

const HEADER = "c2sp.org/tlog-proof@v1";
const MAX_LENGTH = 262_144;
const MAX_PROOF_HASHES = 64;

/** An offline proof that a leaf is in a checkpointed history. */
export interface TlogProof {
  /** Opaque and not authenticated; null when absent. */
  readonly extra: Uint8Array | null;
  /** The leaf's place in the history, from 0. */
  readonly index: number;
  /** Sibling hashes from the leaf upwards. */
  readonly proof: readonly Uint8Array[];
  /** The cosigned checkpoint, verbatim. */
  readonly checkpoint: string;
}

/** Writes a proof as C2SP tlog-proof text. */
export function formatTlogProof(parts: TlogProof): string {
  if (!Number.isSafeInteger(parts.index) || parts.index < 0) throw new TypeError("index is not a whole number");
  const lines = [HEADER];
  if (parts.extra !== null) lines.push(`extra ${encodeBase64(parts.extra)}`);
  lines.push(`index ${String(parts.index)}`, ...parts.proof.map(encodeBase64));
  return `${lines.join("\n")}\n\n${parts.checkpoint}`;
}

/**
 * Reads C2SP tlog-proof text of at most 262,144 characters. Establishes its form; see {@link verifyTlogProof}.
 * @throws LogError ERR_LOG_TLOG_PROOF when it is not one, ERR_LOG_NOTE when what follows is not a note
 * @see C2SP tlog-proof
 */
export function parseTlogProof(text: string): TlogProof {
  if (text.length > MAX_LENGTH) throw refused("the proof is too long");
  const blank = text.indexOf("\n\n");
  if (blank < 0) throw refused("the proof has no checkpoint");
  const lines = text.slice(0, blank).split("\n");
  if (lines.shift() !== HEADER) throw refused("the proof begins with another line than its header");
  const extra = takeExtra(lines);
  const index = parseIndex(lines.shift() ?? "");
  if (lines.length > MAX_PROOF_HASHES) throw refused("the proof has too many hashes");
  const proof = lines.map(decodeLine);
  if (proof.some((hash) => hash.length !== HASH_BYTES)) throw refused("a hash of the proof is not 32 bytes");
  const checkpoint = text.slice(blank + 2);
  parseNote(checkpoint);
  return { extra, index, proof, checkpoint };
}

/**
 * Establishes that a leaf is in a history that enough witnesses vouch for: cosignatures first, then inclusion.
 * @throws LogError as {@link parseTlogProof}, {@link verifyCosignedCheckpoint} and {@link verifyInclusion} do
 */
export function verifyTlogProof(
  text: string,
  claim: CosignaturePolicy & { readonly leafHash: Uint8Array },
): { readonly index: number; readonly checkpoint: CosignedCheckpoint } {
  const { index, proof, checkpoint: note } = parseTlogProof(text);
  const checkpoint = verifyCosignedCheckpoint(note, claim);
  const { treeSize, rootHash } = checkpoint;
  verifyInclusion({ leafHash: claim.leafHash, index, treeSize, proof, rootHash });
  return { index, checkpoint };
}

/** Takes the second line off, when it is there. */
function takeExtra(lines: string[]): Uint8Array | null {
  const prefix = "extra ";
  return lines[0]?.startsWith(prefix) === true ? decodeLine(lines.shift()?.slice(prefix.length) ?? "") : null;
}

function parseIndex(line: string): number {
  const index = Number(line.slice("index ".length));
  if (!/^index (?:0|[1-9][0-9]{0,15})$/.test(line) || !Number.isSafeInteger(index)) {
    throw refused("the proof's index line is malformed");
  }
  return index;
}

function decodeLine(line: string): Uint8Array {
  try {
    return decodeBase64(line);
  } catch (cause) {
    throw refused("a line of the proof is not canonical base64", cause);
  }
}

function refused(message: string, cause?: unknown): LogError {
  return new LogError({ code: "ERR_LOG_TLOG_PROOF", message, cause });
}
