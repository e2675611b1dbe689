import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { decodeUtf8, utf8 } from "@openlading/core";
import type { LedgerClient } from "@openlading/ledger";
import { keyArg } from "@openlading/testkit";
import { expect } from "chai";
import { describeLive, startLiveNetwork, type LiveNetwork } from "./live-network.ts";

const SUITE = { name: "suite", entry: new URL("../ledger/suite-chaincode.ts", import.meta.url) };

describeLive("a live network, restored from copies of its nodes' folders", () => {
  let live: LiveNetwork;
  let customs: LedgerClient;
  let port: LedgerClient;
  before(async () => {
    live = await startLiveNetwork([SUITE]);
    customs = live.open("customs", "suite");
    port = live.open("port", "suite");
  });
  after(() => live.close());

  const put = (name: string) => port.submit("put", [keyArg([name]), utf8(name)]);
  const data = (name: string): string => join(live.network.dir, "data", name);

  async function copy(name: string): Promise<string> {
    await live.network.kill(name, "SIGTERM");
    cpSync(data(name), `${data(name)}.copy`, { recursive: true });
    await live.network.restart(name);
    await live.network.waitReady("suite");
    return `${data(name)}.copy`;
  }

  async function restore(name: string, from: string): Promise<void> {
    await live.network.kill(name);
    rmSync(data(name), { recursive: true });
    cpSync(from, data(name), { recursive: true });
    await live.network.restart(name);
    await live.network.waitReady("suite");
  }

  it("catches up where a peer is put back to an older copy", async () => {
    await put("before the copy");
    const from = await copy("customs");
    const { transactionId, height } = await put("after the copy");
    await restore("customs", from);
    while ((await customs.height()) < height) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(decodeUtf8(await customs.evaluate("get", [keyArg(["after the copy"])]))).to.equal("after the copy");
    expect(await customs.status(transactionId)).to.have.property("height", height);
    await customs.submit("put", [keyArg(["later"]), utf8("later")]);
  });

  it("goes on where the orderer is put back to the copy that was made when it stopped", async () => {
    await live.network.kill("orderer", "SIGTERM");
    cpSync(data("orderer"), `${data("orderer")}.copy`, { recursive: true });
    rmSync(data("orderer"), { recursive: true });
    cpSync(`${data("orderer")}.copy`, data("orderer"), { recursive: true });
    await live.network.restart("orderer");
    await put("after the orderer");
    expect(decodeUtf8(await port.evaluate("get", [keyArg(["after the orderer"])]))).to.equal("after the orderer");
  });
});
