import { refuse } from "../notice.ts";

/** The six service characters of UNA; `release` is a space where there is none. */
export interface ServiceCharacters {
  readonly component: string;
  readonly element: string;
  readonly decimal: string;
  readonly release: string;
  readonly repetition: string;
  readonly terminator: string;
}

/** What ISO 9735 lays down where there is no UNA. */
export const DEFAULT_CHARACTERS: ServiceCharacters = {
  component: ":",
  element: "+",
  decimal: ".",
  release: "?",
  repetition: " ",
  terminator: "'",
};

const UNA_LENGTH = 9;

/** Reads a leading UNA; `next` is where the first segment begins. */
export function readServiceCharacters(text: string): { una: ServiceCharacters | null; next: number } {
  const start = text.startsWith("\uFEFF") ? 1 : 0;
  if (!text.startsWith("UNA", start)) return { una: null, next: start };
  const [component = "", element = "", decimal = "", release = "", repetition = "", terminator = ""] = text.slice(
    start + 3,
    start + UNA_LENGTH,
  );
  const una = { component, element, decimal, release, repetition, terminator };
  assertSeparators(una);
  return { una, next: start + UNA_LENGTH };
}

/** Separators that are letters, digits or equal to each other would make the text mean two things. */
function assertSeparators(una: ServiceCharacters): void {
  const separators = [una.component, una.element, una.terminator, ...(una.release === " " ? [] : [una.release])];
  const distinct = new Set(separators).size === separators.length;
  const usable = separators.every(
    (mark) => /^[^A-Za-z0-9 ]$/.test(mark) && (mark === una.terminator || !/[\r\n]/.test(mark)),
  );
  const decimal = una.decimal === "." || una.decimal === ",";
  if (!distinct || !usable || !decimal) throw refuse("ERR_FORMAT_SERVICE_CHARACTERS", { position: 0, tag: "UNA" });
}

const LEVEL_A = 'A-Z0-9 .,\\-()/=!"%&*;<>';
const LEVELS: Readonly<Record<string, string>> = {
  UNOA: LEVEL_A,
  UNOB: `${LEVEL_A}a-z`,
  UNOC: "\\x20-\\x7E\\xA0-\\xFF",
};
const PRINTABLE = "\\x20-\\x7E\\u{80}-\\u{10FFFF}";

/** Matches text within the repertoire of the syntax identifier, the service characters and `also`. */
export function repertoire(syntax: string | null, marks: ServiceCharacters, also: string): RegExp {
  const level = (syntax === null ? undefined : LEVELS[syntax]) ?? PRINTABLE;
  const own = Array.from(marks.component + marks.element + marks.release + also, escapeMark).join("");
  return new RegExp(`^[${level}${own}]*$`, "u");
}

const escapeMark = (mark: string): string => `\\u{${(mark.codePointAt(0) ?? 0).toString(16)}}`;

/** The syntax identifier of UNB (`UNOA` …), read before the character set is known. */
export function peekSyntax(head: string): string | null {
  return /^\uFEFF?\s*(?:UNA.{6}\s*)?UNB.(UNO[A-Z])/s.exec(head)?.[1] ?? null;
}
