export { createFixedClock } from "./clock.ts";
export { keyArg, suiteContract } from "./ledger-contract.ts";
export { describeLedger } from "./ledger-suite.ts";
export { createNoteSigners, createProofs } from "./proofs.ts";
export { sharedPath } from "./shared.ts";
export { rejectsWithCode, throwsWithCode } from "./throws.ts";

export type { FixedClock } from "./clock.ts";
export { createWorld } from "./world.ts";
export type { World, WorldAct, WorldHolder, WorldParty } from "./world.ts";
export type { LedgerUnderTest, MakeLedger } from "./ledger-suite.ts";
