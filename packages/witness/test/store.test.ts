import { writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { NETWORK_RECORD_ID } from "@openlading/law";
import { rejectsWithCode, throwsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import { openWitness, WitnessError, type Witness } from "../src/index.ts";
import { withPath } from "./folder.ts";
import { keeper } from "./keeper.ts";
import { createParties, createScene, shipment, type Scene } from "./workload.ts";

describe("a witness's file", () => {
  let scene: Scene;
  before(async () => {
    scene = await createScene();
    await shipment(scene, await createParties(scene), "EXLU26049001");
  });
  after(() => scene.ledger.close());

  const signer = keeper("witness-a.example").signer;
  const open = (path: string, over: Partial<Parameters<typeof openWitness>[0]> = {}): Promise<Witness> =>
    openWitness({ ledger: scene.ledger, path, networkId: scene.world.networkId, signer, now: scene.now, ...over });
  const spoil = (path: string, sql: string): void => {
    const database = new DatabaseSync(path);
    database.exec(sql);
    database.close();
  };
  const filled = (test: (path: string) => Promise<void>): Promise<void> =>
    withPath(async (path) => {
      const witness = await open(path);
      await witness.catchUp();
      await witness.close();
      await test(path);
    });

  it("belongs to one network and one witness", () =>
    filled(async (path) => {
      await rejectsWithCode(WitnessError, "ERR_WITNESS_STORE", () => open(path, { networkId: "f".repeat(64) }));
      const other = keeper("witness-b.example").signer;
      await rejectsWithCode(WitnessError, "ERR_WITNESS_STORE", () => open(path, { signer: other }));
    }));

  it("is never taken for a new one when it is empty, or for one when it is something else", () =>
    withPath(async (path) => {
      writeFileSync(path, "");
      await rejectsWithCode(WitnessError, "ERR_WITNESS_STORE", () => open(path));
      writeFileSync(path, "something else, and long enough to be looked at".repeat(100));
      await rejectsWithCode(WitnessError, "ERR_WITNESS_STORE", () => open(path));
      await rejectsWithCode(WitnessError, "ERR_WITNESS_STORAGE", () => open(`${path}/in/no/folder`));
    }));

  it("is found out when its history is not the one that was signed", () =>
    filled(async (path) => {
      spoil(path, "UPDATE witness SET signed_root = zeroblob(32)");
      await rejectsWithCode(WitnessError, "ERR_WITNESS_CORRUPT", () => open(path));
    }));

  it("is found out when a record is not the one that was written", () =>
    filled(async (path) => {
      spoil(path, "UPDATE states SET digest = zeroblob(32)");
      const witness = await open(path);
      throwsWithCode(WitnessError, "ERR_WITNESS_CORRUPT", () => witness.record(NETWORK_RECORD_ID));
      expect(witness.halt).to.equal(null);
      await witness.close();
    }));

  it("is found out when a page of the map or a node of the history is gone", () =>
    filled(async (path) => {
      spoil(path, "DELETE FROM pages WHERE prefix <> ''; DELETE FROM nodes WHERE id IN (0, 1)");
      const witness = await open(path);
      const ids = [...scene.world.records.keys()];
      throwsWithCode(WitnessError, "ERR_WITNESS_CORRUPT", () => ids.map((id) => witness.record(id)));
      throwsWithCode(WitnessError, "ERR_WITNESS_CORRUPT", () => witness.acts(NETWORK_RECORD_ID));
      await witness.close();
    }));

  it("answers several questions as of one moment, while another process goes on", () =>
    withPath(async (path) => {
      const [one, two] = [await open(path), await open(path)];
      await one.catchUp({ height: 5 });
      const before = two.checkpoint();
      expect(before).to.deep.equal(one.checkpoint());
      await one.catchUp();
      expect(two.snapshot((s) => [s.checkpoint(), s.networkId])).to.deep.equal([one.checkpoint(), one.networkId]);
      expect(one.checkpoint()).to.not.deep.equal(before);
      expect(await two.catchUp()).to.deep.equal({ height: one.height });
      await one.close();
      await two.close();
    }));
});
