const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]+)-----END \1-----/g;
const MAX_PEM_BYTES = 16_000_000;

/** What a file holds: the blocks of a PEM file that bear one of the labels, else the file itself, taken for DER. */
export function readPemOrDer(bytes: Uint8Array, labels: readonly string[]): readonly Uint8Array[] {
  const text = new TextDecoder("latin1").decode(bytes.subarray(0, MAX_PEM_BYTES));
  const blocks = [...text.matchAll(BLOCK)];
  if (blocks.length === 0) return [bytes];
  return blocks.flatMap(([, label = "", body = ""]) =>
    labels.includes(label) ? [new Uint8Array(Buffer.from(body, "base64"))] : [],
  );
}

export const CERTIFICATE_LABELS = ["CERTIFICATE"] as const;
export const CRL_LABELS = ["X509 CRL"] as const;
export const OCSP_LABELS = ["OCSP RESPONSE"] as const;
