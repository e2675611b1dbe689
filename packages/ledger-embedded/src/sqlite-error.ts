import { OpenLadingError } from "@openlading/core";
import { LedgerError, type LedgerErrorCode } from "@openlading/ledger";

const PRIMARY_MASK = 0xff;
const IOERR_SHORT_READ = 522;

/** SQLite's primary result codes, by what they mean for a ledger. A statement of ours that fails to prepare (1) has met a damaged schema. */
const CODES: ReadonlyMap<number, readonly [LedgerErrorCode, string]> = new Map([
  [1, ["ERR_LEDGER_CORRUPT", "the ledger's tables are damaged"]],
  [5, ["ERR_LEDGER_LOCKED", "another process holds the ledger"]],
  [6, ["ERR_LEDGER_LOCKED", "another connection holds the ledger"]],
  [11, ["ERR_LEDGER_CORRUPT", "the ledger file is damaged"]],
  [13, ["ERR_LEDGER_DISK_FULL", "there is no room for the block"]],
  [26, ["ERR_LEDGER_CORRUPT", "the file's header is not a ledger's"]],
]);

/** Runs one storage step and turns SQLite's errors into the ledger's; a coded error passes through. */
export function translated<T>(step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw storageError(error);
  }
}

/** The ledger's error for one of SQLite's. */
export function storageError(cause: unknown): LedgerError {
  if (cause instanceof LedgerError) return cause;
  const errcode = sqliteCode(cause);
  const [code, message] = (errcode === IOERR_SHORT_READ ? CODES.get(11) : CODES.get(errcode & PRIMARY_MASK)) ?? [
    "ERR_LEDGER_STORAGE",
    "the ledger's storage failed",
  ];
  return new LedgerError({ code, message, details: { sqlite: errcode }, cause });
}

function sqliteCode(cause: unknown): number {
  if (!(cause instanceof Error) || cause instanceof OpenLadingError) return 0;
  return "errcode" in cause && typeof cause.errcode === "number" ? cause.errcode : 0;
}
