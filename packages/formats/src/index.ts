export { FORMAT_ERRORS, FormatError } from "./error.ts";
export { formatInterchange } from "./edifact/format.ts";
export { parseInterchange } from "./edifact/interchange.ts";
export { readCodeco } from "./codeco/read.ts";
export { writeCodeco } from "./codeco/write.ts";

export type { FormatErrorCode } from "./error.ts";
export type { Charset } from "./edifact/charset.ts";
export type { CodecoHeader } from "./codeco/write.ts";
export type { Direction, GateReport, ReportedDamage, ReportedSeal } from "./codeco/report.ts";
export type { EdifactDateTime } from "./edifact/date-time.ts";
export type { EdifactLimits, Segment } from "./edifact/tokenize.ts";
export type { Interchange, InterchangeHeader, Message, ParseInterchangeOptions } from "./edifact/interchange.ts";
export type { InterchangeContent, SegmentContent } from "./edifact/format.ts";
export type { Mode, Notice, SegmentPlace } from "./notice.ts";
export type { Place } from "./edifact/place.ts";
export type { ReadMessageOptions } from "./edifact/reader.ts";
export type { ServiceCharacters } from "./edifact/characters.ts";
export type { VesselVoyage } from "./edifact/transport.ts";
