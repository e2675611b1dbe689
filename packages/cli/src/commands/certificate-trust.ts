import { join } from "node:path";
import { formatInstant, parseStrictJson, type Json } from "@openlading/core";
import type { TrustListAuthority } from "@openlading/pdf";
import { refuseExisting, writeWhole } from "../certificate/files.ts";
import { loadPdf } from "../certificate/load-pdf.ts";
import { readChain } from "../certificate/pdf-key.ts";
import {
  cosignList,
  installTrustList,
  keptTrustList,
  makeTrustList,
  type MadeTrustList,
  openTrustList,
  ownTrustRows,
  parseAnchor,
  type TrustRows,
} from "../certificate/trust-list.ts";
import { pinnedRows, TIMESTAMP } from "../certificate/trust-rows.ts";
import type { CommandSpec, Given } from "../command.ts";
import { usage } from "../error.ts";
import { EXIT_CODES, type ExitCode } from "../exit-code.ts";
import { SESSION_TEXTS } from "../messages.ts";
import type { Session } from "../session.ts";
import { stripControls, type MessageTable } from "../text.ts";
import { FORCE, openDesk, outFolder, TRUST_OPTIONS } from "./certificate-desk.ts";
import { isObject } from "./inspect.ts";

export const TRUST_TEXTS = {
  made: {
    en: "trust list version {version}, good until {expiresAt}: {signers} signing keys, {authorities} certificates, {withdrawn} withdrawn",
    zh: "信任列表第 {version} 版，有效期至 {expiresAt}：签名密钥 {signers} 个，证书 {authorities} 张，已撤销 {withdrawn} 份",
  },
  tooFew: {
    en: "{have} of the {threshold} registrars needed have signed it: nobody accepts it yet",
    zh: "需 {threshold} 个登记机构签署，目前仅 {have} 个：尚不会被采信",
  },
  page: {
    en: "open it on the officer's phone or computer; it needs no network, and shows how old its list is",
    zh: "可在查验人员的手机或电脑上打开；无需网络，并显示所含列表的时效",
  },
} as const satisfies MessageTable;

const LIST_NAME = "certificate-trust-list.json";
const ANCHOR_NAME = "certificate-trust-anchor.json";

export const trustCommands: readonly CommandSpec[] = [
  {
    name: "trust-list",
    summary: { en: "make, install or show the list that checkers trust", zh: "制作、安装或查看核验方所信任的列表" },
    more: {
      en: "Holds the keys of the registry's chambers and customs houses, the certificates for PDF files of this home's parties, and what\nthey withdrew. Signed by the network's registrars whose keys are here, as many as the genesis asks for. Its version only rises.\nWhere registrars are in several homes, one makes the list and the others add their signatures, one after the other, by --cosign.",
      zh: "内容包括登记在册的商会与海关的密钥、本主目录各主体的 PDF 签名证书，以及已撤销的证书。由本地持有密钥的登记机构签署，所需数量依创世文件。版本号只增不减。\n登记机构分处多个主目录时，由其一制作列表，其余依次以 --cosign 追加签名。",
    },
    options: [
      { flags: "--days <days>", text: { en: "how long it is good (default: 30)", zh: "有效天数（默认 30）" } },
      { flags: "--with <file>", text: { en: "rows of another home, as --rows printed them, may repeat", zh: "其他主目录以 --rows 输出的内容，可重复" }, isList: true },
      { flags: "--time-stamping <chain>", text: { en: "PEM chain of a time-stamping service to trust, may repeat", zh: "所信任的时间戳服务的 PEM 证书链，可重复" }, isList: true },
      { flags: "--rows", text: { en: "only print this home's own rows, for the registrar", zh: "仅输出本主目录的内容，供登记机构使用" } },
      { flags: "--cosign <file>", text: { en: "add your registrars' signatures to this list, made by another home", zh: "在其他主目录制作的列表上追加本地登记机构的签名" } },
      { flags: "--show", text: { en: "only show the list that is kept", zh: "仅查看已保存的列表" } },
      { flags: "--install <file>", text: { en: "keep this list, got from the registrar, with --anchor", zh: "保存登记机构提供的列表，须配合 --anchor" } },
      { flags: "--anchor <file>", text: { en: "whose signatures make the list", zh: "该列表的签署者" } },
      { flags: "-o, --out <dir>", text: { en: "write list and anchor here too, to hand out", zh: "另将列表与锚点写入此目录，以供分发" } },
      { ...FORCE, text: { en: "with --cosign: overwrite what is there", zh: "与 --cosign 合用：覆盖已有文件" } },
    ],
    examples: ["certificate trust-list --out outbox", "certificate trust-list --show", "certificate trust-list --rows > rows.json", "certificate trust-list --with rows.json --days 7", "certificate trust-list --cosign list.json --out outbox", "certificate trust-list --install list.json --anchor anchor.json"],
    run: trustList,
  },
  {
    name: "page",
    summary: { en: "make the officer's checking page: one HTML file, no network", zh: "制作查验人员使用的核验网页：单个 HTML 文件，无需联网" },
    options: [{ flags: "-o, --out <file>", text: { en: "the file to write", zh: "要写入的文件" }, isRequired: true }, ...TRUST_OPTIONS, FORCE],
    examples: ["certificate page --out officer.html"],
    run: page,
  },
]; // prettier-ignore

async function trustList(session: Session, given: Given): Promise<ExitCode> {
  if (given.has("show")) return show(session);
  if (given.has("install")) return install(session, given);
  if (given.has("cosign")) return cosign(session, given);
  const desk = await openDesk(session);
  if (given.has("rows")) {
    session.printRaw(JSON.stringify(await ownTrustRows(desk), null, 2));
    return EXIT_CODES.OK;
  }
  const rows = [...(await readRows(session, given)), { authorities: await stampers(session, given), withdrawn: [] }];
  const days = given.whole("days", 1);
  const made = await makeTrustList(desk, { rows, ...(days === undefined ? {} : { days }) });
  if (given.has("out")) await handOut(session, await outFolder(session, given), made, true);
  return sayMade(session, made);
}

/** What it would overwrite is looked at before anything is signed. */
async function cosign(session: Session, given: Given): Promise<ExitCode> {
  const other = ["days", "with", "timeStamping", "anchor"].find(
    (name) => given.list(name).length > 0 || given.text(name),
  );
  if (other !== undefined) throw usage("--cosign changes nothing in a list: it goes with --out and --force alone");
  const file = await session.readText(given.must("cosign"));
  const isForced = given.has("force");
  const out = given.has("out") ? await outFolder(session, given) : null;
  if (out !== null && !isForced) for (const name of [LIST_NAME, ANCHOR_NAME]) refuseExisting(join(out, name));
  const made = await cosignList(await openDesk(session), file);
  if (out !== null) await handOut(session, out, made, isForced);
  return sayMade(session, made);
}

async function handOut(session: Session, out: string, made: MadeTrustList, isForced: boolean): Promise<void> {
  await writeWhole(join(out, LIST_NAME), made.file, { isForced });
  await writeWhole(join(out, ANCHOR_NAME), `${JSON.stringify(made.anchor, null, 2)}\n`, { isForced });
  session.talk(SESSION_TEXTS.wrote, { path: out });
}

function sayMade(session: Session, { anchor, list, signedBy }: MadeTrustList): ExitCode {
  session.talk(TRUST_TEXTS.made, countsOf(list));
  const [have, threshold] = [signedBy.length, anchor.threshold];
  if (have < threshold) session.talk(TRUST_TEXTS.tooFew, { have, threshold });
  const { version, expiresAt, listId } = list;
  const head = [`${listId} ${version}`];
  session.print({ listId, version, expiresAt, signedBy: [...signedBy], threshold }, head);
  return EXIT_CODES.OK;
}

interface Counted {
  readonly version: number;
  readonly expiresAt: string;
  readonly signers: readonly unknown[];
  readonly authorities: readonly unknown[];
  readonly withdrawn: readonly unknown[];
}

const countsOf = ({ version, expiresAt, signers, authorities, withdrawn }: Counted) => ({
  version,
  expiresAt,
  signers: signers.length,
  authorities: authorities.length,
  withdrawn: withdrawn.length,
});

/** Looked at only by who signs the list: its form is checked there. */
async function readRows(session: Session, given: Given): Promise<readonly TrustRows[]> {
  return Promise.all(
    given.list("with").map(async (file) => {
      const value = parseStrictJson(await session.read(file));
      const [authorities, withdrawn] = isObject(value) ? [value["authorities"], value["withdrawn"]] : [];
      if (!Array.isArray(authorities) || !Array.isArray(withdrawn)) throw usage("--with is what --rows printed");
      return { authorities, withdrawn };
    }),
  );
}

async function stampers(session: Session, given: Given): Promise<TrustListAuthority[]> {
  const rows: TrustListAuthority[] = [];
  for (const file of given.list("timeStamping")) {
    rows.push(
      ...pinnedRows(readChain(await session.readText(file)), { name: "time-stamping", documentKinds: [TIMESTAMP] }),
    );
  }
  return rows;
}

async function show(session: Session): Promise<ExitCode> {
  const now = formatInstant(session.terminal.now());
  const list = await openTrustList({ home: session.home(), now, allowExpired: true });
  session.talk(TRUST_TEXTS.made, countsOf(list));
  session.print(JSON.parse(JSON.stringify(list)) as Json, [
    ...list.signers.map(({ partyId, kid, name, notAfter, revoked }) =>
      stripControls(`${partyId}  ${session.say(name)}  ${kid}  – ${notAfter ?? ""}${revoked === undefined ? "" : `  ✗ ${revoked.reason}`}`),
    ),
    ...list.authorities.map(({ partyId, name, documentKinds }) => stripControls(`${partyId ?? "-"}  ${session.say(name)}  ${documentKinds.join(", ")}`)),
    ...list.withdrawn.map(({ numberDigest, status, at }) => `${numberDigest}  ${status}  ${at}`),
  ]); // prettier-ignore
  return EXIT_CODES.OK;
}

async function install(session: Session, given: Given): Promise<ExitCode> {
  const file = given.text("anchor");
  if (file === undefined) throw usage("--install needs --anchor");
  const anchor = parseAnchor(parseStrictJson(await session.read(file)));
  const list = await session.readText(given.must("install"));
  const now = formatInstant(session.terminal.now());
  const verified = await installTrustList(session.home(), { list, anchor, now });
  session.talk(TRUST_TEXTS.made, countsOf(verified));
  session.print({ listId: verified.listId, version: verified.version }, [`${verified.listId} ${verified.version}`]);
  return EXIT_CODES.OK;
}

async function page(session: Session, given: Given): Promise<ExitCode> {
  const [list, anchor] = [given.text("trustList"), given.text("anchor")];
  if ((list === undefined) !== (anchor === undefined)) throw usage("--trust-list and --anchor go together");
  const { createOfficerPage } = await loadPdf();
  const kept = list === undefined || anchor === undefined ? await keptTrustList(session.home()) : null;
  const html = await createOfficerPage({
    trustListFile: kept?.file ?? (await session.readText(given.must("trustList"))),
    anchor: kept?.anchor ?? parseAnchor(parseStrictJson(await session.read(given.must("anchor")))),
    now: formatInstant(session.terminal.now()),
  });
  const path = session.path(given.must("out"));
  await writeWhole(path, html, { isForced: given.has("force") });
  session.talk(SESSION_TEXTS.wrote, { path });
  session.talk(TRUST_TEXTS.page);
  session.print({ path }, [path]);
  return EXIT_CODES.OK;
}
