/** Waits, but no longer than until the signal is aborted. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener("abort", done);
    if (signal?.aborted === true) done();
  });
}

/** The wait before attempt `count + 1`: doubling, from 20 ms to 1 s. */
export function backoffMs(count: number): number {
  return Math.min(1_000, 20 * 2 ** Math.min(count, 6));
}
