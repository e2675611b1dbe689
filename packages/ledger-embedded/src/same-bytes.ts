/** Whether two byte strings are equal. For what is no secret: it stops at the first difference. */
export function isSameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && Buffer.compare(left, right) === 0;
}
