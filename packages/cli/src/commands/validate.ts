import { OpenLadingError, type Json } from "@openlading/core";
import { crossCheckDocuments, DOCUMENT_KINDS, type DocumentFault } from "@openlading/documents";
import type { CommandSpec, Given } from "../command.ts";
import { EXIT_CODES, type ExitCode } from "../exit-code.ts";
import { reportError } from "../report-error.ts";
import type { Session } from "../session.ts";
import { stripControls, type MessageTable } from "../text.ts";
import { inspectFile, type Inspected } from "./inspect.ts";
import { DEFAULT_ZONE, LENIENT, ZONE } from "./options.ts";

export const VALIDATE_TEXTS = {
  valid: { en: "{file}: valid {kind} {number}", zh: "{file}：有效的{kind} {number}" },
  invalid: { en: "{file}: {count} errors as a {kind}", zh: "{file}：作为{kind}有 {count} 处错误" },
  message: { en: "{file}: a sound message, {kind}", zh: "{file}：报文完好，内容为{kind}" },
  lacks: {
    en: "  what keeps it from being issued as it is:",
    zh: "  要据此签发单证，还缺：",
  },
  gateFact: { en: "gate report (unsigned)", zh: "闸口报告（未签名）" },
  across: { en: "across the files: {count} contradictions", zh: "文件之间：{count} 处矛盾" },
  agree: { en: "the {count} documents agree with each other", zh: "{count} 份单证相互一致" },
  warning: { en: "warning", zh: "警告" },
  error: { en: "error", zh: "错误" },
  notice: { en: "notice", zh: "提示" },
} as const satisfies MessageTable;

/** A carrier's first use: no keys, no ledger, no home. */
export const validateCommand: CommandSpec = {
  name: "validate",
  summary: {
    en: "check documents and messages; needs no keys and no ledger",
    zh: "校验单证与报文；无需密钥与账本",
  },
  more: {
    en: "Reads DCSA transport documents and issuance requests, our document kinds as JSON, and EDIFACT CODECO, COREOR and\nCUSRES. Several files are also held against each other. Exit code 0 valid, 3 invalid.",
    zh: "可读取 DCSA 运输单证与签发请求、本库各类单证 JSON，以及 EDIFACT CODECO、COREOR、CUSRES。\n给出多个文件时还会相互核对。退出码：0 有效，3 无效。",
  },
  args: [{ name: "<file...>", text: { en: "files, or - for standard input", zh: "文件，或用 - 表示标准输入" } }],
  options: [
    {
      flags: "--kind <kind>",
      text: { en: "what it should be, when the file does not say", zh: "文件未注明时指定单证种类" },
    },
    ZONE,
    LENIENT,
  ],
  examples: [
    "validate bill.json",
    "validate bill.json packing-list.json clp.json",
    "validate gate-out.edi --zone +08:00 --lenient",
    "validate --json - < bill.json",
  ],
  run: validate,
};

async function validate(session: Session, given: Given): Promise<ExitCode> {
  const results: { readonly file: string; readonly found: readonly Inspected[] }[] = [];
  let worst: ExitCode = EXIT_CODES.OK;
  for (const file of given.args) {
    try {
      results.push({ file, found: inspectFile(await session.read(file), file, optionsOf(given)) });
    } catch (error) {
      if (!(error instanceof OpenLadingError)) throw error;
      session.talkLine(stripControls(file));
      worst = reportError(session, error);
    }
  }
  const documents = results.flatMap(({ found }) =>
    found.flatMap((one) => (one.document === null ? [] : [one.document])),
  );
  const across = documents.length > 1 ? crossCheckDocuments(documents) : [];
  const lines = [
    ...results.flatMap(({ file, found }) => found.flatMap((one) => linesOf(session, file, one))),
    ...(documents.length > 1 ? acrossLines(session, across, documents.length) : []),
  ];
  session.print({ files: results.map(jsonOf), across: across.map(faultJson) }, lines);
  const isBad =
    results.some(({ found }) => found.some(isInvalid)) || across.some((fault) => fault.severity === "error");
  return isBad && worst === EXIT_CODES.OK ? EXIT_CODES.INVALID : worst;
}

function optionsOf(given: Given) {
  const kind = given.text("kind");
  return {
    zone: given.text("zone") ?? DEFAULT_ZONE,
    mode: given.has("lenient") ? ("lenient" as const) : ("strict" as const),
    ...(kind === undefined ? {} : { kind }),
  };
}

const isInvalid = (one: Inspected): boolean => !one.isMessage && one.document === null;

function linesOf(session: Session, file: string, one: Inspected): readonly string[] {
  const t = VALIDATE_TEXTS;
  const kind = one.kind === "gate-fact" ? session.say(t.gateFact) : DOCUMENT_KINDS[one.kind].name[session.lang];
  const notices = one.notices.map((n) => {
    const place = n.segment === null ? "" : `${n.segment.tag} #${n.segment.position}`;
    return stripControls(`  ${session.say(t.notice)} ${n.code}  ${place}  ${n.text[session.lang]}`);
  });
  const faults = one.faults.map((fault) => faultLine(session, fault));
  if (one.isMessage) {
    const lacks = faults.length === 0 ? [] : [session.say(t.lacks), ...faults.map((line) => `  ${line}`)];
    return [session.say(t.message, { file, kind }), ...notices, ...lacks];
  }
  const count = one.faults.filter((fault) => fault.severity === "error").length;
  const head =
    one.document === null
      ? session.paint("red", session.say(t.invalid, { file, kind, count }))
      : session.paint("green", session.say(t.valid, { file, kind, number: one.document.number }));
  return [head, ...faults];
}

function acrossLines(session: Session, across: readonly DocumentFault[], count: number): readonly string[] {
  if (across.length === 0) return [session.say(VALIDATE_TEXTS.agree, { count })];
  return [
    session.say(VALIDATE_TEXTS.across, { count: across.length }),
    ...across.map((fault) => faultLine(session, fault)),
  ];
}

/** A fault on one line: severity, code, JSON path, sentence. */
export function faultLine(session: Session, { path, code, severity, text }: DocumentFault): string {
  const word = session.paint(severity === "error" ? "red" : "yellow", session.say(VALIDATE_TEXTS[severity]));
  return `  ${word} ${code}  ${stripControls(path)}  ${stripControls(text[session.lang])}`;
}

const faultJson = ({ path, code, layer, severity, text }: DocumentFault) => ({
  path, code, layer, severity, text: { en: text.en, zh: text.zh },
}); // prettier-ignore

function jsonOf({ file, found }: { readonly file: string; readonly found: readonly Inspected[] }): Json {
  return {
    file,
    found: found.map((one) => ({
      kind: one.kind,
      isMessage: one.isMessage,
      isValid: !isInvalid(one),
      number: one.document?.number ?? null,
      documentChecksum: one.document?.documentChecksum ?? null,
      faults: one.faults.map(faultJson),
      notices: one.notices.map((n) => ({
        code: n.code,
        segment: n.segment === null ? null : { ...n.segment },
        text: { ...n.text },
      })),
    })),
  };
}
