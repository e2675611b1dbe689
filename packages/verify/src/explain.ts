import type { Text } from "@openlading/core";
import { copiesText } from "./certificate.ts";
import type { Outcome } from "./check.ts";
import type { Verdict } from "./verdict.ts";

type Language = keyof Text;

const WORDS = {
  overall: { en: "Verdict", zh: "裁断" },
  state: { en: "State", zh: "状态" },
  asOf: { en: "as of", zh: "截至" },
  control: { en: "Control", zh: "控制" },
  you: { en: "you", zh: "您" },
  unnamed: { en: "a key nobody here names", zh: "未具名的密钥" },
  may: { en: "You may", zh: "您可以" },
  not: { en: "You may not", zh: "您不可以" },
  open: { en: "Cannot be told", zh: "无法判断" },
  copies: { en: "Copies", zh: "份数" },
  vouched: { en: "Vouched for by", zh: "见证方" },
} as const satisfies Readonly<Record<string, Text>>;

const OUTCOMES: Readonly<Record<Outcome, Text>> = {
  valid: { en: "valid", zh: "有效" },
  invalid: { en: "INVALID", zh: "无效" },
  unknown: { en: "UNKNOWN", zh: "无法判断" },
  skipped: { en: "not asked for", zh: "未要求" },
};
const DIMENSION_NAMES = {
  integrity: { en: "Integrity", zh: "完整性" },
  identity: { en: "Identity", zh: "身份" },
  control: { en: "Lawfulness and control", zh: "合法性与控制" },
  time: { en: "Time", zh: "时间" },
  policy: { en: "Policy", zh: "策略" },
} as const;

const MARKS = {
  en: { comma: ", ", colon: ": ", semicolon: "; ", open: " (", close: ")" },
  zh: { comma: "，", colon: "：", semicolon: "；", open: "（", close: "）" },
} as const;
const SLOTS: Readonly<Record<string, Text>> = {
  possessor: { en: "possessor", zh: "占有人" },
  endorsee: { en: "endorsee", zh: "被背书人" },
  holder: { en: "holder", zh: "持有人" },
  offeree: { en: "offeree", zh: "受要约人" },
  consignee: { en: "consignee", zh: "收货人" },
  shipper: { en: "shipper", zh: "托运人" },
};
const slotName = (slot: string): Text => SLOTS[slot] ?? { en: slot, zh: slot };

/** The verdict in plain lines, the advice first. */
export function explainVerdict(verdict: Verdict, language: Language): readonly string[] {
  const say = (text: Text): string => text[language];
  const { comma, colon, open, close } = MARKS[language];
  const { state, overall, checkpoint } = verdict;
  const when = state.asOf === null ? "" : `${comma}${say(WORDS.asOf)} ${state.asOf}`;
  const dimensions = Object.entries(verdict.dimensions).map(
    ([name, outcome]) => `  ${say(dimensionName(name))}${colon}${say(OUTCOMES[outcome])}`,
  );
  return [
    say(verdict.advice),
    `${say(WORDS.overall)}${colon}${say(OUTCOMES[overall])}`,
    `${say(WORDS.state)}${colon}${say(state.text)}${when}`,
    ...(checkpoint === null ? [] : [`${say(WORDS.vouched)}${colon}${checkpoint.witnesses.join(", ")}`]),
    ...(verdict.certificate === null ? [] : [`${say(WORDS.copies)}${colon}${say(copiesText(verdict.certificate))}`]),
    ...verdict.control.map((c) => `${say(WORDS.control)}${open}${slotName(c.slot)[language]}${close}${colon}${c.isReader ? say(WORDS.you) : (c.partyId ?? say(WORDS.unnamed))}`),
    ...dimensions,
    ...verdict.checks.filter((c) => c.outcome === "invalid" || c.outcome === "unknown").map((c) => `  ! ${say(c.text)}${open}${[c.code, c.cause, c.place].filter((x) => x !== null).join(" ")}${close}`),
    ...mayLines(verdict, language),
  ]; // prettier-ignore
}

function mayLines({ may }: Verdict, language: Language): readonly string[] {
  const marks = MARKS[language];
  const of = (open: "yes" | "no" | "unknown", word: Text): readonly string[] =>
    may.filter((m) => m.open === open).map((m) => {
      const why = m.reasons.map((r) => r.text[language]).join(marks.semicolon);
      return `${word[language]}${marks.colon}${m.label[language]}${why === "" ? "" : `${marks.open}${why}${marks.close}`}`;
    }); // prettier-ignore
  return [...of("yes", WORDS.may), ...of("unknown", WORDS.open), ...of("no", WORDS.not)];
}

function dimensionName(name: string): Text {
  const [, text] = Object.entries(DIMENSION_NAMES).find(([key]) => key === name) ?? [];
  return text ?? { en: name, zh: name };
}
