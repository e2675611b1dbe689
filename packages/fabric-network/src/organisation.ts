import { readFile } from "node:fs/promises";
import type { PeerConnection } from "./connection.ts";
import { readCredentials, type Credentials } from "./identity.ts";
import type { NetworkState } from "./state.ts";

/** One organisation of a running network, as a client needs to know it. */
export interface Organisation {
  readonly name: string;
  readonly mspId: string;
  /** `host:port` of the peer, which is a gateway. */
  readonly address: string;
  /** A name that the peer's TLS certificate carries: to be given to gRPC as the target's name. */
  readonly tlsName: string;
  /** PEM text of the authority behind the peer's TLS certificate. */
  readonly tlsRoot: string;
  readonly user: Credentials;
  readonly admin: Credentials;
}

/** Reads an organisation's keys and certificates from a network's directory. */
export async function readOrganisation(recorded: NetworkState["organisations"][number]): Promise<Organisation> {
  const { name, mspId, peer } = recorded;
  const [tlsRoot, user, admin] = await Promise.all([
    readFile(peer.tlsRoot, "utf8"),
    readCredentials(recorded.user),
    readCredentials(recorded.admin),
  ]);
  return { name, mspId, address: peer.address, tlsName: "localhost", tlsRoot, user, admin };
}

/** The organisation's peer, spoken to by its administrator. */
export const asAdmin = ({ mspId, address, tlsRoot, admin }: Organisation): PeerConnection => ({
  mspId,
  address,
  tlsRoot,
  user: admin,
});

/** The organisation's peer, spoken to by its ordinary user. */
export const asUser = ({ mspId, address, tlsRoot, user }: Organisation): PeerConnection => ({
  mspId,
  address,
  tlsRoot,
  user,
});
