export { followBlocks, openCheckpointer } from "./checkpointer.ts";
export { diagnoseFabric } from "./diagnosis.ts";
export { createFabricLedger } from "./open.ts";
export { readFabricProfile } from "./profile.ts";
export { createFabricSigner } from "./signer.ts";

export type { Checkpointer } from "./checkpointer.ts";
export type { FabricLedger } from "./client.ts";
export type { FabricGateway, FabricIdentity, FabricTls } from "./connection.ts";
export type { Finding } from "./diagnosis.ts";
export type { FindingCode } from "./findings.ts";
export type { FabricLedgerOptions } from "./open.ts";
export type { FabricTimeouts } from "./parts.ts";
export type { FabricProfile } from "./profile.ts";
export type { FabricSigner } from "./signer.ts";
