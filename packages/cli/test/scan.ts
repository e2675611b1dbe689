import { inflateRawSync, inflateSync } from "node:zlib";

const MAX_DEPTH = 4;
const MAX_INFLATED = 4 * 1024 * 1024;
const GZIP_HEADER_BYTES = 10;
const ENCODED = /[A-Za-z0-9+/_-]{16,}/g;

/**
 * Which of the needles stand in the bytes: as they are, in any run of base64 or base64url decoded at each of its four
 * alignments, and in any zlib or gzip stream inflated, to four levels.
 */
export function findNeedles(bytes: Uint8Array, needles: readonly string[], depth = 0): readonly string[] {
  const text = Buffer.from(bytes).toString("latin1");
  const found = new Set(needles.filter((needle) => text.includes(Buffer.from(needle, "utf8").toString("latin1"))));
  if (depth < MAX_DEPTH) {
    for (const inner of innerOf(bytes, text))
      for (const needle of findNeedles(inner, needles, depth + 1)) found.add(needle);
  }
  return [...found];
}

function* innerOf(bytes: Uint8Array, text: string): Generator<Uint8Array> {
  for (const [run] of text.matchAll(ENCODED)) {
    for (let skip = 0; skip < 4; skip += 1) yield Buffer.from(run.slice(skip), "base64url");
  }
  for (let at = 0; at + 2 < bytes.length; at += 1) {
    const inflated = inflatedAt(bytes, at);
    if (inflated !== null) yield inflated;
  }
}

function inflatedAt(bytes: Uint8Array, at: number): Uint8Array | null {
  const [first = 0, second = 0] = [bytes[at], bytes[at + 1]];
  const isZlib = (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0;
  const isGzip = first === 0x1f && second === 0x8b;
  if (!isZlib && !isGzip) return null;
  try {
    // What follows a stream is none of its business: gzip's own reader would stumble over it.
    return isZlib
      ? inflateSync(bytes.subarray(at), { maxOutputLength: MAX_INFLATED })
      : inflateRawSync(bytes.subarray(at + GZIP_HEADER_BYTES), { maxOutputLength: MAX_INFLATED });
  } catch {
    return null;
  }
}
