import { formatInstant, parseUtcInstant } from "@openlading/core";

/** A clock that moves only when told to. */
export interface FixedClock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
  /** The same moment as canonical UTC text. */
  readonly nowText: () => string;
  /** Moves the clock and returns the new milliseconds. */
  readonly advance: (durationMs: number) => number;
}

/** A clock that stands at `start` (canonical UTC text) until advanced. */
export function createFixedClock(start = "2026-05-01T08:00:00.000Z"): FixedClock {
  let epochMs = parseUtcInstant(start);
  return {
    now: () => epochMs,
    nowText: () => formatInstant(epochMs),
    advance: (durationMs) => (epochMs += durationMs),
  };
}
