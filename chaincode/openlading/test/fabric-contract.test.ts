import { decodeUtf8, OpenLadingError, utf8 } from "@openlading/core";
import { encodeKey, type ContractDefinition } from "@openlading/ledger";
import { expect } from "chai";
import { MAX_ARGUMENT_BYTES, toFabricContracts } from "../src/index.ts";

const definition: ContractDefinition = {
  name: "sample",
  submits: {
    twice: async (tx, [value = new Uint8Array()]) => {
      tx.put(["k"], utf8("first"));
      tx.put(["k"], value);
      tx.delete(["gone"]);
      return value;
    },
    refuse: async (tx) => {
      tx.put(["k"], utf8("never"));
      return Promise.reject(new OpenLadingError({ code: "ERR_SAMPLE_NO", message: "no", details: { clause: 1 } }));
    },
    crash: async () => Promise.reject(new Error("secret of the machine")),
  },
  reads: {
    bytes: async (_tx, [value = new Uint8Array()]) => Promise.resolve(value),
  },
};

interface Bound {
  readonly [name: string]: (context: unknown) => Promise<Buffer>;
}

describe("a contract bound to Fabric's shim", () => {
  const [Submits, Reads] = toFabricContracts(definition).map((One) => new One() as unknown as Bound);

  async function call(contract: Bound | undefined, name: string, ...args: readonly Uint8Array[]) {
    const writes: (readonly [string, string | null])[] = [];
    const stub = {
      getTxID: () => "0".repeat(64),
      getDateTimestamp: () => new Date(0),
      getBufferArgs: () => [Buffer.from(name), ...args],
      putState: async (key: string, value: Uint8Array) => void writes.push([key, decodeUtf8(value)]),
      deleteState: async (key: string) => void writes.push([key, null]),
    };
    const outcome = await contract?.[name]?.({ stub }).then(
      (bytes): Buffer | Error => bytes,
      (error: unknown) => error as Error,
    );
    return { outcome, writes };
  }

  it("sends each key once, the last value, after the handler has settled", async () => {
    const { outcome, writes } = await call(Submits, "twice", utf8("last"));
    expect(outcome).to.deep.equal(Buffer.from("last"));
    expect(writes).to.deep.equal([
      [encodeKey(["k"]), "last"],
      [encodeKey(["gone"]), null],
    ]);
  });

  it("carries a refusal in its message as compact JSON, and sends no write", async () => {
    const { outcome, writes } = await call(Submits, "refuse");
    expect(outcome)
      .to.be.instanceOf(Error)
      .with.property("message", '{"code":"ERR_SAMPLE_NO","message":"no","details":{"clause":1}}');
    expect(writes).to.deep.equal([]);
  });

  it("says of an uncoded failure that there was one, and nothing of the machine", async () => {
    const { outcome } = await call(Submits, "crash");
    expect(outcome).to.be.instanceOf(Error).with.property("message").that.includes("ERR_LEDGER_CONTRACT");
    expect(outcome).to.have.property("message").that.does.not.include("secret");
  });

  it("hands arguments and results on as bytes, whatever they are", async () => {
    const bytes = Uint8Array.of(0, 255, 128, 10);
    expect((await call(Reads, "bytes", bytes)).outcome).to.deep.equal(Buffer.from(bytes));
  });

  it("refuses arguments that are too large or too many", async () => {
    for (const args of [[new Uint8Array(MAX_ARGUMENT_BYTES + 1)], Array.from({ length: 9 }, () => utf8("x"))]) {
      const { outcome } = await call(Reads, "bytes", ...args);
      expect(outcome).to.be.instanceOf(Error).with.property("message").that.includes("ERR_LEDGER_ARGUMENTS");
    }
    expect((await call(Reads, "bytes", new Uint8Array(MAX_ARGUMENT_BYTES))).outcome).to.be.instanceOf(Buffer);
  });

  it("binds no transaction under a name that Fabric's own class needs", () => {
    const reads = { getName: async () => Promise.resolve(new Uint8Array()) };
    expect(() => toFabricContracts({ name: "x", submits: {}, reads })).to.throw(TypeError);
  });
});
