import { concatBytes, utf8 } from "@openlading/core";
import { crc32 } from "node:zlib";

const BLOCK = 512;
const MAX_STORED = 0xffff;

/** One file of an archive. */
export interface ArchiveFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * A gzipped tar whose bytes depend on names and contents alone: POSIX ustar, no times or owners, files in the order of
 * their paths, and stored rather than compressed, because compressors differ from one release to the next.
 */
export function toTarGz(files: readonly ArchiveFile[]): Uint8Array {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const entries = sorted.flatMap(({ path, bytes }) => [
    header(path, bytes.length),
    bytes,
    new Uint8Array((BLOCK - (bytes.length % BLOCK)) % BLOCK),
  ]);
  return gzip(concatBytes(...entries, new Uint8Array(2 * BLOCK)));
}

function header(path: string, size: number): Uint8Array {
  const block = Buffer.alloc(BLOCK);
  if (utf8(path).length > 100) throw new TypeError("a path in an archive takes at most 100 bytes");
  const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, "0")}\0`;
  block.write(path, 0);
  block.write(octal(0o100644, 8), 100);
  block.write(octal(0, 8), 108);
  block.write(octal(0, 8), 116);
  block.write(octal(size, 12), 124);
  block.write(octal(0, 12), 136);
  block.write("        0", 148);
  block.write("ustar\u000000", 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return block;
}

/** RFC 1952 around stored blocks of RFC 1951; no time, operating system unknown. */
function gzip(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255)];
  for (let at = 0; at < bytes.length; at += MAX_STORED) {
    const chunk = bytes.subarray(at, at + MAX_STORED);
    const head = Buffer.alloc(5);
    head[0] = at + MAX_STORED >= bytes.length ? 1 : 0;
    head.writeUInt16LE(chunk.length, 1);
    head.writeUInt16LE(chunk.length ^ MAX_STORED, 3);
    parts.push(head, chunk);
  }
  const tail = Buffer.alloc(8);
  tail.writeUInt32LE(crc32(bytes), 0);
  tail.writeUInt32LE(bytes.length, 4);
  return concatBytes(...parts, tail);
}
