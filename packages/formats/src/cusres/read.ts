import type { JsonObject } from "@openlading/core";
import { createDraft, type DocumentDraft } from "../document-draft.ts";
import { readDateTime } from "../edifact/date-time.ts";
import type { Message } from "../edifact/interchange.ts";
import { readParty } from "../edifact/party.ts";
import { checkFunction, createReader, doubt, type Reader, type ReadMessageOptions } from "../edifact/reader.ts";
import { component, find, select, textAt } from "../edifact/segment.ts";
import type { Segment } from "../edifact/tokenize.ts";
import { isContainerNumber } from "../identifier.ts";
import { present } from "../json.ts";
import { refuse } from "../notice.ts";

/** A response that names no container says nothing about which are meant: `supplement` may. */
export interface ReadCusresOptions extends ReadMessageOptions {
  readonly supplement?: JsonObject;
}

/** UNTDID 7365: what lets the goods go, what holds them, and what does neither. */
const RELEASES = "4";
const HOLDS: ReadonlySet<string> = new Set(["5", "7"]);
const NEUTRAL: ReadonlySet<string> = new Set(["1", "9", "40", "42"]);

const DIRECTIONS: Readonly<Record<string, string>> = { "0": "EXPORT", E: "EXPORT", "1": "IMPORT", I: "IMPORT" };
const DIRECTION_DIGIT = 8;

/**
 * Reads a CUSRES D.95B into the data of a customs release notice: released (GIS 4) or held (GIS 5, 7).
 * Without EQD the scope stays open: a cut-off list must not turn into "all containers".
 *
 * @throws FormatError with every fault under `details.faults`; ERR_FORMAT_RESULT when customs has not decided.
 * @see docs/spec/edifact.md
 */
export function readCusres(message: Message, options: ReadCusresOptions): DocumentDraft {
  const reader = createReader(message, "CUSRES", options);
  if (message.version !== "D.95B") throw refuse("ERR_FORMAT_MESSAGE_TYPE", message.unh);
  const { segments } = message;
  const bgm = find(segments, "BGM");
  if (bgm === undefined) throw refuse("ERR_FORMAT_MISSING", message.unh);
  checkFunction(reader, bgm);
  const documentNumber = textAt(bgm, 1, 0);
  if (documentNumber === null) doubt(reader, "ERR_FORMAT_NO_NUMBER", bgm);
  const declaration = select(segments, "RFF", "ABT").map((rff) => component(rff, 0, 1))[0];
  const at = readDecisionTime(reader, segments);
  const data = present({
    documentTypeCode: "932",
    documentNumber,
    issueDateTime: at,
    issuer: readParty(segments, "CM"),
    messageId: [message.interchangeReference, message.reference].filter((part) => part !== null).join("/"),
    direction: DIRECTIONS[declaration?.charAt(DIRECTION_DIGIT) ?? ""],
    customsOffice: textAt(find(segments, "LOC", "22"), 1, 0) ?? undefined,
    customsDeclarationNumber: declaration,
    transportDocumentReferences: select(segments, "RFF", "BM").map((rff) => component(rff, 0, 1)),
    ...readContainers(reader, segments),
    ...readResult(reader, segments),
    releaseDateTime: at,
  });
  return createDraft("customs-release", data, reader.findings.settle(), options.supplement);
}

/** DTM 204 (clearance), else 137 (the message). */
function readDecisionTime(reader: Reader, segments: readonly Segment[]): string | undefined {
  const dtm = find(segments, "DTM", "204") ?? find(segments, "DTM", "137");
  const dateTime = dtm === undefined ? null : readDateTime(dtm, reader.zone);
  if (dateTime === null) doubt(reader, dtm === undefined ? "ERR_FORMAT_MISSING" : "ERR_FORMAT_DATE", dtm);
  return dateTime?.text;
}

function readContainers(reader: Reader, segments: readonly Segment[]): JsonObject {
  const containers = select(segments, "EQD").map((eqd) => {
    const equipmentReference = component(eqd, 1, 0);
    if (!isContainerNumber(equipmentReference)) doubt(reader, "ERR_FORMAT_CONTAINER", eqd);
    return { equipmentReference };
  });
  return containers.length === 0 ? {} : { containerScope: "LISTED", containers };
}

/** One hold beats any release, and what is neither is no decision. */
function readResult(reader: Reader, segments: readonly Segment[]): JsonObject {
  const codes = select(segments, "GIS").map((gis) => component(gis, 0, 0));
  const hold = codes.find((code) => HOLDS.has(code));
  if (hold !== undefined) return { result: "SUSPENDED", controlResultCode: hold };
  const isRelease = codes.includes(RELEASES) && codes.every((code) => code === RELEASES || NEUTRAL.has(code));
  if (isRelease) return { result: "RELEASED", controlResultCode: RELEASES };
  doubt(reader, "ERR_FORMAT_RESULT", find(segments, "GIS"));
  return {};
}
