import { basename, dirname, join } from "node:path";
import { archiveCopy, assertCertificate } from "../certificate/archive.ts";
import { refuseExisting, writeWhole } from "../certificate/files.ts";
import { CERTIFICATE_LABELS, CRL_LABELS, OCSP_LABELS, readPemOrDer } from "../certificate/pem.ts";
import type { CommandSpec, Given, OptionSpec } from "../command.ts";
import { usage } from "../error.ts";
import { EXIT_CODES, type ExitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";
import type { MessageTable } from "../text.ts";
import { FORCE, outFolder, OUT_DIR, readTrustList, TRUST_OPTIONS } from "./certificate-desk.ts";
import { TIMESTAMP, timestampOf } from "./certificate-print.ts";

export const ARCHIVE_TEXTS = {
  archived: { en: "archived {number}, copy {copy}, level {level}: {path}", zh: "已归档 {number} 第 {copy} 份，级别 {level}：{path}" },
  unknown: {
    en: "whether it is valid cannot be told, as before: openlading certificate check says why",
    zh: "与归档前相同，尚无法判断其是否有效：可用 openlading certificate check 查看原因",
  },
  renew: {
    en: "add a new archive time-stamp before the certificate of the last one expires",
    zh: "请在最近一枚归档时间戳的证书到期之前再次加盖归档时间戳",
  },
} as const satisfies MessageTable; // prettier-ignore

const CRL: OptionSpec = {
  flags: "--crl <file>",
  text: { en: "a revocation list, DER or PEM, may repeat", zh: "证书吊销列表，DER 或 PEM，可重复" },
  isList: true,
};

export const archiveCommands: readonly CommandSpec[] = [
  {
    name: "archive",
    summary: { en: "make a sealed copy one that can be checked for years", zh: "使已签章的文件可供长期核验" },
    more: {
      en: "Adds what the certificates of its signatures and time-stamps are judged by (PAdES B-LT) and, with --timestamp, a time-stamp\nover all of it (B-LTA). Certificates that the file holds already need not be given. The file is checked before and after: one\nthat is not finished or not intact is refused, and none that would check worse is written.",
      zh: "加入核验其签名与时间戳证书所需的数据（PAdES B-LT）；加 --timestamp 时再对全部内容加盖时间戳（B-LTA）。文件中已有的证书无需提供。\n归档前后均会核验：未完成或已被改动的文件不予归档，归档后核验结果变差的文件不会写出。",
    },
    args: [{ name: "<file>", text: { en: "the sealed PDF", zh: "已签章的 PDF 文件" } }],
    options: [
      { flags: "--certificate <file>", text: { en: "a certificate the file lacks, DER or PEM, may repeat", zh: "文件中缺少的证书，DER 或 PEM，可重复" }, isList: true },
      CRL,
      { flags: "--ocsp <file>", text: { en: "an OCSP response, DER or PEM, may repeat", zh: "OCSP 响应，DER 或 PEM，可重复" }, isList: true },
      TIMESTAMP,
      { ...OUT_DIR, text: { en: "the folder for the archived file (default: beside it)", zh: "归档文件的目录（默认与原文件同处）" } },
      FORCE,
      ...TRUST_OPTIONS,
    ],
    examples: ["certificate archive C26RCEP000001-copy1.pdf --crl issuing.crl --crl root.crl", "certificate archive C26RCEP000001-copy1.pdf --crl issuing.crl --timestamp https://tsa.example/ --out archive"],
    run: archive,
  },
]; // prettier-ignore

async function archive(session: Session, given: Given): Promise<ExitCode> {
  if (!["certificate", "crl", "ocsp", "timestamp"].some((name) => given.list(name).length > 0 || given.text(name)))
    throw usage("nothing to add: --crl, --ocsp, --certificate or --timestamp");
  const timestamp = await timestampOf(given);
  const file = await session.read(given.arg(0));
  const data = await readData(session, given);
  const trust = await readTrustList(session, given, session.terminal.now());
  const folder = given.has("out") ? await outFolder(session, given) : dirname(session.path(given.arg(0)));
  const path = join(folder, basename(given.arg(0)).replace(/(\.pdf)?$/i, "-archived.pdf"));
  const isForced = given.has("force");
  if (!isForced) refuseExisting(path);
  const { bytes, ...archived } = await archiveCopy({
    file,
    trust,
    data,
    now: () => session.terminal.now(),
    ...timestamp,
  });
  await writeWhole(path, bytes, { isForced });
  say(session, archived, path);
  return EXIT_CODES.OK;
}

type Said = Omit<Awaited<ReturnType<typeof archiveCopy>>, "bytes">;

function say(session: Session, { number, copy, level, overall }: Said, path: string): void {
  session.talk(ARCHIVE_TEXTS.archived, { number: number ?? "", copy: copy ?? "", level: level.after ?? "", path });
  if (overall === "unknown") session.talk(ARCHIVE_TEXTS.unknown);
  if (level.after === "B-LTA") session.talk(ARCHIVE_TEXTS.renew);
  session.print({ number, copy, level: { ...level }, overall, path }, [path]);
}

async function readData(session: Session, given: Given) {
  const read = async (option: string, labels: readonly string[]): Promise<readonly Uint8Array[]> => {
    const files = await Promise.all(given.list(option).map((name) => session.read(name)));
    const found = files.map((bytes) => readPemOrDer(bytes, labels));
    if (found.some((items) => items.length === 0)) throw usage(`--${option}: a PEM file without ${labels.join(", ")}`);
    return found.flat();
  };
  const certificates = await read("certificate", CERTIFICATE_LABELS);
  for (const one of certificates) assertCertificate(one);
  return { certificates, crls: await read("crl", CRL_LABELS), ocsps: await read("ocsp", OCSP_LABELS) };
}
