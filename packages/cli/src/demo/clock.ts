/** A clock that starts at the real now and is moved on by the story: acts need not wait for real time. */
export interface DemoClock {
  readonly startedAt: number;
  readonly now: () => number;
  /** How far it is ahead of the real clock, in milliseconds. */
  aheadMs(): number;
  advance(seconds: number): void;
}

export function createDemoClock(real: () => number): DemoClock {
  let ahead = 0;
  return {
    startedAt: real(),
    now: () => real() + ahead,
    aheadMs: () => ahead,
    advance: (seconds) => {
      ahead += seconds * 1000;
    },
  };
}
