export { addChaincode } from "./add-chaincode.ts";
export { packNode, packService } from "./chaincode-package.ts";
export { FABRIC_NETWORK_ERRORS, FabricNetworkError } from "./error.ts";
export { startNetwork } from "./network.ts";
export { profilePath } from "./profiles.ts";
export { findFabricPrograms, requireFabricPrograms } from "./programs.ts";
export { restartProcess } from "./restart.ts";
export { readNetwork, readNetworkStatus } from "./status.ts";
export { stopNetwork } from "./stop.ts";

export type { AddedChaincode } from "./add-chaincode.ts";
export type { NodeRuntime } from "./builder.ts";
export type { ChaincodePackage, ServiceConnection } from "./chaincode-package.ts";
export type {
  ChaincodeOptions,
  PackagedChaincode,
  ServiceChaincode,
  ServiceCommand,
  ServicePlace,
} from "./chaincode-service.ts";
export type { CompanionOptions, CompanionPlace } from "./companion.ts";
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
export type { ArchiveFile } from "./tar.ts";
