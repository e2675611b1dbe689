import { Admission } from "./admission.ts";
import { FabricClient, type FabricLedger } from "./client.ts";
import { openConnection, type ConnectionTarget, type FabricGateway } from "./connection.ts";
import type { FabricTimeouts } from "./parts.ts";
import { Placements } from "./placements.ts";
import { Pool } from "./pool.ts";
import { Queries } from "./queries.ts";

/** How to reach a contract on a Fabric network. */
export interface FabricLedgerOptions extends ConnectionTarget {
  /** Gateways in order of preference; the next is used when one fails. The caller trusts every one of them. */
  readonly gateways: readonly FabricGateway[];
  /** MSP ids whose peers must give one answer to every read, for reads that decide something. Default: none. */
  readonly agreeingOrganizations?: readonly string[];
  /** How many calls may run at once; a peer's own limit is 500 for all its clients. Default 200. */
  readonly maxInFlight?: number;
  /** How many more may wait for their turn. Default 10,000. */
  readonly maxWaiting?: number;
  readonly timeouts?: Partial<FabricTimeouts>;
}

const TIMEOUTS: FabricTimeouts = {
  evaluateMs: 5_000,
  endorseMs: 15_000,
  submitMs: 5_000,
  commitStatusMs: 3_000,
  commitMs: 60_000,
};

/**
 * A ledger over the gateways of a Fabric network. Nothing is connected before the first call.
 * It believes its gateways' peers: whoever must not, names `agreeingOrganizations`, or judges a dossier instead.
 */
export function createFabricLedger(options: FabricLedgerOptions): FabricLedger {
  const { gateways, identity, signer, channel, chaincode, maxInFlight = 200, maxWaiting = 10_000 } = options;
  const target = { identity, signer, channel, chaincode };
  const timeouts = { ...TIMEOUTS, ...options.timeouts };
  const parts = {
    pool: new Pool(gateways.map((gateway) => openConnection(gateway, target))),
    queries: new Queries(channel, timeouts.evaluateMs),
    placements: new Placements(),
    timeouts,
    chaincode,
  };
  return new FabricClient(parts, new Admission(maxInFlight, maxWaiting), options.agreeingOrganizations ?? []);
}
