import { formatInterchange, type SegmentContent } from "../edifact/format.ts";
import { DEFAULT_CHARACTERS, repertoire } from "../edifact/characters.ts";
import { writeDateTime } from "../edifact/date-time.ts";
import type { Place } from "../edifact/place.ts";
import { EQUIPMENT_STATUS, SEAL_CONDITION, SEAL_SOURCE, codeOf } from "./codes.ts";
import type { GateReport, ReportedDamage, ReportedSeal } from "./report.ts";

/** UNB of what is written. */
export interface CodecoHeader {
  readonly sender: string;
  readonly recipient: string;
  /** RFC 3339; its wall time goes into UNB. */
  readonly preparedDateTime: string;
  readonly controlReference: string;
}

type Optional = string | null | undefined;

/**
 * Writes CODECO D.95B (ITG13), one message for each report, in UNOA where the texts allow it and else in UNOY.
 *
 * @throws FormatError ERR_FORMAT_CHARACTER when a text holds control characters.
 */
export function writeCodeco(reports: readonly GateReport[], header: CodecoHeader): string {
  const messages = reports.map((report, index) => ({
    unh: segment("UNH", [String(index + 1)], ["CODECO", "D", "95B", "UN", "ITG13"]),
    segments: reportSegments(report),
  }));
  const isPlain = isLevelA([
    header.sender,
    header.recipient,
    header.controlReference,
    ...messages.flatMap((message) => message.segments.flatMap((line) => line.elements.flat())),
  ]);
  return formatInterchange({
    una: null,
    header: { segment: writeHeader(header, isPlain), controlReference: header.controlReference },
    messages,
  });
}

function isLevelA(texts: readonly string[]): boolean {
  const allowed = repertoire("UNOA", DEFAULT_CHARACTERS, "'");
  return texts.every((text) => allowed.test(text));
}

function writeHeader(header: CodecoHeader, isPlain: boolean): SegmentContent {
  const [wall] = writeDateTime(header.preparedDateTime);
  const date = isPlain ? wall.slice(2, 8) : wall.slice(0, 8);
  const syntax = isPlain ? ["UNOA", "2"] : ["UNOY", "4"];
  return segment(
    "UNB",
    syntax,
    [header.sender],
    [header.recipient],
    [date, wall.slice(8, 12)],
    [header.controlReference],
  );
}

function reportSegments(report: GateReport): SegmentContent[] {
  return [
    segment("BGM", [report.direction === "IN" ? "34" : "36"], [report.eirNumber], ["9"]),
    ...vesselSegments(report),
    ...when(report.containerOperator, (code) => segment("NAD", ["CF"], [code, "160", "20"])),
    equipmentSegment(report),
    ...references(report),
    dateSegment(report),
    ...facilitySegment(report.facility),
    ...when(report.portOfLoading, (code) => segment("LOC", ["9"], [code, "139", "6"])),
    ...when(report.portOfDischarge, (code) => segment("LOC", ["11"], [code, "139", "6"])),
    ...massSegments(report),
    ...report.seals.map(sealSegment),
    ...report.damages.flatMap((damage, index) => damageSegments(damage, index + 1)),
    ...haulageSegments(report),
    segment("CNT", ["16", "1"]),
  ];
}

function vesselSegments({ vessel }: GateReport): SegmentContent[] {
  if (vessel === null) return [];
  const ship = [vessel.imo, vessel.imo === null ? null : "146", vessel.imo === null ? null : "11", vessel.name];
  const carrier = vessel.carrierCode === null ? [] : [vessel.carrierCode, "172", "20"];
  return [segment("TDT", ["20"], [vessel.voyage], ["1"], [], carrier, [], [], ship)];
}

function equipmentSegment(report: GateReport): SegmentContent {
  const sizeType = report.sizeType === null ? [] : [report.sizeType, "102", "5"];
  const status = report.status === null ? null : codeOf(EQUIPMENT_STATUS, report.status);
  return segment("EQD", ["CN"], [report.container], sizeType, [], [status], [report.fullnessCode]);
}

const references = ({ references: known }: GateReport): SegmentContent[] =>
  (["BN", "BM", "RE"] as const).flatMap((qualifier) =>
    when(known[qualifier], (value) => segment("RFF", [qualifier, value])),
  );

function dateSegment({ gateDateTime }: GateReport): SegmentContent {
  const [value, format] = writeDateTime(gateDateTime.text);
  return segment("DTM", ["7", value, format]);
}

const facilitySegment = (place: Place | null): SegmentContent[] =>
  place === null
    ? []
    : [
        segment(
          "LOC",
          ["165"],
          [place.unLocationCode, "139", "6"],
          place.facilityCode === null ? [] : [place.facilityCode, "TER", "ZZZ", place.facilityName],
        ),
      ];

const massSegments = ({ weights }: GateReport): SegmentContent[] =>
  (
    [
      ["T", weights.tareKg],
      ["G", weights.grossKg],
      ["VGM", weights.vgmKg],
    ] as const
  ).flatMap(([qualifier, mass]) =>
    mass === null ? [] : [segment("MEA", ["AAE"], [qualifier], ["KGM", String(mass)])],
  );

const sealSegment = (seal: ReportedSeal): SegmentContent =>
  segment(
    "SEL",
    [seal.number],
    [seal.source === null ? null : codeOf(SEAL_SOURCE, seal.source)],
    [seal.condition === null ? null : codeOf(SEAL_CONDITION, seal.condition)],
  );

function damageSegments(damage: ReportedDamage, number: number): SegmentContent[] {
  const isCedex = damage.codeList === "CEDEX";
  const dam = segment(
    "DAM",
    [String(number)],
    [damage.damageCode, isCedex ? null : "ZZZ", isCedex ? "5" : null, damage.damageText],
    [damage.locationCode, null, null, damage.locationText],
    [damage.severityCode],
  );
  return [dam, ...when(damage.componentCode, (code) => segment("COD", [code]))];
}

const haulageSegments = ({ haulier, truckPlate }: GateReport): SegmentContent[] =>
  haulier === null && truckPlate === null
    ? []
    : [
        segment(
          "TDT",
          ["1"],
          [],
          ["3"],
          [],
          haulier === null ? [] : [haulier, "172", "ZZZ"],
          [],
          [],
          truckPlate === null ? [] : [truckPlate, "146"],
        ),
      ];

const when = (value: string | null, write: (value: string) => SegmentContent): SegmentContent[] =>
  value === null ? [] : [write(value)];

/** Drops what ISO 9735 drops: trailing empty components and elements. */
function segment(tag: string, ...elements: readonly (readonly Optional[])[]): SegmentContent {
  const kept = elements.map((parts) => {
    const texts = parts.map((part) => part ?? "");
    while (texts.length > 1 && texts.at(-1) === "") texts.pop();
    return texts.length === 0 ? [""] : texts;
  });
  while (kept.length > 0 && kept.at(-1)?.join("") === "") kept.pop();
  return { tag, elements: kept };
}
