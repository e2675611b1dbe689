export { toFabricContracts } from "./fabric-contract.ts";
export { MAX_ARGUMENT_BYTES, MAX_ARGUMENTS } from "./limits.ts";
export { packageIdOf, packageNode, packageService } from "./package.ts";
export { createSerializers } from "./serializers.ts";
export { toTarGz } from "./tar.ts";

export type { FabricContractClass } from "./fabric-contract.ts";
export type { ChaincodePackage, ServiceConnection } from "./package.ts";
export type { ArchiveFile } from "./tar.ts";
