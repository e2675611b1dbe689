import type { Json } from "@openlading/core";
import { ORDERER_DOMAIN, type NetworkPlan } from "./layout.ts";

const SANS = ["127.0.0.1", "localhost"];

/** What cryptogen is asked to make: a certificate authority, nodes and users for each organisation. */
export function cryptoConfig({ organisations }: NetworkPlan): Json {
  return {
    OrdererOrgs: [
      {
        Name: "Orderer",
        Domain: ORDERER_DOMAIN,
        EnableNodeOUs: true,
        Specs: [{ Hostname: "o0", SANS }],
      },
    ],
    PeerOrgs: organisations.map(({ name, domain }) => ({
      Name: name,
      Domain: domain,
      EnableNodeOUs: true,
      Template: { Count: 1, SANS },
      Users: { Count: 1 },
    })),
  };
}
