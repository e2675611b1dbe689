import { mkdir } from "node:fs/promises";
import { formatInstant, parseStrictJson } from "@openlading/core";
import { detectDocumentKind, parseDocument, type ParsedDocument } from "@openlading/documents";
import type { VerifiedTrustList } from "@openlading/pdf";
import type { Desk } from "../certificate/desk.ts";
import { openTrustList, parseAnchor } from "../certificate/trust-list.ts";
import type { Given, OptionSpec } from "../command.ts";
import { CliError, usage } from "../error.ts";
import type { Session } from "../session.ts";
import { stripControls } from "../text.ts";
import { isObject } from "./inspect.ts";
import { resolveRecord } from "./references.ts";
import { momentOf } from "./verify.ts";

export const OUT_DIR: OptionSpec = {
  flags: "-o, --out <dir>",
  text: { en: "the folder to write into (default: this one)", zh: "写入的目录（默认当前目录）" },
};
export const FORCE: OptionSpec = {
  flags: "--force",
  text: { en: "overwrite what is there", zh: "覆盖已有文件" },
};
export const WITH: OptionSpec = {
  flags: "--with <file>",
  text: { en: "invoice, packing list, bill as JSON, may repeat", zh: "发票、装箱清单、提单的 JSON 文件，可重复" },
  isList: true,
};
export const AT: OptionSpec = {
  flags: "--at <instant>",
  text: { en: "judge as of this time (default: now)", zh: "以此时刻判断（默认现在）" },
};

/** The moment named with --at, else now. */
export function momentGiven(session: Session, given: Given): number {
  const at = given.text("at");
  return at === undefined ? session.terminal.now() : momentOf(at);
}

export const TRUST_OPTIONS: readonly OptionSpec[] = [
  {
    flags: "--trust-list <file>",
    text: { en: "trust list for certificates (default: the home's)", zh: "证书信任列表（默认取主目录的）" },
  },
  {
    flags: "--anchor <file>",
    text: { en: "whose signatures make that list (default: the home's)", zh: "该列表的签署者（默认取主目录的）" },
  },
];

/** The desk of the party that acts. */
export async function openDesk(session: Session): Promise<Desk> {
  const home = session.home();
  const network = await session.network();
  const party = await session.party();
  return { network, party, home, passphrase: () => session.passphrase(home), now: () => session.terminal.now() };
}

export const APPLICATIONS = ["certificate-application"] as const;
export const CERTIFICATES = ["certificate-of-origin", "duty-tax-bill", "tonnage-voucher", "tonnage-licence"] as const;

export const resolveApplication = (desk: Desk, typed: string): Promise<string> =>
  resolveRecord(desk, typed, APPLICATIONS);
export const resolveCertificate = (desk: Desk, typed: string): Promise<string> =>
  resolveRecord(desk, typed, CERTIFICATES);

/** The folder named with --out, made if it has to be. */
export async function outFolder(session: Session, given: Given): Promise<string> {
  const folder = session.path(given.text("out") ?? ".");
  await mkdir(folder, { recursive: true });
  return folder;
}

/** Documents to hold a certificate against. @throws CliError `ERR_CLI_KIND`; DocumentError `ERR_DOCUMENT_INVALID` */
export async function readDocuments(session: Session, files: readonly string[]): Promise<readonly ParsedDocument[]> {
  const documents: ParsedDocument[] = [];
  for (const file of files) {
    const value = parseStrictJson(await session.read(file));
    const data = isObject(value) && isObject(value["document"]) ? value["document"] : value;
    const kind = detectDocumentKind(data);
    if (kind === null) {
      throw new CliError({ code: "ERR_CLI_KIND", message: `${stripControls(file)}: no document this command knows` });
    }
    documents.push(parseDocument(kind, data));
  }
  return documents;
}

/** The trust list named, else the home's. An expired one is taken: what rests on it is unknown at best. */
export async function readTrustList(session: Session, given: Given, nowMs: number): Promise<VerifiedTrustList> {
  const [list, anchor] = [given.text("trustList"), given.text("anchor")];
  if (list !== undefined && anchor === undefined && session.findHome() === null)
    throw usage("--trust-list needs --anchor");
  return openTrustList({
    home: session.findHome(),
    now: formatInstant(nowMs),
    allowExpired: true,
    ...(list === undefined ? {} : { list: await session.readText(list) }),
    ...(anchor === undefined ? {} : { anchor: parseAnchor(parseStrictJson(await session.read(anchor))) }),
  });
}
