import { decodeUtf8, utf8 } from "@openlading/core";
import type { ContractDefinition } from "@openlading/ledger";

/** What the processes of the crash and race tests run: counters and claims. */
export const counters: ContractDefinition = {
  name: "counters",
  submits: {
    count: async (tx, [name = new Uint8Array(), filler = new Uint8Array()]) => {
      const key = ["counter", decodeUtf8(name)] as const;
      const before = await tx.get(key);
      const next = utf8(String(before === null ? 1 : Number(decodeUtf8(before)) + 1));
      tx.put(key, next);
      tx.put(["filler", decodeUtf8(name), decodeUtf8(next)], utf8(`${decodeUtf8(next)} ${decodeUtf8(filler)}`));
      tx.setEvent("count", utf8(`${decodeUtf8(name)} ${decodeUtf8(next)}`));
      return next;
    },
    claim: async (tx, [name = new Uint8Array(), claimant = new Uint8Array()]) => {
      const key = ["claim", decodeUtf8(name)] as const;
      if ((await tx.get(key)) !== null) return utf8("taken");
      tx.put(key, claimant);
      tx.setEvent("claim", utf8(`${decodeUtf8(name)} ${decodeUtf8(claimant)}`));
      return utf8("won");
    },
  },
  reads: {
    counter: async (tx, [name = new Uint8Array()]) => (await tx.get(["counter", decodeUtf8(name)])) ?? utf8("0"),
    fillers: async (tx, [name = new Uint8Array()]) => {
      let count = 0;
      for await (const { key, bytes } of tx.scan(["filler", decodeUtf8(name)])) {
        if (decodeUtf8(bytes).startsWith(`${key[2] ?? ""} `)) count += 1;
      }
      return utf8(String(count));
    },
  },
};
