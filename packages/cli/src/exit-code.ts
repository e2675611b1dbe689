/** Every exit code of the command, in one place: docs and tests read this table. */
export const EXIT_CODES = {
  OK: 0,
  FAILED: 1,
  USAGE: 2,
  INVALID: 3,
  ENDED: 4,
  UNKNOWN: 5,
  HOLD: 6,
  REFUSED: 7,
  CONFLICT: 8,
} as const;

export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES];
