export { WITNESS_ERRORS, WitnessError } from "./error.ts";
export { openWitnessKeys, writeWitnessKeys } from "./keys.ts";
export { openWitness } from "./open.ts";
export { reachWitness } from "./reach.ts";
export { serveWitness } from "./serve.ts";

export type { Divergence, WitnessErrorCode } from "./error.ts";
export type { CatchUpOptions } from "./follower.ts";
export type { WitnessKeys, WitnessPublicKeys } from "./keys.ts";
export type { WitnessOptions } from "./open.ts";
export type { WitnessPort } from "./port.ts";
export type { OfferedKeys, WitnessStatus } from "./protocol.ts";
export type { ReachedWitness, WitnessAddress } from "./reach.ts";
export type { ServeOptions, WitnessServer } from "./serve.ts";
export type { ProvenRecord, WitnessCheckpoint, WitnessedAct, WitnessSnapshot } from "./snapshot.ts";
export type { Halt } from "./store.ts";
export type { WatchOptions } from "./watches.ts";
export type { Witness } from "./witness.ts";
