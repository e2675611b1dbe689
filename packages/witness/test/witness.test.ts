import { ENTRY_EVENT as CONTRACT_EVENT, encodeSubmission } from "@openlading/contract";
import { decodeBase64, decodeHex, decodeUtf8, parseStrictJson, utf8 } from "@openlading/core";
import { NETWORK_RECORD_ID, clockId, parseRecord, stateDigest } from "@openlading/law";
import { appendCosignatures, checkpointOrigin, entryLeaf, leafHash, parseStateProof, verifyClosing, verifyConsistency, verifyCosignedCheckpoint, verifyInclusion, verifyStateProof } from "@openlading/log"; // prettier-ignore
import { rejectsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import { openWitness, WitnessError, type Witness } from "../src/index.ts";
import { ENTRY_EVENT } from "../src/replay.ts";
import {
  createParties,
  createScene,
  issueBill,
  shipment,
  tick,
  transfer,
  type Parties,
  type Scene,
} from "./workload.ts";

describe("a witness", () => {
  let scene: Scene;
  let parties: Parties;
  let witness: Witness;
  const open = (index = 0, path = ":memory:"): Promise<Witness> => {
    const { ledger, now, world, keepers } = scene;
    const [first] = keepers;
    if (first === undefined) throw new TypeError("no keeper");
    const clockSigner = world.keepers[index]?.signer;
    return openWitness({
      ledger, path, now, networkId: world.networkId, signer: keepers[index]?.signer ?? first.signer,
      ...(clockSigner === undefined ? {} : { clockSigner }),
    }); // prettier-ignore
  };
  const verified = (witnesses: readonly Witness[]) => {
    const lines = witnesses.map((w) => w.checkpoint()?.cosignature ?? "");
    const note = appendCosignatures(witnesses[0]?.checkpoint()?.body ?? "", lines);
    const origin = checkpointOrigin(scene.world.networkId);
    return verifyCosignedCheckpoint(note, {
      origin,
      witnesses: witnesses.map((w) => w.vkey),
      threshold: witnesses.length,
    });
  };

  beforeEach(async () => {
    scene = await createScene();
    parties = await createParties(scene);
    witness = await open();
  });
  afterEach(async () => {
    await witness.close();
    await scene.ledger.close();
  });

  it("knows the contract's event by the name the contract gives it", () => {
    expect(ENTRY_EVENT).to.equal(CONTRACT_EVENT);
  });

  it("has nothing to show before it has caught up", () => {
    expect([
      witness.height,
      witness.checkpoint(),
      witness.acts(NETWORK_RECORD_ID),
      witness.act("0".repeat(64)),
    ]).to.deep.equal([0, null, [], null]);
    expect(witness.record(NETWORK_RECORD_ID).state).to.equal(null);
  });

  it("replays a whole shipment to the ledger's own state", async () => {
    const { right } = await shipment(scene, parties, "EXLU26049001");
    expect(await witness.catchUp()).to.deep.equal({ height: await scene.ledger.height() });
    expect(witness.record(right).state?.status).to.equal("SPENT");
    for (const [recordId, state] of scene.world.records) {
      expect(witness.record(recordId).state).to.deep.equal(state);
      const read = await scene.ledger.evaluate("readRecord", [utf8(recordId)]);
      expect(stateDigest(parseRecord(parseStrictJson(decodeUtf8(read))))).to.equal(stateDigest(state));
    }
  });

  it("cosigns the same bytes as every other witness of the ledger", async () => {
    const others = [await open(1), await open(2)];
    await shipment(scene, parties, "EXLU26049001");
    await witness.catchUp();
    await Promise.all(others.map((w) => w.catchUp()));
    const bodies = new Set([witness, ...others].map((w) => w.checkpoint()?.body));
    expect(bodies.size).to.equal(1);
    expect(verified([witness, ...others]).cosignatures).to.have.length(3);
    for (const other of others) await other.close();
  });

  it("shows states and absences under one checkpoint", async () => {
    const { bill } = await issueBill(scene, parties, "EXLU26049001");
    await witness.catchUp();
    const { closing, rootHash, treeSize } = witness.checkpoint() ?? expect.fail("no checkpoint");
    const root = decodeHex(closing.stateRoot);
    verifyClosing({
      height: closing.height,
      stateRoot: root,
      treeSize,
      rootHash,
      proof: closing.inclusion.map(decodeBase64),
    });
    expect(closing.leafIndex).to.equal(treeSize - 1);
    const { state, proof } = witness.record(bill);
    verifyStateProof({
      root,
      recordId: bill,
      digest: decodeHex(stateDigest(state ?? expect.fail("no bill"))),
      proof: parseStateProof(proof),
    });
    const absent = "5".repeat(64);
    expect(witness.record(absent).state).to.equal(null);
    verifyStateProof({ root, recordId: absent, digest: null, proof: parseStateProof(witness.record(absent).proof) });
  });

  it("gives receipts for every act of a record, oldest first", async () => {
    const { bill } = await shipment(scene, parties, "EXLU26049001");
    await witness.catchUp();
    const { rootHash, treeSize } = witness.checkpoint() ?? expect.fail("no checkpoint");
    const acts = witness.acts(bill);
    expect(acts.map((a) => a.entry.writes.find((w) => w.recordId === bill)?.sequence)).to.deep.equal([1, 2, 3, 4, 5]);
    for (const { entry, height, index, leafIndex, inclusion } of acts) {
      const leaf = leafHash(entryLeaf({ height, index, entry: { ...entry } }));
      verifyInclusion({ leafHash: leaf, index: leafIndex, treeSize, rootHash, proof: inclusion.map(decodeBase64) });
      expect(witness.act(entry.actDigest)?.leafIndex).to.equal(leafIndex);
      expect(await scene.ledger.status(entry.transactionId)).to.include({ height, index });
    }
  });

  it("finds earlier states by the digest an entry pins", async () => {
    await tick(scene);
    const early = scene.world.record(clockId(scene.world.networkId)) ?? expect.fail("no clock");
    await tick(scene);
    await witness.catchUp();
    expect(witness.stateByDigest(early.recordId, stateDigest(early))).to.deep.equal(early);
    expect(witness.stateByDigest(early.recordId, "0".repeat(64))).to.equal(null);
    const bank = scene.world.party("carrier.example") ?? expect.fail("no party");
    expect(witness.stateByDigest(bank.recordId, stateDigest(bank))).to.deep.equal(bank);
    expect(witness.stateByDigest(early.recordId, stateDigest(bank))).to.equal(null);
  });

  it("shows that each checkpoint extends the one before", async () => {
    await witness.catchUp();
    const early = witness.checkpoint() ?? expect.fail("no checkpoint");
    await shipment(scene, parties, "EXLU26049001");
    await witness.catchUp();
    const claim = witness.consistency(early.treeSize);
    expect(claim.oldRoot).to.deep.equal(early.rootHash);
    expect(claim.newRoot).to.deep.equal(witness.checkpoint()?.rootHash);
    verifyConsistency(claim);
    expect(witness.checkpointAt(early.height)).to.deep.equal(early);
    expect(witness.checkpointAt(early.height + 1)).to.equal(null);
  });

  it("stops at the height it is told, so that others can meet it there", async () => {
    const height = await scene.ledger.height();
    await shipment(scene, parties, "EXLU26049001");
    const other = await open(1);
    await witness.catchUp({ height });
    await other.catchUp({ height });
    expect(witness.checkpoint()?.height).to.equal(height);
    expect(verified([witness, other]).treeSize).to.equal(witness.checkpoint()?.treeSize);
    await other.close();
  });

  it("gives the time at which it asked the ledger, and renews it on a quiet ledger only when it has aged", async () => {
    await witness.catchUp();
    const first = witness.checkpoint() ?? expect.fail("no checkpoint");
    expect(first.cosignedAt).to.equal(Math.floor(scene.now() / 1000));
    scene.world.advance(59_000);
    await witness.catchUp();
    expect(witness.checkpoint()?.cosignedAt).to.equal(first.cosignedAt);
    scene.world.advance(1_000);
    await witness.catchUp();
    expect(witness.checkpoint()).to.include({ body: first.body, cosignedAt: first.cosignedAt + 60 });
  });

  it("never gives a time before its last, and stops when the clock is far back", async () => {
    await witness.catchUp();
    const at = witness.checkpoint()?.cosignedAt;
    await issueBill(scene, parties, "EXLU26049001");
    scene.world.advance(-120_000);
    await witness.catchUp();
    expect(witness.checkpoint()?.cosignedAt).to.equal(at);
    scene.world.advance(120_000);
    await issueBill(scene, parties, "EXLU26049002");
    scene.world.advance(-400_000);
    await rejectsWithCode(WitnessError, "ERR_WITNESS_CLOCK", () => witness.catchUp());
    expect(witness.halt).to.equal(null);
    scene.world.advance(400_000);
    await witness.catchUp();
  });

  it("follows block by block until it is told to stop", async () => {
    const stop = new AbortController();
    const following = witness.follow({ signal: stop.signal });
    const { bill } = await shipment(scene, parties, "EXLU26049001");
    const height = await scene.ledger.height();
    while (witness.height < height) await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    await following;
    expect(witness.record(bill).state).to.deep.equal(scene.world.record(bill));
    expect(witness.checkpoint()?.height).to.equal(height);
  });

  it("says that it is closed", async () => {
    await witness.close();
    await witness.close();
    await rejectsWithCode(WitnessError, "ERR_WITNESS_CLOSED", () => witness.catchUp());
    expect(() => witness.checkpoint())
      .to.throw(WitnessError)
      .with.property("code", "ERR_WITNESS_CLOSED");
    expect(await scene.ledger.height()).to.be.greaterThan(0);
  });

  describe("with a clock key", () => {
    it("ticks with another's approval", async () => {
      const other = await open(1);
      await witness.catchUp();
      await other.catchUp();
      scene.world.advance(90_000);
      const act = await witness.signTick();
      const approvals = [await other.approveTick(act)];
      await scene.ledger.submit("submitAct", [encodeSubmission({ act, approvals })]);
      await witness.catchUp();
      expect(witness.record(clockId(scene.world.networkId)).state?.terms).to.deep.equal({ time: scene.world.now() });
      await rejectsWithCode(WitnessError, "ERR_WITNESS_TICK", () => witness.approveTick(act));
      await other.close();
    });

    it("approves no other time, act or network", async () => {
      await witness.catchUp();
      const act = await witness.signTick();
      scene.world.advance(61_000);
      await rejectsWithCode(WitnessError, "ERR_WITNESS_TICK", () => witness.approveTick(act));
      const [shipper, bank] = parties.people;
      const { bill } = await issueBill(scene, parties, "EXLU26049001");
      await transfer(scene, bill, shipper, bank);
      const other = scene.world.history.at(-1)?.act ?? "";
      await rejectsWithCode(WitnessError, "ERR_WITNESS_TICK", () => witness.approveTick(other));
      await rejectsWithCode(WitnessError, "ERR_WITNESS_TICK", () => witness.approveTick("not an act"));
    });

    it("signs no tick without one", async () => {
      const { ledger, now, world, keepers } = scene;
      const signer = keepers[2]?.signer ?? expect.fail("no keeper");
      const plain = await openWitness({ ledger, path: ":memory:", now, networkId: world.networkId, signer });
      await rejectsWithTypeError(() => plain.signTick());
      await plain.close();
    });
  });
});

async function rejectsWithTypeError(call: () => Promise<unknown>): Promise<void> {
  const error = await call().then(() => null, (reason: unknown) => reason); // prettier-ignore
  expect(error).to.be.instanceOf(TypeError);
}
