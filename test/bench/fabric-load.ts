/** Runs `count` calls, so many at a time. */
export async function spreadOver(inFlight: number, count: number, run: (n: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let n = next; n < count; n = next) {
      next += 1;
      await run(n);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
}

/** The rate of so many calls, and how long each took in milliseconds. */
export async function timed(
  inFlight: number,
  count: number,
  run: (n: number) => Promise<unknown>,
): Promise<{ readonly perSecond: number; readonly latencies: readonly number[] }> {
  const latencies: number[] = [];
  const started = performance.now();
  await spreadOver(inFlight, count, async (n) => {
    const at = performance.now();
    await run(n);
    latencies.push(performance.now() - at);
  });
  return { perSecond: (1_000 * count) / (performance.now() - started), latencies };
}

/** Sequences side by side, each in its own order; how long each call took, by its name. */
export async function timedByName<T extends { readonly name: string }>(
  sequences: readonly (readonly T[])[],
  run: (one: T) => Promise<unknown>,
): Promise<{ readonly perSecond: number; readonly byName: ReadonlyMap<string, readonly number[]> }> {
  const byName = new Map<string, number[]>();
  let count = 0;
  const started = performance.now();
  await Promise.all(
    sequences.map(async (sequence) => {
      for (const one of sequence) {
        const at = performance.now();
        await run(one);
        byName.set(one.name, [...(byName.get(one.name) ?? []), performance.now() - at]);
        count += 1;
      }
    }),
  );
  return { perSecond: (1_000 * count) / (performance.now() - started), byName };
}
