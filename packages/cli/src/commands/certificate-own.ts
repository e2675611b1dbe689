import { authoriseAppearance, type OwnImages } from "../certificate/appearance.ts";
import { importPdfKey, makeSpecimenPdfKey, type PdfKeyFacts } from "../certificate/pdf-key.ts";
import type { CommandSpec, Given } from "../command.ts";
import { usage } from "../error.ts";
import { EXIT_CODES, type ExitCode } from "../exit-code.ts";
import { printOutcome } from "../outcome.ts";
import type { Session } from "../session.ts";
import { stripControls, type MessageTable } from "../text.ts";
import { FORCE, openDesk } from "./certificate-desk.ts";

export const OWN_TEXTS = {
  specimenSeal: {
    en: "no image was given: our own artwork is authorised, which says SPECIMEN on it and is no registered seal",
    zh: "未提供图像：已授权本程序自带的图样，图样上标有“示例 SPECIMEN”，并非备案印章",
  },
  specimenKey: {
    en: "a SPECIMEN certificate by a certification authority made up on the spot: for trying out, it vouches for nothing",
    zh: "该证书由临时模拟的认证机构签发，标有“示例 SPECIMEN”，仅供试用，不具任何证明效力",
  },
  listAgain: {
    en: "have the registrar make the trust list anew, so that checkers know this key: openlading certificate trust-list",
    zh: "请登记机构重新制作信任列表，使核验方得知此密钥：openlading certificate trust-list",
  },
  keyPassphrase: { en: "Passphrase of the key file: ", zh: "请输入密钥文件的口令：" },
} as const satisfies MessageTable;

export const ownCommands: readonly CommandSpec[] = [
  {
    name: "authorise",
    summary: { en: "authorise your own seal and signature for what you print", zh: "授权在自助打印件上使用本企业印章与签名" },
    more: {
      en: "PNG or JPEG scanned at 600 dpi: a seal of at most 55 × 45 mm, a signature of at most 35 × 30 mm, 2 MB each. The images stay\nhere; the ledger has a salted commitment to them. Without images: our own artwork, marked SPECIMEN.",
      zh: "600 dpi 扫描的 PNG 或 JPEG：印章不超过 55 × 45 毫米，签名不超过 35 × 30 毫米，每个不超过 2 MB。图像只存于本地，账本上仅有加盐承诺。不提供图像时使用标有“示例 SPECIMEN”的自带图样。",
    },
    options: [
      { flags: "--seal <file>", text: { en: "image of the seal", zh: "印章图像" } },
      { flags: "--signature <file>", text: { en: "image of the signature", zh: "签名图像" } },
      { flags: "--withdraw", text: { en: "take the authorisation back", zh: "撤回授权" } },
    ],
    examples: ["certificate authorise --seal seal.png --signature signature.png --as huamao.example", "certificate authorise --withdraw"],
    run: authorise,
  },
  {
    name: "key",
    summary: { en: "import the key that signs PDF files, with its certificates", zh: "导入用于签署 PDF 的密钥及其证书" },
    more: {
      en: "EC P-256 or RSA. It is kept in this home, sealed with the home's passphrase; delete the file it came from. --specimen makes one\nwith a certificate by a certification authority made up on the spot, for trying out.",
      zh: "支持 EC P-256 或 RSA。密钥以主目录口令加密保存；请删除来源文件。--specimen 由临时模拟的认证机构签发，仅供试用。",
    },
    args: [{ name: "[file]", text: { en: "PEM file of the key", zh: "密钥的 PEM 文件" } }],
    options: [
      { flags: "--chain <file>", text: { en: "PEM file of its certificate, then each issuer's", zh: "证书链 PEM 文件：先本证书，后各级签发者" } },
      { flags: "--specimen", text: { en: "make a specimen key instead, simulated and said so", zh: "改为生成模拟的示例密钥（明示为示例）" } },
      { flags: "--key-passphrase-file <file>", text: { en: "a file with the passphrase that opens the key's file", zh: "存放密钥文件口令的文件" } },
      { ...FORCE, text: { en: "take the place of the key that is there", zh: "取代已有的密钥" } },
    ],
    examples: ["certificate key exporter.pem --chain exporter-chain.pem --as huamao.example", "certificate key --specimen --as chamber.example"],
    run: key,
  },
]; // prettier-ignore

async function authorise(session: Session, given: Given): Promise<ExitCode> {
  const desk = await openDesk(session);
  if (given.has("withdraw")) return printOutcome(session, await desk.party.withdrawAppearance());
  const supplied: { seal?: Uint8Array; signature?: Uint8Array } = {};
  for (const name of ["seal", "signature"] as const) {
    const file = given.text(name);
    if (file !== undefined) supplied[name] = await session.read(file);
  }
  const { outcome, images, isSpecimen } = await authoriseAppearance(desk, supplied satisfies OwnImages);
  if (isSpecimen && outcome.kind === "committed") session.talk(OWN_TEXTS.specimenSeal);
  return printOutcome(
    session,
    outcome,
    session.isJson ? { images: images.map((image) => ({ ...image })), isSpecimen } : {},
  );
}

async function key(session: Session, given: Given): Promise<ExitCode> {
  const [file] = given.args;
  const chain = given.text("chain");
  const isForced = given.has("force");
  if (given.has("specimen")) {
    if (file !== undefined || chain !== undefined) throw usage("--specimen makes its own key: leave out the files");
    const made = await makeSpecimenPdfKey(await openDesk(session), { isForced });
    session.talk(OWN_TEXTS.specimenKey);
    return sayKey(session, made);
  }
  if (file === undefined || chain === undefined) throw usage("a key file and --chain, or --specimen");
  const pem = await session.readText(file);
  const passphrase = await keyPassphrase(session, given, pem);
  const opened = passphrase === undefined ? {} : { passphrase };
  const desk = await openDesk(session);
  const chainPem = await session.readText(chain);
  return sayKey(session, await importPdfKey(desk, { key: pem, chain: chainPem, isForced, ...opened }));
}

/** Asked for only when the key is encrypted. */
async function keyPassphrase(session: Session, given: Given, pem: string): Promise<string | undefined> {
  const file = given.text("keyPassphraseFile");
  if (file !== undefined) return session.readText(file);
  if (!pem.includes("ENCRYPTED")) return undefined;
  if (session.terminal.isTty.in) return session.terminal.promptHidden(session.say(OWN_TEXTS.keyPassphrase));
  throw usage("the key is encrypted: --key-passphrase-file names a file with its passphrase");
}

function sayKey(session: Session, facts: PdfKeyFacts): ExitCode {
  session.talk(OWN_TEXTS.listAgain);
  session.print({ ...facts }, [`${facts.alg}  ${stripControls(facts.subject)}  – ${facts.validTo}`]);
  return EXIT_CODES.OK;
}
