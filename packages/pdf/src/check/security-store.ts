import { PdfError } from "../error.ts";
import { fault } from "../read/fault.ts";
import { dictOf, type PdfDict } from "../read/object.ts";
import type { PdfFile } from "../read/pdf-file.ts";
import { parseCertificate, type Certificate } from "../sign/certificate.ts";
import { addValidationData } from "../sign/validation-data.ts";
import type { Anchor, CertificatePool } from "./anchors.ts";
import { parseCrl, type Crl } from "./crl.ts";
import { parseOcsp, type Ocsp } from "./ocsp.ts";
import type { FileSignature } from "./signatures.ts";

/** What the file's document security store (DSS) holds. */
export interface SecurityStore {
  readonly certificates: readonly Certificate[];
  readonly crls: readonly Crl[];
  readonly ocsps: readonly Ocsp[];
}

const MAX_ITEMS = 64;
const ENTRIES: ReadonlySet<string> = new Set(["Type", "Certs", "CRLs", "OCSPs"]);

/** Reads the store of the last revision; null where there is none. @throws PdfError ERR_PDF_VALIDATION_DATA */
export function readSecurityStore(file: PdfFile): SecurityStore | null {
  const store = storeOf(file, file.last);
  if (store === null) return null;
  if ([...store.entries.keys()].some((name) => !ENTRIES.has(name))) throw refuse("the store has an unknown entry");
  try {
    return {
      certificates: streams(file, store, "Certs", file.last).map(parseCertificate),
      crls: streams(file, store, "CRLs", file.last).map(parseCrl),
      ocsps: streams(file, store, "OCSPs", file.last).map(parseOcsp),
    };
  } catch (error) {
    if (error instanceof PdfError) throw refuse(`the store holds what cannot be read (${error.code})`);
    throw error;
  }
}

/**
 * What no signature covers must have one spelling: each revision behind the last signature is written again from what
 * it holds, and must come out the same to the byte.
 */
export function tailFault(file: PdfFile, signatures: readonly FileSignature[]): PdfError | null {
  const last = signatures.at(-1);
  if (last === undefined || last.revision === file.last) return null;
  let bytes = file.bytes.subarray(0, last.covered[0].length + last.covered[1].length + holeBytes(last));
  try {
    for (let revision = last.revision + 1; revision <= file.last; revision++) bytes = written(file, bytes, revision);
  } catch (error) {
    if (!(error instanceof PdfError)) throw error;
    return unsigned("the store cannot be written again");
  }
  return Buffer.from(bytes).equals(file.bytes) ? null : unsigned("unsigned validation data are not in their one form");
}

function unsigned(message: string): PdfError {
  return fault("ERR_PDF_UNSIGNED_TAIL", message);
}

function holeBytes({ dict }: FileSignature): number {
  const value = dict.entries.get("Contents");
  return value === undefined ? 0 : value.end - value.start;
}

function written(file: PdfFile, below: Uint8Array, revision: number): Uint8Array {
  const store = storeOf(file, revision);
  if (store === null) throw refuse("a revision is neither signed nor a store");
  return addValidationData(below, {
    certificates: streams(file, store, "Certs", revision),
    crls: streams(file, store, "CRLs", revision),
    ocsps: streams(file, store, "OCSPs", revision),
  });
}

/** Validation data that nothing in the file leads to, or nobody known has signed. */
export function storeFault(
  store: SecurityStore,
  pool: CertificatePool,
  leaves: readonly Certificate[],
  anchors: readonly Anchor[],
): PdfError | null {
  const strays = pool.strays(leaves, anchors);
  if (store.certificates.some((one) => strays.includes(one)))
    return refuse("a certificate of the store belongs to nothing");
  const known = [...leaves, ...store.certificates, ...anchors.map(({ certificate }) => certificate)];
  const isBySomeone = (isSigned: (issuer: Certificate) => boolean): boolean =>
    known.some((one) => safely(isSigned, one));
  const isAll =
    store.crls.every((crl) => isBySomeone(crl.isSignedBy)) && store.ocsps.every((one) => isBySomeone(one.isSignedFor));
  return isAll ? null : refuse("a revocation list or answer of the store is by nobody known");
}

function safely(isSigned: (issuer: Certificate) => boolean, issuer: Certificate): boolean {
  try {
    return isSigned(issuer);
  } catch (error) {
    if (error instanceof PdfError) return false;
    throw error;
  }
}

function storeOf(file: PdfFile, revision: number): PdfDict | null {
  return dictOf(file.entry(file.catalog(revision), "DSS", revision));
}

function streams(file: PdfFile, store: PdfDict, name: string, revision: number): readonly Uint8Array[] {
  const list = file.entry(store, name, revision);
  const items = list?.kind === "array" ? list.items : [];
  if (items.length > MAX_ITEMS) throw refuse("the store holds too much");
  return items.map((item) => {
    const stream = file.resolve(item, revision);
    if (stream?.kind !== "stream") throw refuse("the store names something else than data");
    return file.content(stream);
  });
}

function refuse(message: string): PdfError {
  return fault("ERR_PDF_VALIDATION_DATA", message);
}
