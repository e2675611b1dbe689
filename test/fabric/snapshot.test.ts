import { execFile } from "node:child_process";
import { cpSync, existsSync, globSync, readdirSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { env } from "node:process";
import { promisify } from "node:util";
import { decodeUtf8, utf8 } from "@openlading/core";
import { findFabricPrograms, type Organisation } from "@openlading/fabric-network";
import { LedgerError, type Block, type LedgerClient } from "@openlading/ledger";
import { keyArg } from "@openlading/testkit";
import { expect } from "chai";
import { describeLive, gatewayOf, startLiveNetwork, type LiveNetwork } from "./live-network.ts";

const SUITE = { name: "suite", entry: new URL("../ledger/suite-chaincode.ts", import.meta.url) };
const KEYS = 12;

describeLive("a peer that joins a live network by a snapshot", () => {
  let live: LiveNetwork;
  let carrier: LedgerClient;
  let customs: LedgerClient;
  const ids: string[] = [];
  before(async () => {
    live = await startLiveNetwork([SUITE]);
    carrier = live.open("carrier", "suite");
    for (let n = 0; n < KEYS; n += 1) {
      const { transactionId } = await carrier.submit("put", [keyArg(["old", String(n)]), utf8(String(n))]);
      ids.push(transactionId);
    }
  });
  after(() => live.close());

  it("takes the state from a member's snapshot, made and joined by Fabric's own program", async () => {
    const snapshot = join(live.network.dir, "received");
    cpSync(await takeSnapshot("carrier"), snapshot, { recursive: true });
    await live.network.kill("customs");
    rmSync(join(live.network.dir, "data", "customs", "ledgersData"), { recursive: true });
    await live.network.restart("customs");
    await untilListening(live.organisation("customs").address);
    await peer("customs", "channel", "joinbysnapshot", "--snapshotpath", snapshot);
    await live.deploy(SUITE); // every organisation approves, as when a member joins
    customs = live.open("customs", "suite");
  });

  it("serves the application: what was written before, and what is written now", async () => {
    expect(decodeUtf8(await customs.evaluate("get", [keyArg(["old", "3"])]))).to.equal("3");
    await customs.submit("put", [keyArg(["new"]), utf8("new")]);
    expect(decodeUtf8(await carrier.evaluate("get", [keyArg(["new"])]))).to.equal("new");
  });

  it("has no earlier blocks, and says so to who would replay them, instead of beginning late", async () => {
    const [id = ""] = ids;
    for (const work of [() => all(customs.blocks({ from: 1 })), () => customs.status(id)]) {
      const error = await work().then(
        () => expect.fail("it was answered"),
        (cause: unknown) => cause,
      );
      expect(error).to.be.instanceOf(LedgerError).with.property("code", "ERR_LEDGER_UNREACHABLE");
    }
  });

  it("is no hindrance where a gateway of another peer is named beside it", async () => {
    const gateways = ["customs", "carrier"].map((name) => gatewayOf(live.organisation(name)));
    const both = live.open("carrier", "suite", { gateways });
    const blocks = await all(both.blocks({ from: 1 }));
    const seen = blocks.flatMap(({ events }) => events.map(({ transactionId }) => transactionId));
    expect(seen.slice(0, KEYS)).to.deep.equal(ids);
    expect(await both.status(ids[0] ?? "")).to.have.property("transactionId", ids[0]);
  });

  /** Asks a peer for a snapshot of its newest block; gives the folder once it is complete. */
  async function takeSnapshot(name: string): Promise<string> {
    const { address } = live.organisation(name);
    const tls = globSync(join("crypto", "peerOrganizations", `${name}.*`, "peers", "*", "tls", "ca.crt"), {
      cwd: live.network.dir,
    });
    const root = ["--tlsRootCertFile", join(live.network.dir, tls[0] ?? "")];
    await peer(name, "snapshot", "submitrequest", "-c", live.network.channel, "--peerAddress", address, ...root);
    const folder = join(live.network.dir, "data", name, "snapshots", "completed", live.network.channel);
    while (!existsSync(folder)) await new Promise((resolve) => setTimeout(resolve, 50));
    return join(folder, readdirSync(folder)[0] ?? "");
  }

  /** Fabric's own command as an organisation's administrator, with the peer's own configuration. */
  async function peer(name: string, ...args: readonly string[]): Promise<void> {
    const programs = findFabricPrograms(env);
    if ("missing" in programs) throw new TypeError(programs.reason);
    const { address }: Organisation = live.organisation(name);
    const admin = globSync(join("crypto", "peerOrganizations", `${name}.*`, "users", "Admin@*", "msp"), {
      cwd: live.network.dir,
    });
    await promisify(execFile)(programs.peer, args, {
      env: {
        HOME: live.network.dir,
        FABRIC_CFG_PATH: join(live.network.dir, "config", name),
        CORE_PEER_ADDRESS: address,
        CORE_PEER_MSPCONFIGPATH: join(live.network.dir, admin[0] ?? ""),
      },
    });
  }
});

async function all(blocks: AsyncIterable<Block>): Promise<readonly Block[]> {
  const seen: Block[] = [];
  for await (const block of blocks) seen.push(block);
  return seen;
}

/** A peer calls itself healthy before it takes calls. */
async function untilListening(address: string): Promise<void> {
  const [host = "", port = ""] = address.split(":");
  for (let isOpen = false; !isOpen;) {
    isOpen = await new Promise((resolve) => {
      const socket = connect(Number(port), host);
      const end = (is: boolean): void => {
        socket.destroy();
        resolve(is);
      };
      socket.once("connect", () => end(true));
      socket.once("error", () => end(false));
    });
  }
}
