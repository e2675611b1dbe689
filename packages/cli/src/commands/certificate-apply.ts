import { parseStrictJson, type Json, type JsonObject } from "@openlading/core";
import { DocumentError, type ParsedDocument } from "@openlading/documents";
import type { Outcome } from "@openlading/sdk";
import { csvPlace, csvTemplate, readApplications, type CsvApplication } from "../certificate/application-csv.ts";
import { applyForCertificate, prepareApplication, type ApplicationRequest } from "../certificate/apply.ts";
import {
  acceptApplication,
  approveApplication,
  findIssued,
  refuseApplication,
  type Approval,
  type Issued,
} from "../certificate/approve.ts";
import { textAt } from "../certificate/certificate-data.ts";
import type { Desk } from "../certificate/desk.ts";
import { freePlace, writeWhole } from "../certificate/files.ts";
import { fileName } from "../certificate/print.ts";
import type { CommandSpec, Given } from "../command.ts";
import { usage } from "../error.ts";
import { EXIT_CODES, type ExitCode } from "../exit-code.ts";
import { printOutcome } from "../outcome.ts";
import type { Session } from "../session.ts";
import { stripControls, type MessageTable } from "../text.ts";
import { FORCE, openDesk, outFolder, OUT_DIR, readDocuments, resolveApplication, WITH } from "./certificate-desk.ts";
import { isObject } from "./inspect.ts";
import { FOR } from "./options.ts";

export const APPLY_TEXTS = {
  applied: { en: "applied: {number} {recordId}", zh: "已申请：{number} {recordId}" },
  already: { en: "applied before: {number} {recordId}", zh: "此前已申请：{number} {recordId}" },
  send: {
    en: "send the authority a dossier: openlading export {number} -o {number}.dossier.json",
    zh: "请将卷宗送交签证机构：openlading export {number} -o {number}.dossier.json",
  },
  issued: { en: "issued {number}: {path}", zh: "已签发 {number}：{path}" },
  handOver: {
    en: "hand the dossier to the exporter, who imports and prints it",
    zh: "请将卷宗交给出口商，由其导入并打印",
  },
} as const satisfies MessageTable;

const APPLICATION = {
  name: "<application>",
  text: { en: "the application's record id, or its number if known here", zh: "申请的记录标识，或本地已知的编号" },
} as const;
const CODE = /^[A-Z0-9][A-Z0-9_.:-]{0,39}$/;

export const applyCommands: readonly CommandSpec[] = [
  {
    name: "template",
    summary: { en: "a table of applications to fill in, as CSV", zh: "输出供填写的申请表格（CSV）" },
    more: {
      en: "One row is one item; rows with one reference are one application, whose other columns may stay empty below its first row.\nLines of an address, marks and ticks are separated by |.",
      zh: "一行为一个项目；编号相同的行为同一份申请，其他栏目只需在首行填写。地址各行、唛头和标注以 | 分隔。",
    },
    options: [{ flags: "--form <form>", text: { en: "RCEP (default), FORM_E, CHINA_AUSTRALIA…", zh: "RCEP（默认）、FORM_E、CHINA_AUSTRALIA……" } }],
    examples: ["certificate template > applications.csv", "certificate template --form FORM_E"],
    run: async (session, given) => {
      const csv = csvTemplate(given.text("form") ?? "RCEP");
      if (session.isJson) session.print({ csv }, []);
      else session.printRaw(csv);
      return EXIT_CODES.OK;
    },
  },
  {
    name: "apply",
    summary: { en: "apply for certificates, from JSON or CSV", zh: "申请证书（JSON 或 CSV）" },
    more: {
      en: "Nothing is applied for before every application is found right: alone, against the registry, and against the documents of\n--with. Run again after an interruption: what was applied for is passed over.",
      zh: "所有申请逐一核对无误后才会提交：自身规则、登记信息，以及 --with 所列单证。中断后可重新执行，已提交的申请会跳过。",
    },
    args: [{ name: "<file...>", text: { en: "applications as JSON, or CSV tables", zh: "申请 JSON 或 CSV 表格" } }],
    options: [{ flags: "--to <party>", text: { en: "the authority: a chamber or customs", zh: "签证机构：商会或海关" }, isRequired: true }, WITH, FOR],
    examples: ["certificate apply application.json --to chamber.example --with invoice.json --with packing-list.json", "certificate apply applications.csv --to chamber.example"],
    run: apply,
  },
  {
    name: "examine",
    summary: { en: "as the authority: accept or refuse an application", zh: "签证机构：接受或拒绝申请" },
    args: [APPLICATION],
    options: [
      { flags: "--refuse <code>", text: { en: "refuse it, for this public reason", zh: "拒绝，并给出公开的原因代码" } },
      { flags: "--accept", text: { en: "accept it; `approve` does that too", zh: "接受；approve 亦会自动接受" } },
    ],
    examples: ["certificate examine HM-CO-26-0077 --refuse NOT_ORIGINATING", "certificate examine HM-CO-26-0077 --accept"],
    run: examine,
  },
  {
    name: "approve",
    summary: { en: "as the authority: accept applications and issue their certificates", zh: "签证机构：接受申请并签发证书" },
    more: {
      en: "Writes a dossier for each certificate, with its proof and QR code: what the exporter imports and prints from.",
      zh: "为每份证书写出卷宗，内含证明与二维码，供出口商导入并打印。",
    },
    args: [{ ...APPLICATION, name: "<application...>" }],
    options: [
      { flags: "--number <number>", text: { en: "the certificate's number (default: the next of your series)", zh: "证书编号（默认取本机构序列的下一号）" } },
      { flags: "--place <place>", text: { en: "where it is certified (default: the place of declaration)", zh: "签证地点（默认取声明地点）" } },
      { flags: "--date <date>", text: { en: "day of certification, YYYY-MM-DD (default: today)", zh: "签证日期 YYYY-MM-DD（默认今天）" } },
      { flags: "--host <host>", text: { en: "the site the QR code leads to (default: your party id)", zh: "二维码所指网站（默认为主体标识）" } },
      OUT_DIR, FORCE,
    ],
    examples: ["certificate approve HM-CO-26-0077 --place \"NINGBO, CHINA\" --as chamber.example", "certificate approve HM-CO-26-0077 HM-CO-26-0078 --out outbox"],
    run: approve,
  },
]; // prettier-ignore

interface ToApply extends ApplicationRequest {
  readonly from: CsvApplication | null;
}

async function apply(session: Session, given: Given): Promise<ExitCode> {
  const beside = await readDocuments(session, given.list("with"));
  const desk = await openDesk(session);
  const requests = (await Promise.all(given.args.map((file) => readFileOf(session, given, file, beside)))).flat();
  for (const request of requests) await checked(desk, request);
  let exit: ExitCode = EXIT_CODES.OK;
  const done: Json[] = [];
  for (const [index, request] of requests.entries()) {
    session.progress(index, requests.length);
    const one = await applyOne(session, desk, request);
    done.push({ number: one.number, recordId: one.recordId, outcome: one.outcome?.kind ?? "already" });
    if (one.outcome !== null && one.outcome.kind !== "committed") exit = printOutcome(session, one.outcome);
  }
  session.progress(requests.length, requests.length);
  const [first] = requests;
  if (first !== undefined && exit === EXIT_CODES.OK)
    session.talk(APPLY_TEXTS.send, { number: textAt(first.data, "documentNumber") });
  session.print(done, []);
  return exit;
}

async function applyOne(session: Session, desk: Desk, request: ToApply) {
  const number = textAt(request.data, "documentNumber");
  const { recordId } = await desk.party.recordId("certificate-application", number);
  if ((await desk.network.read(recordId)) !== null) {
    if (!session.isJson) session.print(null, [stripControls(session.say(APPLY_TEXTS.already, { number, recordId }))]);
    return { number, recordId, outcome: null };
  }
  const applied = await applyForCertificate(desk, request);
  if (applied.outcome.kind === "committed" && !session.isJson)
    session.print(null, [stripControls(session.say(APPLY_TEXTS.applied, { number, recordId: applied.recordId }))]);
  return applied;
}

async function readFileOf(
  session: Session,
  given: Given,
  file: string,
  beside: readonly ParsedDocument[],
): Promise<readonly ToApply[]> {
  const bytes = await session.read(file);
  const represented = given.text("for");
  const more = {
    authority: given.must("to"),
    beside,
    ...(represented === undefined ? {} : { representedParty: represented }),
  };
  if (/\.csv$/i.test(file)) return readApplications(bytes).map((from) => ({ ...more, data: from.data, from }));
  const value = parseStrictJson(bytes);
  const list: readonly Json[] = Array.isArray(value) ? value : [value];
  return list.map((data) => ({ ...more, data: objectOf(data), from: null }));
}

function objectOf(value: Json): JsonObject {
  if (isObject(value) && typeof value["documentNumber"] === "string") return value;
  throw usage("the file is no application: a JSON object with a documentNumber");
}

/** A table's faults are told by its lines and columns. */
async function checked(desk: Desk, request: ToApply): Promise<void> {
  try {
    await prepareApplication(desk, request);
  } catch (error) {
    const { from } = request;
    if (!(error instanceof DocumentError) || from === null || !Array.isArray(error.details["faults"])) throw error;
    const faults = (error.details["faults"] as readonly JsonObject[]).map((fault) => ({
      ...fault,
      path: csvPlace(textAt(fault, "path"), from),
    }));
    const message = `${stripControls(from.reference)}: ${error.message}`;
    throw new DocumentError({ code: error.code, message, details: { ...error.details, faults }, cause: error });
  }
}

async function examine(session: Session, given: Given): Promise<ExitCode> {
  const reason = given.text("refuse");
  if ((reason === undefined) === !given.has("accept")) throw usage("one of --refuse CODE and --accept");
  if (reason !== undefined && !CODE.test(reason)) throw usage("--refuse is a public code: capitals, digits, _ . : -");
  const desk = await openDesk(session);
  const application = await resolveApplication(desk, given.arg(0));
  const examined: Promise<Outcome> =
    reason === undefined ? acceptApplication(desk, application) : refuseApplication(desk, { application, reason });
  return printOutcome(session, await examined);
}

async function approve(session: Session, given: Given): Promise<ExitCode> {
  if (given.has("number") && given.args.length > 1) throw usage("--number is for one application");
  const date = given.text("date");
  if (date !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(date)) throw usage("--date is a day, as in 2026-05-12");
  const desk = await openDesk(session);
  const out = await outFolder(session, given);
  const done: Json[] = [];
  for (const [index, typed] of given.args.entries()) {
    session.progress(index, given.args.length);
    const application = await resolveApplication(desk, typed);
    const more = optionsOf(given, ["number", "place", "date", "host"]);
    const { outcome, ...issued } = await approveOnce(desk, { application, ...more });
    if (outcome !== null && outcome.kind !== "committed") return printOutcome(session, outcome);
    const path = freePlace(out, fileName(issued.number), ".dossier.zip", given.has("force"));
    await writeWhole(path, await issued.dossier(), { isForced: true });
    done.push({ application, recordId: issued.recordId, number: issued.number, path });
    if (!session.isJson) session.talk(APPLY_TEXTS.issued, { number: issued.number, path });
  }
  session.progress(given.args.length, given.args.length);
  session.talk(APPLY_TEXTS.handOver);
  session.print(done, done.map((one) => String(Reflect.get(one as object, "recordId")))); // prettier-ignore
  return EXIT_CODES.OK;
}

/** What was issued before is only written out again. */
async function approveOnce(desk: Desk, o: Approval): Promise<Issued & { readonly outcome: Outcome | null }> {
  const before = await findIssued(desk, o.application);
  return before === null ? approveApplication(desk, o) : { ...before, outcome: null };
}

/** Those of the named options that were given. */
export function optionsOf<N extends string>(given: Given, names: readonly N[]): Partial<Record<N, string>> {
  const found: Partial<Record<N, string>> = {};
  for (const name of names) {
    const value = given.text(name);
    if (value !== undefined) found[name] = value;
  }
  return found;
}
