import { parseInstant, parseStrictJson, type JsonObject } from "@openlading/core";
import { parseDocument, type ParsedDocument } from "@openlading/documents";
import { textAt } from "../../certificate/certificate-data.ts";
import { isObject } from "../../commands/inspect.ts";
import { DAY_MS, moveJson, readExample } from "../examples.ts";

/** The papers of one export shipment, their dates moved so that the certificate is applied for within the last day. */
export interface CertificatePapers {
  readonly application: JsonObject;
  readonly invoice: ParsedDocument;
  readonly packingList: ParsedDocument;
  /** A certificate issued by a customs house elsewhere: the file, and its data as its holder typed them. Not moved. */
  readonly customs: { readonly file: Uint8Array; readonly data: JsonObject };
}

/** @throws CliError `ERR_CLI_DEMO_EXAMPLES` when this is no clone of the repository */
export async function readPapers(now: number): Promise<CertificatePapers> {
  const json = async (name: string): Promise<JsonObject> => {
    const value = parseStrictJson(await readExample(`certificate/${name}`));
    if (!isObject(value)) throw new TypeError(`${name} is no JSON object`);
    return value;
  };
  const application = await json("application.json");
  const appliedAt = parseInstant(textAt(application, "issueDateTime")).epochMs;
  const days = Math.floor((now - appliedAt) / DAY_MS);
  const moved = (data: JsonObject): JsonObject => moveJson(data, days) as JsonObject;
  return {
    application: moved(application),
    invoice: parseDocument("commercial-invoice", moved(await json("invoice.json"))),
    packingList: parseDocument("packing-list", moved(await json("packing-list.json"))),
    customs: { file: await readExample("certificate/customs-form-e.pdf"), data: await json("customs-form-e.json") },
  };
}

/** The same papers with one item changed. */
export function withItem(data: JsonObject, index: number, change: JsonObject): JsonObject {
  const items = Array.isArray(data["items"]) ? (data["items"] as readonly JsonObject[]) : [];
  return { ...data, items: items.map((item, at) => (at === index ? { ...item, ...change } : item)) };
}
