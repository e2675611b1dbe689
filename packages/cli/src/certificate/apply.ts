import type { Json, JsonObject } from "@openlading/core";
import {
  crossCheckDocuments, parseDocument, DocumentError, type DocumentFault, type ParsedDocument,
} from "@openlading/documents"; // prettier-ignore
import { formatInstant } from "@openlading/core";
import { partyTerms } from "@openlading/law";
import type { Network, Outcome } from "@openlading/sdk";
import { isObject } from "../commands/inspect.ts";
import { textAt } from "./certificate-data.ts";
import type { Desk } from "./desk.ts";
import { assertIsParty, ownCode } from "./party-codes.ts";

export interface Applied {
  readonly outcome: Outcome;
  /** The application's record. */
  readonly recordId: string;
  /** Its own number, which the exporter gave it. */
  readonly number: string;
  readonly warnings: readonly DocumentFault[];
}

export interface ApplicationRequest {
  /** Party id of the chamber or customs. */
  readonly authority: string;
  /** An application's data; who applies, to whom, and when is put in where it is missing. */
  readonly data: JsonObject;
  /** Invoice, packing list, bill: what the application says is held against them. */
  readonly beside?: readonly ParsedDocument[];
  readonly representedParty?: string;
}

/**
 * Applies for one certificate, after holding the application against the rules of its form, the registry and the other
 * documents of the shipment.
 * @throws DocumentError `ERR_DOCUMENT_INVALID` with every fault, those across documents included
 * @throws CliError `ERR_CLI_PARTY_CODE`
 */
export async function applyForCertificate(desk: Desk, o: ApplicationRequest): Promise<Applied> {
  const { data, number, warnings } = await prepareApplication(desk, o);
  const { outcome, recordId } = await desk.party.applyForCertificate({
    authority: o.authority,
    data,
    ...(o.representedParty === undefined ? {} : { representedParty: o.representedParty }),
  });
  return { outcome, recordId, number, warnings };
}

/** Everything of applying but the act: finds what is wrong. @throws as {@link applyForCertificate} */
export async function prepareApplication(desk: Desk, o: ApplicationRequest): Promise<PreparedApplication> {
  const applicant = o.representedParty ?? desk.party.partyId;
  const data = await completed(desk, o, applicant);
  const application = parseDocument("certificate-application", data);
  const warnings = [...application.warnings, ...assertAgree([application, ...(o.beside ?? [])])];
  await assertIsParty(desk.network, data["issuer"], applicant, "$.issuer");
  await assertIsParty(desk.network, data["exporter"], applicant, "$.exporter");
  await assertIsParty(desk.network, data["authority"], o.authority, "$.authority");
  return { data, number: application.number, warnings };
}

/** An application with nothing wrong in it. */
export interface PreparedApplication extends Pick<Applied, "number" | "warnings"> {
  readonly data: JsonObject;
}

/** What every application of a party to an authority says, filled in where it is missing. */
async function completed(
  { network, now }: Desk,
  { authority, data }: ApplicationRequest,
  applicant: string,
): Promise<JsonObject> {
  const { exporter } = data;
  const hasNoIds = isObject(exporter) && exporter["ids"] === undefined;
  return {
    documentTypeCode: "860",
    issueDateTime: formatInstant(now()),
    ...data,
    ...(hasNoIds ? { exporter: { ...exporter, ids: [{ ...ownCode(applicant) }] } } : {}),
    issuer: data["issuer"] ?? (await named(network, applicant, exporter)),
    authority: data["authority"] ?? (await named(network, authority, undefined)),
  };
}

async function named(network: Network, partyId: string, like: Json | undefined): Promise<JsonObject> {
  const record = await network.readParty(partyId);
  const registered = record === null ? partyId : partyTerms(record).name;
  const name = isObject(like) ? textAt(like, "name") : "";
  return { name: (name === "" ? registered : name).slice(0, 70), ids: [{ ...ownCode(partyId) }] };
}

/**
 * Holds documents of one shipment against each other; the warnings.
 * @throws DocumentError `ERR_DOCUMENT_INVALID`
 */
export function assertAgree(documents: readonly ParsedDocument[]): readonly DocumentFault[] {
  const faults = crossCheckDocuments(documents).map((fault) => placed(fault, documents));
  if (faults.every(({ severity }) => severity !== "error")) return faults;
  throw new DocumentError({
    code: "ERR_DOCUMENT_INVALID",
    message: "the documents do not agree",
    details: { faults: faults.map((fault) => ({ ...fault, text: { ...fault.text } })) },
  });
}

/** `documents[1].items` as `packing-list PL1 .items`. */
export function placed(fault: DocumentFault, documents: readonly ParsedDocument[]): DocumentFault {
  const path = fault.path.replace(/documents\[(\d+)\]/g, (all, index: string) => {
    const document = documents[Number(index)];
    return document === undefined ? all : `${document.kind} ${document.number} `;
  });
  return { ...fault, path: path.trim() };
}
