import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { utf8 } from "@openlading/core";
import type { Block, LedgerClient } from "@openlading/ledger";
import { expect } from "chai";
import { reachWitness, serveWitness, WitnessError, type WitnessServer } from "../src/index.ts";
import { createParties, createScene, shipment, type Parties, type Scene } from "./workload.ts";

const TOKEN = "a token of thirty-two characters";
const NAME = "witness-a.example";

describe("a witness as a program of its own", () => {
  let folder = "";
  let scene: Scene;
  let parties: Parties;
  let server: WitnessServer;
  const openShared = (): Promise<LedgerClient> => Promise.resolve(shared(scene));
  let openLedger = openShared;
  const serve = (port?: number): Promise<WitnessServer> =>
    serveWitness({
      folder,
      name: NAME,
      owner: "a.example",
      passphrase: "correct horse battery staple",
      token: TOKEN,
      now: scene.now,
      openLedger: () => openLedger(),
      ...(port === undefined ? {} : { port }),
    });
  const watch = async (): Promise<void> => {
    const witness = reachWitness({ url: server.url, token: TOKEN });
    const { vkey } = await witness.newKeys();
    await witness.watch({ networkId: scene.world.networkId, contract: "openlading", vkey });
  };
  const port = () => reachWitness({ url: server.url, token: TOKEN }).network(NAME, scene.world.networkId);

  before(async () => {
    scene = await createScene();
    parties = await createParties(scene);
  });
  after(() => scene.ledger.close());
  beforeEach(async () => {
    openLedger = openShared;
    folder = mkdtempSync(join(tmpdir(), "openlading-served-"));
    server = await serve();
  });
  afterEach(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  it("makes keys, is told of the network that names them, follows it, and hands out proofs of one moment", async () => {
    await watch();
    await shipment(scene, parties, "EXLU26049001");
    const witness = port();
    const { height } = await witness.catchUp();
    expect(height).to.equal(await scene.ledger.height());
    const checkpoint = await witness.checkpointAt(height);
    const records = [...scene.world.records];
    const read = await witness.snapshot((s) => ({
      body: s.checkpoint()?.body,
      states: records.map(([id]) => s.record(id).state),
      heads: records.map(([, state]) => s.act(state.head)?.entry.actDigest),
      acts: records.map(([id]) => s.acts(id).length),
    }));
    expect(read.body).to.equal(checkpoint?.body);
    expect(read.states).to.deep.equal(records.map(([, state]) => state));
    expect(read.heads).to.deep.equal(records.map(([, state]) => state.head));
    expect(Math.min(...read.acts)).to.be.greaterThan(0);
  });

  it("goes on after it was ended, with its own keys and its own memory", async () => {
    await watch();
    const before = await port().catchUp();
    const [known] = (await reachWitness({ url: server.url, token: TOKEN }).status()).networks;
    const { port: same } = new URL(server.url);
    await server.close();
    server = await serve(Number(same));
    const { networks } = await reachWitness({ url: server.url, token: TOKEN }).status();
    expect(networks.map(({ treeSize, fault }) => ({ treeSize, fault }))).to.deep.equal([{ treeSize: known?.treeSize, fault: null }]); // prettier-ignore
    expect((await port().catchUp()).height).to.equal(before.height);
  });

  it("has keys of its own for every network, and takes no network that names others", async () => {
    const witness = reachWitness({ url: server.url, token: TOKEN });
    const [one, two] = [await witness.newKeys(), await witness.newKeys()];
    expect(one.vkey).not.to.equal(two.vkey);
    const networkId = scene.world.networkId;
    await witness.watch({ networkId, contract: "openlading", vkey: one.vkey });
    await witness.watch({ networkId, contract: "openlading", vkey: one.vkey });
    await expectCode(witness.watch({ networkId, contract: "openlading", vkey: two.vkey }), "ERR_WITNESS_UNWATCHED");
    await expectCode(witness.watch({ networkId: "00".repeat(32), contract: "openlading", vkey: one.vkey }), "ERR_WITNESS_UNWATCHED"); // prettier-ignore
    expect(readdirSync(join(folder, "offers"))).to.have.length(1);
    expect(existsSync(join(folder, "networks", networkId, "witness.db"))).to.equal(true);
  });

  it("starts a network when it is told again, where starting failed before", async () => {
    const witness = reachWitness({ url: server.url, token: TOKEN });
    const { vkey } = await witness.newKeys();
    const told = { networkId: scene.world.networkId, contract: "openlading", vkey };
    openLedger = () => Promise.reject(new RangeError("no peer"));
    await expectCode(witness.watch(told), "ERR_WITNESS_UNREACHABLE");
    openLedger = openShared;
    await witness.watch(told);
    expect((await port().catchUp()).height).to.equal(await scene.ledger.height());
  });

  it("says where a witness halted, as it would itself", async () => {
    const { ledger } = scene;
    openLedger = () => Promise.resolve({ ...shared(scene), blocks: (options) => others(ledger.blocks(options)) });
    await watch();
    const error: unknown = await port()
      .catchUp()
      .catch((raised: unknown) => raised);
    expect(error).to.have.property("code", "ERR_WITNESS_DIVERGED");
    expect(error).to.have.nested.property("details.height", 1);
  });

  it("answers nobody without its token, and a second process not at all", async () => {
    await expectCode(reachWitness({ url: server.url, token: "guessed" }).status(), "ERR_WITNESS_UNREACHABLE");
    const refused = await serve(Number(new URL(server.url).port)).catch((error: unknown) => error);
    expect(refused).to.have.property("code", "EADDRINUSE");
  });

  it("says what it does not watch, and what is wrong with a question", async () => {
    await expectCode(port().catchUp(), "ERR_WITNESS_UNWATCHED");
    const raw = (path: string, body: string) =>
      fetch(`${server.url}/${path}`, { method: "POST", headers: { authorization: `Bearer ${TOKEN}` }, body });
    expect((await raw("erase", "{}")).status).to.equal(404);
    expect((await raw("status", '{"more":1}')).status).to.equal(409);
    expect((await raw("status", "{")).status).to.equal(409);
    expect((await fetch(`${server.url}/status`)).status).to.equal(401);
  });

  it("does not answer once it has ended", async () => {
    const witness = reachWitness({ url: server.url, token: TOKEN });
    await server.close();
    await expectCode(witness.status(), "ERR_WITNESS_UNREACHABLE");
  });

  it("does not pass a program's own error off as something missing", async () => {
    await watch();
    await port().catchUp();
    const wrong = await Promise.resolve(
      port().snapshot(() => {
        throw new RangeError("mine");
      }),
    ).catch((error: unknown) => error);
    expect(wrong).to.be.instanceOf(RangeError).and.to.have.property("message", "mine");
  });
});

/** The scene's ledger through a connection that may be closed. */
const shared = ({ ledger }: Scene): Scene["ledger"] => ({
  submit: (...all) => ledger.submit(...all),
  evaluate: (...all) => ledger.evaluate(...all),
  status: (...all) => ledger.status(...all),
  height: () => ledger.height(),
  blocks: (...all) => ledger.blocks(...all),
  close: () => Promise.resolve(),
});

/** Blocks of a ledger that says what nobody wrote. */
async function* others(blocks: AsyncIterable<Block>): AsyncGenerator<Block> {
  for await (const block of blocks)
    yield { ...block, events: block.events.map((one) => ({ ...one, payload: utf8("{}") })) };
}

async function expectCode(call: Promise<unknown>, code: string): Promise<void> {
  const error = await call.then(() => null).catch((raised: unknown) => raised);
  expect(error).to.be.instanceOf(WitnessError).and.to.have.property("code", code);
}
