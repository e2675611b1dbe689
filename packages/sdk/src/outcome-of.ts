import type { Json, JsonObject } from "@openlading/core";
import { LAW_ERRORS, type LawError, type LawErrorCode, type Reason } from "@openlading/law";
import { ConflictError, RefusedError, UnknownError } from "@openlading/ledger";
import type { Outcome } from "./outcome.ts";

/** The outcome an error of the ledger stands for; null when it is none: then nothing was written and nothing decided. */
export function outcomeOf(error: unknown): Outcome | null {
  if (error instanceof RefusedError) {
    const { code, message, details, height } = error;
    return { kind: "refused", code, message, details, height, reasons: reasonsOf(code, message, details) };
  }
  if (error instanceof ConflictError) return { kind: "conflict", reason: error.reason, message: error.message };
  if (error instanceof UnknownError) return { kind: "unknown", transactionId: error.transactionId };
  return null;
}

/** The law's refusal before anything was sent, as judged on the records read at `height`. */
export function refusedBy(error: LawError, height: number): Outcome {
  const { code, message, details } = error;
  return { kind: "refused", code, message, details, height, reasons: reasonsOf(code, message, details) };
}

/** Every reason of a refusal; a refusal without a list is its own one reason. */
function reasonsOf(code: string, message: string, details: JsonObject): readonly Reason[] {
  const listed = details["reasons"];
  const all = Array.isArray(listed) ? listed.filter(isObject) : [{ ...details, code, message }];
  return all.map(toReason).filter((r) => r !== null);
}

function toReason({ code, message, ...rest }: JsonObject): Reason | null {
  if (!isLawCode(code)) return null;
  const details = Object.entries(rest).filter((e): e is [string, string | number | null] => isScalar(e[1]));
  return { code, message: typeof message === "string" ? message : "", details: Object.fromEntries(details) };
}

const isObject = (value: Json): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isScalar = (value: Json): boolean => value === null || typeof value === "string" || typeof value === "number";
const isLawCode = (code: Json | undefined): code is LawErrorCode =>
  typeof code === "string" && Object.hasOwn(LAW_ERRORS, code);
