import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { canonicalText, parseShape, parseStrictJson, sha256Hex, shape, utf8 } from "@openlading/core";
import { LedgerError, type Block, type LedgerClient } from "@openlading/ledger";

/** Remembers up to where a chain has been read. */
export interface Checkpointer {
  /** The height of the last block that was dealt with; 0 before the first. */
  readonly height: number;
  /** Stores that a block has been dealt with; when it returns, that is on the disk. */
  advance(height: number): void;
}

const Stored = shape.object({
  chainId: shape.hex(32),
  checksum: shape.hex(32),
  format: shape.literal("openlading-position/1"),
  height: shape.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
});
const MAX_BYTES = 1_024;

/**
 * A checkpointer in a file that is replaced as a whole: after a crash it holds the position before or the one after,
 * never half of one. A file that is not there means "from the beginning"; one that cannot be read never does.
 * @throws LedgerError ERR_LEDGER_CORRUPT when the file is damaged, ERR_LEDGER_OTHER_CHAIN when it belongs to another
 * chain, ERR_LEDGER_STORAGE when it cannot be read or written
 */
export function openCheckpointer(path: string, chainId: string): Checkpointer {
  let height = readHeight(path, chainId);
  return {
    get height() {
      return height;
    },
    advance: (next) => {
      if (!Number.isSafeInteger(next) || next <= height) throw new TypeError("a position only moves forward");
      stored(() => replace(path, encode(chainId, next)));
      height = next;
    },
  };
}

/**
 * Hands every block behind the checkpoint to `handle` and then moves on. After a crash between the two the same block
 * comes once more, with the same height: what `handle` does MUST be one step with remembering the height, or harmless twice.
 */
export async function followBlocks(
  ledger: Pick<LedgerClient, "blocks">,
  checkpointer: Checkpointer,
  handle: (block: Block) => Promise<void> | void,
  signal: AbortSignal,
): Promise<void> {
  for await (const block of ledger.blocks({ from: checkpointer.height + 1, follow: true, signal })) {
    await handle(block);
    checkpointer.advance(block.height);
  }
}

function encode(chainId: string, height: number): string {
  const position = { chainId, format: "openlading-position/1", height };
  return `${canonicalText({ ...position, checksum: sha256Hex(utf8(canonicalText(position))) })}\n`;
}

function readHeight(path: string, chainId: string): number {
  const bytes = stored(() => readIfThere(path));
  if (bytes === null) return 0;
  const { height, chainId: storedChain } = parseStored(bytes);
  if (Buffer.from(bytes).toString() !== encode(storedChain, height)) throw corrupt();
  if (storedChain === chainId) return height;
  throw new LedgerError({ code: "ERR_LEDGER_OTHER_CHAIN", message: "the position was stored for another chain" });
}

function parseStored(bytes: Uint8Array): { readonly height: number; readonly chainId: string } {
  try {
    return parseShape(Stored, parseStrictJson(bytes, { maxBytes: MAX_BYTES }), "position");
  } catch (cause) {
    throw corrupt(cause);
  }
}

function readIfThere(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

/** Writes beside, makes it durable, and puts it in place in one step; then makes the folder's entry durable too. */
function replace(path: string, text: string): void {
  const beside = `${path}.new`;
  const file = openSync(beside, "w", 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(beside, path);
  const folder = openSync(dirname(path), "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function stored<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new LedgerError({ code: "ERR_LEDGER_STORAGE", message: "the position's file cannot be used", cause });
  }
}

function corrupt(cause?: unknown): LedgerError {
  return new LedgerError({ code: "ERR_LEDGER_CORRUPT", message: "the position's file is damaged", cause });
}
