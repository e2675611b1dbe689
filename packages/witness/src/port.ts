import type { CatchUpOptions } from "./follower.ts";
import type { WitnessCheckpoint, WitnessSnapshot } from "./snapshot.ts";

/** A witness as whoever proves and ticks uses it: one in this process, or one that runs in a process of its own. */
export interface WitnessPort {
  readonly name: string;
  readonly networkId: string;
  catchUp(options?: CatchUpOptions): Promise<{ readonly height: number }>;
  checkpointAt(height: number): WitnessCheckpoint | null | Promise<WitnessCheckpoint | null>;
  /**
   * Reads several things as of one moment. `use` MUST be synchronous and without effects: a witness elsewhere is asked
   * for what is missing, and `use` runs again.
   */
  snapshot<T>(use: (snapshot: WitnessSnapshot) => T): T | Promise<T>;
  signTick(): Promise<string>;
  approveTick(act: string): Promise<string>;
  close(): Promise<void>;
}
