import {
  decodeBase64,
  documentChecksum,
  parseStrictJson,
  sha256Hex,
  type Json,
  type JsonObject,
} from "@openlading/core";
import { FORMAT_ERRORS, FormatError } from "../error.ts";
import { isJsonObject, textOf } from "../json.ts";
import { checkDocument, type DocumentFault } from "@openlading/documents";
import { transportDocumentKind, type TransportDocumentKind } from "./transport-document.ts";

/** The picture of the bill the carrier may send along. */
export interface Visualisation {
  readonly name: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

/** The digests an issuance manifest states, computed from what was received. */
export interface IssuanceChecksums {
  readonly documentChecksum: string;
  readonly issueToChecksum: string;
  readonly eBLVisualisationByCarrierChecksum?: string;
}

/** DCSA's body of PUT /v3/ebl-issuance-requests. The manifest is handed on unverified. */
export interface IssuanceRequest {
  readonly kind: TransportDocumentKind;
  readonly document: JsonObject;
  /** What is wrong with the document: reasons to answer BREQ. */
  readonly faults: readonly DocumentFault[];
  readonly issueTo: JsonObject;
  readonly visualisation: Visualisation | null;
  readonly issuanceManifestSignedContent: string | null;
  readonly checksums: IssuanceChecksums;
}

/**
 * Reads an issuance request and computes its checksums. Whether the manifest is the carrier's is not checked here.
 *
 * @throws FormatError ERR_FORMAT_ISSUANCE with the JSON paths under `details.faults`.
 * @see DCSA EBL_ISS 3.0.4, docs/spec/dcsa-json.md
 */
export function readIssuanceRequest(input: Uint8Array | string | JsonObject): IssuanceRequest {
  const body: Json = typeof input === "string" || input instanceof Uint8Array ? parseStrictJson(input) : input;
  if (!isJsonObject(body)) throw malformed(["$"]);
  const { document, issueTo } = body;
  const paths = [
    ...(isJsonObject(document) ? [] : ["$.document"]),
    ...faultsOfIssueTo(issueTo),
    ...faultsOfManifest(body),
  ];
  if (!isJsonObject(document) || !isJsonObject(issueTo) || paths.length > 0) throw malformed(paths);
  const kind = transportDocumentKind(document);
  const visualisation = readVisualisation(body["eBLVisualisationByCarrier"]);
  return {
    kind,
    document,
    faults: checkDocument(kind, document),
    issueTo,
    visualisation,
    issuanceManifestSignedContent: textOf(body["issuanceManifestSignedContent"]) || null,
    checksums: {
      documentChecksum: documentChecksum(document),
      issueToChecksum: documentChecksum(issueTo),
      ...(visualisation === null ? {} : { eBLVisualisationByCarrierChecksum: sha256Hex(visualisation.content) }),
    },
  };
}

const PARTY_NAME = /^(?=.{1,70}$)\S(?:.*\S)?$/su;
const PLATFORM = /^\S{1,4}$/u;

function faultsOfIssueTo(issueTo: Json | undefined): string[] {
  if (!isJsonObject(issueTo)) return ["$.issueTo"];
  const { partyName, sendToPlatform, identifyingCodes } = issueTo;
  const hasName = PARTY_NAME.test(textOf(partyName) ?? "");
  const hasPlatform = PLATFORM.test(textOf(sendToPlatform) ?? "");
  const hasCodes =
    Array.isArray(identifyingCodes) && identifyingCodes.length > 0 && identifyingCodes.every(isIdentifyingCode);
  return [
    ...(hasName ? [] : ["$.issueTo.partyName"]),
    ...(hasPlatform ? [] : ["$.issueTo.sendToPlatform"]),
    ...(hasCodes ? [] : ["$.issueTo.identifyingCodes"]),
  ];
}

const isIdentifyingCode = (code: Json): boolean =>
  isJsonObject(code) && typeof code["codeListProvider"] === "string" && typeof code["partyCode"] === "string";

/** The manifest may be absent or empty before signing; when there it is a compact JWS. */
function faultsOfManifest(body: JsonObject): string[] {
  const manifest = body["issuanceManifestSignedContent"];
  const isWellFormed =
    manifest === undefined || (typeof manifest === "string" && /^(?:[\w-]+\.[\w-]+\.[\w-]+)?$/.test(manifest));
  return isWellFormed ? [] : ["$.issuanceManifestSignedContent"];
}

const MAX_FILE_NAME = 100;

function readVisualisation(value: Json | undefined): Visualisation | null {
  if (value === undefined) return null;
  if (!isJsonObject(value)) throw malformed(["$.eBLVisualisationByCarrier"]);
  const { name, content, contentType = "application/pdf" } = value;
  if (typeof name !== "string" || name.length > MAX_FILE_NAME) throw malformed(["$.eBLVisualisationByCarrier.name"]);
  if (typeof contentType !== "string") throw malformed(["$.eBLVisualisationByCarrier.contentType"]);
  return { name, contentType, content: decodeContent(content) };
}

function decodeContent(content: Json | undefined): Uint8Array {
  try {
    if (typeof content === "string") return decodeBase64(content);
  } catch (cause) {
    throw malformed(["$.eBLVisualisationByCarrier.content"], cause);
  }
  throw malformed(["$.eBLVisualisationByCarrier.content"]);
}

function malformed(paths: readonly string[], cause?: unknown): FormatError {
  const { when } = FORMAT_ERRORS.ERR_FORMAT_ISSUANCE;
  const text = { en: when.en, zh: when.zh };
  return new FormatError({
    code: "ERR_FORMAT_ISSUANCE",
    message: `${paths[0] ?? "$"}: ${when.en}`,
    details: { faults: paths.map((path) => ({ path, code: "ERR_FORMAT_ISSUANCE", text })) },
    cause,
  });
}
