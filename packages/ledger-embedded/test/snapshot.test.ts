import { decodeUtf8, OpenLadingError, utf8 } from "@openlading/core";
import { ConflictError, RefusedError, type ContractDefinition, type LedgerClient } from "@openlading/ledger";
import { rejectsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import { openEmbeddedLedger } from "../src/index.ts";

type Hook = (point: number) => Promise<void>;

/** Two keys that every "both" writes alike: whoever reads them unequal has read two states. */
function twins(between: Hook): ContractDefinition {
  const read = async (
    tx: { get: (key: readonly [string]) => unknown },
    key: string,
    point: number,
  ): Promise<string> => {
    const bytes = await tx.get([key]);
    await between(point);
    return bytes instanceof Uint8Array ? decodeUtf8(bytes) : "";
  };
  const compare = async (tx: Parameters<typeof read>[0]): Promise<Uint8Array> => {
    const [left, right] = [await read(tx, "left", 0), await read(tx, "right", 1)];
    if (left === right) return utf8(left);
    throw new OpenLadingError({ code: "ERR_TWINS_TORN", message: "the twins differ" });
  };
  return {
    name: "twins",
    submits: {
      both: async (tx, [value = new Uint8Array()]) => {
        for (const key of ["left", "right"] as const) {
          await tx.get([key]);
          tx.put([key], value);
        }
        return value;
      },
      other: async (tx, [value = new Uint8Array()]) => {
        await tx.get(["other"]);
        tx.put(["other"], value);
        return value;
      },
      compare: async (tx) => {
        const seen = await compare(tx);
        await tx.get(["seen"]);
        tx.put(["seen"], seen);
        return seen;
      },
      refuseUnlessEmpty: async (tx) => {
        if ((await read(tx, "left", 0)) === "") return utf8("empty");
        throw new OpenLadingError({ code: "ERR_TWINS_TAKEN", message: "taken" });
      },
    },
    reads: { compare },
  };
}

async function withTwins(test: (ledger: LedgerClient, onPoint: (hook: Hook) => void) => Promise<void>): Promise<void> {
  let hook: Hook = () => Promise.resolve();
  const contract = twins((point) => hook(point));
  const ledger = await openEmbeddedLedger({ path: ":memory:", contract, clock: () => 0 });
  await test(ledger, (next) => (hook = next));
  await ledger.close();
}

describe("a simulation", () => {
  for (const point of [0, 1]) {
    for (const endorsement of [0, 1]) {
      it(`never sees two states: a commit at await ${String(point)} of endorsement ${String(endorsement)}`, async () => {
        await withTwins(async (ledger, onPoint) => {
          let visits = 0;
          await ledger.submit("both", [utf8("old")]);
          onPoint(async (at) => {
            if (at !== point) return;
            visits += 1;
            if (visits === endorsement + 1) await ledger.submit("both", [utf8("new")]);
          });
          const { result } = await ledger.submit("compare", []);
          expect(decodeUtf8(result)).to.equal("new");
          expect(visits).to.be.greaterThan(2);
        });
      });
    }
  }

  it("is not run again for commits that touch nothing it read", async () => {
    await withTwins(async (ledger, onPoint) => {
      let visits = 0;
      await ledger.submit("both", [utf8("same")]);
      onPoint(async () => {
        visits += 1;
        await ledger.submit("other", [utf8(String(visits))]);
      });
      await ledger.submit("compare", []);
      expect(visits).to.equal(4); // two awaits, two endorsements
    });
  });

  it("ends as a conflict when commits never stop tearing it", async () => {
    await withTwins(async (ledger, onPoint) => {
      let visits = 0;
      onPoint(async () => {
        visits += 1;
        await ledger.submit("both", [utf8(String(visits))]);
      });
      const error = await rejectsWithCode(ConflictError, "ERR_LEDGER_CONFLICT", () => ledger.submit("compare", []));
      expect(error.reason).to.equal("mvcc");
    });
  });

  it("judges a query on one state too", async () => {
    await withTwins(async (ledger, onPoint) => {
      let visits = 0;
      onPoint(async () => {
        visits += 1;
        if (visits === 1) await ledger.submit("both", [utf8("new")]);
      });
      expect(decodeUtf8(await ledger.evaluate("compare", []))).to.equal("new");
    });
  });

  it("refuses with the height of the state it was judged on", async () => {
    await withTwins(async (ledger, onPoint) => {
      let visits = 0;
      onPoint(async () => {
        visits += 1;
        if (visits === 1) await ledger.submit("both", [utf8("taken")]);
      });
      const refused = () => ledger.submit("refuseUnlessEmpty", []);
      const error = await rejectsWithCode(RefusedError, "ERR_TWINS_TAKEN", refused);
      expect(error.height).to.equal(1);
    });
  });
});
