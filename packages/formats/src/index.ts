export { FORMAT_ERRORS, FormatError } from "./error.ts";
export { formatInterchange } from "./edifact/format.ts";
export { parseInterchange } from "./edifact/interchange.ts";
export type { FormatErrorCode } from "./error.ts";
export type { Charset } from "./edifact/charset.ts";
export type { EdifactLimits, Segment } from "./edifact/tokenize.ts";
export type { Interchange, InterchangeHeader, Message, ParseInterchangeOptions } from "./edifact/interchange.ts";
export type { Mode, Notice, SegmentPlace } from "./notice.ts";
export type { ServiceCharacters } from "./edifact/characters.ts";
