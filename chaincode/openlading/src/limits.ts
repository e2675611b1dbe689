import { LedgerError } from "@openlading/ledger";

/** The most arguments a transaction takes, and the most bytes they take together. */
export const MAX_ARGUMENTS = 8;
export const MAX_ARGUMENT_BYTES = 1024 * 1024;

/** Refuses arguments that are too many or too large before anything reads them. @throws LedgerError ERR_LEDGER_ARGUMENTS */
export function assertArguments(args: readonly Uint8Array[]): void {
  const bytes = args.reduce((sum, arg) => sum + arg.length, 0);
  if (args.length <= MAX_ARGUMENTS && bytes <= MAX_ARGUMENT_BYTES) return;
  throw new LedgerError({
    code: "ERR_LEDGER_ARGUMENTS",
    message: "the arguments are too many or too large",
    details: { count: args.length, bytes },
  });
}
