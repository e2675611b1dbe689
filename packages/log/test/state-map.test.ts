import { encodeHex, sha256, sha256Hex, utf8 } from "@openlading/core";
import { throwsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import fc from "fast-check";
import {
  createCachedMapStore,
  createMemoryMapStore,
  createStateMap,
  encodeStateProof,
  LogError,
  parseStateProof,
  verifyStateProof,
  type MapStore,
  type StateProof,
} from "../src/index.ts";

/** The definition in docs/spec/state-map.md, with none of the implementation's pages or batches. */
function plainRoot(leaves: readonly (readonly [string, Uint8Array])[], depth = 0): Uint8Array {
  const [only] = leaves;
  if (only === undefined) return new Uint8Array(32);
  if (leaves.length === 1) return tagged(0, Uint8Array.from(Buffer.from(only[0], "hex")), only[1]);
  const sides = [0, 1].map((bit) =>
    plainRoot(
      leaves.filter(([id]) => bitOf(id, depth) === bit),
      depth + 1,
    ),
  );
  return tagged(1, ...sides);
}

function tagged(tag: number, ...parts: Uint8Array[]): Uint8Array {
  return sha256(utf8("openlading/state-map/1"), Uint8Array.of(0, tag), ...parts);
}

function bitOf(id: string, depth: number): number {
  return (Number.parseInt(id.charAt(depth >> 2), 16) >> (3 - (depth & 3))) & 1;
}

const digestOf = (seed: number): Uint8Array => sha256(utf8(`state ${String(seed)}`));
const idOf = (seed: number): string => sha256Hex(utf8(`record ${String(seed)}`));

/** Ids that share long prefixes as well as ids that do not. */
const ids = fc.oneof(
  fc.integer({ min: 0, max: 40 }).map(idOf),
  fc.tuple(fc.integer({ min: 0, max: 63 }), fc.integer({ min: 0, max: 255 })).map(([length, last]) => {
    const tail = last.toString(16).padStart(2, "0");
    return `${"5".repeat(length)}${tail}`.padEnd(64, "0").slice(0, 64);
  }),
);
const batches = fc.array(fc.array(fc.tuple(ids, fc.nat(1000).map(digestOf)), { maxLength: 12 }), { maxLength: 6 });

function filled(store: MapStore, changes: readonly (readonly (readonly [string, Uint8Array])[])[]): Uint8Array {
  let root = createStateMap(store).root();
  for (const batch of changes) root = createStateMap(store).update(new Map(batch));
  return root;
}

function holds(root: Uint8Array, recordId: string, digest: Uint8Array | null, proof: StateProof): boolean {
  try {
    verifyStateProof({ root, recordId, digest, proof });
    return true;
  } catch (error) {
    if (error instanceof LogError) return false;
    throw error;
  }
}

describe("state map", () => {
  it("is 32 zero bytes when empty, and a leaf alone when it has one record", () => {
    const map = createStateMap(createMemoryMapStore());
    expect(encodeHex(map.root())).to.equal("00".repeat(32));
    expect(map.update(new Map())).to.deep.equal(new Uint8Array(32));
    expect(map.update(new Map([[idOf(1), digestOf(1)]]))).to.deep.equal(plainRoot([[idOf(1), digestOf(1)]]));
    expect(map.get(idOf(1))).to.deep.equal(digestOf(1));
    expect(map.get(idOf(2))).to.equal(null);
  });

  it("has the root of the definition after any batches, in any order, reopened between them", () => {
    fc.assert(
      fc.property(batches, (changes) => {
        const contents = new Map(changes.flat());
        const expected = plainRoot([...contents]);
        expect(filled(createMemoryMapStore(), changes)).to.deep.equal(expected);
        expect(filled(createMemoryMapStore(), [[...contents].reverse()])).to.deep.equal(expected);
        const singly = [...contents].map((change) => [change]);
        expect(filled(createMemoryMapStore(), singly)).to.deep.equal(expected);
        expect(filled(createCachedMapStore(createMemoryMapStore(), 2), changes)).to.deep.equal(expected);
      }),
    );
  });

  it("proves presence or absence of every id, never both, and survives the JSON form", () => {
    fc.assert(
      fc.property(batches, fc.array(ids, { maxLength: 8 }), (changes, others) => {
        const store = createMemoryMapStore();
        const root = filled(store, changes);
        const map = createStateMap(store);
        const contents = new Map(changes.flat());
        for (const id of [...contents.keys(), ...others]) {
          const digest = contents.get(id) ?? null;
          const proof = map.prove(id);
          expect(map.get(id)).to.deep.equal(digest);
          expect(parseStateProof(JSON.parse(JSON.stringify(encodeStateProof(proof))))).to.deep.equal(proof);
          verifyStateProof({ root, recordId: id, digest, proof });
          expect(holds(root, id, digest === null ? digestOf(5000) : null, proof)).to.equal(false);
          expect(holds(root, id, digestOf(5001), proof)).to.equal(false);
        }
      }),
    );
  });

  it("refuses a proof under another root, for another record, or tampered with", () => {
    const map = createStateMap(createMemoryMapStore());
    const root = map.update(new Map(Array.from({ length: 200 }, (_, seed) => [idOf(seed), digestOf(seed)] as const)));
    const proof = map.prove(idOf(3));
    fc.assert(
      fc.property(fc.nat(), fc.nat(31), fc.integer({ min: 1, max: 255 }), (which, at, change) => {
        const place = which % proof.siblings.length;
        const siblings = proof.siblings.map((sibling, level) =>
          level === place && sibling !== null ? sibling.with(at, (sibling[at] ?? 0) ^ change) : sibling,
        );
        fc.pre(proof.siblings[place] !== null);
        expect(holds(root, idOf(3), digestOf(3), { ...proof, siblings })).to.equal(false);
      }),
    );
    const later = map.update(new Map([[idOf(500), digestOf(500)]]));
    expect(holds(later, idOf(3), digestOf(3), proof)).to.equal(false);
    expect(holds(root, idOf(4), digestOf(4), proof)).to.equal(false);
    expect(holds(root, idOf(3), digestOf(3), { ...proof, siblings: proof.siblings.slice(1) })).to.equal(false);
  });

  it("touches each page once in a batch and reads nothing when opened", () => {
    const inner = createMemoryMapStore();
    const sets: string[] = [];
    let gets = 0;
    const store: MapStore = {
      get: (prefix) => {
        gets += 1;
        return inner.get(prefix);
      },
      set: (prefix, page) => {
        sets.push(prefix);
        inner.set(prefix, page);
      },
    };
    const map = createStateMap(store);
    expect(gets).to.equal(0);
    map.update(new Map(Array.from({ length: 300 }, (_, seed) => [idOf(seed), digestOf(seed)] as const)));
    expect(new Set(sets).size).to.equal(sets.length);
  });

  it("starts a new page blank, whatever an interrupted update left in the store", () => {
    const [a, b] = ["5".repeat(64), `${"5".repeat(20)}${"7".repeat(44)}`];
    const store = createMemoryMapStore();
    const whole = filled(store, [
      [
        [a, digestOf(1)],
        [b, digestOf(2)],
      ],
    ]);
    store.set("", new Uint8Array(8));
    expect(filled(store, [[[a, digestOf(1)]], [[b, digestOf(2)]]])).to.deep.equal(whole);
  });

  it("says when a page is missing or damaged", () => {
    const [a, b] = ["5".repeat(64), `${"5".repeat(20)}${"7".repeat(44)}`];
    const store = createMemoryMapStore();
    filled(store, [
      [
        [a, digestOf(1)],
        [b, digestOf(2)],
      ],
    ]);
    const top = store.get("") ?? new Uint8Array(0);
    const damages = [top.subarray(0, -1), top.map((byte, at) => (at === 0 ? 0xff : byte)), new Uint8Array(0)];
    for (const page of damages) {
      store.set("", page);
      throwsWithCode(LogError, "ERR_LOG_STATE_PAGE", () => createStateMap(store).update(new Map([[a, digestOf(3)]])));
    }
    const lacking: MapStore = { get: (prefix) => (prefix === "" ? top : null), set: () => undefined };
    throwsWithCode(LogError, "ERR_LOG_STATE_PAGE", () => createStateMap(lacking).prove(a));
    throwsWithCode(LogError, "ERR_LOG_STATE_PAGE", () => createStateMap(lacking).update(new Map([[a, digestOf(3)]])));
    store.set("", top.subarray(0, -1));
    throwsWithCode(LogError, "ERR_LOG_STATE_PAGE", () => createStateMap(store).prove(a));
  });

  it("hands out copies", () => {
    const map = createStateMap(createMemoryMapStore());
    const root = map
      .update(
        new Map([
          [idOf(1), digestOf(1)],
          [idOf(2), digestOf(2)],
        ]),
      )
      .slice();
    map.root().fill(0);
    map.get(idOf(1))?.fill(0);
    map.prove(idOf(1)).siblings.forEach((sibling) => sibling?.fill(0));
    expect(map.root()).to.deep.equal(root);
    expect(map.get(idOf(1))).to.deep.equal(digestOf(1));
  });

  it("refuses bad calls", () => {
    const map = createStateMap(createMemoryMapStore());
    expect(() => map.update(new Map([["AB".repeat(32), digestOf(1)]]))).to.throw(TypeError);
    expect(() => map.update(new Map([[idOf(1), new Uint8Array(31)]]))).to.throw(TypeError);
    expect(() => map.get("")).to.throw(TypeError);
    expect(() => map.prove("00")).to.throw(TypeError);
  });
});
