import type { Placements } from "./placements.ts";
import type { Pool } from "./pool.ts";
import type { Queries } from "./queries.ts";

/** How long each stage may take, in milliseconds. */
export interface FabricTimeouts {
  readonly evaluateMs: number;
  readonly endorseMs: number;
  readonly submitMs: number;
  /** How long to wait for a commit before the same transaction is handed to an orderer again. */
  readonly commitStatusMs: number;
  /** When to give up on a commit, and call it unknown. */
  readonly commitMs: number;
}

/** What the stages share. */
export interface Parts {
  readonly pool: Pool;
  readonly queries: Queries;
  readonly placements: Placements;
  readonly timeouts: FabricTimeouts;
  readonly chaincode: string;
}
