import { actionsFor, type Action } from "@openlading/law";

type Scene = Parameters<ReturnType<Action["bind"]>["deadlines"]>[0];

/** A scene nothing was read into: enough to see whether a row has deadlines at all. */
const NOTHING_READ: Scene = { networkId: "", has: () => false, one: () => null, each: () => [], ids: () => [] };

/** Whether an act of this code reads the network's clock, so that a stale one would refuse it. */
export function readsClock(actionCode: string): boolean {
  return actionsFor(actionCode).some((row) => row.bind(undefined).deadlines(NOTHING_READ) !== null);
}
