import { AsyncLocalStorage } from "node:async_hooks";
import { perturbedDate, perturbedDateTimeFormat } from "./perturbed-date.ts";

/** Which of the two endorsements the running code belongs to, and the randomness it is given. */
interface Stance {
  readonly isPerturbed: boolean;
  readonly random: () => number;
}

interface Globals {
  readonly Date: DateConstructor;
  readonly random: () => number;
  readonly DateTimeFormat: typeof Intl.DateTimeFormat;
}

const stances = new AsyncLocalStorage<Stance>();
let running = 0;
let originals: Globals | null = null;
let substitutes: Globals | null = null;

/**
 * Runs an endorsement in its stance. While any runs, `Date`, `Math.random` and `Intl.DateTimeFormat` are replaced by
 * ones that look at the stance of the asynchronous context they are called from: the second endorsement sees another
 * time, another zone and complementary random numbers; the first sees its own time and the same sequence; everybody
 * else in the process sees what they always see. The last one out puts the globals back.
 */
export async function inStance<T>(seed: string, isPerturbed: boolean, act: () => Promise<T>): Promise<T> {
  install();
  try {
    return await stances.run({ isPerturbed, random: sequence(seed, isPerturbed) }, act);
  } finally {
    restore();
  }
}

function isPerturbedHere(): boolean {
  return stances.getStore()?.isPerturbed === true;
}

function install(): void {
  running += 1;
  if (running > 1) return;
  const real = currentGlobals();
  if (substitutes === null || originals?.Date !== real.Date || originals.DateTimeFormat !== real.DateTimeFormat) {
    substitutes = {
      Date: perturbedDate(real.Date, isPerturbedHere),
      random: () => (stances.getStore()?.random ?? real.random)(),
      DateTimeFormat: perturbedDateTimeFormat(real.DateTimeFormat, isPerturbedHere),
    };
  }
  originals = real;
  setGlobals(substitutes);
}

function restore(): void {
  running -= 1;
  if (running > 0 || originals === null || substitutes === null) return;
  const now = currentGlobals();
  // What somebody else has replaced meanwhile (a test's fake timers) is theirs to put back.
  setGlobals({
    Date: now.Date === substitutes.Date ? originals.Date : now.Date,
    random: now.random === substitutes.random ? originals.random : now.random,
    DateTimeFormat: now.DateTimeFormat === substitutes.DateTimeFormat ? originals.DateTimeFormat : now.DateTimeFormat,
  });
}

function currentGlobals(): Globals {
  return { Date: globalThis.Date, random: Math.random, DateTimeFormat: Intl.DateTimeFormat };
}

function setGlobals({ Date, random, DateTimeFormat }: Globals): void {
  globalThis.Date = Date;
  Math.random = random;
  Intl.DateTimeFormat = DateTimeFormat;
}

/** One sequence per transaction, and its complement: a choice made by `random() < 0.5` always comes out differently. */
function sequence(seed: string, isPerturbed: boolean): () => number {
  let state = Number.parseInt(seed.slice(0, 8), 16) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const value = (state + 0.5) / 2 ** 32;
    return isPerturbed ? 1 - value : value;
  };
}
