import { OpenLadingError, type JsonObject, type Text } from "@openlading/core";
import { EXIT_CODES, type ExitCode } from "./exit-code.ts";
import { findErrorPage } from "./error-pages.ts";
import { SESSION_TEXTS } from "./messages.ts";
import { formatJson, stripControls } from "./text.ts";
import type { Session } from "./session.ts";

/** Says on stderr what went wrong, where, and what to do next; the exit code says whose turn it is. */
export function reportError(session: Session, error: unknown): ExitCode {
  if (!(error instanceof OpenLadingError)) return reportDefect(session, error);
  const coded: Coded = error;
  const { code, message, details } = coded;
  if (session.isJson) session.terminal.err(`${formatJson({ error: { code, message, details, ...page(code) } })}\n`);
  else reportCoded(session, coded);
  return exitCodeOf(code);
}

interface Coded {
  readonly code: string;
  readonly message: string;
  readonly details: JsonObject;
}

/** The lines of a coded error: code and sentence, places, next step. */
export function reportCoded(session: Session, { code, message, details }: Coded): void {
  const entry = findErrorPage(code);
  const sentence = session.lang === "zh" && entry !== undefined ? `${entry.when.zh} (${message})` : message;
  session.talkLine(`${session.paint("red", code)}: ${stripControls(sentence)}`);
  for (const place of placesOf(details, session)) session.talkLine(`  ${place}`);
  if (entry !== undefined) session.talkLine(`  ${session.say(SESSION_TEXTS.next)} ${entry.next[session.lang]}`);
}

function reportDefect(session: Session, error: unknown): ExitCode {
  const message = error instanceof Error ? error.message : String(error);
  session.talkLine(session.say(SESSION_TEXTS.defect, { message }));
  if (session.terminal.env["OPENLADING_DEBUG"] !== undefined && error instanceof Error)
    session.talkLine(stripControls(error.stack ?? ""));
  return EXIT_CODES.FAILED;
}

function page(code: string): JsonObject {
  const entry = findErrorPage(code);
  return entry === undefined ? {} : { when: { ...entry.when }, next: { ...entry.next } };
}

const MAX_PLACES = 50;

/** Every place an error names: faults of a document or message, reasons of the law, else the details themselves. */
function placesOf(details: JsonObject, session: Session): readonly string[] {
  const listed = details["faults"] ?? details["reasons"];
  if (!Array.isArray(listed)) {
    return Object.entries(details).flatMap(([name, value]) =>
      typeof value === "object" && value !== null ? [] : [stripControls(`${name}: ${String(value)}`)],
    );
  }
  return listed.slice(0, MAX_PLACES).map((fault) => stripControls(placeOf(fault as JsonObject, session)));
}

function placeOf(fault: JsonObject, session: Session): string {
  const place =
    fault["path"] ?? (fault["position"] === undefined ? "" : `${textOf(fault["tag"])} #${textOf(fault["position"])}`);
  const known = findErrorPage(textOf(fault["code"]))?.when[session.lang];
  const text =
    bilingual(fault["text"])?.[session.lang] ?? (session.lang === "zh" ? known : undefined) ?? textOf(fault["message"]);
  return [textOf(fault["code"]), textOf(place), text, ...extras(fault)].filter((part) => part !== "").join("  ");
}

/** What a light's refusal says beside its code: which light, whose, why, since when. */
function extras(fault: JsonObject): readonly string[] {
  return ["lightKind", "authority", "reason", "since", "status"].flatMap((name) =>
    typeof fault[name] === "string" ? [`${name}=${fault[name]}`] : [],
  );
}

const textOf = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";

function bilingual(value: unknown): Text | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { en, zh } = value as Readonly<Record<string, unknown>>;
  return typeof en === "string" && typeof zh === "string" ? { en, zh } : undefined;
}

const BY_CODE: Readonly<Record<string, ExitCode>> = {
  ERR_SDK_REFUSED: EXIT_CODES.REFUSED,
  ERR_SDK_CONFLICT: EXIT_CODES.CONFLICT,
  ERR_SDK_UNKNOWN: EXIT_CODES.UNKNOWN,
  ERR_SDK_IMPORT: EXIT_CODES.INVALID,
  ERR_CLI_USAGE: EXIT_CODES.USAGE,
  ERR_CLI_KIND: EXIT_CODES.INVALID,
  ERR_CLI_FILE_SIZE: EXIT_CODES.INVALID,
  ERR_CLI_CSV: EXIT_CODES.INVALID,
  ERR_CLI_PARTY_CODE: EXIT_CODES.INVALID,
  ERR_CLI_PDF_KEY: EXIT_CODES.INVALID,
  ERR_CLI_SELF_PRINT: EXIT_CODES.REFUSED,
  ERR_CLI_SEAL: EXIT_CODES.REFUSED,
  ERR_CLI_ARCHIVE: EXIT_CODES.REFUSED,
  ERR_PDF_TRUST_COSIGN: EXIT_CODES.REFUSED,
  ERR_PDF_OFFICER_PROGRAM: EXIT_CODES.FAILED,
  ERR_PDF_TSA_UNREACHABLE: EXIT_CODES.FAILED,
  ERR_PDF_TSA_LATE: EXIT_CODES.FAILED,
};
const BY_FAMILY: Readonly<Record<string, ExitCode>> = {
  DOCUMENT: EXIT_CODES.INVALID,
  FORMAT: EXIT_CODES.INVALID,
  DOSSIER: EXIT_CODES.INVALID,
  CORE: EXIT_CODES.INVALID,
  JWS: EXIT_CODES.INVALID,
  PDF: EXIT_CODES.INVALID,
  LAW: EXIT_CODES.REFUSED,
};

/** The exit code of an error's code: what is wrong with a file is 3, with the call 2, with the machine 1. */
export function exitCodeOf(code: string): ExitCode {
  return BY_CODE[code] ?? BY_FAMILY[code.split("_")[1] ?? ""] ?? EXIT_CODES.FAILED;
}
