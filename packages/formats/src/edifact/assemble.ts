import type { Findings } from "../notice.ts";
import type { ServiceCharacters } from "./characters.ts";
import type { Interchange, InterchangeHeader, Message } from "./interchange.ts";
import { component, element } from "./segment.ts";
import type { Segment } from "./tokenize.ts";

interface OpenMessage {
  readonly unh: Segment;
  readonly segments: Segment[];
}

/** What has been seen so far; one pass over the segments fills it. */
interface Progress {
  readonly findings: Findings;
  header: InterchangeHeader | null;
  readonly messages: Message[];
  open: OpenMessage | null;
  groups: number;
  isClosed: boolean;
}

type Handler = (progress: Progress, segment: Segment) => void;

const SERVICE: Readonly<Record<string, Handler>> = {
  UNB: openInterchange,
  UNG: openGroup,
  UNE: closeGroup,
  UNH: openMessage,
  UNT: closeMessage,
  UNZ: closeInterchange,
};

/** Puts segments into messages and checks the envelope. */
export function assemble(
  source: { readonly una: ServiceCharacters | null; readonly segments: readonly Segment[] },
  findings: Findings,
): Omit<Interchange, "notices"> {
  const progress: Progress = { findings, header: null, messages: [], open: null, groups: 0, isClosed: false };
  for (const segment of source.segments) {
    if (progress.isClosed) findings.note("ERR_FORMAT_ENVELOPE", segment);
    else (SERVICE[segment.tag] ?? addSegment)(progress, segment);
  }
  const last = source.segments.at(-1) ?? null;
  if (progress.open !== null || progress.messages.length === 0) findings.note("ERR_FORMAT_ENVELOPE", last);
  if (progress.header === null || !progress.isClosed) findings.note("ERR_FORMAT_NO_INTERCHANGE", last);
  return { una: source.una, header: progress.header, messages: progress.messages };
}

function addSegment(progress: Progress, segment: Segment): void {
  if (progress.open === null) progress.findings.note("ERR_FORMAT_ENVELOPE", segment);
  else progress.open.segments.push(segment);
}

function openInterchange(progress: Progress, segment: Segment): void {
  if (segment.position !== 1) progress.findings.note("ERR_FORMAT_ENVELOPE", segment);
  const syntax = element(segment, 0);
  const controlReference = component(segment, 4, 0);
  if (!isWellFormedHeader(segment)) progress.findings.note("ERR_FORMAT_HEADER", segment);
  progress.header = {
    segment,
    syntax,
    sender: element(segment, 1),
    recipient: element(segment, 2),
    controlReference,
    isTest: component(segment, 10, 0) === "1",
  };
  if (progress.header.isTest) progress.findings.note("ERR_FORMAT_TEST", segment);
}

function isWellFormedHeader(segment: Segment): boolean {
  const named = [1, 2, 4].every((index) => component(segment, index, 0) !== "");
  const version = component(segment, 0, 1);
  const isSyntax = /^UNO[A-Z]$/.test(component(segment, 0, 0)) && /^[1-4]$/.test(version);
  return named && isSyntax && hasPreparationTime(segment, version);
}

/** Six digits and four up to syntax version 3, eight from version 4 on. */
function hasPreparationTime(segment: Segment, version: string): boolean {
  const date =
    version === "4" ? /^\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/ : /^\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/;
  return date.test(component(segment, 3, 0)) && /^([01]\d|2[0-3])[0-5]\d$/.test(component(segment, 3, 1));
}

function openGroup(progress: Progress, segment: Segment): void {
  progress.groups += 1;
  progress.findings.note("ERR_FORMAT_GROUP", segment);
}

function closeGroup(progress: Progress, segment: Segment): void {
  progress.findings.note("ERR_FORMAT_GROUP", segment);
}

function openMessage(progress: Progress, segment: Segment): void {
  if (progress.open !== null) progress.findings.note("ERR_FORMAT_ENVELOPE", segment);
  progress.open = { unh: segment, segments: [] };
}

function closeMessage(progress: Progress, segment: Segment): void {
  const { open, findings } = progress;
  if (open === null) {
    findings.note("ERR_FORMAT_ENVELOPE", segment);
    return;
  }
  const message = describeMessage(open, progress.header?.controlReference ?? null);
  const isWellFormed =
    message.reference !== "" && message.type !== "" && message.version.length > 2 && component(open.unh, 1, 3) !== "";
  if (!isWellFormed) findings.note("ERR_FORMAT_HEADER", open.unh);
  checkCount(component(segment, 0, 0), open.segments.length + 2, segment, findings);
  if (component(segment, 1, 0) !== message.reference) findings.note("ERR_FORMAT_REFERENCE", segment);
  progress.messages.push(message);
  progress.open = null;
}

function describeMessage(open: OpenMessage, interchangeReference: string | null): Message {
  const identifier = element(open.unh, 1);
  return {
    unh: open.unh,
    reference: component(open.unh, 0, 0),
    interchangeReference,
    type: identifier[0] ?? "",
    version: `${identifier[1] ?? ""}.${identifier[2] ?? ""}`,
    association: identifier[4] ?? null,
    segments: open.segments,
  };
}

function closeInterchange(progress: Progress, segment: Segment): void {
  const { findings, header } = progress;
  if (progress.open !== null) findings.note("ERR_FORMAT_ENVELOPE", segment);
  const expected = progress.groups > 0 ? progress.groups : progress.messages.length;
  checkCount(component(segment, 0, 0), expected, segment, findings);
  if (header !== null && component(segment, 1, 0) !== header.controlReference)
    findings.note("ERR_FORMAT_REFERENCE", segment);
  progress.isClosed = true;
}

/** Leading zeros are dirt, another number is a different message. */
function checkCount(text: string, expected: number, segment: Segment, findings: Findings): void {
  if (!/^\d{1,6}$/.test(text)) findings.note("ERR_FORMAT_NUMBER", segment);
  else if (Number(text) !== expected) findings.note("ERR_FORMAT_COUNT", segment);
  else if (text !== String(expected)) findings.note("ERR_FORMAT_NUMBER", segment);
}
