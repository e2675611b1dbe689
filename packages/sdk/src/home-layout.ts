import { join } from "node:path";

/** Where things are in a home: docs/spec/home.md. */
export const layoutOf = (home: string) =>
  ({
    genesis: join(home, "genesis.json"),
    trust: join(home, "trust.json"),
    ledger: join(home, "ledger.db"),
    parties: join(home, "parties"),
    witnesses: join(home, "witnesses"),
    party: (partyId: string) => {
      const folder = join(home, "parties", partyId);
      const keys = join(folder, "keys");
      return { folder, keys, sign: join(keys, "sign.pem"), vrf: join(keys, "vrf.pem"), store: join(folder, "store.db") };
    },
    witness: (name: string) => {
      const folder = join(home, "witnesses", name);
      return { folder, address: join(folder, "address.json"), database: join(folder, "witness.db") };
    },
  }) as const; // prettier-ignore

export type HomeLayout = ReturnType<typeof layoutOf>;
