import { equalBytes } from "@openlading/core";
import { formatDictionary, readArray, referenceOf } from "./pdf-syntax.ts";
import { openPrintedFile, readObject, readPlainStream, type PrintedFile } from "./printed-file.ts";
import { createRevision, streamBody, type Revision } from "./revision.ts";

/** What a reader without a network needs to judge the signatures' certificates; DER each. */
export interface ValidationData {
  readonly certificates?: readonly Uint8Array[];
  readonly crls?: readonly Uint8Array[];
  readonly ocsps?: readonly Uint8Array[];
}

/**
 * Puts certificates and revocation data on top of a signed file, in the document security store: BASELINE-LT when they
 * are all that the signatures and time-stamps need. What the store holds already is not put in twice. The data are
 * taken as given: a reader verifies them.
 * @throws PdfError ERR_PDF_SIGN_LAYOUT
 * @see EN 319 142-1 clause 5.4
 */
export function addValidationData(bytes: Uint8Array, data: ValidationData): Uint8Array {
  const file = openPrintedFile(bytes);
  const revision = createRevision(file);
  const number = referenceOf(file.root.get("DSS"));
  const store = new Map(number === null ? [] : readObject(file.text, file.offsets, number));
  store.set("Type", "/DSS");
  extend(store, "Certs", data.certificates ?? [], file, revision);
  extend(store, "CRLs", data.crls ?? [], file, revision);
  extend(store, "OCSPs", data.ocsps ?? [], file, revision);
  if (number === null) {
    const added = revision.add(formatDictionary(store));
    revision.replace(file.rootNumber, formatDictionary(new Map([...file.root, ["DSS", `${added} 0 R`]])));
  } else {
    revision.replace(number, formatDictionary(store));
  }
  return revision.write().bytes;
}

function extend(
  store: Map<string, string>,
  key: string,
  items: readonly Uint8Array[],
  file: PrintedFile,
  revision: Revision,
): void {
  const references = [...readArray(store.get(key) ?? "[]")];
  const held = references.map((reference) => readPlainStream(file, referenceOf(reference) ?? -1));
  for (const item of items) {
    if (held.some((one) => equalBytes(one, item))) continue;
    held.push(item);
    references.push(`${revision.add(streamBody({}, item))} 0 R`);
  }
  if (references.length > 0) store.set(key, `[ ${references.join(" ")} ]`);
}
