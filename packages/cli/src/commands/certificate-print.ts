import { basename, dirname, join } from "node:path";
import { OpenLadingError, type Json } from "@openlading/core";
import { DOCUMENT_KINDS } from "@openlading/documents";
import { certificateTerms } from "@openlading/law";
import type { TimestampClient } from "@openlading/pdf";
import type { Desk } from "../certificate/desk.ts";
import { writeWhole } from "../certificate/files.ts";
import { loadPdf } from "../certificate/load-pdf.ts";
import { printCopy, selfPrintAnswer, type Printed, type PrintRequest } from "../certificate/print.ts";
import { sealChecked } from "../certificate/seal.ts";
import type { CommandSpec, Given, OptionSpec } from "../command.ts";
import { usage } from "../error.ts";
import { EXIT_CODES, type ExitCode } from "../exit-code.ts";
import { printOutcome } from "../outcome.ts";
import { reportError } from "../report-error.ts";
import type { Session } from "../session.ts";
import type { MessageTable } from "../text.ts";
import { FORCE, openDesk, outFolder, OUT_DIR, resolveCertificate } from "./certificate-desk.ts";

export const PRINT_TEXTS = {
  printed: { en: "{number}: copy {copy} printed, {path}", zh: "{number}：已打印第 {copy} 份，{path}" },
  finished: {
    en: "{number}: copy {copy} was counted before and is handed out now, {path}",
    zh: "{number}：第 {copy} 份此前已计数，现已输出，{path}",
  },
  already: {
    en: "{number}: copy {copy} was printed before; --another prints another copy",
    zh: "{number}：第 {copy} 份此前已打印；如需再打印一份请加 --another",
  },
  sealNext: {
    en: "the authority's seal is still to come: send it the file, `openlading certificate seal FILE` is its part",
    zh: "尚缺签证机构签章：请将文件送交签证机构，由其执行 openlading certificate seal 文件",
  },
  selfPrint: {
    en: "{number}: no announcement held here says that it may be printed by its exporter ({reason}); ask the authority",
    zh: "{number}：本程序所收公告未载明可由出口商自助打印（{reason}），请向签证机构确认",
  },
  none: { en: "there is nothing to print", zh: "没有可打印的证书" },
  sealed: { en: "sealed {number}, copy {copy}: {path}", zh: "已签章 {number} 第 {copy} 份：{path}" },
} as const satisfies MessageTable;

export const TIMESTAMP: OptionSpec = {
  flags: "--timestamp <url>",
  text: {
    en: "a time-stamping service (RFC 3161) that proves when it was signed",
    zh: "时间戳服务（RFC 3161），用以证明签署时间",
  },
};

export const printCommands: readonly CommandSpec[] = [
  {
    name: "print",
    summary: { en: "print certificates you hold: PDF files, each copy counted", zh: "打印所持证书：输出 PDF 并逐份计数" },
    more: {
      en: "Each copy is signed by you and counted on the ledger before it is handed out; what was counted is never counted twice,\nwhatever interrupts. The authority seals at once where its key is kept in this home.",
      zh: "每份先由本企业签署并在账本上计数，然后才输出；无论何时中断，均不会重复计数。若签证机构的密钥在本主目录，则当场签章。",
    },
    args: [{ name: "[certificate...]", text: { en: "record ids, or numbers known here", zh: "记录标识，或本地已知的编号" } }],
    options: [
      { flags: "--all", text: { en: "every certificate you hold that was not printed yet", zh: "所有尚未打印的所持证书" } },
      { flags: "--another", text: { en: "another copy of what was printed before", zh: "对已打印的证书再打印一份" } },
      OUT_DIR, TIMESTAMP,
    ],
    examples: ["certificate print C26RCEP000001 --out print --as huamao.example", "certificate print --all --out print", "certificate print C26RCEP000001 --another"],
    run: print,
  },
  {
    name: "seal",
    summary: { en: "as the authority: seal a printed copy, after checking it", zh: "签证机构：核对后在打印件上签章" },
    more: {
      en: "The page is printed again from what was issued and must be the same to the byte; the exporter must have signed it, and the\ncopy must be counted. Anything else is refused.",
      zh: "依据签发数据重新打印并逐字节比对；须有出口商签名，且该份须已计数；否则拒绝签章。",
    },
    args: [{ name: "<file...>", text: { en: "printed PDF files", zh: "打印所得的 PDF 文件" } }],
    options: [{ ...OUT_DIR, text: { en: "the folder for the sealed files (default: beside each)", zh: "签章文件的目录（默认与原文件同处）" } }, TIMESTAMP, FORCE],
    examples: ["certificate seal C26RCEP000001-copy1.pdf --as chamber.example"],
    run: seal,
  },
]; // prettier-ignore

async function print(session: Session, given: Given): Promise<ExitCode> {
  if (given.has("all") === given.args.length > 0) throw usage("certificates, or --all");
  const desk = await openDesk(session);
  await desk.party.recover();
  const certificates = given.has("all") ? await heldCertificates(desk) : await resolveAll(desk, given.args);
  if (certificates.length === 0) session.talk(PRINT_TEXTS.none);
  const out = await outFolder(session, given);
  const timestamp = await timestampOf(given);
  const done: Json[] = [];
  let isSealMissing = false;
  let exit: ExitCode = EXIT_CODES.OK;
  for (const [index, certificate] of certificates.entries()) {
    session.progress(index, certificates.length);
    const printed = await printOne(session, desk, { certificate, out, isAnother: given.has("another"), ...timestamp });
    if (typeof printed === "number") {
      exit = exit === EXIT_CODES.OK ? printed : exit;
      continue;
    }
    isSealMissing ||= printed.path !== null && !printed.isSealed;
    const { number, copy, path, state, isSealed } = printed;
    done.push({ certificate, number, copy, path, state, isSealed });
  }
  session.progress(certificates.length, certificates.length);
  if (isSealMissing) session.talk(PRINT_TEXTS.sealNext);
  session.print(done, done.flatMap((one) => (pathOf(one) === null ? [] : [String(pathOf(one))]))); // prettier-ignore
  return exit;
}

/** One that cannot be printed is said, and does not keep the others from it. */
async function printOne(session: Session, desk: Desk, request: PrintRequest): Promise<Printed | ExitCode> {
  try {
    const printed = await printCopy(desk, request);
    if (printed.state === "NOT_COMMITTED" && printed.outcome !== null) return printOutcome(session, printed.outcome);
    await sayPrinted(session, desk, printed);
    return printed;
  } catch (error) {
    if (error instanceof OpenLadingError) return reportError(session, error);
    throw error;
  }
}

const pathOf = (value: Json): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, "path") : null;

async function sayPrinted(
  session: Session,
  desk: Desk,
  { certificate, number, copy, path, state }: Printed,
): Promise<void> {
  if (path === null) {
    session.talk(PRINT_TEXTS.already, { number, copy });
    return;
  }
  session.talk(state === "FINISHED" ? PRINT_TEXTS.finished : PRINT_TEXTS.printed, { number, copy, path });
  const answer = selfPrintAnswer(await desk.party.certificateToPrint({ certificate }));
  if (answer?.selfPrintable === "unknown") session.talk(PRINT_TEXTS.selfPrint, { number, reason: answer.reason });
}

async function resolveAll(desk: Desk, typed: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const one of typed) found.push(await resolveCertificate(desk, one));
  return [...new Set(found)];
}

/** Ids alone, so that a thousand certificates are in memory one at a time. */
async function heldCertificates({ network, party }: Desk): Promise<readonly string[]> {
  const known = (await party.documents()).flatMap(({ recordId, kind, data }) =>
    kind !== null && data !== null && isPrinted(kind) ? [recordId] : [],
  );
  const held: string[] = [];
  for (const recordId of new Set(known)) {
    const record = await network.read(recordId);
    if (record?.kind !== "certificate" || !["ISSUED", "REGISTERED"].includes(record.status)) continue;
    if (certificateTerms(record).holder === party.partyId) held.push(recordId);
  }
  return held;
}

const isPrinted = (kind: keyof typeof DOCUMENT_KINDS): boolean =>
  DOCUMENT_KINDS[kind].machine === "certificate" && kind !== "certificate-application";

/** The service named with --timestamp. */
export async function timestampOf(given: Given): Promise<{ readonly timestamp?: TimestampClient }> {
  const url = given.text("timestamp");
  if (url === undefined) return {};
  if (!/^https?:\/\/[^\s]+$/.test(url)) throw usage("--timestamp is an http or https address");
  const { createTimestampClient } = await loadPdf();
  return { timestamp: createTimestampClient({ url }) };
}

async function seal(session: Session, given: Given): Promise<ExitCode> {
  const desk = await openDesk(session);
  const timestamp = await timestampOf(given);
  const done: Json[] = [];
  for (const [index, file] of given.args.entries()) {
    session.progress(index, given.args.length);
    const { bytes, certificate, number, copy } = await sealChecked(desk, await session.read(file), timestamp);
    const folder = given.has("out") ? await outFolder(session, given) : dirname(session.path(file));
    const path = join(folder, basename(file).replace(/(\.pdf)?$/i, "-sealed.pdf"));
    await writeWhole(path, bytes, { isForced: given.has("force") });
    session.talk(PRINT_TEXTS.sealed, { number, copy, path });
    done.push({ certificate, number, copy, path });
  }
  session.progress(given.args.length, given.args.length);
  session.print(done, done.map((one) => String(pathOf(one)))); // prettier-ignore
  return EXIT_CODES.OK;
}
