export { packService } from "./chaincode-package.ts";
export { FABRIC_NETWORK_ERRORS, FabricNetworkError } from "./error.ts";
export { startNetwork } from "./network.ts";
export { findFabricPrograms, requireFabricPrograms } from "./programs.ts";
export { readNetwork, readNetworkStatus } from "./status.ts";
export { stopNetwork } from "./stop.ts";

export type { ServiceConnection, ServicePackage } from "./chaincode-package.ts";
export type { ChaincodeOptions, ServiceCommand, ServicePlace } from "./chaincode-service.ts";
export type { EndorsementPolicy } from "./endorsement-policy.ts";
export type { FabricNetworkErrorCode } from "./error.ts";
export type { FabricNetwork, RunOptions } from "./fabric-network.ts";
export type { Credentials } from "./identity.ts";
export type { NetworkOptions } from "./network.ts";
export type { Organisation } from "./organisation.ts";
export type { PlanOptions } from "./plan.ts";
export type { FabricPrograms, MissingPrograms } from "./programs.ts";
export type { Probe } from "./readiness.ts";
export type { NetworkStatus, ProcessStatus } from "./status.ts";
