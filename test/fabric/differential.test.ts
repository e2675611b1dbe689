import type { Key } from "@openlading/ledger";
import { expect } from "chai";
import fc from "fast-check";
import { openEmbedded, play, step, type Contestant } from "../ledger/random-workload.ts";
import { startSimulatedNetwork, type SimulatedNetwork } from "../ledger/simulated-network.ts";
import { describeLive, startLiveNetwork, type LiveNetwork } from "./live-network.ts";

const SUITE = new URL("../ledger/suite-chaincode.ts", import.meta.url);
/** A real orderer takes no word to wait: here each transaction is on its own. Races are in the suites beside this. */
const workload = fc.array(
  step.map((one) => [one]),
  { minLength: 4, maxLength: 12 },
);
const nothing = (): void => undefined;

describeLive("one random workload on every ledger there is", () => {
  let live: LiveNetwork;
  let simulated: SimulatedNetwork;
  let contestants: readonly Contestant[] = [];
  before(async () => {
    live = await startLiveNetwork([{ name: "suite", entry: SUITE }]);
    simulated = await startSimulatedNetwork(SUITE, { batching: { timeoutMs: 5, maxMessages: 500 } });
    const unheld = { hold: nothing, release: nothing, waiting: () => Promise.resolve() };
    contestants = [
      await openEmbedded(),
      { client: simulated.open(), ...unheld },
      { client: live.open("carrier", "suite"), ...unheld },
    ];
  });
  after(async () => {
    await contestants[0]?.client.close();
    await simulated.close();
    await live.close();
  });

  it("comes to the same outcomes, codes and final state on the embedded ledger, over the simulator and on real peers", async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(workload, async (batches) => {
        run += 1;
        const prefix: Key = ["differential", String(run)];
        const [embedded, ...others] = await Promise.all(contestants.map((one) => play(one, prefix, batches)));
        for (const other of others) expect(other).to.deep.equal(embedded);
      }),
      { numRuns: 10, endOnFailure: true },
    );
  });
});
