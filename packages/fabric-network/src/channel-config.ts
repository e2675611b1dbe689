import type { Json, JsonObject } from "@openlading/core";
import { layoutOf, ORDERER_MSP, type NetworkPlan, type OrganisationPlan } from "./layout.ts";

/** The name of the one profile in the generated `configtx.yaml`. */
export const PROFILE = "OpenLading";

const HOST = "127.0.0.1";
const signedBy = (Rule: string): JsonObject => ({ Type: "Signature", Rule });
const derived = (Rule: string): JsonObject => ({ Type: "ImplicitMeta", Rule });

const META = {
  Readers: derived("ANY Readers"),
  Writers: derived("ANY Writers"),
  Admins: derived("MAJORITY Admins"),
} as const;

/** The channel's first configuration: one Raft orderer, a majority of the organisations for every endorsement. */
export function channelConfig(plan: NetworkPlan): Json {
  return {
    Profiles: {
      [PROFILE]: {
        Policies: META,
        Capabilities: { V2_0: true },
        Orderer: ordererSection(plan),
        Application: {
          Organizations: plan.organisations.map((organisation) => peerOrganisation(plan, organisation)),
          Policies: {
            ...META,
            LifecycleEndorsement: derived("MAJORITY Endorsement"),
            Endorsement: derived("MAJORITY Endorsement"),
          },
          Capabilities: { V2_5: true },
        },
      },
    },
  };
}

function ordererSection({ dir, orderer, batchTimeoutMs, maxMessageCount }: NetworkPlan): Json {
  const { tlsCertificate } = layoutOf(dir).orderer;
  return {
    OrdererType: "etcdraft",
    BatchTimeout: `${batchTimeoutMs}ms`,
    BatchSize: { MaxMessageCount: maxMessageCount, AbsoluteMaxBytes: "10 MB", PreferredMaxBytes: "2 MB" },
    EtcdRaft: {
      Consenters: [{ Host: HOST, Port: orderer.listen, ClientTLSCert: tlsCertificate, ServerTLSCert: tlsCertificate }],
      // A short tick: the channel has a leader 0.2 s after it was joined, and 2 s after a restart.
      Options: {
        TickInterval: "100ms",
        ElectionTick: 10,
        HeartbeatTick: 1,
        MaxInflightBlocks: 5,
        SnapshotIntervalSize: "16 MB",
      },
    },
    Organizations: [ordererOrganisation(dir, orderer.listen)],
    Policies: { ...META, BlockValidation: derived("ANY Writers") },
    Capabilities: { V2_0: true },
  };
}

function ordererOrganisation(dir: string, port: number): Json {
  return {
    Name: ORDERER_MSP,
    ID: ORDERER_MSP,
    MSPDir: layoutOf(dir).orderer.organisation,
    OrdererEndpoints: [`${HOST}:${port}`],
    Policies: {
      Readers: signedBy(`OR('${ORDERER_MSP}.member')`),
      Writers: signedBy(`OR('${ORDERER_MSP}.member')`),
      Admins: signedBy(`OR('${ORDERER_MSP}.admin')`),
    },
  };
}

function peerOrganisation({ dir }: NetworkPlan, { mspId, domain, ports }: OrganisationPlan): Json {
  return {
    Name: mspId,
    ID: mspId,
    MSPDir: layoutOf(dir).organisation(domain).msp,
    AnchorPeers: [{ Host: HOST, Port: ports.peer }],
    Policies: {
      Readers: signedBy(`OR('${mspId}.admin', '${mspId}.peer', '${mspId}.client')`),
      Writers: signedBy(`OR('${mspId}.admin', '${mspId}.client')`),
      Admins: signedBy(`OR('${mspId}.admin')`),
      Endorsement: signedBy(`OR('${mspId}.peer')`),
    },
  };
}
