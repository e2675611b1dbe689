import { sha256Hex, utf8 } from "@openlading/core";
import { toTarGz, type ArchiveFile } from "./tar.ts";

const LABEL = /^[a-zA-Z0-9]+([.+_-][a-zA-Z0-9]+)*$/;

/** A chaincode package and the id under which every peer will know it. */
export interface ChaincodePackage {
  readonly bytes: Uint8Array;
  readonly packageId: string;
}

/** Where a peer finds a chaincode that runs as a service. TLS material is PEM text. */
export interface ServiceConnection {
  /** `host:port`. */
  readonly address: string;
  readonly dialTimeout?: string;
  readonly rootCert?: string;
  readonly client?: { readonly key: string; readonly cert: string };
}

/**
 * A package for a chaincode as a service: it holds nothing but the address.
 * @see https://hyperledger-fabric.readthedocs.io/en/release-2.5/cc_service.html
 */
export function packageService(label: string, connection: ServiceConnection): ChaincodePackage {
  const { address, dialTimeout = "10s", rootCert, client } = connection;
  const json = {
    address,
    dial_timeout: dialTimeout,
    tls_required: rootCert !== undefined,
    ...(rootCert === undefined ? {} : { root_cert: rootCert }),
    ...(client === undefined
      ? {}
      : { client_auth_required: true, client_key: client.key, client_cert: client.cert, domain: hostOf(address) }),
  };
  return assemble(label, "ccaas", [{ path: "connection.json", bytes: utf8(JSON.stringify(json)) }]);
}

/** A package that the peer's Node runtime builds and starts: the bundle, its package.json and its lock file. */
export function packageNode(label: string, files: readonly ArchiveFile[]): ChaincodePackage {
  const placed = files.map(({ path, bytes }) => ({ path: `src/${path}`, bytes }));
  return assemble(label, "node", placed);
}

/** The label, and the SHA-256 of the package's bytes. @see Fabric `core/chaincode/persistence/persistence.go` PackageID */
export function packageIdOf(label: string, bytes: Uint8Array): string {
  return `${label}:${sha256Hex(bytes)}`;
}

function assemble(label: string, type: string, files: readonly ArchiveFile[]): ChaincodePackage {
  if (!LABEL.test(label)) throw new TypeError("a label is letters and digits, joined by single . + - _");
  const metadata = utf8(JSON.stringify({ path: "", type, label }));
  const bytes = toTarGz([
    { path: "code.tar.gz", bytes: toTarGz(files) },
    { path: "metadata.json", bytes: metadata },
  ]);
  return { bytes, packageId: packageIdOf(label, bytes) };
}

function hostOf(address: string): string {
  return address.slice(0, address.lastIndexOf(":"));
}
