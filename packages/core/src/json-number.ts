const MINUS = 0x2d;
const PLAIN_INTEGERS_END = 1e21;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;

/** The JSON number that begins at `at`, as written; empty when none does. */
export function numberAt(text: string, at: number): string {
  NUMBER.lastIndex = at;
  return NUMBER.exec(text)?.[0] ?? "";
}

/**
 * Whether RFC 8785 can hold the number `written`, read as `value`: not -0, no underflow to zero, no overflow, and no
 * integer beyond 2^53-1 that is written plainly. RFC 8785 writes integers below 1e21 plainly, so 1e20 comes back as a
 * plain integer and is held to the same bound.
 */
export function isExact(written: string, value: number): boolean {
  if (value === 0) return written.charCodeAt(0) !== MINUS && !/^[^eE]*[1-9]/.test(written);
  if (Number.isSafeInteger(value)) return true;
  if (!Number.isFinite(value)) return false;
  return Number.isInteger(value) ? Math.abs(value) >= PLAIN_INTEGERS_END && !/^-?[0-9]+$/.test(written) : true;
}
