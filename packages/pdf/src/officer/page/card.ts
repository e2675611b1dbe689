import { PDF_ERRORS, PdfError } from "../../error.ts";
import type { QrCheck, QrVerdict } from "../../qr/verify.ts";
import type { VerifiedTrustList } from "../../trust/trust-list.ts";
import type { PageElement } from "./dom.ts";
import { element, foreign } from "./element.ts";
import { factRows, leavesOut, type Names } from "./facts.ts";
import { ANSWERS, LIMITS, WORDS, type Answer, type Language } from "./words.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SIGNS: Readonly<Record<QrCheck["outcome"], string>> = { valid: "✓", invalid: "✕", unknown: "?", skipped: "–" };

/** The card of a code that could be read. */
export function verdictCard(verdict: QrVerdict, language: Language, names: Names): PageElement {
  const isSigned = verdict.checks.some(({ check, outcome }) => check === "SIGNATURE" && outcome === "valid");
  const card = element("section", `card ${verdict.answer}`, ...banner(verdict.answer, language));
  card.append(...reasons(verdict, language), ...withdrawal(verdict, language));
  if (isSigned && leavesOut(verdict.facts)) card.append(element("p", "reason partly", WORDS.leftOut[language]));
  card.append(element("h2", "", isSigned ? WORDS.signed[language] : WORDS.claimed[language]));
  card.append(factRows(verdict, { language, names }));
  card.append(element("h2", "", WORDS.notChecked[language]), limits(verdict, language), allChecks(verdict, language));
  return card;
}

/** The card of a text that is no code of ours, or a broken one. */
export function refusalCard(error: unknown, language: Language): PageElement {
  const code = error instanceof PdfError ? error.code : "ERR_PDF_QR_CORE";
  const answer: Answer = code === "ERR_PDF_QR_URL" ? "NOT_OURS" : "FALSE";
  const { when, next } = PDF_ERRORS[code];
  const card = element("section", `card ${answer}`, ...banner(answer, language));
  if (answer === "FALSE") card.append(element("p", "", when[language]), element("p", "", next[language]));
  card.append(element("p", "small", code));
  return card;
}

/** The line that says how old the list is. */
export function listLine(list: VerifiedTrustList, nowMs: number, language: Language): PageElement {
  const say = (word: keyof typeof WORDS): string => WORDS[word][language];
  const ageMs = Math.max(0, nowMs - Date.parse(list.issuedAt));
  const isExpired = list.isExpired || nowMs >= Date.parse(list.expiresAt);
  const age =
    ageMs < 2 * DAY_MS
      ? `${Math.floor(ageMs / HOUR_MS)} ${say("hours")}`
      : `${Math.floor(ageMs / DAY_MS)} ${say("days")}`;
  const line = element("p", isExpired ? "list expired" : "list");
  line.append(element("strong", "", `${say("age")} ${age}`), isExpired ? ` · ${say("expired")}` : "");
  line.append(element("br"), foreign(list.listId), ` · ${say("version")} ${list.version}`);
  line.append(` · ${say("issued")} ${list.issuedAt.slice(0, 10)} · ${say("expires")} ${list.expiresAt.slice(0, 10)}`);
  return line;
}

function banner(answer: Answer, language: Language): PageElement[] {
  const { sign, title, advice } = ANSWERS[answer];
  const mark = element("span", "sign", sign);
  mark.setAttribute("aria-hidden", "true");
  const head = element("h1", "banner", mark, element("span", "", title[language]));
  head.setAttribute("role", "status");
  return [head, element("p", "advice", advice[language])];
}

/** Why it is not genuine: the checks that did not pass. */
function reasons({ answer, checks, withdrawal: row }: QrVerdict, language: Language): PageElement[] {
  if (answer === "GENUINE") return [];
  const told = checks.filter(({ check }) => check !== "STATUS" || row === undefined);
  const wrong = told.filter(({ outcome }) => outcome === "invalid" || outcome === "unknown");
  return wrong.map(({ text }) => element("p", "reason", text[language]));
}

function withdrawal({ withdrawal: row }: QrVerdict, language: Language): PageElement[] {
  if (row === undefined) return [];
  const line = element("p", "reason", `${WORDS[row.status][language]} · ${row.at.slice(0, 10)}`);
  const number = row.successor?.number;
  if (number !== undefined) line.append(` · ${WORDS.successor[language]} `, foreign(number, "strong"));
  return [line];
}

function limits({ list }: QrVerdict, language: Language): PageElement {
  const lines = LIMITS.map((text) => element("li", "", text[language]));
  lines.push(element("li", "", `${WORDS.list[language]}: ${WORDS.issued[language]} ${list.issuedAt.slice(0, 16)}Z`));
  return element("ul", "limits", ...lines);
}

function allChecks({ checks }: QrVerdict, language: Language): PageElement {
  const rows = checks.map(({ outcome, text }) =>
    element("li", outcome, element("span", "tick", SIGNS[outcome]), text[language]),
  );
  return element("details", "", element("summary", "", WORDS.checks[language]), element("ul", "checks", ...rows));
}
