import { decodeUtf8, encodeHex, sha256, sha256Hex, utf8 } from "@openlading/core";
import {
  appendCosignatures,
  checkpointOrigin,
  closingLeaf,
  cosignCheckpoint,
  createHistoryTree,
  createMemoryMapStore,
  createMemoryNodeStore,
  createStateMap,
  encodeStateProof,
  entryLeaf,
  formatCheckpoint,
  formatTlogProof,
  leafHash,
} from "../src/index.ts";
import { testSigner, TIME } from "./witnesses.ts";

/** The example that the pages of docs/spec share: one block of two entries, its state, its checkpoint. */
export interface Example {
  readonly networkId: string;
  readonly leaves: readonly string[];
  readonly leafHashes: readonly string[];
  readonly historyRoot: string;
  readonly recordIds: readonly string[];
  readonly digests: readonly string[];
  readonly stateRoot: string;
  readonly presence: string;
  readonly absence: string;
  readonly vkeys: readonly string[];
  readonly cosigned: string;
  readonly receipt: string;
}

/** Builds the example anew from fixed inputs. */
export async function buildExample(): Promise<Example> {
  const networkId = sha256Hex(utf8("example network"));
  const recordIds = ["first record", "second record", "absent record"].map((name) => sha256Hex(utf8(name)));
  const digests = ["first state", "second state"].map((name) => sha256(utf8(name)));
  const map = createStateMap(createMemoryMapStore());
  const [first = "", second = "", absent = ""] = recordIds;
  const [firstDigest = new Uint8Array(0), secondDigest = new Uint8Array(0)] = digests;
  const stateRoot = map.update(
    new Map([
      [first, firstDigest],
      [second, secondDigest],
    ]),
  );
  const leaves = [
    entryLeaf({ height: 1, index: 0, entry: { transactionId: "first" } }),
    entryLeaf({ height: 1, index: 1, entry: { transactionId: "second" } }),
    closingLeaf({ height: 1, stateRoot }),
  ];
  const tree = createHistoryTree(createMemoryNodeStore(), 0);
  for (const leaf of leaves) tree.append(leafHash(leaf));
  const signers = [testSigner("witness.one.example"), testSigner("witness.two.example")];
  const body = formatCheckpoint({ origin: checkpointOrigin(networkId), treeSize: tree.size, rootHash: tree.root() });
  const lines = await Promise.all(signers.map((signer, index) => cosignCheckpoint(body, signer, TIME + index)));
  const cosigned = appendCosignatures(body, lines);
  const proof = tree.inclusionProof(1);
  return {
    networkId,
    leaves: leaves.map(decodeUtf8),
    leafHashes: leaves.map((leaf) => encodeHex(leafHash(leaf))),
    historyRoot: encodeHex(tree.root()),
    recordIds,
    digests: digests.map(encodeHex),
    stateRoot: encodeHex(stateRoot),
    presence: JSON.stringify(encodeStateProof(map.prove(first)), null, 2),
    absence: JSON.stringify(encodeStateProof(map.prove(absent)), null, 2),
    vkeys: signers.map((signer) => signer.vkey),
    cosigned,
    receipt: formatTlogProof({ extra: null, index: 1, proof, checkpoint: cosigned }),
  };
}
