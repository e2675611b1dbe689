import { Readable } from "node:stream";
import { RandomAccessReader } from "yauzl";

/** Bytes that can be read from anywhere: a file handle, usually. `read` MUST return exactly `length` bytes or reject. */
export interface ByteSource {
  readonly size: number;
  read(offset: number, length: number): Promise<Uint8Array>;
}

const CHUNK_BYTES = 64 * 1024;

/** A source over bytes in memory. */
export function sourceOf(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)) };
}

/** A source as the zip library reads it. */
export class SourceReader extends RandomAccessReader {
  readonly #source: ByteSource;

  constructor(source: ByteSource) {
    super();
    this.#source = source;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(chunks(this.#source, start, end));
  }
}

async function* chunks(source: ByteSource, start: number, end: number): AsyncGenerator<Uint8Array> {
  for (let offset = start; offset < end; offset += CHUNK_BYTES) {
    yield await source.read(offset, Math.min(CHUNK_BYTES, end - offset));
  }
}
