import { refuse, type Findings, type Mode } from "../notice.ts";
import { peekSyntax } from "./characters.ts";

/** The character sets that may be named; `auto` follows the syntax identifier of UNB. */
export type Charset = "auto" | "utf-8" | "gb18030" | "latin1";

const HEAD_BYTES = 64;
const ASCII_END = 0x80;

/** What a declared syntax identifier says about bytes above 7F; `null` = there must be none. */
const DECLARED: Readonly<Record<string, Charset | null>> = {
  UNOA: null,
  UNOB: null,
  UNOC: "latin1",
  UNOY: "utf-8",
  UNOW: "utf-8",
};

/** Chinese senders put GB 18030 under UNOA, so that is guessed only where the declaration cannot be true. */
const GUESSES: Readonly<Record<string, readonly Charset[]>> = { UNOC: ["utf-8", "latin1"] };
const DEFAULT_GUESSES: readonly Charset[] = ["utf-8", "gb18030", "latin1"];

/** Turns bytes into text, by the named character set or by what UNB declares. */
export function decodeText(input: Uint8Array, charset: Charset, mode: Mode, findings: Findings): string {
  if (charset !== "auto") return decodeAs(input, charset) ?? fail();
  const syntax = peekSyntax(latin1(input.subarray(0, HEAD_BYTES)));
  const declared = hasBom(input) ? "utf-8" : DECLARED[syntax ?? "UNOA"];
  if (input.every((byte) => byte < ASCII_END)) return latin1(input);
  if (mode === "strict")
    return declared === null || declared === undefined ? fail() : (decodeAs(input, declared) ?? fail());
  return guess(input, syntax, declared, findings);
}

function guess(
  input: Uint8Array,
  syntax: string | null,
  declared: Charset | null | undefined,
  findings: Findings,
): string {
  for (const charset of GUESSES[syntax ?? ""] ?? DEFAULT_GUESSES) {
    const text = decodeAs(input, charset);
    if (text === null) continue;
    if (charset !== declared) findings.note("ERR_FORMAT_CHARSET", null);
    return text;
  }
  return fail();
}

function decodeAs(input: Uint8Array, charset: Charset): string | null {
  if (charset === "latin1") return latin1(input);
  try {
    return new TextDecoder(charset, { fatal: true }).decode(input);
  } catch {
    return null;
  }
}

const hasBom = (input: Uint8Array): boolean => input[0] === 0xef && input[1] === 0xbb && input[2] === 0xbf;

const CHUNK = 8192;

/** ISO 8859-1 proper; TextDecoder's "latin1" is windows-1252. */
function latin1(input: Uint8Array): string {
  let text = "";
  for (let start = 0; start < input.length; start += CHUNK) {
    text += String.fromCharCode(...input.subarray(start, start + CHUNK));
  }
  return text;
}

function fail(): never {
  throw refuse("ERR_FORMAT_CHARSET", null);
}
