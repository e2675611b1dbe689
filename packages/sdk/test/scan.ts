import { inflateRawSync, inflateSync } from "node:zlib";

const BASE64URL = /[A-Za-z0-9_-]{16,}/g;

const MAX_DEPTH = 3;
const ZLIB_FIRST_BYTE = 0x78;
const SYNC_FLUSH = 2;

/** Every way these bytes can be read: as they are, base64url runs decoded (all four phases), inflated. */
function* readings(bytes: Buffer, depth = 0): Generator<Buffer, void> {
  yield bytes;
  if (depth === MAX_DEPTH) return;
  for (const inner of [...decoded(bytes), ...inflated(bytes, depth === 0)]) yield* readings(inner, depth + 1);
}

function* decoded(bytes: Buffer): Generator<Buffer, void> {
  for (const run of bytes.toString("latin1").match(BASE64URL) ?? [])
    for (let phase = 0; phase < 4; phase += 1) yield Buffer.from(run.slice(phase), "base64url");
}

/** What inflates: the whole, and, in a file, whatever begins as zlib does. */
function* inflated(bytes: Buffer, isFile: boolean): Generator<Buffer, void> {
  yield* attempt(() => inflateSync(bytes));
  yield* attempt(() => inflateRawSync(bytes));
  if (!isFile) return;
  const step = (from: number): number => bytes.indexOf(ZLIB_FIRST_BYTE, from);
  for (let at = step(0); at !== -1; at = step(at + 1))
    yield* attempt(() => inflateSync(bytes.subarray(at), { finishFlush: SYNC_FLUSH }));
}

function attempt(read: () => Buffer): readonly Buffer[] {
  try {
    return [read()].filter((plain) => plain.length > 0);
  } catch {
    return []; // not packed that way
  }
}

/** Which of the words stand somewhere in the bytes, in any reading, in any case. */
export function findWords(bytes: Uint8Array, words: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const reading of readings(Buffer.from(bytes))) {
    const text = reading.toString("latin1").toUpperCase();
    for (const word of words) if (text.includes(Buffer.from(word).toString("latin1").toUpperCase())) found.add(word);
  }
  return [...found];
}
