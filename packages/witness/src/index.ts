export { WITNESS_ERRORS, WitnessError } from "./error.ts";
export { openWitness } from "./open.ts";

export type { Divergence, WitnessErrorCode } from "./error.ts";
export type { CatchUpOptions } from "./follower.ts";
export type { WitnessOptions } from "./open.ts";
export type { ProvenRecord, WitnessCheckpoint, WitnessedAct, WitnessSnapshot } from "./snapshot.ts";
export type { Halt } from "./store.ts";
export type { Witness } from "./witness.ts";
