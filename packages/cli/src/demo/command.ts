import type { Text } from "@openlading/core";
import type { CommandSpec, Given } from "../command.ts";
import { FABRIC_DIR, siteOf } from "../commands/fabric.ts";
import { usage } from "../error.ts";
import { EXIT_CODES, type ExitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";
import { CERTIFICATE_PARTS, IMPORT_PARTS, type Part } from "./cast.ts";
import { playCertificateAlone, playOnStage } from "./certificate/play.ts";
import { ANCHOR, GENUINE, LIST, SCAN, type OfficerDesk } from "./certificate/officer.ts";
import { createDemoClock } from "./clock.ts";
import { readExamples } from "./examples.ts";
import { finish, type Ending } from "./finish.ts";
import { prepareFolder } from "./folder.ts";
import { DEMO_TEXTS } from "./messages.ts";
import { exportExhibits, forgeExhibits, type Exhibit } from "./proofs.ts";
import { createStage, enrolCast } from "./stage.ts";
import { playRelease, type Launch, type Released } from "./story-release.ts";
import { playTitle } from "./story-title.ts";
import { playAndPutAway, type Playing, type Theatre } from "./theatre.ts";

export const demoCommand: CommandSpec = {
  name: "demo",
  summary: {
    en: "one import shipment and one certificate of origin, told by the ledger",
    zh: "一票进口货物与一份原产地证书，由账本讲述",
  },
  more: {
    en: "Makes a network, plays the story on a simulated clock, deletes the keys, puts the ledger away and judges what is left in\nother processes. Leaves index.html, outbox, inbox, tampered and trust.json; of the certificate the PDF files, officer.html and\nthe trust list. `demo certificate [dir]` plays the certificate alone, with every forgery. Replaces an earlier demo's folder, no\nother. For a folder that is called certificate write ./certificate.",
    zh: "建立网络，以模拟时钟演完全程，随后删除密钥、移走账本，并在其他进程中裁断留下的文件。\n产物为 index.html、outbox、inbox、tampered 与 trust.json；证书部分另有 PDF 文件、officer.html 与信任列表。\ndemo certificate [dir] 只演证书部分，并包含全部伪造样本。只会替换先前演示的目录。\n若目录名就是 certificate，请写作 ./certificate。",
  },
  args: [
    { name: "[story]", text: { en: "certificate: that story alone", zh: "certificate：只演证书部分" } },
    { name: "[dir]", text: { en: "where to leave what it made (default: demo)", zh: "产物所在目录（默认 demo）" } },
  ],
  options: [
    {
      flags: "--ledger <ledger>",
      text: {
        en: "embedded (default), or fabric: the network that `openlading fabric up` started",
        zh: "embedded（默认），或 fabric：由 openlading fabric up 启动的网络",
      },
      choices: ["embedded", "fabric"],
    },
    FABRIC_DIR,
  ],
  examples: ["demo", "demo ../harbour --lang zh", "demo certificate", "demo --ledger fabric"],
  run: demo,
};

const CERTIFICATE = "certificate";

async function demo(session: Session, given: Given): Promise<ExitCode> {
  const [first, second] = given.args;
  if (first !== CERTIFICATE && second !== undefined) throw usage("one folder, or certificate and one folder");
  const isCertificate = first === CERTIFICATE;
  const dir = (isCertificate ? second : first) ?? "demo";
  const site = given.text("ledger") === "fabric" ? await siteOf(session, given) : null;
  const folder = await prepareFolder(session.path(dir));
  const clock = createDemoClock(() => session.terminal.now(), site !== null);
  const theatre = { folder, clock, site };
  const ending = isCertificate ? await certificate(session, theatre) : await shipment(session, theatre);
  await finish(session, folder, ending);
  return EXIT_CODES.OK;
}

async function certificate(session: Session, theatre: Theatre): Promise<Ending> {
  announce(session, DEMO_TEXTS.startCertificate);
  const played = await playAndPutAway(session, theatre, playCertificateAlone);
  const { titleCertificate: title, putAway, leftCertificate: left } = DEMO_TEXTS;
  return { ...played, title, putAway, left, nextSteps: (dir) => certificateSteps(dir, played) };
}

function certificateSteps(dir: string, { exhibits }: OfficerDesk): ReturnType<Ending["nextSteps"]> {
  const at = dir === "." ? "" : `${dir}/`;
  const file = exhibits[0]?.file ?? "";
  return [
    { who: DEMO_TEXTS.exporter, command: "npx openlading certificate template > applications.csv" },
    { who: DEMO_TEXTS.officer, command: `npx openlading certificate check ${at}${file} --trust-list ${at}trust-list.json --anchor ${at}trust-anchor.json` },
    { who: DEMO_TEXTS.phone, command: `${at}officer.html` },
  ]; // prettier-ignore
}

async function shipment(session: Session, theatre: Theatre): Promise<Ending> {
  const words = theatre.site === null ? EMBEDDED : ON_FABRIC;
  announce(session, words.start);
  const { launch } = session.terminal;
  const played = await playAndPutAway(session, theatre, (playing) => playShipment(playing, launch));
  return {
    ...played,
    ...words,
    title: DEMO_TEXTS.title,
    nextSteps: (dir) => shipmentSteps(dir, played.released, theatre.site === null),
  };
}

const EMBEDDED = { start: DEMO_TEXTS.start, putAway: DEMO_TEXTS.putAway, left: DEMO_TEXTS.left } as const;
const ON_FABRIC = {
  start: DEMO_TEXTS.startFabric,
  putAway: DEMO_TEXTS.putAwayFabric,
  left: DEMO_TEXTS.leftFabric,
} as const;

/** On a network of others the shipment alone: each act takes its ledger's own time. */
async function playShipment(playing: Playing, launch: Launch) {
  const { clock, site, passphrase } = playing;
  const parts = site === null ? [...IMPORT_PARTS, ...CERTIFICATE_PARTS] : IMPORT_PARTS;
  const examples = await readExamples(clock.startedAt);
  const stage = { ...createStage<Part>(playing, await enrolCast(playing, parts)), examples };
  const released = await playRelease(stage, await playTitle(stage), launch);
  const exhibits = [...(await exportExhibits(stage, released)), ...(await forgeExhibits(stage))];
  const { lines } = stage;
  if (site !== null) return { lines, released, exhibits, pictures: [] };
  const desk = await playOnStage(stage, passphrase);
  return {
    lines,
    released,
    exhibits: [...exhibits, ...desk.exhibits.filter(isShownWithShipment)],
    pictures: desk.pictures,
  };
}

/** Beside the shipment a few of the certificate's exhibits: the copy itself, its scan, the void one, one forgery. */
const isShownWithShipment = ({ file, what }: Exhibit): boolean =>
  SHOWN.some((name) => file.includes(name)) || what === GENUINE;
const SHOWN = [SCAN, "tampered/overlay.pdf"] as const;

function shipmentSteps(dir: string, { left }: Released, isCertificate: boolean): ReturnType<Ending["nextSteps"]> {
  const officer = {
    who: DEMO_TEXTS.officer,
    command: `npx openlading certificate scan ${dir}/${SCAN} --trust-list ${dir}/${LIST} --anchor ${dir}/${ANCHOR}`,
  };
  return [
    { who: DEMO_TEXTS.line, command: "npx openlading validate YOUR-BILL.json" },
    { who: DEMO_TEXTS.port, command: `npx openlading verify ${dir}/outbox/right-${left.container}.dossier.json --trust ${dir}/trust.json` },
    { who: DEMO_TEXTS.exporter, command: "npx openlading certificate template > applications.csv" },
    ...(isCertificate ? [officer] : []),
  ]; // prettier-ignore
}

function announce(session: Session, text: Text): void {
  if (!session.isJson) session.print(null, [session.say(text)]);
}
