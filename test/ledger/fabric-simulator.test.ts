import { describeLedger } from "@openlading/testkit";
import { startSimulatedNetwork } from "./simulated-network.ts";

describeLedger("the Fabric adapter over a simulator of its peers", async () => {
  const network = await startSimulatedNetwork(new URL("suite-chaincode.ts", import.meta.url));
  return { client: network.open(), dispose: () => network.close() };
});
