import { createSerializers, toFabricContracts } from "@openlading/chaincode";
import { suiteContract } from "@openlading/testkit";

/** The suite's contract as `fabric-chaincode-node` takes it. */
export const contracts = toFabricContracts(suiteContract);
export const serializers = createSerializers();
