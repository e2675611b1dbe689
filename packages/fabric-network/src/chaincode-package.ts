import { gzipSync } from "node:zlib";
import { concatBytes, sha256Hex, utf8, type JsonObject } from "@openlading/core";

const BLOCK = 512;
const GZIP_OS = 9;
const UNKNOWN_OS = 255;

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
export interface ServicePackage {
  readonly bytes: Uint8Array;
  /** `label:` and the SHA-256 of the bytes in hex. */
  readonly packageId: string;
}

/**
 * Packs "this chaincode runs as a service at that address". The same input gives the same bytes, hence the same id,
 * on every machine, so that the service can be started before the package is installed.
 */
export function packService(label: string, connection: ServiceConnection): ServicePackage {
  const code = gzip(tar([["connection.json", json(connectionJson(connection))]]));
  const bytes = gzip(tar([["metadata.json", json({ type: "ccaas", label })], ["code.tar.gz", code]])); // prettier-ignore
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

/** Level and header fixed: neither the hour nor the system leaves a trace in the bytes. */
function gzip(bytes: Uint8Array): Uint8Array {
  const packed = new Uint8Array(gzipSync(bytes, { level: 0 }));
  packed.fill(0, 4, 8);
  packed[GZIP_OS] = UNKNOWN_OS;
  return packed;
}

/** A ustar archive with fixed owner, mode and time. @see POSIX.1-2017, pax, "ustar Interchange Format" */
function tar(files: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  const parts = files.flatMap(([name, bytes]) => [header(name, bytes.length), bytes, padding(bytes.length)]);
  return concatBytes(...parts, new Uint8Array(2 * BLOCK));
}

const padding = (size: number): Uint8Array => new Uint8Array((BLOCK - (size % BLOCK)) % BLOCK);

function header(name: string, size: number): Uint8Array {
  const block = new Uint8Array(BLOCK);
  const put = (offset: number, text: string): void => block.set(utf8(text), offset);
  const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, "0")}\0`;
  put(0, name);
  put(100, octal(0o644, 8));
  put(108, octal(0, 8));
  put(116, octal(0, 8));
  put(124, octal(size, 12));
  put(136, octal(0, 12));
  put(148, " ".repeat(8));
  put(156, "0");
  put(257, "ustar\0");
  put(263, "00");
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(148, `${sum.toString(8).padStart(6, "0")}\0 `);
  return block;
}
