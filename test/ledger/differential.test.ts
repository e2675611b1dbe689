import type { Key } from "@openlading/ledger";
import { expect } from "chai";
import fc from "fast-check";
import { openEmbedded, play, workload, type Contestant } from "./random-workload.ts";
import { startSimulatedNetwork, type SimulatedNetwork } from "./simulated-network.ts";

describe("one random workload", function () {
  this.timeout(120_000);
  let network: SimulatedNetwork;
  const contestants = new Map<string, Contestant>();
  before(async () => {
    contestants.set("embedded", await openEmbedded());
    network = await startSimulatedNetwork(new URL("suite-chaincode.ts", import.meta.url), {
      batching: { timeoutMs: 5, maxMessages: 500 },
    });
    contestants.set("simulator", {
      client: network.open(),
      hold: () => network.simulator.hold(),
      release: () => network.simulator.release(),
      waiting: (count) => network.simulator.waiting(count),
    });
  });
  after(async () => {
    await contestants.get("embedded")?.client.close();
    await network.close();
  });

  it("comes to the same outcomes, codes and final state on the embedded ledger and over the simulator of Fabric's peers", async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(workload, async (batches) => {
        run += 1;
        const prefix: Key = ["differential", String(run)];
        const [embedded, simulated] = await Promise.all(
          [...contestants.values()].map((contestant) => play(contestant, prefix, batches)),
        );
        expect(simulated).to.deep.equal(embedded);
      }),
      { numRuns: 12 },
    );
  });
});
