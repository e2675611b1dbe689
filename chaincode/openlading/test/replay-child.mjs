// Runs a bundle's `submitAct` over a map, act by act, in whatever surroundings it was started: prints what was written.
// Used by write-set.test.ts. Arguments: the bundle's folder, a file with [{transactionId, transactionTime, argument}].
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [, , folder, input] = process.argv;
const { contracts } = createRequire(import.meta.url)(join(folder, "main.cjs"));

if (process.env.FORBID === "1") forbidSurroundings();
const state = new Map();
const contract = new contracts[0]();
const hash = createHash("sha256");
for (const { transactionId, transactionTime, argument } of JSON.parse(readFileSync(input, "utf8"))) {
  const writes = [];
  const stub = {
    getTxID: () => transactionId,
    getDateTimestamp: () => new Date(transactionTime),
    getBufferArgs: () => [Buffer.from("submit:submitAct"), Buffer.from(argument)],
    getState: async (key) => state.get(key) ?? Buffer.alloc(0),
    putState: async (key, value) => void writes.push([key, value]),
    deleteState: async (key) => void writes.push([key, null]),
    setEvent: (name, payload) => void hash.update(name).update(payload),
    getQueryResult: () => {
      throw new Error("a rich query in a submitting function");
    },
  };
  hash.update(await contract.submitAct({ stub }));
  for (const [key, value] of writes) {
    hash.update(key).update(value ?? "deleted");
    state.set(key, value);
  }
}
process.stdout.write(`${String(state.size)} ${hash.digest("hex")}`);

/** Whatever a contract must not look at throws. */
function forbidSurroundings() {
  const no = (what) => () => {
    throw new Error(`the contract looked at ${what}`);
  };
  const RealDate = Date;
  globalThis.Date = class Date extends RealDate {
    constructor(...args) {
      if (args.length === 0) no("the clock")();
      super(...args);
    }
    static now = no("the clock");
  };
  for (const name of ["getHours", "getTimezoneOffset", "toLocaleString", "toLocaleDateString"]) {
    RealDate.prototype[name] = no("the time zone");
  }
  Math.random = no("chance");
  for (const name of ["localeCompare", "toLocaleLowerCase", "toLocaleUpperCase"]) {
    String.prototype[name] = no("the locale");
  }
  for (const name of ["Collator", "DateTimeFormat", "NumberFormat"]) Intl[name] = no("the locale");
  globalThis.crypto.getRandomValues = no("chance");
  globalThis.fetch = no("the network");
}
