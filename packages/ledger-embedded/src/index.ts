export { openEmbeddedLedger } from "./open.ts";

export type { GroupCommit } from "./commit-queue.ts";
export type { EmbeddedLedgerOptions } from "./open.ts";
