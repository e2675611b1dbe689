import type { JsonObject, Text } from "./json.ts";

/** One thing wrong at one place: a JSON path such as `$.items[3].weight`, a code, and a sentence in both languages. */
export interface Fault {
  readonly path: string;
  readonly code: string;
  readonly text: Text;
}

/** A step of a path: a member name or an index. */
export type Step = string | number;

const FAULTS_KEPT = 100;
const NAME_SHOWN = 64;

/** Collects faults while a value is walked; beyond a hundred only their number is kept. */
export class FaultList {
  readonly steps: Step[] = [];
  readonly kept: Fault[] = [];
  count = 0;

  /** Notes a fault at the place the walk has reached, or at `step` below it. */
  add(code: string, text: Text, step?: Step): void {
    this.count += 1;
    if (this.kept.length >= FAULTS_KEPT) return;
    this.kept.push({ path: formatPath(step === undefined ? this.steps : [...this.steps, step]), code, text });
  }

  /** Walks `step` deeper while `visit` runs. */
  within(step: Step, visit: () => void): void {
    this.steps.push(step);
    visit();
    this.steps.pop();
  }

  /** The faults as error details: `{faults, count}`, those in `first` ahead of the others. */
  toDetails(first: readonly Fault[] = []): JsonObject {
    const faults = [...first, ...this.kept].map(({ path, code, text }) => ({
      path,
      code,
      text: { en: text.en, zh: text.zh },
    }));
    return { faults, count: this.count + first.length };
  }
}

/** The JSON path of `steps`: `$`, `.name` for plain names, `["…"]` for others (cut after 64 characters), `[index]`. */
export function formatPath(steps: readonly Step[]): string {
  return `$${steps.map(formatStep).join("")}`;
}

function formatStep(step: Step): string {
  if (typeof step === "number") return `[${step}]`;
  if (step.length <= NAME_SHOWN && /^[A-Za-z_][A-Za-z0-9_-]*$/.test(step)) return `.${step}`;
  const shown = step.length <= NAME_SHOWN ? step : `${step.slice(0, NAME_SHOWN)}…`;
  return `[${JSON.stringify(shown.toWellFormed())}]`;
}
