import { setTimeout as sleep } from "node:timers/promises";
import { appendCosignatures, checkpointOrigin, verifyCosignedCheckpoint, type NoteSigner } from "@openlading/log";
import { expect } from "chai";
import { openWitness, type Witness } from "../src/index.ts";
import { startChild, type Child } from "./child.ts";
import { withPath } from "./folder.ts";
import { createParties, createScene, shipment, type Scene } from "./workload.ts";

const SEEDS = Number(process.env["OPENLADING_SEEDS"] ?? 10);

/** Runs a test over a ledger file that holds a few dozen blocks. */
async function withScene(test: (scene: Scene, path: string) => Promise<void>): Promise<void> {
  await withPath(async (path) => {
    const scene = await createScene(`${path}.ledger`);
    const parties = await createParties(scene);
    for (const number of ["EXLU26049001", "EXLU26049002", "EXLU26049003"]) await shipment(scene, parties, number);
    await test(scene, path);
    await scene.ledger.close();
  });
}

function open(scene: Scene, path: string, index: number): Promise<Witness> {
  const signer = scene.keepers[index]?.signer;
  if (signer === undefined) throw new TypeError("no keeper");
  return openWitness({ ledger: scene.ledger, path, networkId: scene.world.networkId, now: scene.now, signer });
}

function start(scene: Scene, path: string, index: number): Child {
  const { signer, pem } = scene.keepers[index] ?? { signer: { name: "" }, pem: "" };
  const args = [
    `${path}.ledger`,
    `${path}.${String(index)}`,
    scene.world.networkId,
    signer.name,
    pem,
    String(scene.now()),
  ];
  return startChild("witness-child.ts", args);
}

/** What a child has cosigned, by height. */
function said(child: Child): (readonly [height: number, body: string, line: string])[] {
  return child.lines().filter((line) => line.startsWith("[")).map((line) => JSON.parse(line) as [number, string, string]); // prettier-ignore
}

/** Some before the file is even open, most in the middle of a block. */
async function killSometime(child: Child, seed: number): Promise<void> {
  const random = (Math.imul(seed + 1, 2_654_435_761) >>> 0) / 2 ** 32;
  while (seed % 6 !== 5 && child.lines().length <= seed % 5 && child.process.exitCode === null) await sleep(1);
  await sleep(random * 12);
  child.process.kill("SIGKILL");
  await child.exited;
}

/** A child starts no earlier than where its predecessor got to, and says nothing else of any height. */
function expectSameWord(bodies: Map<number, string>, child: Child): void {
  const from = child.lines()[0]?.split(" ")[1];
  if (from !== undefined) expect(Number(from)).to.be.at.least(Math.max(0, ...bodies.keys()));
  for (const [height, body] of said(child)) {
    expect(bodies.get(height) ?? body).to.equal(body);
    bodies.set(height, body);
  }
}

/** What was cosigned in pieces is what a witness that was never interrupted cosigns. */
async function expectUninterrupted(scene: Scene, path: string, bodies: ReadonlyMap<number, string>): Promise<void> {
  const reference = await open(scene, ":memory:", 0);
  for (let height = 1; height <= (await scene.ledger.height()); height += 1) await reference.catchUp({ height });
  for (const [height, body] of bodies) expect(reference.checkpointAt(height)?.body).to.equal(body);
  const restarted = await open(scene, `${path}.0`, 0);
  expect(restarted.checkpoint()?.body).to.equal(reference.checkpoint()?.body);
  for (const [recordId, state] of scene.world.records) expect(restarted.record(recordId).state).to.deep.equal(state);
  await restarted.close();
  await reference.close();
}

describe("witnesses in processes of their own", () => {
  it("cosign the same bytes over one ledger file", async function () {
    this.timeout(60_000);
    await withScene(async (scene, path) => {
      const child = start(scene, path, 2);
      const witnesses = [await open(scene, `${path}.0`, 0), await open(scene, ":memory:", 1)];
      for (const witness of witnesses) await witness.catchUp();
      await child.exited;
      expect(child.lines().at(-1)).to.equal("done");
      const [height, body, line] = said(child).at(-1) ?? expect.fail("nothing said");
      expect(witnesses.map((w) => w.checkpoint())).to.satisfy((all: typeof witnesses) =>
        all.every((c) => c.height === height),
      );
      expect(witnesses.map((w) => w.checkpoint()?.body)).to.deep.equal([body, body]);
      const note = appendCosignatures(body, [line, ...witnesses.map((w) => w.checkpoint()?.cosignature ?? "")]);
      const policy = {
        origin: checkpointOrigin(scene.world.networkId),
        witnesses: scene.keepers.map((k) => k.signer.vkey),
        threshold: 3,
      };
      expect(verifyCosignedCheckpoint(note, policy).cosignatures).to.have.length(3);
      for (const witness of witnesses) await witness.close();
    });
  });

  it("go on after SIGKILL where they were, and never cosign anything else", async function () {
    this.timeout(180_000);
    await withScene(async (scene, path) => {
      const bodies = new Map<number, string>();
      for (let seed = 0; seed < SEEDS; seed += 1) {
        const child = start(scene, path, 0);
        await killSometime(child, seed);
        expectSameWord(bodies, child);
      }
      expect(bodies.size).to.be.greaterThan(1);
      const last = start(scene, path, 0);
      await last.exited;
      expect(last.lines().at(-1)).to.equal("done");
      expectSameWord(bodies, last);
      await expectUninterrupted(scene, path, bodies);
    });
  });

  it("share one file without harm", async function () {
    this.timeout(60_000);
    await withScene(async (scene, path) => {
      const children = [start(scene, path, 0), start(scene, path, 0)];
      const own = await open(scene, `${path}.0`, 0);
      await Promise.all([own.catchUp(), ...children.map((child) => child.exited)]);
      await own.catchUp();
      const reference = await open(scene, ":memory:", 0);
      await reference.catchUp();
      expect(own.checkpoint()?.body).to.equal(reference.checkpoint()?.body);
      expect(own.halt).to.equal(null);
      for (const child of children) expect(child.lines().at(-1)).to.equal("done");
      await own.close();
      await reference.close();
    });
  });
});

describe("a witness that is stopped", () => {
  /** Does the first `count` signatures and fails at the next. */
  const failingAfter = (signer: NoteSigner, count: number): NoteSigner => {
    let done = 0;
    return {
      name: signer.name, vkey: signer.vkey,
      sign: async (bytes) => {
        if (done === count) throw new Error("power cut");
        done += 1;
        return signer.sign(bytes);
      },
    }; // prettier-ignore
  };

  it("before a block is written has nothing of it, after it has all of it", async () => {
    await withScene(async (scene, path) => {
      const { ledger, now, world, keepers } = scene;
      const signer = keepers[0]?.signer ?? expect.fail("no keeper");
      const cut = await openWitness({ ledger, path, networkId: world.networkId, now, signer: failingAfter(signer, 1) });
      await cut.catchUp({ height: 10 });
      const { body } = cut.checkpoint() ?? expect.fail("no checkpoint");
      const error = await cut.catchUp({ height: 20 }).then(() => null, (reason: unknown) => reason); // prettier-ignore
      expect(error).to.be.instanceOf(Error).with.property("message", "power cut");
      expect([cut.height, cut.checkpoint()?.body]).to.deep.equal([10, body]);
      await cut.close();
      const again = await open(scene, path, 0);
      expect([again.height, again.checkpoint()?.body]).to.deep.equal([10, body]);
      await again.catchUp();
      const reference = await open(scene, ":memory:", 0);
      await reference.catchUp();
      expect(again.checkpoint()).to.deep.equal(reference.checkpoint());
      await again.close();
      await reference.close();
    });
  });

  it("part of the way goes on from its file without looking at the beginning again", async () => {
    await withScene(async (scene, path) => {
      const first = await open(scene, path, 0);
      await first.catchUp({ height: 12 });
      await first.close();
      const asked: number[] = [];
      const ledger = { ...scene.ledger, height: () => scene.ledger.height(), blocks: (o: Parameters<typeof scene.ledger.blocks>[0]) => { asked.push(o.from); return scene.ledger.blocks(o); } }; // prettier-ignore
      const signer = scene.keepers[0]?.signer ?? expect.fail("no keeper");
      const again = await openWitness({ ledger, path, networkId: scene.world.networkId, now: scene.now, signer });
      await again.catchUp();
      expect(asked).to.deep.equal([12]);
      expect(again.height).to.equal(await scene.ledger.height());
      await again.close();
    });
  });
});
