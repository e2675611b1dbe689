import { basename } from "node:path";
import { parseStrictJson, type Json } from "@openlading/core";
import { checkCertificate, type CertificateCheck } from "../certificate/check.ts";
import { CRL_LABELS, readPemOrDer } from "../certificate/pem.ts";
import { registerFile } from "../certificate/register.ts";
import { scanCertificates, type ScannedCertificate } from "../certificate/scan.ts";
import type { CommandSpec, Given, OptionSpec } from "../command.ts";
import { usage } from "../error.ts";
import { EXIT_CODES, type ExitCode } from "../exit-code.ts";
import { printOutcome } from "../outcome.ts";
import type { Session } from "../session.ts";
import { stripControls } from "../text.ts";
import { AT, momentGiven, openDesk, readDocuments, readTrustList, TRUST_OPTIONS } from "./certificate-desk.ts";
import { checkLines, scanLines, WORD_TEXTS } from "./certificate-words.ts";
import { asKind, isObject } from "./inspect.ts";
import { readTrust } from "./verify.ts";

const HOST: OptionSpec = {
  flags: "--host <host>",
  text: { en: "the only site the QR code may lead to", zh: "二维码只可指向的网站" },
};
const DEFAULT_MAX_AGE_SECONDS = 86_400;

export const checkCommands: readonly CommandSpec[] = [
  {
    name: "register",
    summary: { en: "register a file issued elsewhere: kept unchanged, anchored", zh: "登记其他机构签发的文件：原样保存并锚定" },
    more: {
      en: "A certificate, duty tax bill, tonnage voucher or licence from customs. Its issuer's own seal is not judged by registering:\n`certificate check` does that against a trust list, else query the official site.",
      zh: "海关签发的原产地证书、缴款书、吨税缴款凭证或执照。登记不核验签发机构的印章：请用 certificate check 依据信任列表核验，或到官方网站查询。",
    },
    args: [{ name: "<file>", text: { en: "the PDF as it was issued", zh: "签发机构出具的 PDF 原件" } }],
    options: [
      { flags: "--data <file>", text: { en: "what it says, as JSON", zh: "文件内容的 JSON 数据" }, isRequired: true },
      { flags: "--kind <kind>", text: { en: "what it is, when the data do not say", zh: "数据未注明时指定种类" } },
    ],
    examples: ["certificate register customs-certificate.pdf --data certificate.json --as huamao.example"],
    run: register,
  },
  {
    name: "check",
    summary: { en: "check a certificate's PDF file, offline", zh: "离线核验证书 PDF 文件" },
    more: {
      en: "Eight steps, each with its answer; then, where given, its dossier and the documents it goes with. Exit code 0 only when all of\nit is valid, 3 invalid, 4 genuine but replaced or cancelled, 5 cannot be told.",
      zh: "分八步逐一给出结论；如提供卷宗或相关单证，亦一并核对。全部有效时退出码为 0，3 无效，4 真实但已被替代或撤销，5 无法判断。",
    },
    args: [
      { name: "<file>", text: { en: "the PDF", zh: "PDF 文件" } },
      { name: "[document...]", text: { en: "invoice, packing list, bill as JSON, to compare with", zh: "用以比对的发票、装箱清单、提单 JSON" } },
    ],
    options: [
      ...TRUST_OPTIONS,
      { flags: "--dossier <file>", text: { en: "the certificate's dossier: what the ledger says of it", zh: "证书的卷宗：账本上的状态" } },
      { flags: "--trust <file>", text: { en: "trust material for the dossier (default: the home's)", zh: "核验卷宗的信任材料（默认取主目录的）" } },
      { flags: "--crl <file>", text: { en: "a revocation list, DER or PEM, may repeat", zh: "证书吊销列表，DER 或 PEM，可重复" }, isList: true },
      HOST,
      AT,
      { flags: "--max-age <seconds>", text: { en: "how old the dossier's proofs may be (default: a day)", zh: "卷宗证明的最大时效（秒，默认一天）" } },
    ],
    examples: ["certificate check C26RCEP000001-copy1.pdf", "certificate check certificate.pdf invoice.json packing-list.json --trust-list list.json --anchor anchor.json", "certificate check certificate.pdf --dossier certificate.dossier.zip"],
    run: check,
  },
  {
    name: "scan",
    summary: { en: "read the QR code of a paper certificate, offline", zh: "离线扫描纸质证书的二维码" },
    more: {
      en: "Shows what was signed: compare it with the paper line by line. The code cannot see what is printed beside it.",
      zh: "显示所签署的内容：请与纸面逐行比对。二维码无法得知其旁所印的内容。",
    },
    args: [{ name: "<file...>", text: { en: "PNG or JPEG pictures, or PDF files", zh: "PNG、JPEG 图片或 PDF 文件" } }],
    options: [...TRUST_OPTIONS, HOST, AT],
    examples: ["certificate scan photo.jpg", "certificate scan scan.pdf --trust-list list.json --anchor anchor.json"],
    run: scan,
  },
]; // prettier-ignore

async function register(session: Session, given: Given): Promise<ExitCode> {
  const file = await session.read(given.arg(0));
  const data = parseStrictJson(await session.read(given.must("data")));
  if (!isObject(data)) throw usage("--data is no JSON object");
  const kind = given.has("kind") ? asKind(given.must("kind")) : undefined;
  if (kind === "gate-fact") throw usage("--kind: a gate fact is no document");
  const desk = await openDesk(session);
  const more = kind === undefined ? {} : { kind };
  const registered = await registerFile(desk, { file, name: basename(given.arg(0)), data, ...more });
  const { outcome, recordId, number, digest } = registered;
  if (outcome.kind === "committed") session.talk(WORD_TEXTS.registered, { number });
  return printOutcome(session, outcome, session.isJson ? { certificate: recordId, number, digest } : { number });
}

const EXIT_OF: Readonly<Record<CertificateCheck["overall"], ExitCode>> = {
  valid: EXIT_CODES.OK,
  invalid: EXIT_CODES.INVALID,
  ended: EXIT_CODES.ENDED,
  unknown: EXIT_CODES.UNKNOWN,
};

async function check(session: Session, given: Given): Promise<ExitCode> {
  const file = await session.read(given.arg(0));
  const beside = await readDocuments(session, given.args.slice(1));
  const nowMs = momentGiven(session, given);
  const trust = await readTrustList(session, given, nowMs);
  const host = given.text("host");
  const dossier = given.text("dossier");
  const found = await checkCertificate({
    file,
    trust,
    nowMs,
    beside,
    crls: await readCrls(session, given.list("crl")),
    ...(host === undefined ? {} : { expectedHost: host }),
    ...(dossier === undefined ? {} : { dossier: await dossierOf(session, given, dossier) }),
  });
  session.print(JSON.parse(JSON.stringify(found)) as Json, checkLines(session, found).map(stripControls));
  return EXIT_OF[found.overall];
}

async function dossierOf(session: Session, given: Given, file: string) {
  return {
    bytes: await session.read(file),
    trust: await readTrust(session, given.text("trust")),
    maxAgeSeconds: given.whole("maxAge", 1) ?? DEFAULT_MAX_AGE_SECONDS,
  };
}

async function readCrls(session: Session, names: readonly string[]): Promise<readonly Uint8Array[]> {
  const files = await Promise.all(names.map((name) => session.read(name)));
  return files.flatMap((bytes) => readPemOrDer(bytes, CRL_LABELS));
}

const SCAN_EXITS = {
  GENUINE: EXIT_CODES.OK,
  WITHDRAWN: EXIT_CODES.ENDED,
  UNKNOWN: EXIT_CODES.UNKNOWN,
  FALSE: EXIT_CODES.INVALID,
} as const;

/** The worst of all: what is false is false whatever else was found. */
function scanExit(found: readonly ScannedCertificate[]): ExitCode {
  const exits = found.map(({ verdict }) => (verdict === null ? EXIT_CODES.INVALID : SCAN_EXITS[verdict.answer]));
  const order = [EXIT_CODES.INVALID, EXIT_CODES.ENDED, EXIT_CODES.UNKNOWN] as const;
  return order.find((code) => exits.includes(code)) ?? (exits.length === 0 ? EXIT_CODES.UNKNOWN : EXIT_CODES.OK);
}

async function scan(session: Session, given: Given): Promise<ExitCode> {
  const nowMs = momentGiven(session, given);
  const trust = await readTrustList(session, given, nowMs);
  const host = given.text("host");
  const all: ScannedCertificate[] = [];
  const lines: string[] = [];
  const exits: ExitCode[] = [];
  for (const [index, name] of given.args.entries()) {
    session.progress(index, given.args.length);
    const more = host === undefined ? {} : { expectedHost: host };
    const found = await scanCertificates(await session.read(name), { trust, nowMs, ...more });
    if (found.length === 0) session.talk(WORD_TEXTS.noCode, { file: name });
    for (const one of found) lines.push(...scanLines(session, one, given.args.length > 1 ? name : null));
    exits.push(scanExit(found));
    all.push(...found);
  }
  session.progress(given.args.length, given.args.length);
  const plain = all.map(({ text, page, dpi, verdict, code }) => ({ text, page, dpi, verdict, code }));
  session.print(JSON.parse(JSON.stringify(plain)) as Json, lines.map(stripControls));
  const order = [EXIT_CODES.INVALID, EXIT_CODES.ENDED, EXIT_CODES.UNKNOWN] as const;
  return order.find((code) => exits.includes(code)) ?? EXIT_CODES.OK;
}
