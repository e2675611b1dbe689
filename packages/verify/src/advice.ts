import type { Text } from "@openlading/core";
import type { RecordKind, RecordState } from "@openlading/law";
import { copiesText, type VerdictCertificate } from "./certificate.ts";
import type { CheckCode } from "./check.ts";
import type { May } from "./may.ts";
import type { VerdictReader } from "./trust.ts";
import type { Standing } from "./verdict.ts";
import { STATE_WORDS, type StateWord } from "./word.ts";

interface Advised {
  readonly standing: Standing;
  readonly word: StateWord;
  /** The trusted time (canonical UTC) at which the record was so. */
  readonly asOf: string | null;
  readonly subject: RecordState | null;
  readonly reader: VerdictReader;
  readonly certificate: VerdictCertificate | null;
  /** Of a certificate that is otherwise in order: what others decide. */
  readonly left: readonly CheckCode[] | null;
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

/** Records that release nothing by themselves: a reader asks whether they are true, not whether to release. */
const PLAIN: Readonly<Partial<Record<RecordKind, (asOf: string, advised: Advised) => Text>>> = {
  evidence: notRevoked,
  countersignature: notRevoked,
  batch: notRevoked,
  order: (asOf) => ({
    en: `genuine and in force as of ${asOf}: each container is released against its own right, not against this`,
    zh: `真实，截至 ${asOf} 在有效期内：每个集装箱凭其自身的放货权放行，而非凭本单`,
  }),
  application: stated,
  appearance: stated,
  printing: stated,
  presentation: stated,
  certificate: (_, advised) => undecided(advised, []),
};

/** Kinds that say something is so, and release nothing even while they live. */
const PROOFS: ReadonlySet<RecordKind> = new Set(["evidence", "countersignature", "batch", "certificate", "appearance", "printing", "presentation"]); // prettier-ignore

function stated(asOf: string, { word }: Advised): Text {
  const { en, zh } = STATE_WORDS[word].text;
  return { en: `${en}, as of ${asOf}`, zh: `截至 ${asOf}：${zh}` };
}

/** All that this network can say of a certificate, and who says the rest. */
function undecided({ certificate, asOf }: Advised, left: readonly CheckCode[]): Text {
  const when = asOf ?? "?";
  const said = [
    left.includes("ISSUER_SEAL") ? unsealed(when, certificate?.number ?? null) : inForce(when, certificate),
    ...(left.includes("PRESENT_BY") ? [late(certificate?.presentBy ?? "?")] : []),
    ...(certificate === null ? [] : [copiesText(certificate)]),
  ];
  return { en: said.map((t) => t.en).join("; "), zh: said.map((t) => t.zh).join("；") };
}

/** Of a file issued elsewhere the data are its holder's: the seal is on the file. */
const inForce = (when: string, certificate: VerdictCertificate | null): Text =>
  certificate?.origin === "REGISTERED"
    ? {
        en: `sealed by its issuer, registered by its holder and in force here as of ${when}; the data beside the file are the holder's: compare them with it`,
        zh: `签发机构印章有效，持有人已登记，截至 ${when} 在此有效；文件之外的数据由持有人填写，请与文件核对`,
      }
    : { en: `genuine and in force as of ${when}`, zh: `真实，截至 ${when} 有效` };
const late = (day: string): Text => ({
  en: `it was to be presented by ${day}: the customs it is shown to decides`,
  zh: `应不迟于 ${day} 提交：由受理海关决定是否接受`,
});
/** A file of another issuer. */
function unsealed(when: string, number: string | null): Text {
  return {
    en: `registered by its holder and in force here as of ${when}; the issuer's own seal is not checked here: query the official site with ${number === null ? "its number" : `number ${number}`}`,
    zh: `持有人已登记，截至 ${when} 在此有效；此处未验证签发机构的电子印章：请以编号${number === null ? "" : ` ${number} `}在官方网站查询`,
  };
}

function notRevoked(asOf: string): Text {
  return { en: `genuine and not revoked as of ${asOf}`, zh: `真实，截至 ${asOf} 未被撤销` };
}

/** One plain sentence: what to do with this. */
export function adviceOf(advised: Advised): Text {
  const { standing } = advised;
  if (standing === "ended") return ended(advised);
  if (standing === "unknown" && advised.left !== null) return undecided(advised, advised.left);
  return standing === "live" ? live(advised) : SAID[standing];
}

/** Whether this says what something is, not who may have the goods. A batch's document has no record of its own. */
function plainOf(advised: Advised): Text | null {
  const { word, subject, asOf } = advised;
  const kind = subject === null ? (word === "ANCHORED" ? "batch" : null) : subject.kind;
  const say = kind === null ? undefined : PLAIN[kind];
  return say === undefined || asOf === null ? null : say(asOf, advised);
}

function live(advised: Advised): Text {
  const { word, subject, reader, may } = advised;
  const plain = plainOf(advised);
  if (plain !== null) return plain;
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

function ended({ word, subject }: Advised): Text {
  const { en, zh } = STATE_WORDS[word].text;
  if (subject?.kind === "application")
    return { en: `${en}: an application is no certificate`, zh: `${zh}：申请书不是证书` };
  if (subject !== null && PROOFS.has(subject.kind)) return { en: `${en}: do not rely on it`, zh: `${zh}：请勿再采信` };
  return { en: `${en}: nothing may be released against it`, zh: `${zh}：不得据此放货` };
}
