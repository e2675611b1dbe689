import type { Json, JsonObject } from "@openlading/core";
import { EMPTY_INDICATOR, SEAL_SOURCE } from "../codeco/codes.ts";
import { createDraft, type DocumentDraft } from "../document-draft.ts";
import { readDateTime } from "../edifact/date-time.ts";
import type { Message } from "../edifact/interchange.ts";
import { agencyOf, readParty } from "../edifact/party.ts";
import { readPlace } from "../edifact/place.ts";
import {
  checkContainerTotal,
  checkFunction,
  createReader,
  doubt,
  readReference,
  type Reader,
  type ReadMessageOptions,
} from "../edifact/reader.ts";
import { component, find, select, splitGroups, textAt } from "../edifact/segment.ts";
import type { Segment } from "../edifact/tokenize.ts";
import { readVessel } from "../edifact/transport.ts";
import { isContainerNumber } from "../identifier.ts";
import { present } from "../json.ts";
import { refuse } from "../notice.ts";
import { grossOf, readLoads, type Load } from "./load.ts";

/** A delivery order says things COREOR has no place for: the basis, the facility of collection. */
export interface ReadCoreorOptions extends ReadMessageOptions {
  readonly supplement?: JsonObject;
}

/**
 * Reads a COREOR D.00B into the data of a delivery order.
 *
 * @throws FormatError with every fault under `details.faults`.
 * @see docs/spec/edifact.md
 */
export function readCoreor(message: Message, options: ReadCoreorOptions): DocumentDraft {
  const reader = createReader(message, "COREOR", options);
  if (message.version !== "D.00B") throw refuse("ERR_FORMAT_MESSAGE_TYPE", message.unh);
  const { head, groups } = splitGroups(message.segments, "EQD");
  const bgm = find(head, "BGM");
  if (bgm === undefined) throw refuse("ERR_FORMAT_MISSING", message.unh);
  checkFunction(reader, bgm);
  checkContainerTotal(reader, groups.length);
  const loads = readLoads(reader, head);
  const containers = groups.flatMap((group) => readContainer(reader, group, loads));
  const data = present({
    ...readHead(reader, head, bgm),
    ...readCarriage(reader, head),
    facility: readFacility(reader, message.segments, "176"),
    emptyReturn: readEmptyReturn(reader, message.segments),
    containers: containers.length > 0 ? containers : undefined,
  });
  return createDraft("delivery-order", data, reader.findings.settle(), options.supplement);
}

type Members = Readonly<Record<string, Json | undefined>>;

function readHead(reader: Reader, head: readonly Segment[], bgm: Segment): Members {
  const documentNumber = readReference(head, "RE") ?? textAt(bgm, 1, 0);
  if (documentNumber === null) doubt(reader, "ERR_FORMAT_NO_NUMBER", bgm);
  return {
    documentTypeCode: "129",
    documentNumber,
    issueDateTime: readTime(reader, head, "137", "start"),
    validTo: readTime(reader, head, "36", "end"),
    validFrom: readTime(reader, head, "7", "start"),
    issuer: readParty(head, "MS", "CF", "CA"),
    transportDocumentReference: readReference(head, "BM"),
    customsDeclarationNumber: readReference(head, "ABT"),
    ...readReceivers(head),
    ...readCarrier(head),
  };
}

/** The consignee, collecting through the forwarder; or the forwarder alone. */
function readReceivers(head: readonly Segment[]): Members {
  const consignee = readParty(head, "CN");
  const forwarder = readParty(head, "FW");
  return consignee === undefined ? { releaseTo: forwarder } : { releaseTo: consignee, agent: forwarder };
}

function readCarrier(head: readonly Segment[]): Members {
  const carrier = find(head, "NAD", "CF") ?? find(head, "NAD", "CA");
  if (carrier === undefined) return {};
  return { carrierCode: textAt(carrier, 1, 0), carrierCodeListProvider: agencyOf(carrier) };
}

function readCarriage(reader: Reader, head: readonly Segment[]): Members {
  const vessel = readVessel(reader, head);
  const place = (qualifier: string): JsonObject | undefined => {
    const found = readPlace(reader, find(head, "LOC", qualifier));
    return found === null
      ? undefined
      : present({ unLocationCode: found.unLocationCode, facilityCode: found.facilityCode });
  };
  return {
    vessel:
      vessel === null
        ? undefined
        : present({ name: vessel.name, imo: vessel.imo, voyage: vessel.voyage ?? readReference(head, "VON") }),
    pol: place("9"),
    pod: place("11"),
    arrivalDateTime: readTime(reader, head, "132", "start") ?? readTime(reader, head, "178", "start"),
  };
}

function readTime(
  reader: Reader,
  segments: readonly Segment[],
  qualifier: string,
  day: "start" | "end",
): string | undefined {
  const dtm = find(segments, "DTM", qualifier);
  if (dtm === undefined) return undefined;
  const dateTime = readDateTime(dtm, reader.zone, day);
  if (dateTime === null) doubt(reader, "ERR_FORMAT_DATE", dtm);
  return dateTime?.text;
}

function readEmptyReturn(reader: Reader, segments: readonly Segment[]): JsonObject | undefined {
  const facility = readFacility(reader, segments, "99");
  return facility === undefined ? undefined : { facility };
}

/** One facility serves the whole order: when containers name several, none is taken. */
function readFacility(reader: Reader, segments: readonly Segment[], qualifier: string): JsonObject | undefined {
  const places = select(segments, "LOC", qualifier).flatMap((loc) => readPlace(reader, loc) ?? []);
  const codes = new Set(places.map((place) => `${place.unLocationCode} ${place.facilityCode ?? ""}`));
  const [place] = places;
  if (codes.size > 1) doubt(reader, "ERR_FORMAT_LOCATION", find(segments, "LOC", qualifier));
  if (place === undefined || place.facilityCode === null || codes.size > 1) return undefined;
  return { unLocationCode: place.unLocationCode, facilityCode: place.facilityCode };
}

function readContainer(reader: Reader, group: readonly Segment[], loads: ReadonlyMap<string, Load>): JsonObject[] {
  const [eqd] = group;
  if (eqd === undefined) return [];
  const equipmentReference = component(eqd, 1, 0);
  if (!isContainerNumber(equipmentReference)) doubt(reader, "ERR_FORMAT_CONTAINER", eqd);
  const fullnessCode = component(eqd, 5, 0);
  const load = loads.get(equipmentReference);
  return [
    present({
      equipmentReference,
      sizeTypeCode: textAt(eqd, 2, 0),
      emptyIndicatorCode: EMPTY_INDICATOR[fullnessCode],
      fullnessCode: EMPTY_INDICATOR[fullnessCode] === undefined ? undefined : fullnessCode,
      seals: select(group, "SEL").map((sel) =>
        present({ number: component(sel, 0, 0), source: SEAL_SOURCE[component(sel, 1, 0)] }),
      ),
      numberOfPackages: load?.packages,
      grossKg: grossOf(reader, group) ?? load?.grossKg,
      releaseReference: readReference(group, "RE"),
    }),
  ];
}
