import { createFindings, refuse, type Findings, type Mode, type Notice } from "../notice.ts";
import {
  peekSyntax,
  DEFAULT_CHARACTERS,
  readServiceCharacters,
  repertoire,
  type ServiceCharacters,
} from "./characters.ts";
import { decodeText, type Charset } from "./charset.ts";
import { assemble } from "./assemble.ts";
import { DEFAULT_LIMITS, tokenize, type EdifactLimits, type Segment } from "./tokenize.ts";

/** UNB: its segment, and the parts of it that have names. */
export interface InterchangeHeader {
  readonly segment: Segment;
  /** `["UNOA", "2"]` */
  readonly syntax: readonly string[];
  readonly sender: readonly string[];
  readonly recipient: readonly string[];
  readonly controlReference: string;
  /** Data element 0035: nothing in a test interchange is to be acted on. */
  readonly isTest: boolean;
}

/** One message, without its UNT. */
export interface Message {
  readonly unh: Segment;
  readonly reference: string;
  /** The control reference of the interchange it came in. */
  readonly interchangeReference: string | null;
  readonly type: string;
  /** Version and release of the directory: `D.95B`. */
  readonly version: string;
  readonly association: string | null;
  readonly segments: readonly Segment[];
}

/** A parsed interchange; `una` and `header` are null where there was none. */
export interface Interchange {
  readonly una: ServiceCharacters | null;
  readonly header: InterchangeHeader | null;
  readonly messages: readonly Message[];
  readonly notices: readonly Notice[];
}

/** How to read an interchange: strict unless told otherwise. */
export interface ParseInterchangeOptions {
  readonly mode?: Mode;
  readonly charset?: Charset;
  readonly limits?: Partial<EdifactLimits>;
}

/**
 * Reads one EDIFACT interchange: UNA honoured, UNB…UNZ and UNH…UNT matched by reference and count.
 * It establishes structure only, neither sender nor authenticity. Strict mode refuses every deviation from ISO 9735;
 * lenient mode puts up with the dirt of real traffic and leaves a notice for each.
 *
 * @throws FormatError with `details.faults`, each with code, segment position and tag.
 * @see ISO 9735, docs/spec/edifact.md
 */
export function parseInterchange(input: Uint8Array | string, options: ParseInterchangeOptions = {}): Interchange {
  const mode = options.mode ?? "strict";
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  if (input.length > limits.maxBytes) throw refuse("ERR_FORMAT_LIMIT", null);
  const findings = createFindings(mode);
  const text = typeof input === "string" ? input : decodeText(input, options.charset ?? "auto", mode, findings);
  const parts = assemble(readSegments(text, limits, findings), findings);
  return { una: parts.una, header: parts.header, messages: parts.messages, notices: findings.settle() };
}

const HEAD = 64;
const LINE_BREAKS = "\r\n";

function readSegments(
  text: string,
  limits: EdifactLimits,
  findings: Findings,
): { una: ServiceCharacters | null; segments: Segment[] } {
  const { una, next } = readServiceCharacters(text);
  const marks = una ?? DEFAULT_CHARACTERS;
  const syntax = peekSyntax(text.slice(0, HEAD));
  const isClean = repertoire(syntax, marks, marks.terminator + LINE_BREAKS).test(text);
  const allowed = isClean ? null : repertoire(syntax, marks, "");
  return { una, segments: tokenize({ text, marks, allowed, limits, findings }, next) };
}
