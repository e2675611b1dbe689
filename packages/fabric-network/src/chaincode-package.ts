import { sha256Hex, utf8, type JsonObject } from "@openlading/core";
import { toTarGz, type ArchiveFile } from "./tar.ts";

const LABEL = /^[a-zA-Z0-9]+([.+_-][a-zA-Z0-9]+)*$/;

/** How a peer reaches a chaincode that runs as a service. */
export interface ServiceConnection {
  /** `host:port`. */
  readonly address: string;
  readonly dialTimeout?: string;
  /** PEM text of the authority behind the service's TLS certificate; without it the connection is plain. */
  readonly rootCertificate?: string;
  /** For a service that asks the peer for a certificate too, as PEM text. */
  readonly client?: { readonly certificate: string; readonly key: string; readonly domain: string };
}

/** A chaincode package and the id under which every peer will know it. */
export interface ChaincodePackage {
  readonly bytes: Uint8Array;
  /** `label:` and the SHA-256 of the bytes in hex. */
  readonly packageId: string;
}

/**
 * Packs "this chaincode runs as a service at that address". The same input gives the same bytes, hence the same id,
 * on every machine, so that the service can be started before the package is installed.
 * @see https://hyperledger-fabric.readthedocs.io/en/release-2.5/cc_service.html
 */
export function packService(label: string, connection: ServiceConnection): ChaincodePackage {
  return assemble(label, "ccaas", [{ path: "connection.json", bytes: json(connectionJson(connection)) }]);
}

/** Packs what a peer's Node runtime builds and starts: a module with its package.json. Same files, same id, everywhere. */
export function packNode(label: string, files: readonly ArchiveFile[]): ChaincodePackage {
  const placed = files.map(({ path, bytes }) => ({ path: `src/${path}`, bytes }));
  return assemble(label, "node", placed);
}

/** The id is the label, and the SHA-256 of the package's bytes. @see Fabric `core/chaincode/persistence/persistence.go` PackageID */
function assemble(label: string, type: string, files: readonly ArchiveFile[]): ChaincodePackage {
  if (!LABEL.test(label)) throw new TypeError("a label is letters and digits, joined by single . + - _");
  const bytes = toTarGz([
    { path: "code.tar.gz", bytes: toTarGz(files) },
    { path: "metadata.json", bytes: json({ path: "", type, label }) },
  ]);
  return { bytes, packageId: `${label}:${sha256Hex(bytes)}` };
}

function connectionJson({ address, dialTimeout, rootCertificate, client }: ServiceConnection): JsonObject {
  return {
    address,
    dial_timeout: dialTimeout ?? "3s",
    tls_required: rootCertificate !== undefined,
    ...(rootCertificate === undefined ? {} : { root_cert: rootCertificate }),
    ...(client === undefined
      ? {}
      : {
          client_auth_required: true,
          client_cert: client.certificate,
          client_key: client.key,
          domain: client.domain,
        }),
  };
}

const json = (value: JsonObject): Uint8Array => utf8(JSON.stringify(value));
