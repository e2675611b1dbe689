import { join } from "node:path";
import type { Json, JsonObject } from "@openlading/core";
import { layoutOf, type NetworkPlan, type OrganisationPlan } from "./layout.ts";
import { SOFTWARE_KEYS } from "./software-keys.ts";

const HOST = "127.0.0.1";

/** What a peer's `core.yaml` says. Every member is needed or states a default that matters; see the guide's table. */
export function peerConfig({ dir, channel }: NetworkPlan, organisation: OrganisationPlan): Json {
  const layout = layoutOf(dir);
  const { data } = layout.node(organisation.name);
  const { operations } = organisation.ports;
  return {
    peer: peerSection(layout, organisation, `openlading-${channel}`),
    // Empty: no container engine is asked for anything, and the health check does not miss one.
    vm: { endpoint: "" },
    chaincode: chaincodeSection(layout.builder),
    ledger: {
      state: { stateDatabase: "goleveldb" },
      history: { enableHistoryDatabase: true },
      snapshots: { rootDir: join(data, "snapshots") },
      pvtdataStore: {
        collElgProcMaxDbBatchSize: 5000,
        collElgProcDbBatchesInterval: 1000,
        deprioritizedDataReconcilerInterval: "60m",
        purgeInterval: 100,
      },
    },
    operations: { listenAddress: `${HOST}:${operations}` },
    metrics: { provider: "disabled" },
  };
}

function peerSection(layout: ReturnType<typeof layoutOf>, organisation: OrganisationPlan, networkId: string): Json {
  const { name, mspId, domain, ports } = organisation;
  const address = `${HOST}:${ports.peer}`;
  const chaincodeAddress = `${HOST}:${ports.chaincode}`;
  const { msp, tlsCertificate, tlsKey, tlsRoot } = layout.organisation(domain).peer;
  return {
    id: name,
    networkId,
    listenAddress: address,
    address,
    chaincodeListenAddress: chaincodeAddress,
    chaincodeAddress,
    localMspId: mspId,
    mspConfigPath: msp,
    fileSystemPath: layout.node(name).data,
    BCCSP: SOFTWARE_KEYS,
    gateway: { enabled: true },
    gossip: gossipSection(address),
    tls: {
      enabled: true,
      cert: { file: tlsCertificate },
      key: { file: tlsKey },
      rootcert: { file: tlsRoot },
    },
    handlers: {
      authFilters: [{ name: "DefaultAuth" }, { name: "ExpirationCheck" }],
      decorators: [{ name: "DefaultDecorator" }],
      endorsers: { escc: { name: "DefaultEndorsement" } },
      validators: { vscc: { name: "DefaultValidation" } },
    },
    discovery: {
      enabled: true,
      authCacheEnabled: true,
      authCacheMaxSize: 1000,
      authCachePurgeRetentionRatio: 0.75,
    },
    limits: { concurrency: { endorserService: 2500, deliverService: 2500, gatewayService: 500 } },
  };
}

/**
 * A peer that joins a channel may ring its neighbours before it trusts their certificates, and by default tries again
 * only after 25 seconds. With these times the network is whole within seconds.
 */
function gossipSection(address: string): JsonObject {
  return {
    bootstrap: [address],
    endpoint: address,
    externalEndpoint: address,
    orgLeader: true,
    useLeaderElection: false,
    dialTimeout: "300ms",
    reconnectInterval: "300ms",
    publishStateInfoInterval: "500ms",
    requestStateInfoInterval: "500ms",
    aliveTimeInterval: "1s",
    aliveExpirationTimeout: "10s",
  };
}

function chaincodeSection(builder: string): Json {
  return {
    mode: "net",
    // The Node shim of 2.5.8 ends its process when it is sent a keep-alive message.
    keepalive: 0,
    installTimeout: "60s",
    startuptimeout: "60s",
    executetimeout: "30s",
    externalBuilders: [{ name: "openlading", path: builder }],
    system: { _lifecycle: "enable", cscc: "enable", lscc: "enable", qscc: "enable" },
    logging: { level: "info", shim: "warning" },
  };
}
