import { join } from "node:path";
import type { Json } from "@openlading/core";
import { layoutOf, ORDERER_MSP, type NetworkPlan } from "./layout.ts";
import { SOFTWARE_KEYS } from "./software-keys.ts";

const HOST = "127.0.0.1";

/** What the orderer's `orderer.yaml` says: loopback only, TLS, channels joined through its admin port. */
export function ordererConfig({ dir, orderer }: NetworkPlan): Json {
  const layout = layoutOf(dir);
  const { data } = layout.node("orderer");
  const { msp, tlsCertificate, tlsKey, tlsRoot } = layout.orderer;
  return {
    General: {
      ListenAddress: HOST,
      ListenPort: orderer.listen,
      TLS: { Enabled: true, PrivateKey: tlsKey, Certificate: tlsCertificate, RootCAs: [tlsRoot] },
      BootstrapMethod: "none",
      LocalMSPDir: msp,
      LocalMSPID: ORDERER_MSP,
      BCCSP: SOFTWARE_KEYS,
    },
    FileLedger: { Location: join(data, "ledger") },
    Operations: { ListenAddress: `${HOST}:${orderer.operations}` },
    Admin: { ListenAddress: `${HOST}:${orderer.admin}` },
    Metrics: { Provider: "disabled" },
    // Left out, the limit counts as zero and every join is refused.
    ChannelParticipation: { Enabled: true, MaxRequestBodySize: "10 MB" },
    // Left out, the write-ahead log lands in the working directory.
    Consensus: { WALDir: join(data, "wal"), SnapDir: join(data, "snapshots") },
  };
}
