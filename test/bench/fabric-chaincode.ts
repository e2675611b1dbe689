import { Contract, type Context } from "fabric-contract-api";

/** The least that a contract can do: read one key and write it. What is measured against it is measured against Fabric. */
class Bare extends Contract {
  constructor() {
    super("submit");
  }

  async write({ stub }: Context): Promise<void> {
    const [key = "", value = ""] = stub.getStringArgs().slice(1);
    await stub.getState(key);
    await stub.putState(key, Buffer.from(value));
  }
}

export const contracts = [Bare];
