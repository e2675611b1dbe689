import { decodeBase64, decodeHex, encodeHex, parseStrictJson, utf8 } from "@openlading/core";
import { parseRecord, stateDigest } from "@openlading/law";
import {
  entryLeaf,
  leafHash,
  parseStateProof,
  verifyConsistency,
  verifyInclusion,
  verifyStateProof,
} from "@openlading/log";
import type { WorldAct } from "@openlading/testkit";
import { expect } from "chai";
import fc from "fast-check";
import { openWitness, type Witness } from "../src/index.ts";
import {
  createParties,
  createScene,
  issueBill,
  release,
  tick,
  transfer,
  type Parties,
  type Scene,
} from "./workload.ts";

const steps = ["issue", "transfer", "steal", "together", "release", "tick", "enrol", "catchUp"] as const;
type Step = readonly [(typeof steps)[number], number];

interface Bill {
  readonly bill: string;
  readonly right: string;
  /** Which of the people holds it. */
  at: number;
}

/** Takes random steps; what the law refuses changes nothing. */
class Walk {
  readonly scene: Scene;
  readonly parties: Parties;
  readonly bills: Bill[] = [];
  count = 0;

  constructor(scene: Scene, parties: Parties) {
    this.scene = scene;
    this.parties = parties;
  }

  async take([step, choice]: Step): Promise<void> {
    const { scene, parties, bills } = this;
    this.count += 1;
    const one = bills[choice % Math.max(1, bills.length)];
    if (step === "issue" || one === undefined) {
      const { bill, rights } = await issueBill(scene, parties, `EXLU${String(this.count)}`);
      bills.push({ bill, right: rights[0] ?? "", at: 0 });
    } else if (step === "transfer") await this.#handOn(one);
    else if (step === "steal")
      await transfer(scene, one.bill, this.#person(one.at + 1), this.#person(0)).catch(() => undefined);
    else if (step === "together") await this.#together();
    else if (step === "release") {
      await release(scene, parties, one.bill, one.right, this.#person(one.at));
      bills.splice(bills.indexOf(one), 1);
    } else if (step === "tick") await tick(scene);
    else if (step === "enrol") await scene.enrol(`party-${String(this.count)}.example`, ["bank"]);
  }

  async #handOn(one: Bill): Promise<void> {
    await transfer(this.scene, one.bill, this.#person(one.at), this.#person(one.at + 1));
    one.at += 1;
  }

  /** Every bill changes hands at one moment. */
  async #together(): Promise<void> {
    const acts = this.bills.map(async ({ bill, at }): Promise<WorldAct> => {
      const recipient = await this.scene.world.card(this.#person(at + 1), bill);
      return { code: "TRANSFER", by: this.#person(at), main: bill, recipient };
    });
    await this.scene.submitTogether(await Promise.all(acts));
    for (const bill of this.bills) bill.at += 1;
  }

  #person(at: number) {
    const { people } = this.parties;
    return people[at % people.length] ?? people[0];
  }
}

async function expectLedgerState({ world, ledger }: Scene, witness: Witness): Promise<void> {
  const { closing, rootHash, treeSize } = witness.checkpoint() ?? expect.fail("no checkpoint");
  const root = decodeHex(closing.stateRoot);
  for (const [recordId, expected] of world.records) {
    const { state, proof } = witness.record(recordId);
    expect(state).to.deep.equal(expected);
    const read = parseRecord(parseStrictJson(await ledger.evaluate("readRecord", [utf8(recordId)])));
    verifyStateProof({ root, recordId, digest: decodeHex(stateDigest(read)), proof: parseStateProof(proof) });
    const acts = witness.acts(recordId);
    expect(acts.length).to.equal(expected.sequence);
    expect(acts.at(-1)?.entry.actDigest).to.equal(expected.head);
    for (const { entry, height, index, leafIndex, inclusion } of acts.slice(-2)) {
      const leaf = leafHash(entryLeaf({ height, index, entry: { ...entry } }));
      verifyInclusion({ leafHash: leaf, index: leafIndex, treeSize, rootHash, proof: inclusion.map(decodeBase64) });
    }
  }
  const absent = encodeHex(crypto.getRandomValues(new Uint8Array(32)));
  const nothing = witness.record(absent);
  verifyStateProof({ root, recordId: absent, digest: null, proof: parseStateProof(nothing.proof) });
  expect(nothing.state).to.equal(null);
}

/** Takes a walk, looking at the ledger whenever the walk says so. */
async function follow(walked: readonly Step[]): Promise<void> {
  const scene = await createScene();
  const walk = new Walk(scene, await createParties(scene));
  const open = (index: 0 | 1): Promise<Witness> => {
    const signer = scene.keepers[index]?.signer ?? expect.fail("no keeper");
    return openWitness({
      ledger: scene.ledger,
      path: ":memory:",
      networkId: scene.world.networkId,
      now: scene.now,
      signer,
    });
  };
  const witness = await open(0);
  const seen: number[] = [];
  for (const step of walked) {
    if (step[0] !== "catchUp") await walk.take(step);
    else {
      await witness.catchUp();
      seen.push(witness.checkpoint()?.treeSize ?? 0);
    }
  }
  await witness.catchUp();
  await expectLedgerState(scene, witness);
  for (const size of seen) verifyConsistency(witness.consistency(size));
  const late = await open(1);
  await late.catchUp();
  expect(late.checkpoint()?.body).to.equal(witness.checkpoint()?.body);
  for (const opened of [witness, late, scene.ledger]) await opened.close();
}

describe("a witness of a random workload", () => {
  it("reaches the ledger's state, whatever happens and whenever it looks", async function () {
    this.timeout(120_000);
    const step = fc.tuple(fc.constantFrom(...steps), fc.nat(20));
    const property = fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), follow);
    await fc.assert(property, { numRuns: Number(process.env["OPENLADING_RUNS"] ?? 12) });
  });
});
