import { nameOf, type PdfObject } from "../read/object.ts";
import type { PdfFile } from "../read/pdf-file.ts";
import { referencesIn } from "../read/walk.ts";

/** The lists of a document security store. */
const LISTS: ReadonlySet<string> = new Set(["Certs", "CRLs", "OCSPs"]);

const STREAM_ENTRIES: ReadonlySet<string> = new Set(["Length", "Filter"]);

/**
 * The streams of the store that object `number` is at a revision, or null when that is anything else than a store: lists
 * of plain streams, which lead nowhere. Whatever else stood there could be changed as if it were validation data.
 */
export function storeStreams(file: PdfFile, number: number, revision: number): readonly number[] | null {
  const store = file.object(number, revision)?.value;
  if (store?.kind !== "dict" || ![...store.entries].every(isStoreEntry)) return null;
  const streams = referencesIn(store);
  return streams.every((one) => isPlainStream(file.object(one, revision)?.value)) ? streams : null;
}

function isStoreEntry([name, value]: readonly [string, PdfObject]): boolean {
  if (name === "Type") return nameOf(value) === "DSS";
  const isList = LISTS.has(name) && value.kind === "array";
  return isList && value.items.every(({ kind }) => kind === "reference");
}

function isPlainStream(value: PdfObject | undefined): boolean {
  if (value?.kind !== "stream") return false;
  const { entries } = value.dict;
  return entries.get("Length")?.kind === "number" && [...entries.keys()].every((name) => STREAM_ENTRIES.has(name));
}
