import { Client, credentials } from "@grpc/grpc-js";
import { connect, hash, type Gateway } from "@hyperledger/fabric-gateway";
import { utf8 } from "@openlading/core";
import { createFabricSigner } from "@openlading/ledger-fabric";
import type { Credentials } from "./identity.ts";

/** An organisation's peer, and one of its users who may speak through it. */
export interface PeerConnection {
  readonly mspId: string;
  /** `host:port` of the peer. */
  readonly address: string;
  /** PEM text of the authority behind the peer's TLS certificate. */
  readonly tlsRoot: string;
  readonly user: Credentials;
}

/** A channel to a peer on loopback. It reconnects fast: peers here are stopped and started on purpose. */
export function createClient({ address, tlsRoot }: PeerConnection): Client {
  return new Client(address, credentials.createSsl(Buffer.from(tlsRoot)), clientOptions());
}

export function clientOptions(): Readonly<Record<string, string | number>> {
  return {
    // An IP address is no server name for TLS; every certificate here names localhost too.
    "grpc.ssl_target_name_override": "localhost",
    "grpc.default_authority": "localhost",
    "grpc.initial_reconnect_backoff_ms": 200,
    "grpc.max_reconnect_backoff_ms": 2000,
  };
}

/** A gateway for one user over a client that the caller closes. */
export function createGateway(client: Client, { mspId, user }: PeerConnection): Gateway {
  return connect({
    client,
    identity: { mspId, credentials: utf8(user.certificate) },
    signer: createFabricSigner(user.privateKey),
    hash: hash.none,
  });
}

/** Uses a gateway and lets go of everything afterwards. */
export async function withGateway<T>(peer: PeerConnection, use: (gateway: Gateway) => Promise<T>): Promise<T> {
  const client = createClient(peer);
  const gateway = createGateway(client, peer);
  try {
    return await use(gateway);
  } finally {
    gateway.close();
    client.close();
  }
}
