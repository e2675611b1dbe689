import type { VerificationKey } from "@openlading/jws";
import type { RecordState } from "./record.ts";

/** What the law asks of its driver: a record by id, or whether a token verifies under a key and type. */
export type Need =
  | { readonly need: "record"; readonly recordId: string }
  | { readonly need: "signature"; readonly token: string; readonly typ: string; readonly key: VerificationKey };

export type Answer = RecordState | null | boolean;
/** A decision in progress. It does not care whether its driver is synchronous. */
export type Steps<T> = Generator<Need, T, Answer>;

/** Reads of one decision: each record once, in order. */
export class Reads {
  readonly #seen = new Map<string, RecordState | null>();

  *record(recordId: string): Steps<RecordState | null> {
    const seen = this.#seen.get(recordId);
    if (seen !== undefined) return seen;
    const answer = yield { need: "record", recordId };
    if (typeof answer === "boolean") throw new TypeError("the driver answered a record with a boolean");
    this.#seen.set(recordId, answer);
    return answer;
  }

  entries(): readonly (readonly [string, RecordState | null])[] {
    return [...this.#seen];
  }
}

export function* isSigned(token: string, typ: string, key: VerificationKey): Steps<boolean> {
  const answer = yield { need: "signature", token, typ, key };
  return answer === true;
}

/** Drives a decision with synchronous answers. */
export function drive<T>(steps: Steps<T>, answer: (need: Need) => Answer): T {
  let step = steps.next();
  while (step.done !== true) step = steps.next(answer(step.value));
  return step.value;
}

/** Drives a decision whose answers may be promises. Awaits only what is one. */
export async function driveAsync<T>(steps: Steps<T>, answer: (need: Need) => Answer | Promise<Answer>): Promise<T> {
  let step = steps.next();
  while (step.done !== true) {
    const given = answer(step.value);
    step = steps.next(given instanceof Promise ? await given : given);
  }
  return step.value;
}
