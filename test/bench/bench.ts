import { spread, type Case, type Effort, type Sample } from "./sample.ts";

/** What a run is made of. */
export interface BenchOptions {
  readonly effort: Effort;
  readonly print: (line: string) => void;
  /** One raw ES256 verification, the yardstick between machines. */
  readonly verification: Sample;
}

/** One line that is no comparison with a limit: a rate, a size, a time. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: "acts/s" | "documents/s" | "records/s" | "KB" | "MB" | "ms" | "µs" | "%";
  /** What we hold ourselves to, on two cores of the class named in the page. */
  readonly aim?: { readonly atMost: number } | { readonly atLeast: number };
  /** Time of one operation as a multiple of one raw ES256 verification. */
  readonly verifications?: number;
}

const ROUNDS = { full: 61, quick: 21 } as const;
/** One raw verification on the machine the aims in docs/reference/performance.md were set on: aims are compared in these. */
const VERIFICATION_US = 89;
const WIDTHS = [64, 12, 17, 9, 30] as const;

/** Measures and prints. Every ratio is taken between samples that lie side by side, so that a busy machine moves both. */
export class Bench {
  readonly effort: Effort;
  readonly #print: (line: string) => void;
  readonly #verification: Sample;

  constructor({ effort, print, verification }: BenchOptions) {
    this.effort = effort;
    this.#print = print;
    this.#verification = verification;
  }

  get isQuick(): boolean {
    return this.effort === "quick";
  }

  /** The same with another yardstick: one that is taken as a group's own samples are. */
  beside(verification: Sample): Bench {
    return new Bench({ effort: this.effort, print: this.#print, verification });
  }

  /** Opens a group: what it is about, and on what. */
  title(name: string, on: string): void {
    this.#print("");
    this.#print(`## ${name}`);
    this.#print("");
    this.#print(on);
    this.#print("");
    this.#row(["what", "one takes", "× of the limit", "× verify", "aim"]);
    this.#print(`|${WIDTHS.map((width, i) => "-".repeat(width + 1) + (i === 0 ? "-" : ":")).join("|")}|`);
  }

  /** Measures a limit and what is held against it, in turns. */
  async compare(limit: Case, cases: readonly Case[], rounds: number = ROUNDS[this.effort]): Promise<void> {
    const samples = cases.map(() => ({ us: [] as number[], ratio: [] as number[] }));
    const limits: number[] = [];
    const verifications: number[] = [];
    await this.#warmUp([limit.sample, this.#verification, ...cases.map(({ sample }) => sample)]);
    for (let round = 0; round < rounds; round += 1) {
      verifications.push(await this.#verification());
      for (const [i, one] of cases.entries()) {
        const before = await limit.sample();
        const us = await one.sample();
        const after = await limit.sample();
        limits.push(before, after);
        samples[i]?.us.push(us);
        samples[i]?.ratio.push((2 * us) / (before + after));
      }
    }
    const verification = spread(verifications).median;
    const limitUs = spread(limits).median;
    this.#row([`LIMIT ${limit.name}`, time(limitUs), "1", times(limitUs / verification), ""]);
    for (const [i, one] of cases.entries()) this.#ratio(one, samples[i] ?? { us: [], ratio: [] }, verification);
  }

  #ratio(
    { name, atMost }: Case,
    samples: { readonly us: readonly number[]; readonly ratio: readonly number[] },
    verification: number,
  ): void {
    const us = spread(samples.us).median;
    const ratio = spread(samples.ratio);
    const aim = atMost === undefined ? "" : `≤ ${String(atMost)} × ${verdict(ratio.median <= atMost)}`;
    const range = `${times(ratio.median)} (${times(ratio.low)}-${times(ratio.high)})`;
    this.#row([name, time(us), range, times(us / verification), aim]);
  }

  /** Measures something that has no limit of its own beside raw verifications; gives the median in microseconds. */
  async measure(sample: Sample, rounds: number = ROUNDS[this.effort]): Promise<{ us: number; verifications: number }> {
    const us: number[] = [];
    const multiples: number[] = [];
    await this.#warmUp([sample, this.#verification]);
    for (let round = 0; round < rounds; round += 1) {
      const verification = await this.#verification();
      const one = await sample();
      us.push(one);
      multiples.push((2 * one) / (verification + (await this.#verification())));
    }
    return { us: spread(us).median, verifications: spread(multiples).median };
  }

  /** Measures a time and prints it as a figure. */
  async time(name: string, sample: Sample, aim?: { readonly atMostUs: number }, rounds?: number): Promise<void> {
    const { us, verifications } = await this.measure(sample, rounds);
    const goal = aim === undefined ? "" : timeGoal(`≤ ${time(aim.atMostUs)}`, aim.atMostUs, verifications);
    this.#row([name, time(us), "", times(verifications), goal]);
  }

  /** Prints one figure. */
  figure({ name, value, unit, aim, verifications }: Figure): void {
    const multiple = verifications === undefined ? "" : times(verifications);
    const goal =
      aim !== undefined && "atLeast" in aim && verifications !== undefined
        ? timeGoal(`≥ ${amount(aim.atLeast)}`, 1e6 / aim.atLeast, verifications)
        : goalOf(value, aim);
    this.#row([name, `${amount(value)} ${unit}`, "", multiple, goal]);
  }

  /** Prints a line that has no number: a peer that is not installed. */
  absent(name: string, why: string): void {
    this.#row([name, "-", "", "", why]);
  }

  async #warmUp(samples: readonly Sample[]): Promise<void> {
    for (let i = 0; i < (this.isQuick ? 4 : 12); i += 1) for (const sample of samples) await sample();
  }

  #row(cells: readonly string[]): void {
    const padded = WIDTHS.map((width, i) => {
      const cell = cells[i] ?? "";
      return i === 0 || i === 4 ? cell.padEnd(width) : cell.padStart(width);
    });
    this.#print(`| ${padded.join(" | ")} |`);
  }
}

/** A time is compared as a multiple of a verification: on another machine, or a busy one, both move. */
function timeGoal(spoken: string, atMostUs: number, verifications: number): string {
  const most = atMostUs / VERIFICATION_US;
  return `${spoken} = ${times(most)} × verify ${verdict(verifications <= most)}`;
}

function goalOf(value: number, aim: Figure["aim"]): string {
  if (aim === undefined) return "";
  if ("atMost" in aim) return `≤ ${amount(aim.atMost)} ${verdict(value <= aim.atMost)}`;
  return `≥ ${amount(aim.atLeast)} ${verdict(value >= aim.atLeast)}`;
}

const verdict = (isMet: boolean): string => (isMet ? "met" : "MISSED");

function time(us: number): string {
  return us >= 10_000 ? `${amount(us / 1000)} ms` : `${amount(us)} µs`;
}

function times(ratio: number): string {
  return amount(ratio);
}

/** Three figures are more than any of these numbers deserves. */
function amount(value: number): string {
  if (value >= 1000) return Math.round(value).toLocaleString("en-US");
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
