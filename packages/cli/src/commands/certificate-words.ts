import type { Text } from "@openlading/core";
import type { PdfCheckItem, PdfFacts, QrFacts, QrText, QrVerdict } from "@openlading/pdf";
import type { CertificateCheck } from "../certificate/check.ts";
import type { ScannedCertificate } from "../certificate/scan.ts";
import { findErrorPage } from "../error-pages.ts";
import type { Session } from "../session.ts";
import type { MessageTable } from "../text.ts";

export const WORD_TEXTS = {
  valid: { en: "valid", zh: "有效" },
  invalid: { en: "INVALID", zh: "无效" },
  unknown: { en: "unknown", zh: "未知" },
  skipped: { en: "skipped", zh: "未查" },
  overallValid: { en: "VALID", zh: "核验通过" },
  overallInvalid: { en: "INVALID", zh: "核验不通过" },
  overallEnded: { en: "GENUINE BUT ENDED", zh: "真实但已失效" },
  overallUnknown: { en: "CANNOT BE TOLD", zh: "无法判断" },
  number: { en: "number {number}, issued by {issuer}", zh: "编号 {number}，签发机构 {issuer}" },
  copy: { en: "copy {copy}, printed at {at}", zh: "第 {copy} 份，打印于 {at}" },
  level: { en: "{revisions} revisions, signatures of level {level}", zh: "{revisions} 个版本，签名级别 {level}" },
  signer: {
    en: "{field}: {signer}, known as {name}, {time}",
    zh: "{field}：{signer}，信任列表中为 {name}，{time}",
  },
  nobody: { en: "nobody of the trust list", zh: "信任列表中没有" },
  proven: { en: "by {at} at the latest, proven", zh: "最迟于 {at}，已证明" },
  claimed: { en: "claims {at}, not proven", zh: "自称 {at}，未经证明" },
  list: { en: "trust list version {version}, {age} old", zh: "信任列表第 {version} 版，已签发 {age}" },
  listExpired: { en: "the trust list has expired: get a newer one", zh: "信任列表已过期：请获取新版" },
  days: { en: "{count} days", zh: "{count} 天" },
  hours: { en: "{count} hours", zh: "{count} 小时" },
  status: { en: "status {state} as of {at}", zh: "截至 {at} 的状态：{state}" },
  successor: { en: "its successor is {number}", zh: "替代证书编号 {number}" },
  compared: {
    en: "compared with {count} documents: {faults} differences",
    zh: "与 {count} 份单证比对：{faults} 处不一致",
  },
  notCompared: { en: "nothing to compare with: the file carries no data", zh: "文件未附数据，无法比对" },
  dossier: { en: "dossier: {advice}", zh: "卷宗：{advice}" },
  otherDossier: { en: "the dossier is of another document than the file", zh: "卷宗与该文件不属于同一单证" },
  registered: {
    en: "registered {number}; its issuer's own seal was not checked: query the official site with this number",
    zh: "已登记 {number}；未核验签发机构自身的印章：请凭此编号到官方网站查询",
  },
  noCode: {
    en: "{file}: no QR code was found; a sharper picture or a scan of 200 dpi may help",
    zh: "{file}：未找到二维码；请使用更清晰的图片或 200 dpi 扫描件",
  },
  notOurs: { en: "a QR code that is no certificate's", zh: "并非证书的二维码" },
  genuine: { en: "GENUINE: compare every line with the paper", zh: "真实：请与纸面逐行比对" },
  withdrawn: { en: "GENUINE BUT WITHDRAWN: do not accept it", zh: "真实但已撤销或替换：不得接受" },
  cannotTell: { en: "CANNOT BE TOLD", zh: "无法判断" },
  false: { en: "FALSE: do not accept it", zh: "虚假：不得接受" },
  digestOf: { en: "(only its digest: {digest})", zh: "（仅有摘要：{digest}）" },
  more: {
    en: "{count} in all; the first shown, the rest by digest {digest}",
    zh: "共 {count} 项；仅显示第一项，其余以摘要 {digest} 表示",
  },
} as const satisfies MessageTable;

export const ROLE_TEXTS = {
  exporter: { en: "exporter", zh: "出口商" },
  authority: { en: "authority", zh: "签证机构" },
} as const satisfies MessageTable;

export const FACT_TEXTS = {
  number: { en: "number", zh: "编号" },
  form: { en: "form", zh: "证书格式" },
  date: { en: "date of issue", zh: "签发日期" },
  exporter: { en: "exporter", zh: "出口商" },
  consignee: { en: "consignee", zh: "收货人" },
  route: { en: "origin and destination", zh: "原产国与目的地" },
  invoice: { en: "invoice", zh: "发票" },
  item: { en: "item", zh: "项目" },
  signer: { en: "signed by", zh: "签署方" },
  check: { en: "check code", zh: "校验码" },
} as const satisfies MessageTable;

const OVERALL = {
  valid: WORD_TEXTS.overallValid,
  invalid: WORD_TEXTS.overallInvalid,
  ended: WORD_TEXTS.overallEnded,
  unknown: WORD_TEXTS.overallUnknown,
} as const;
const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

/** A check in lines: the answer, the eight steps, the facts, and what it was held against. */
export function checkLines(session: Session, found: CertificateCheck): readonly string[] {
  const { pdf, overall } = found;
  return [
    session.paint(overall === "valid" ? "green" : "red", session.say(OVERALL[overall])),
    session.say(pdf.verdict),
    ...pdf.checks.map((item) => stepLine(session, item)),
    ...factLines(session, pdf.facts),
    ...besideLines(session, found),
  ];
}

function stepLine(session: Session, { step, outcome, code, text }: PdfCheckItem): string {
  const word = session.say(WORD_TEXTS[outcome]);
  const next = code === null || outcome === "valid" ? "" : ` (${code})`;
  return `  ${step} ${session.paint(outcome === "valid" ? "green" : "yellow", word)}  ${session.say(text)}${next}`;
}

function factLines(session: Session, facts: PdfFacts): readonly string[] {
  const t = WORD_TEXTS;
  const { number, issuer, copy, printedAt, level, revisions, status } = facts;
  return [
    ...(number === null ? [] : [session.say(t.number, { number, issuer: issuer ?? "" })]),
    ...(copy === null ? [] : [session.say(t.copy, { copy, at: printedAt ?? "" })]),
    ...(level === null ? [] : [session.say(t.level, { revisions: revisions ?? 0, level })]),
    ...facts.signatures.map((one) => signerLine(session, one)),
    ...(status === null ? [] : [session.say(t.status, { state: status.state, at: status.asOf })]),
    ...(status?.successor ? [session.say(t.successor, { number: status.successor })] : []),
    ...listLines(session, facts.trustList),
  ];
}

function signerLine(
  session: Session,
  { field, signer, trustedBy, time, claimedAt }: PdfFacts["signatures"][number],
): string {
  const name = session.say(trustedBy ?? WORD_TEXTS.nobody);
  const claimed = session.say(WORD_TEXTS.claimed, { at: claimedAt ?? "–" });
  const said = time.isProven ? session.say(WORD_TEXTS.proven, { at: time.at }) : claimed;
  const role = field === "exporter" || field === "authority" ? session.say(ROLE_TEXTS[field]) : field;
  return session.say(WORD_TEXTS.signer, { field: role, signer, name, time: said });
}

type ListFacts = Pick<PdfFacts["trustList"], "version" | "ageMs" | "isExpired">;

function listLines(session: Session, { version, ageMs, isExpired }: ListFacts): readonly string[] {
  const hours = Math.floor(ageMs / HOUR_MS);
  const [unit, count] =
    hours < 2 * DAY_HOURS ? [WORD_TEXTS.hours, hours] : [WORD_TEXTS.days, Math.floor(hours / DAY_HOURS)];
  const line = session.say(WORD_TEXTS.list, { version, age: session.say(unit, { count }) });
  return isExpired ? [line, session.paint("yellow", session.say(WORD_TEXTS.listExpired))] : [line];
}

function besideLines(
  session: Session,
  { faults, compared, verdict, isSame, pdf }: CertificateCheck,
): readonly string[] {
  const t = WORD_TEXTS;
  const shown = faults.map(({ path, code, text }) => `  ${path}  ${code}  ${session.say(text)}`);
  return [
    ...(compared > 0 ? [session.say(t.compared, { count: compared, faults: faults.length }), ...shown] : []),
    ...(compared === 0 && pdf.origin === "REGISTERED" ? [session.say(t.notCompared)] : []),
    ...(verdict === null ? [] : [session.say(t.dossier, { advice: session.say(verdict.advice) })]),
    ...(isSame === false ? [session.paint("red", session.say(t.otherDossier))] : []),
  ];
}

const ANSWERS: Readonly<Record<QrVerdict["answer"], Text>> = {
  GENUINE: WORD_TEXTS.genuine,
  WITHDRAWN: WORD_TEXTS.withdrawn,
  UNKNOWN: WORD_TEXTS.cannotTell,
  FALSE: WORD_TEXTS.false,
};

/** A code in lines: the answer, what was signed, and each check that is not valid. */
export function scanLines(session: Session, found: ScannedCertificate, file: string | null): readonly string[] {
  const place = [file, found.page === undefined ? null : `p. ${found.page}`].filter((one) => one !== null).join(" ");
  const head = place === "" ? "" : `${place}: `;
  const { verdict, code } = found;
  if (verdict !== null) return verdictLines(session, verdict, head);
  const why = findErrorPage(code ?? "")?.when;
  return [`${head}${session.say(WORD_TEXTS.notOurs)}${why === undefined ? "" : `: ${session.say(why)} (${code})`}`];
}

function verdictLines(session: Session, verdict: QrVerdict, head: string): readonly string[] {
  const { answer, signer, checks, withdrawal, list } = verdict;
  const next = withdrawal?.successor?.number;
  const signed =
    signer === undefined ? [] : [`${session.say(FACT_TEXTS.signer)}: ${session.say(signer.name)} (${signer.partyId})`];
  const wrong = checks
    .filter(({ outcome }) => outcome !== "valid")
    .map(({ check, outcome, text }) => `${check} ${session.say(WORD_TEXTS[outcome])}  ${session.say(text)}`);
  const successor = next === undefined ? [] : [session.say(WORD_TEXTS.successor, { number: next })];
  const below = [...signed, ...wrong, ...successor, ...listLines(session, list)].map((line) => `  ${line}`);
  const colour = answer === "GENUINE" ? "green" : "red";
  return [
    `${head}${session.paint(colour, session.say(ANSWERS[answer]))}`,
    ...qrLines(session, verdict.facts),
    ...below,
  ];
}

function qrLines(session: Session, facts: QrFacts): readonly string[] {
  const line = (label: Text, value: string | undefined): readonly string[] =>
    value === undefined ? [] : [`  ${session.say(label)}: ${value}`];
  const t = FACT_TEXTS;
  const { originCountryCode: from, destinationCountryCode: to } = facts;
  return [
    ...line(t.number, facts.number), ...line(t.form, facts.form), ...line(t.date, facts.date),
    ...line(t.check, facts.documentChecksum.slice(0, 8).toUpperCase()),
    ...line(t.exporter, textOf(session, facts.exporter)), ...line(t.exporter, facts.exporterInChinese),
    ...line(t.consignee, textOf(session, facts.consignee)),
    ...line(t.route, from === undefined ? undefined : `${from} → ${to ?? ""}`),
    ...(facts.invoices ?? []).flatMap(({ number, date }) => line(t.invoice, `${number} ${date}`)),
    ...(facts.items ?? []).flatMap((item, index) => line(t.item, `${index + 1}  ${itemText(session, item)}`)),
    ...[facts.invoiceTable, facts.itemTable].flatMap((table) => (table === undefined ? [] : [`  ${session.say(WORD_TEXTS.more, { ...table })}`])),
  ]; // prettier-ignore
}

function itemText(
  session: Session,
  { HSCode, originCriterion, quantity, description }: NonNullable<QrFacts["items"]>[number],
): string {
  const what = description === null ? "" : (textOf(session, description) ?? "");
  return [HSCode, originCriterion, `${quantity.value} ${quantity.unit}`, what].filter((part) => part !== "").join("  ");
}

function textOf(session: Session, value: QrText | undefined): string | undefined {
  if (value === undefined) return undefined;
  return "text" in value ? value.text : session.say(WORD_TEXTS.digestOf, { digest: value.digest });
}
