import { cpuUsage } from "node:process";

/** Takes one sample: microseconds for one operation. */
export type Sample = () => number | Promise<number>;

/** A thing to measure. */
export interface Case {
  readonly name: string;
  readonly sample: Sample;
  /** The most, as a multiple of the group's limit, that we hold ourselves to. */
  readonly atMost?: number;
}

const SLICE_MS = { full: 2.5, quick: 1.5 } as const; // shorter than a busy scheduler lets a process run
export type Effort = keyof typeof SLICE_MS;

/** Samples a synchronous call, repeated until a slice of time is filled; `per` operations make one call. */
export function calls(effort: Effort, call: () => unknown, per = 1): Sample {
  const runs = repeats(SLICE_MS[effort]);
  return () => {
    const count = runs.count;
    const started = performance.now();
    for (let i = 0; i < count; i += 1) keep(call());
    return runs.note(performance.now() - started) / per;
  };
}

/** The same of an asynchronous call, awaited one by one. */
export function awaits(effort: Effort, call: () => Promise<unknown>, per = 1): Sample {
  const runs = repeats(SLICE_MS[effort]);
  return async () => {
    const count = runs.count;
    const started = performance.now();
    for (let i = 0; i < count; i += 1) keep(await call());
    return runs.note(performance.now() - started) / per;
  };
}

/** Samples the processor time of all threads of this process while calls run one after another: the clock of a busy machine says little of long ones. */
export function processor(call: () => unknown, count = 1): Sample {
  return async () => {
    const before = cpuUsage();
    for (let i = 0; i < count; i += 1) keep(await call());
    const { user, system } = cpuUsage(before);
    return (user + system) / count;
  };
}

/** Samples one long run of `operations`. */
export function once(operations: number, run: () => unknown): Sample {
  return async () => {
    const started = performance.now();
    keep(await run());
    return ((performance.now() - started) * 1000) / operations;
  };
}

interface Repeats {
  readonly count: number;
  note(elapsedMs: number): number;
}

/** Finds how many calls fill a slice, and keeps to it, so that every slice does the same. */
function repeats(sliceMs: number): Repeats {
  let count = 1;
  let isSettled = false;
  return {
    get count() {
      return count;
    },
    note(elapsedMs) {
      const each = elapsedMs / count;
      if (!isSettled) {
        isSettled = elapsedMs > sliceMs / 4;
        count = Math.max(1, Math.min(count * 8, Math.round(sliceMs / Math.max(each, 1e-6))));
      }
      return each * 1000;
    },
  };
}

let kept: unknown;
/** Nothing that is kept can be optimised away. */
function keep(value: unknown): void {
  kept = value ?? kept;
}

/** The middle of a list, and the quartiles around it. */
export function spread(values: readonly number[]): {
  readonly median: number;
  readonly low: number;
  readonly high: number;
} {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}
