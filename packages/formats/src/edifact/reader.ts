import type { FormatErrorCode } from "../error.ts";
import { createFindings, refuse, type Findings, type Mode } from "../notice.ts";
import { assertZone } from "./date-time.ts";
import type { Message } from "./interchange.ts";
import { component, find, select } from "./segment.ts";
import type { Segment } from "./tokenize.ts";

/** How to read a message: strict unless told otherwise, and in which zone its times are. */
export interface ReadMessageOptions {
  /** Offset of the place the message speaks of, `+08:00` in China: EDIFACT times carry none. */
  readonly zone: string;
  readonly mode?: Mode;
}

/** What every message reader needs at hand. */
export interface Reader {
  readonly message: Message;
  readonly zone: string;
  readonly findings: Findings;
}

/** @throws FormatError ERR_FORMAT_MESSAGE_TYPE when the message is not of this type. */
export function createReader(message: Message, type: string, options: ReadMessageOptions): Reader {
  assertZone(options.zone);
  if (message.type !== type) throw refuse("ERR_FORMAT_MESSAGE_TYPE", message.unh);
  return { message, zone: options.zone, findings: createFindings(options.mode ?? "strict") };
}

/** Notes a doubtful reading of an optional segment. */
export function doubt(reader: Reader, code: FormatErrorCode, segment: Segment | undefined): void {
  reader.findings.note(code, segment ?? reader.message.unh);
}

/** A decimal number; both marks are read, since UNA may have chosen the comma. */
export function readNumber(reader: Reader, segment: Segment, index: number, part: number): number | null {
  const text = component(segment, index, part);
  if (!/^-?(?:0|[1-9]\d{0,11})(?:[.,]\d{1,6})?$/.test(text.trim()) || text !== text.trim()) {
    reader.findings.note("ERR_FORMAT_NUMBER", segment);
    if (!/^-?\d{1,12}(?:[.,]\d{1,6})?$/.test(text.trim())) return null;
  }
  return Number(text.trim().replace(",", "."));
}

const KILOGRAMS: Readonly<Record<string, number>> = { KGM: 1, TNE: 1000, LBR: 0.45359237 };

/** A mass in kilograms, to the gram. */
export function readMass(reader: Reader, segment: Segment): number | null {
  const factor = KILOGRAMS[component(segment, 2, 0)];
  const value = readNumber(reader, segment, 2, 1);
  if (factor === undefined) reader.findings.note("ERR_FORMAT_NUMBER", segment);
  return value === null || factor === undefined ? null : Math.round(value * factor * 1000) / 1000;
}

/** The value of the first RFF with this qualifier. */
export function readReference(segments: readonly Segment[], qualifier: string): string | null {
  const rff = find(segments, "RFF", qualifier);
  const value = rff === undefined ? "" : component(rff, 0, 1).trim();
  return value === "" ? null : value;
}

const CONTROL_CONTAINERS = "16";

/** CNT 16 counts the equipment of the message. */
export function checkContainerTotal(reader: Reader, containers: number): void {
  for (const cnt of select(reader.message.segments, "CNT", CONTROL_CONTAINERS)) {
    if (Number(component(cnt, 0, 1)) !== containers) reader.findings.note("ERR_FORMAT_CONTROL_TOTAL", cnt);
  }
}

const MEANINGS_AS_NEW: ReadonlySet<string> = new Set(["", "9"]);

/** BGM 1225: only an original is an event of its own. */
export function checkFunction(reader: Reader, bgm: Segment): void {
  if (!MEANINGS_AS_NEW.has(component(bgm, 2, 0))) reader.findings.note("ERR_FORMAT_FUNCTION", bgm);
}
