export { toFabricContracts } from "./fabric-contract.ts";
export { MAX_ARGUMENT_BYTES, MAX_ARGUMENTS } from "./limits.ts";
export { createSerializers } from "./serializers.ts";

export type { FabricContractClass } from "./fabric-contract.ts";
