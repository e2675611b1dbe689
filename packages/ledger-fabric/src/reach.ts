import { connect as connectPlain, isIP } from "node:net";
import { connect as connectTls } from "node:tls";
import type { FabricGateway, FabricTls } from "./connection.ts";
import type { FindingCode } from "./findings.ts";

const PATIENCE_MS = 3_000;

const BY_SYSTEM_CODE: Readonly<Record<string, FindingCode>> = {
  ENOTFOUND: "host-unknown",
  EAI_AGAIN: "host-unknown",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "tls-authority",
  UNABLE_TO_GET_ISSUER_CERT: "tls-authority",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "tls-authority",
  SELF_SIGNED_CERT_IN_CHAIN: "tls-authority",
  DEPTH_ZERO_SELF_SIGNED_CERT: "tls-authority",
  CERT_SIGNATURE_FAILURE: "tls-authority",
  ERR_TLS_CERT_ALTNAME_INVALID: "tls-name",
  CERT_HAS_EXPIRED: "tls-time",
  CERT_NOT_YET_VALID: "tls-time",
};

/** Connects to a gateway's port and shakes hands; null when nothing is wrong. */
export async function reachGateway({ address, tls }: FabricGateway): Promise<FindingCode | null> {
  const colon = address.lastIndexOf(":");
  const [host, port] = [address.slice(0, colon), Number(address.slice(colon + 1))];
  const closed = await attempt(() => connectPlain({ host, port }), "connect", "port-closed");
  if (closed !== null || tls === null) return closed;
  return attempt(() => connectTls({ host, port, ...toTlsOptions(tls, host) }), "secureConnect", "tls-absent");
}

function toTlsOptions({ rootCertificates, serverName, client }: FabricTls, host: string) {
  const servername = serverName ?? (isIP(host) === 0 ? host : undefined);
  return {
    ca: Buffer.from(rootCertificates),
    ALPNProtocols: ["h2"],
    ...(servername === undefined ? {} : { servername }),
    ...(client === undefined ? {} : { key: Buffer.from(client.privateKey), cert: Buffer.from(client.certificate) }),
  };
}

type Socket = ReturnType<typeof connectPlain>;

function attempt(open: () => Socket, event: string, otherwise: FindingCode): Promise<FindingCode | null> {
  return new Promise((resolve) => {
    const socket = open();
    const end = (code: FindingCode | null): void => {
      socket.destroy();
      resolve(code);
    };
    socket.once(event, () => end(null));
    socket.once("error", (error) => end(byCode(error) ?? otherwise));
    socket.setTimeout(PATIENCE_MS, () => end(otherwise));
  });
}

function byCode(error: Error): FindingCode | undefined {
  return "code" in error && typeof error.code === "string" ? BY_SYSTEM_CODE[error.code] : undefined;
}
