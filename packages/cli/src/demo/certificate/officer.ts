import { readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { formatInstant, type Text } from "@openlading/core";
import { deskOf, registeredSigner, type Desk } from "../../certificate/desk.ts";
import { loadPdf } from "../../certificate/load-pdf.ts";
import type { MadeTrustList } from "../../certificate/trust-list.ts";
import { EXIT_CODES } from "../../exit-code.ts";
import { REGISTRAR, type CertificatePart } from "../cast.ts";
import type { Picture } from "../page.ts";
import type { Exhibit } from "../proofs.ts";
import type { Stage } from "../stage.ts";
import { forgeCopies, type Forgery } from "./forge.ts";
import { previewOf, scanOf } from "./picture.ts";
import type { Desks } from "./scene.ts";
import { PLACE, type Certified, type PrintedFile } from "./story.ts";

/** What the officer's desk is left with, and what each must come to there. */
export interface OfficerDesk {
  readonly exhibits: readonly Exhibit[];
  readonly pictures: readonly Picture[];
}

export const LIST = "trust-list.json";
const OLD_LIST = "trust-list-1.json";
const EXPIRED_LIST = "tampered/expired-trust-list.json";
export const ANCHOR = "trust-anchor.json";
const PAGE = "officer.html";
export const SCAN = "scan-of-copy1.png";

/** What the first exhibit is. */
export const GENUINE: Text = { en: "the copy, offline", zh: "该份证书，离线" };

/** Leaves what an officer needs, who has neither network nor keys: lists, page, dossier, a scan of the paper; and forgeries. */
export async function leaveForOfficer(
  stage: Stage<CertificatePart>,
  desks: Desks,
  certified: Certified,
): Promise<OfficerDesk> {
  const { root } = stage.folder;
  const { old, lists } = certified;
  const [first] = certified.copies;
  if (first === undefined) throw new TypeError("no copy was printed");
  const { createOfficerPage } = await loadPdf();
  const now = formatInstant(stage.clock.now());
  const { anchor, file } = lists.now;
  await writeFile(join(root, LIST), file);
  await writeFile(join(root, OLD_LIST), lists.before.file);
  await writeFile(join(root, EXPIRED_LIST), await expiredList(desks.chamber, lists.before, stage.clock.now()));
  await writeFile(join(root, ANCHOR), `${JSON.stringify(anchor, null, 2)}\n`);
  await writeFile(join(root, PAGE), await createOfficerPage({ trustListFile: file, anchor, now }));
  await writeFile(join(root, "trust.json"), `${JSON.stringify(stage.network.trust, null, 2)}\n`);
  await stage.handOver(
    "certificate.dossier.json",
    await desks.trader.party.export({ recordId: first.certificate, audience: [desks.arrival.party.partyId] }),
  );
  const copy = new Uint8Array(await readFile(first.path));
  await writeFile(join(root, SCAN), await scanOf(copy));
  const other = new Uint8Array(await readFile(old.path));
  const forgeries = await forgeCopies(stage.folder.tampered, { copy, other, now });
  const pictures = [{ caption: picturesCaption(first), file: fileOf(root, first), png: await previewOf(copy) }];
  return { exhibits: exhibitsOf(root, certified, first, forgeries), pictures };
}

const DAY_MS = 86_400_000;

/** The list as it would be had nobody made another for forty days; the registrar's own signature is on it. */
async function expiredList(desk: Desk, { list }: MadeTrustList, nowMs: number): Promise<string> {
  const registrar = await deskOf(desk, REGISTRAR.partyId);
  if (registrar === null) throw new TypeError("the registrar is at home here");
  const { createTrustList } = await loadPdf();
  const issuedAt = formatInstant(nowMs - 40 * DAY_MS);
  const expiresAt = formatInstant(nowMs - 10 * DAY_MS);
  return createTrustList({ ...list, issuedAt, expiresAt }, [await registeredSigner(registrar)]);
}

const picturesCaption = ({ number, copy }: PrintedFile): Text => ({
  en: `Certificate ${number}, copy ${copy}: signed by the exporter, sealed by the chamber (SPECIMEN artwork)`,
  zh: `证书 ${number} 第 ${copy} 份：出口商签名，商会盖章（示例图样）`,
});

const fileOf = (root: string, { path }: PrintedFile): string => relative(root, path);

const check = (file: string, ...more: readonly string[]): readonly string[] => [
  "certificate", "check", file, "--trust-list", LIST, "--anchor", ANCHOR, ...more,
]; // prettier-ignore

/** The sentence that stands above the eight steps. */
const sentence = ([, second = ""]: readonly string[]): string => second;
const lineWith = (lines: readonly string[], word: string): string =>
  lines.findLast((line) => line.includes(word)) ?? "";

function exhibitsOf(
  root: string,
  { old, registered }: Certified,
  first: PrintedFile,
  forgeries: readonly Forgery[],
): readonly Exhibit[] {
  const file = fileOf(root, first);
  const void_ = fileOf(root, old);
  const foreign = fileOf(root, registered);
  return [
    { file, args: check(file), exitCode: EXIT_CODES.OK, what: GENUINE, quote: sentence },
    { file, args: check(file, "--dossier", "outbox/certificate.dossier.json", "--trust", "trust.json"), exitCode: EXIT_CODES.OK,
      what: { en: "the copy, with its dossier", zh: "该份证书，连同卷宗" }, quote: (lines) => lineWith(lines, PLACE) },
    { file: SCAN, args: ["certificate", "scan", SCAN, "--trust-list", LIST, "--anchor", ANCHOR], exitCode: EXIT_CODES.OK,
      what: { en: "a bad scan of the paper", zh: "纸质件的劣质扫描" } },
    { file: void_, args: check(void_), exitCode: EXIT_CODES.ENDED, code: "ERR_PDF_REPLACED", what: { en: "the replaced certificate", zh: "已被更换的证书" },
      quote: (lines) => `${sentence(lines)} (ERR_PDF_REPLACED); ${lineWith(lines, first.number)}` },
    { file: void_, args: ["certificate", "check", void_, "--trust-list", OLD_LIST, "--anchor", ANCHOR], exitCode: EXIT_CODES.OK,
      what: { en: "the same, by the list before that one", zh: "同一证书，用前一版列表" },
      quote: (lines) => `${sentence(lines)}; ${lineWith(lines, "1")}` },
    { file: EXPIRED_LIST, args: ["certificate", "check", file, "--trust-list", EXPIRED_LIST, "--anchor", ANCHOR], exitCode: EXIT_CODES.UNKNOWN,
      what: { en: "the copy, by a list that expired ten days ago", zh: "该份证书，用十天前到期的列表" }, quote: sentence },
    { file: foreign, args: check(foreign), exitCode: EXIT_CODES.UNKNOWN, what: { en: "the file that customs issued", zh: "海关签发的文件" }, quote: sentence },
    ...forgeries.map(({ name, what, code }) => ({ file: `tampered/${name}`, args: check(`tampered/${name}`), exitCode: EXIT_CODES.INVALID, code, what, quote: (lines: readonly string[]) => lineWith(lines, code).trim() })),
  ]; // prettier-ignore
}
