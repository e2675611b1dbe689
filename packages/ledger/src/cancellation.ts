import type { CallOptions } from "./client.ts";

/** The one signal that stands for a caller's signal and deadline, for adapters. @throws TypeError for a negative deadline */
export function cancellation({ signal, deadlineMs }: CallOptions): AbortSignal | undefined {
  if (deadlineMs === undefined) return signal;
  if (!(deadlineMs >= 0)) throw new TypeError("a deadline is a number of milliseconds from the call");
  const deadline = AbortSignal.timeout(deadlineMs);
  return signal === undefined ? deadline : AbortSignal.any([signal, deadline]);
}

/** For adapters: the promise's outcome, or `reason()` as soon as the signal is aborted. The work itself goes on. */
export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined, reason: () => Error): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      reject(reason());
    };
    const done = (): void => {
      signal.removeEventListener("abort", abort);
    };
    signal.addEventListener("abort", abort);
    if (signal.aborted) abort();
    work.then(resolve, reject).finally(done);
  });
}
