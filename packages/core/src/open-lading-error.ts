import type { JsonObject, Text } from "./json.ts";

/** What an error says: its code, one sentence naming the place, and data a program may read. */
export interface OpenLadingErrorOptions<Code extends string> {
  readonly code: Code;
  readonly message: string;
  readonly details?: JsonObject;
  readonly cause?: unknown;
}

/**
 * The base of every coded refusal. `code` is the contract, `message` is for people and may change, `details` is JSON
 * and holds places and counts, never document content. A bad call by the programmer is a `TypeError` instead.
 */
export class OpenLadingError<Code extends string = string> extends Error {
  override readonly name: string = "OpenLadingError";
  readonly code: Code;
  readonly details: JsonObject;

  constructor(options: OpenLadingErrorOptions<Code>) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = options.code;
    this.details = options.details ?? {};
  }
}

/** Whose move it is when an error occurs. */
export type ErrorFault = "caller" | "sender" | "issuer" | "peer" | "operator" | "ledger" | "environment";

/** One row of a package's error table: whose fault, when it is raised, and what to do next. */
export interface ErrorEntry {
  readonly fault: ErrorFault;
  readonly when: Text;
  readonly next: Text;
}

/** Every code a package raises, by code. */
export type ErrorTable = Readonly<Record<string, ErrorEntry>>;
