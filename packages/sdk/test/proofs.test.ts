import { cosignCheckpoint, formatCheckpoint } from "@openlading/log";
import { createNoteSigners, rejectsWithCode } from "@openlading/testkit";
import { WitnessError, type WitnessCheckpoint, type WitnessPort, type WitnessSnapshot } from "@openlading/witness";
import { expect } from "chai";
import { SdkError } from "../src/index.ts";
import { proveWith } from "../src/proofs.ts";

const NETWORK_ID = "00".repeat(32);
const CLOSING = { leafIndex: 1, height: 1, stateRoot: "00".repeat(32), inclusion: [] };
const SIGNERS = createNoteSigners(3);
const NAMES = SIGNERS.map(({ name }) => name);

interface Behaviour {
  /** The digit that its root is made of. */
  readonly root?: number;
  readonly height?: number;
  /** Answers every question but a read. */
  readonly isGoneWhenRead?: boolean;
}

/** A witness of a history with one checkpoint. */
async function witness(index: number, behaviour: Behaviour = {}): Promise<WitnessPort> {
  const { root = 1, height = 1, isGoneWhenRead = false } = behaviour;
  const signer = SIGNERS[index];
  if (signer === undefined) throw new TypeError("there are three");
  const rootHash = new Uint8Array(32).fill(root);
  const body = formatCheckpoint({ origin: `openlading/${NETWORK_ID}`, treeSize: 2, rootHash });
  const cosignature = await cosignCheckpoint(body, signer, 1);
  const checkpoint: WitnessCheckpoint = { body, height, treeSize: 2, rootHash, closing: CLOSING, cosignature, cosignedAt: 1 }; // prettier-ignore
  const nothing = (): never => expect.fail("nobody asked");
  const snapshot: WitnessSnapshot = {
    networkId: NETWORK_ID, checkpoint: () => checkpoint, record: nothing, acts: nothing, act: nothing, stateByDigest: nothing,
  }; // prettier-ignore
  return {
    name: signer.name,
    networkId: NETWORK_ID,
    catchUp: () => Promise.resolve({ height }),
    checkpointAt: (at) => (at === height ? checkpoint : null),
    snapshot: (use) => {
      if (isGoneWhenRead) throw new WitnessError({ code: "ERR_WITNESS_UNREACHABLE", message: "it does not answer" });
      return use(snapshot);
    },
    signTick: nothing,
    approveTick: nothing,
    close: () => Promise.resolve(),
  };
}

describe("proofs by two of three witnesses", () => {
  async function cosigners(first: Behaviour): Promise<readonly string[]> {
    const witnesses = [await witness(0, first), await witness(1), await witness(2)];
    const note = await proveWith(witnesses, 2, (source) => source.checkpoint().note, {});
    return NAMES.filter((name) => note.includes(`— ${name} `));
  }

  it("are cosigned by all who agree", async () => {
    expect(await cosigners({})).to.deep.equal(NAMES);
  });

  it("are not held up by one that tells another history", async () => {
    expect(await cosigners({ root: 2 })).to.deep.equal(NAMES.slice(1));
  });

  it("are not held up by one that claims a block nobody else has", async () => {
    expect(await cosigners({ height: 99 })).to.deep.equal(NAMES.slice(1));
  });

  it("are read from another one when one goes between its cosignature and the read", async () => {
    expect(await cosigners({ isGoneWhenRead: true })).to.have.length(3);
  });

  it("are not made when no two agree", async () => {
    const witnesses = await Promise.all([1, 2, 3].map((root, index) => witness(index, { root })));
    await rejectsWithCode(SdkError, "ERR_SDK_WITNESSES", () => proveWith(witnesses, 2, () => null, {}));
  });
});
