import { describeLedger } from "@openlading/testkit";
import { describeLive, startLiveNetwork } from "./live-network.ts";

const SUITE = new URL("../ledger/suite-chaincode.ts", import.meta.url);
/** All three endorse, so that a contract that looks at its surroundings is found out whoever is asked. */
const ALL = { threshold: 3, mspIds: ["CarrierMSP", "PortMSP", "CustomsMSP"] };

describeLive("a live network", () => {
  describeLedger("the Fabric adapter over real peers", async () => {
    const live = await startLiveNetwork([{ name: "suite", entry: SUITE, policy: ALL, isPerturbed: true }]);
    return { client: live.open("carrier", "suite"), dispose: () => live.close() };
  });
});
