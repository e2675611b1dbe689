import { createContract } from "@openlading/contract";
import { toFabricContracts } from "./fabric-contract.ts";
import { createSerializers } from "./serializers.ts";

/** What `fabric-chaincode-node start` and `fabric-chaincode-node server` look for in a module. */
export const contracts = toFabricContracts(createContract());
export const serializers = createSerializers();
