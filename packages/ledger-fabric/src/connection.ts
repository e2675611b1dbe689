import { createHash, X509Certificate } from "node:crypto";
import { Client, credentials, type ChannelCredentials, type ChannelOptions } from "@grpc/grpc-js";
import { connect, hash, type Contract, type Gateway, type Network } from "@hyperledger/fabric-gateway";
import type { FabricSigner } from "./signer.ts";

/** How a gateway is reached. */
export interface FabricGateway {
  /** `host:port` of a peer of an organisation that the caller trusts. */
  readonly address: string;
  /** TLS, or null for a plain connection, which is for a simulator on this machine only. */
  readonly tls: FabricTls | null;
}

/** TLS to a gateway; everything is PEM. */
export interface FabricTls {
  readonly rootCertificates: Uint8Array;
  /** The name in the server's certificate, where it is not the address's. */
  readonly serverName?: string;
  /** For mutual TLS. */
  readonly client?: { readonly privateKey: Uint8Array; readonly certificate: Uint8Array };
}

/** Who calls: the organisation's MSP id, and the certificate as PEM. */
export interface FabricIdentity {
  readonly mspId: string;
  readonly credentials: Uint8Array;
}

/** Where the contract is. */
export interface ConnectionTarget {
  readonly identity: FabricIdentity;
  readonly signer: FabricSigner;
  readonly channel: string;
  readonly chaincode: string;
}

/** One gateway, connected when first used. */
export interface Connection {
  readonly address: string;
  readonly gateway: Gateway;
  readonly network: Network;
  readonly submits: Contract;
  readonly reads: Contract;
  readonly queries: Contract;
  /** The newest block this gateway's peer is known to have; null when nothing is known. */
  height: number | null;
  close(): void;
}

/** Peers take no pings more often than once a minute. @see Fabric `internal/pkg/comm/config.go` */
const OPTIONS: ChannelOptions = {
  "grpc.keepalive_time_ms": 120_000,
  "grpc.keepalive_timeout_ms": 20_000,
  "grpc.keepalive_permit_without_calls": 1,
  "grpc.max_receive_message_length": -1,
  "grpc.max_send_message_length": -1,
  "grpc.initial_reconnect_backoff_ms": 200,
  "grpc.max_reconnect_backoff_ms": 2_000,
};

export function openConnection({ address, tls }: FabricGateway, target: ConnectionTarget): Connection {
  const client = new Client(address, toCredentials(tls), { ...OPTIONS, ...toNameOptions(tls) });
  const { identity, signer, channel, chaincode } = target;
  const gateway = connect({
    client,
    identity,
    signer,
    hash: hash.none, // the signer hashes
    ...(tls?.client === undefined ? {} : { tlsClientCertificateHash: certificateHash(tls.client.certificate) }),
  });
  const network = gateway.getNetwork(channel);
  return {
    address,
    gateway,
    network,
    submits: network.getContract(chaincode, "submit"),
    reads: network.getContract(chaincode, "read"),
    queries: network.getContract("qscc"),
    height: null,
    close: () => {
      gateway.close();
      client.close();
    },
  };
}

function toCredentials(tls: FabricTls | null): ChannelCredentials {
  if (tls === null) return credentials.createInsecure();
  const { rootCertificates, client } = tls;
  if (client === undefined) return credentials.createSsl(Buffer.from(rootCertificates));
  return credentials.createSsl(
    Buffer.from(rootCertificates),
    Buffer.from(client.privateKey),
    Buffer.from(client.certificate),
  );
}

function toNameOptions(tls: FabricTls | null): ChannelOptions {
  const name = tls?.serverName;
  return name === undefined ? {} : { "grpc.ssl_target_name_override": name, "grpc.default_authority": name };
}

/** Block events over mutual TLS are bound to the client's certificate. */
function certificateHash(pem: Uint8Array): Uint8Array {
  return createHash("sha256").update(new X509Certificate(pem).raw).digest();
}
