import type { Message } from "../edifact/interchange.ts";
import { component, element, find, select, splitGroups, textAt } from "../edifact/segment.ts";
import { readDateTime, type EdifactDateTime } from "../edifact/date-time.ts";
import { readPlace } from "../edifact/place.ts";
import { readVessel, type VesselVoyage } from "../edifact/transport.ts";
import {
  checkContainerTotal,
  checkFunction,
  createReader,
  doubt,
  readMass,
  readReference,
  type Reader,
  type ReadMessageOptions,
} from "../edifact/reader.ts";
import type { Segment } from "../edifact/tokenize.ts";
import { isContainerNumber } from "../identifier.ts";
import { refuse } from "../notice.ts";
import {
  directoryOf,
  EQUIPMENT_STATUS,
  EVENT_WORDS,
  EMPTY_INDICATOR,
  SEAL_CONDITION,
  SEAL_SOURCE,
  USUAL_DIRECTION,
} from "./codes.ts";
import { readDamages } from "./damage.ts";
import type { Direction, GateReport, ReportedSeal } from "./report.ts";

interface Shared {
  readonly reader: Reader;
  readonly direction: Direction;
  readonly placeQualifier: string;
  readonly eirNumber: string | null;
  readonly head: readonly Segment[];
  readonly vessel: VesselVoyage | null;
}

/**
 * Reads a CODECO: one report for each EQD. A report says what a terminal claims; it is not a signed interchange receipt.
 *
 * @throws FormatError with every fault under `details.faults`.
 * @see docs/spec/edifact.md
 */
export function readCodeco(message: Message, options: ReadMessageOptions): GateReport[] {
  const reader = createReader(message, "CODECO", options);
  const { head, groups } = splitGroups(message.segments, "EQD");
  const shared = readHead(reader, head);
  if (groups.length === 0) reader.findings.note("ERR_FORMAT_MISSING", message.unh);
  checkContainerTotal(reader, groups.length);
  checkRepeats(reader, groups);
  const reports = groups.map((group) => readEquipment(shared, group));
  const notices = reader.findings.settle();
  return reports.flatMap((report) => (report === null ? [] : [{ ...report, notices }]));
}

function readHead(reader: Reader, head: readonly Segment[]): Shared {
  const { message } = reader;
  const bgm = find(head, "BGM");
  const directory = directoryOf(message.version);
  if (directory === undefined) throw refuse("ERR_FORMAT_MESSAGE_TYPE", message.unh);
  if (bgm === undefined) throw refuse("ERR_FORMAT_MISSING", message.unh);
  const direction = directory.directions[component(bgm, 0, 0)];
  if (direction === undefined) throw refuse("ERR_FORMAT_BGM_CODE", bgm);
  checkFunction(reader, bgm);
  const eirNumber = textAt(bgm, 1, 0);
  if (eirNumber === null) doubt(reader, "ERR_FORMAT_NO_NUMBER", bgm);
  const { placeQualifier } = directory;
  return { reader, direction, placeQualifier, eirNumber, head, vessel: readVessel(reader, head) };
}

function checkRepeats(reader: Reader, groups: readonly (readonly Segment[])[]): void {
  const seen = new Set<string>();
  for (const [eqd] of groups) {
    if (eqd === undefined) continue;
    const number = component(eqd, 1, 0);
    if (seen.has(number)) doubt(reader, "ERR_FORMAT_DUPLICATE", eqd);
    seen.add(number);
  }
}

function readEquipment(shared: Shared, group: readonly Segment[]): Omit<GateReport, "notices"> | null {
  const { reader, head } = shared;
  const [eqd] = group;
  if (eqd === undefined) return null;
  const container = component(eqd, 1, 0).replaceAll(/[ -]/g, "");
  if (container === "") doubt(reader, "ERR_FORMAT_MISSING", eqd);
  else if (!isContainerNumber(container)) doubt(reader, "ERR_FORMAT_CONTAINER", eqd);
  const gateDateTime = readGateTime(reader, group, eqd);
  if (gateDateTime === null) return null;
  const status = EQUIPMENT_STATUS[component(eqd, 4, 0)] ?? null;
  const fullnessCode = textAt(eqd, 5, 0);
  const fullEmpty = EMPTY_INDICATOR[fullnessCode ?? ""] ?? null;
  checkDirection(shared, status, fullEmpty, group);
  const haulage = select(group, "TDT").find((tdt) => component(tdt, 0, 0) !== "20");
  return {
    container,
    sizeType: textAt(eqd, 2, 0),
    direction: shared.direction,
    fullEmpty,
    fullnessCode: fullEmpty === null ? null : fullnessCode,
    status,
    gateDateTime,
    facility: readPlace(reader, find(group, "LOC", shared.placeQualifier)),
    eirNumber: shared.eirNumber,
    containerOperator: textAt(find(head, "NAD", "CF"), 1, 0),
    vessel: shared.vessel,
    portOfLoading: readPort(reader, group, "9"),
    portOfDischarge: readPort(reader, group, "11"),
    seals: select(group, "SEL").map((sel) => readSeal(reader, sel)),
    weights: readWeights(reader, group),
    damages: readDamages(reader, group),
    haulier: textAt(haulage, 4, 0),
    truckPlate: textAt(haulage, 7, 0),
    references: { BN: readReference(group, "BN"), BM: readReference(group, "BM"), RE: readReference(group, "RE") },
  };
}

const readPort = (reader: Reader, group: readonly Segment[], qualifier: string): string | null =>
  readPlace(reader, find(group, "LOC", qualifier))?.unLocationCode ?? null;

/** `DTM+7`; some senders write `DTM+ACT`, which no directory knows. */
function readGateTime(reader: Reader, group: readonly Segment[], eqd: Segment): EdifactDateTime | null {
  const habit = find(group, "DTM", "ACT");
  const dtm = find(group, "DTM", "7") ?? habit;
  if (dtm === undefined) doubt(reader, "ERR_FORMAT_MISSING", eqd);
  if (dtm === undefined) return null;
  if (dtm === habit) doubt(reader, "ERR_FORMAT_QUALIFIER", dtm);
  const dateTime = readDateTime(dtm, reader.zone);
  if (dateTime === null) doubt(reader, "ERR_FORMAT_DATE", dtm);
  return dateTime;
}

/** Senders swap 34 and 36: what the container is, or the event's own words, may say so. */
function checkDirection(
  shared: Shared,
  status: string | null,
  fullEmpty: string | null,
  group: readonly Segment[],
): void {
  const { reader, direction, head } = shared;
  const usual = USUAL_DIRECTION[`${status ?? ""} ${fullEmpty ?? ""}`];
  if (usual !== undefined && usual !== direction) doubt(reader, "ERR_FORMAT_DIRECTION", group[0]);
  for (const ftx of [...select(head, "FTX"), ...select(group, "FTX")]) {
    const words = element(ftx, 3).join(" ");
    const said = EVENT_WORDS.filter((row) => row.pattern.test(words)).map((row) => row.direction);
    if (said.length === 1 && said[0] !== direction) doubt(reader, "ERR_FORMAT_DIRECTION", ftx);
  }
}

function readSeal(reader: Reader, sel: Segment): ReportedSeal {
  const party = component(sel, 1, 0);
  const state = component(sel, 2, 0);
  const source = SEAL_SOURCE[party] ?? null;
  const condition = SEAL_CONDITION[state] ?? null;
  const isKnown = (party === "" || source !== null) && (state === "" || condition !== null);
  if (!isKnown || component(sel, 0, 0) === "") doubt(reader, "ERR_FORMAT_SEAL", sel);
  return { number: component(sel, 0, 0).trim(), source, condition };
}

function readWeights(reader: Reader, group: readonly Segment[]): GateReport["weights"] {
  const mass = (qualifier: string): number | null => {
    const mea = select(group, "MEA").find((segment) => component(segment, 1, 0) === qualifier);
    return mea === undefined ? null : readMass(reader, mea);
  };
  return { tareKg: mass("T"), grossKg: mass("G"), vgmKg: mass("VGM") };
}
