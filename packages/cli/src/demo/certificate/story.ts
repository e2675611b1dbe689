import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { JsonObject, Text } from "@openlading/core";
import { authoriseAppearance } from "../../certificate/appearance.ts";
import type { Applied } from "../../certificate/apply.ts";
import { approveApplication } from "../../certificate/approve.ts";
import type { Desk } from "../../certificate/desk.ts";
import { makeSpecimenPdfKey } from "../../certificate/pdf-key.ts";
import { printCopy } from "../../certificate/print.ts";
import { keepDossierFiles } from "../../certificate/receive.ts";
import { registerFile } from "../../certificate/register.ts";
import { replaceCertificate } from "../../certificate/succession.ts";
import { makeTrustList, type MadeTrustList } from "../../certificate/trust-list.ts";
import { CAST, nameOf, type CertificatePart } from "../cast.ts";
import { wrong, type Stage } from "../stage.ts";
import { playApplications } from "./application.ts";
import type { CertificatePapers } from "./papers.ts";
import type { Desks, Scene } from "./scene.ts";

/** One printed copy, or a registered file. */
export interface PrintedFile {
  readonly certificate: string;
  readonly number: string;
  readonly copy: number;
  readonly path: string;
}

/** What the officer's check is about. */
export interface Certified {
  /** Replaced before it was used. */
  readonly old: PrintedFile;
  readonly copies: readonly PrintedFile[];
  readonly registered: PrintedFile;
  /** The list before the replacement, and the one that knows of it. */
  readonly lists: { readonly before: MadeTrustList; readonly now: MadeTrustList };
}

/** The code of the customs office that the goods arrive at. */
export const PLACE = "VNHPH";
/** From the application to the copy that customs has taken. */
export async function playCertificate(
  stage: Stage<CertificatePart>,
  desks: Desks,
  papers: CertificatePapers,
): Promise<Certified> {
  const scene: Scene = { stage, desks, papers, out: join(stage.folder.root, "certificates") };
  await mkdir(scene.out);
  const application = await playApplications(scene);
  const first = await playApproval(scene, application);
  const old = await playPrint(scene, first.recordId);
  const before = await playList(scene, { en: "version 1 of the trust list", zh: "信任列表第 1 版" });
  const second = await playReplacement(scene, first);
  const copies = [await print(scene, second), await print(scene, second, true)];
  for (const one of copies) tellSeal(scene, one);
  const now = await playList(scene, {
    en: "version 2 of the trust list: the first certificate is void",
    zh: "信任列表第 2 版：原证书已作废",
  });
  await playPresentation(scene, second);
  const registered = await playRegistered(scene);
  return { old, copies, registered, lists: { before, now } };
}

interface Issued {
  readonly recordId: string;
  readonly number: string;
  readonly data: JsonObject;
}

async function playApproval({ stage, desks }: Scene, { recordId: application }: Applied): Promise<Issued> {
  const approved = await approveApplication(desks.chamber, { application, host: "verify.chamber.example" });
  stage.learnName(approved.recordId, approved.number);
  await stage.must(Promise.resolve(approved.outcome));
  await receive(stage, desks.trader, approved);
  return approved;
}

async function receive(
  stage: Stage<CertificatePart>,
  desk: Desk,
  o: { readonly number: string; dossier(): Promise<Uint8Array> },
): Promise<void> {
  const bytes = await o.dossier();
  await stage.handOver(`${o.number}.to-print.dossier`, bytes);
  await desk.party.import(bytes);
  await keepDossierFiles(desk, bytes);
}

async function playPrint(scene: Scene, recordId: string): Promise<PrintedFile> {
  const { stage, desks } = scene;
  stage.chapter({ en: "The exporter prints on its own printer", zh: "出口商自行打印" });
  await makeSpecimenPdfKey(desks.trader);
  await makeSpecimenPdfKey(desks.chamber);
  const { outcome } = await authoriseAppearance(desks.trader);
  await stage.must(Promise.resolve(outcome));
  const printed = await print(scene, recordId);
  tellSeal(scene, printed);
  return printed;
}

async function print({ stage, desks, out }: Scene, certificate: string, isAnother = false): Promise<PrintedFile> {
  const printed = await printCopy(desks.trader, { certificate, out, isAnother });
  if (printed.outcome === null || printed.path === null) throw wrong("a copy was not printed");
  await stage.must(Promise.resolve(printed.outcome));
  const { number, copy, path, isSealed } = printed;
  if (!isSealed) throw wrong("a copy was not sealed");
  return { certificate, number, copy, path };
}

async function playList({ stage, desks }: Scene, what: Text): Promise<MadeTrustList> {
  const made = await makeTrustList(desks.chamber);
  const { list, signedBy } = made;
  stage.tell({
    kind: "verdict", time: null, who: { en: signedBy.map((one) => nameOf(one).en).join(", "), zh: signedBy.map((one) => nameOf(one).zh).join("、") }, what, where: null,
    details: [
      { en: `${list.signers.length} keys, ${list.withdrawn.length} withdrawn, until ${list.expiresAt.slice(0, 10)}`, zh: `${list.signers.length} 个密钥，${list.withdrawn.length} 份作废，有效至 ${list.expiresAt.slice(0, 10)}` },
    ],
  }); // prettier-ignore
  stage.clock.advance(1);
  return made;
}

/** The cargo misses its vessel: another certificate takes the place of the first, whose printed copy is void. */
async function playReplacement({ stage, desks }: Scene, first: Issued): Promise<string> {
  stage.chapter({ en: "The cargo misses its vessel: the certificate is replaced", zh: "货物改配船期：更换证书" });
  const transport = { ...(first.data["transport"] as JsonObject), meansOfTransport: "EXAMPLE DUSK V.2620S" };
  const documentNumber = first.number.replace(/\d+$/, (digits) =>
    String(Number(digits) + 1).padStart(digits.length, "0"),
  );
  const data = { ...first.data, documentNumber, transport };
  const next = await replaceCertificate(desks.chamber, { certificate: first.recordId, data });
  stage.learnName(next.recordId, next.number);
  await stage.must(Promise.resolve(next.outcome));
  await receive(stage, desks.trader, next);
  return next.recordId;
}

async function playPresentation({ stage, desks }: Scene, certificate: string): Promise<void> {
  stage.chapter({ en: "Shown to customs, twice", zh: "向海关提交，两次" });
  const { party } = desks.arrival;
  const shown = { certificate, copy: 1, place: PLACE };
  await stage.must(party.presentCertificate(shown));
  const what = {
    en: "copy 1 is shown again for another consignment: REFUSED",
    zh: "第 1 份再次用于另一批货物：被拒绝",
  };
  await stage.mustRefuse("arrival", what, party.presentCertificate(shown));
  const decided = { certificate, copy: 1, result: "ACCEPTED", reason: "PREFERENCE_GIVEN" } as const;
  await stage.must(party.decidePresentation(decided));
}

/** What a customs house issued elsewhere: its bytes stay as they are, and it is only said what can be said. */
/** The seal is no act: what is told is what the chamber's program did before it. */
function tellSeal({ stage }: Scene, { number, copy }: PrintedFile): void {
  stage.tell({
    kind: "verdict", time: null, who: CAST.chamber.name, where: null, details: [],
    what: { en: `${number}, copy ${copy}: printed again from what was issued, the same to the byte; sealed`, zh: `${number} 第 ${copy} 份：按签发数据重印，逐字节一致；加盖印章` },
  }); // prettier-ignore
}

async function playRegistered({ stage, desks, papers, out }: Scene): Promise<PrintedFile> {
  stage.chapter({
    en: "A certificate that customs issued elsewhere (a SPECIMEN of ours)",
    zh: "海关在别处签发的证书（本项目自制样张）",
  });
  const { file, data } = papers.customs;
  const made = await registerFile(desks.trader, { file, name: "customs-form-e.pdf", data });
  stage.learnName(made.recordId, made.number);
  await stage.must(Promise.resolve(made.outcome));
  return print({ stage, desks, papers, out }, made.recordId);
}
