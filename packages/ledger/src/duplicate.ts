import { decodeUtf8, utf8 } from "@openlading/core";

const MARKER = /^\{"duplicateOf":"([0-9a-f]{64})"\}$/;
const MARKER_LENGTH = 82;

/**
 * The result by which a contract says "this was committed before, as that transaction". A contract that answers so
 * MUST have written nothing and set no event; the client then commits nothing and answers the first outcome.
 * @throws TypeError when `transactionId` is not 64 lower-case hex characters.
 */
export function duplicateOf(transactionId: string): Uint8Array {
  const text = `{"duplicateOf":"${transactionId}"}`;
  if (!MARKER.test(text)) throw new TypeError("a transaction id is 64 lower-case hex characters");
  return utf8(text);
}

/** The transaction id a {@link duplicateOf} marker names, or null when the result is an ordinary one. */
export function readDuplicate(result: Uint8Array): string | null {
  if (result.length !== MARKER_LENGTH || result[0] !== 0x7b) return null;
  try {
    return MARKER.exec(decodeUtf8(result))?.[1] ?? null;
  } catch {
    return null; // not even text: an ordinary result
  }
}
