import { OpenLadingError } from "@openlading/core";
import { encodeRefusal, LedgerError, type ContractDefinition } from "@openlading/ledger";
import { Contract, type Context } from "fabric-contract-api";
import { assertArguments } from "./limits.ts";
import { createReadContext, createTransactionContext, type Stub } from "./stub-context.ts";

type Run = (stub: Stub, args: readonly Uint8Array[]) => Promise<Uint8Array>;

/** A class of which Fabric's shim makes one instance, with a method for each transaction. */
export type FabricContractClass = new () => Contract;

/**
 * A contract as Fabric's shim takes it: one class named `submit` and one named `read`, so that a transaction is called
 * `submit:submitAct` and a reader `read:readRecord`. A plain name is a submit.
 */
export function toFabricContracts({ submits, reads }: ContractDefinition): FabricContractClass[] {
  const submitRuns = Object.entries(submits).map(([name, handler]): [string, Run] => [
    name,
    async (stub, args) => {
      const { tx, flush } = createTransactionContext(stub);
      const result = await handler(tx, args);
      await flush();
      return result;
    },
  ]);
  const readRuns = Object.entries(reads).map(([name, handler]): [string, Run] => [
    name,
    (stub, args) => handler(createReadContext(stub), args),
  ]);
  return [toClass("submit", submitRuns), toClass("read", readRuns)];
}

function toClass(contractName: string, runs: readonly (readonly [string, Run])[]): FabricContractClass {
  class Bound extends Contract {
    constructor() {
      super(contractName);
    }

    override async unknownTransaction(): Promise<void> {
      const message = "the contract has no transaction of that name";
      return Promise.reject(
        new Error(encodeRefusal(new LedgerError({ code: "ERR_LEDGER_NO_SUCH_TRANSACTION", message }))),
      );
    }
  }
  for (const [name, run] of runs) {
    if (name in Contract.prototype) throw new TypeError(`a transaction cannot be named ${name} on Fabric`);
    // One declared parameter: Fabric then leaves the arguments alone, and we take their bytes from the stub.
    Object.defineProperty(Bound.prototype, name, { value: (context: Context) => answer(toStub(context), run) });
  }
  return Bound;
}

/** Fabric passes on nothing of an error but its message, so the code travels inside. */
async function answer(stub: Stub, run: Run): Promise<Buffer> {
  try {
    const args = stub.getBufferArgs().slice(1);
    assertArguments(args);
    return Buffer.from(await run(stub, args));
  } catch (error) {
    throw new Error(encodeRefusal(error instanceof OpenLadingError ? error : uncoded(error)), { cause: error });
  }
}

function toStub({ stub }: Context): Stub {
  if (!hasBufferArgs(stub)) throw new TypeError("this release of the shim hands out no bytes");
  return stub;
}

function hasBufferArgs(stub: Context["stub"]): stub is Context["stub"] & Stub {
  return "getBufferArgs" in stub && typeof stub.getBufferArgs === "function";
}

function uncoded(cause: unknown): LedgerError {
  return new LedgerError({ code: "ERR_LEDGER_CONTRACT", message: "the contract failed without a code", cause });
}
