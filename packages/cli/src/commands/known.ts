import type { Known } from "./references.ts";
import type { Session } from "../session.ts";

/** Opens the network and the party that acts. */
export async function openKnown(session: Session): Promise<Known> {
  const network = await session.network();
  return { network, party: await session.party() };
}
