import type { Text } from "@openlading/core";
import type { RecordState } from "@openlading/law";
import type { May } from "./may.ts";
import type { VerdictReader } from "./trust.ts";
import type { Standing } from "./verdict.ts";
import { STATE_WORDS, type StateWord } from "./word.ts";

interface Advised {
  readonly standing: Standing;
  readonly word: StateWord;
  readonly subject: RecordState | null;
  readonly reader: VerdictReader;
  readonly may: readonly May[];
}

const SAID = {
  invalid: { en: "do not rely on this dossier: a check failed", zh: "请勿采信本卷宗：有检查未通过" },
  unknown: {
    en: "not known: do not act on this dossier until what is missing is there",
    zh: "无法判断：补齐缺失内容前请勿据此行事",
  },
  gate: {
    en: "live, and every condition is met: you may release against the holder's presentation",
    zh: "有效且条件齐备：可凭持有人的提示放行",
  },
  closed: { en: "live, but a condition of release is not met: do not release", zh: "有效，但放行条件未满足：请勿放行" },
  control: { en: "live, and you are in control", zh: "有效，由您控制" },
  office: { en: "live: acts of yours are open", zh: "有效：您有可实施的行为" },
  other: { en: "live, you are not in control: do not release", zh: "有效，但不由您控制：请勿放行" },
} as const satisfies Readonly<Record<string, Text>>;

/** One plain sentence: what to do with this. */
export function adviceOf(advised: Advised): Text {
  const { standing, word } = advised;
  if (standing === "ended") return ended(word);
  return standing === "live" ? live(advised) : SAID[standing];
}

function live({ word, subject, reader, may }: Advised): Text {
  const gate = may.find((m) => m.actionCode === "GATE_OUT" && m.isEntitled);
  const said = gate === undefined ? SAID[whose(subject, reader, may)] : gate.open === "yes" ? SAID.gate : SAID.closed;
  if (word === "LIVE") return said;
  const state = STATE_WORDS[word].text;
  return { en: `${state.en}; ${said.en}`, zh: `${state.zh}；${said.zh}` };
}

function whose(
  subject: RecordState | null,
  reader: VerdictReader,
  may: readonly May[],
): "control" | "office" | "other" {
  const slots = subject?.slots ?? {};
  const held = slots["possessor"] ?? slots["holder"];
  if (held !== undefined && reader.thumbprints.includes(held.thumbprint)) return "control";
  return may.some((m) => m.open === "yes") ? "office" : "other";
}

function ended(word: StateWord): Text {
  const { en, zh } = STATE_WORDS[word].text;
  return { en: `${en}: nothing may be released against it`, zh: `${zh}：不得据此放货` };
}
