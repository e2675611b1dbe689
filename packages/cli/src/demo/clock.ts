/** A clock that starts at the real now and is moved on by the story: acts need not wait for real time. */
export interface DemoClock {
  readonly startedAt: number;
  readonly now: () => number;
  /** How far it is ahead of the real clock, in milliseconds. */
  aheadMs(): number;
  advance(seconds: number): void;
}

/** A ledger of others keeps its own time: there `isReal`, and the story moves as fast as the ledger does. */
export function createDemoClock(real: () => number, isReal = false): DemoClock {
  let ahead = 0;
  return {
    startedAt: real(),
    now: () => real() + ahead,
    aheadMs: () => ahead,
    advance: (seconds) => {
      if (!isReal) ahead += seconds * 1000;
    },
  };
}
