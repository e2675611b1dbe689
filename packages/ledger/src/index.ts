export { cancellation, unlessAborted } from "./cancellation.ts";
export { duplicateOf, readDuplicate } from "./duplicate.ts";
export { ConflictError, LEDGER_ERRORS, LedgerError, RefusedError, UnknownError } from "./error.ts";
export { decodeKey, encodeKey, keyRange, MAX_KEY_BYTES } from "./key.ts";
export { encodeRefusal, reviveRefusal } from "./refusal.ts";

export type { Block, BlockEvent, BlocksOptions, CallOptions, Committed, LedgerClient, Position } from "./client.ts";
export type {
  ContractDefinition,
  KeyValue,
  ReadContext,
  ReadHandler,
  ScanOptions,
  SubmitHandler,
  TransactionContext,
} from "./contract.ts";
export type { ConflictErrorOptions, ConflictReason, LedgerErrorCode, RefusedErrorOptions } from "./error.ts";
export type { Key } from "./key.ts";
