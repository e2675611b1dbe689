import { decodeBase64, encodeBase64 } from "@openlading/core";
import { LogError } from "./error.ts";
import { HASH_BYTES } from "./hash.ts";

const MAX_BODY_LENGTH = 1024;

/** The head of one network's history. */
export interface Checkpoint {
  /** Names the network: see {@link checkpointOrigin}. */
  readonly origin: string;
  /** Leaves in the history. */
  readonly treeSize: number;
  /** 32 bytes. */
  readonly rootHash: Uint8Array;
}

/** The origin line of a network's checkpoints: `openlading/<networkId>`. */
export function checkpointOrigin(networkId: string): string {
  if (!/^[0-9a-f]{64}$/.test(networkId)) throw new TypeError("a network id is 64 lower-case hex characters");
  return `openlading/${networkId}`;
}

/** Writes the body of a checkpoint: three lines, each with its newline. */
export function formatCheckpoint(checkpoint: Checkpoint): string {
  const { origin, treeSize, rootHash } = checkpoint;
  if (!isOrigin(origin)) throw new TypeError("the origin is empty or holds a control character");
  if (!Number.isSafeInteger(treeSize) || treeSize < 0) throw new TypeError("the tree size is not a whole number");
  if (rootHash.length !== HASH_BYTES) throw new TypeError("the root hash is not 32 bytes");
  return `${origin}\n${String(treeSize)}\n${encodeBase64(rootHash)}\n`;
}

/**
 * Reads the body of a checkpoint, without its signatures. Extension lines are refused: nobody audits them.
 * @throws LogError ERR_LOG_CHECKPOINT when it is not one
 * @see C2SP tlog-checkpoint
 */
export function parseCheckpoint(body: string): Checkpoint {
  if (body.length > MAX_BODY_LENGTH) throw refused("the checkpoint is too long");
  const [origin = "", size = "", root = "", end, ...rest] = body.split("\n");
  if (end !== "" || rest.length > 0) throw refused("the checkpoint is not three lines");
  if (!isOrigin(origin)) throw refused("the checkpoint's origin is empty or holds a control character");
  const treeSize = Number(size);
  if (!/^(?:0|[1-9][0-9]{0,15})$/.test(size) || !Number.isSafeInteger(treeSize)) {
    throw refused("the checkpoint's tree size is not a whole number");
  }
  return { origin, treeSize, rootHash: decodeRoot(root) };
}

function isOrigin(origin: string): boolean {
  return origin.length > 0 && origin.length <= 512 && origin.isWellFormed() && !/\p{Cc}/u.test(origin);
}

function decodeRoot(text: string): Uint8Array {
  try {
    const rootHash = decodeBase64(text);
    if (rootHash.length === HASH_BYTES) return rootHash;
  } catch (cause) {
    throw refused("the checkpoint's root hash is not canonical base64", cause);
  }
  throw refused("the checkpoint's root hash is not 32 bytes");
}

function refused(message: string, cause?: unknown): LogError {
  return new LogError({ code: "ERR_LOG_CHECKPOINT", message, cause });
}
