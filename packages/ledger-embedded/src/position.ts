/** The most transactions one block holds. */
export const BLOCK_SPAN = 4096;

/** Height and index as one sortable number, which is also the version of every key the transaction wrote. */
export function toPosition(height: number, index: number): number {
  return height * BLOCK_SPAN + index;
}

/** The height in a position. */
export function heightOf(position: number): number {
  return Math.floor(position / BLOCK_SPAN);
}

/** The place in its block of a position. */
export function indexOf(position: number): number {
  return position % BLOCK_SPAN;
}
