export { followBlocks, openCheckpointer } from "./checkpointer.ts";
export { createFabricLedger } from "./open.ts";
export { createFabricSigner } from "./signer.ts";

export type { Checkpointer } from "./checkpointer.ts";
export type { FabricLedger } from "./client.ts";
export type { FabricGateway, FabricIdentity, FabricTls } from "./connection.ts";
export type { FabricLedgerOptions } from "./open.ts";
export type { FabricTimeouts } from "./parts.ts";
export type { FabricSigner } from "./signer.ts";
