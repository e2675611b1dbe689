import { randomBytes } from "node:crypto";
import { readdir, rename, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { encodeBase64url, type Text } from "@openlading/core";
import type { CommandSpec, Given } from "../command.ts";
import { createHomeNetwork, openHomeNetwork } from "../home-network.ts";
import { FABRIC_DIR, siteOf } from "../commands/fabric.ts";
import type { Site } from "../fabric-site.ts";
import { EXIT_CODES, type ExitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";
import type { MessageTable } from "../text.ts";
import { REGISTRAR } from "./cast.ts";
import { createDemoClock, type DemoClock } from "./clock.ts";
import { readExamples } from "./examples.ts";
import { prepareFolder, type DemoFolder } from "./folder.ts";
import { padTo, type Line } from "./line.ts";
import { formatPage } from "./page.ts";
import { exportExhibits, forgeExhibits, judgeElsewhere, type Exhibit, type Judged } from "./proofs.ts";
import { showLine } from "./show.ts";
import { createStage, enrolCast } from "./stage.ts";
import { playRelease, type Released } from "./story-release.ts";
import { playTitle } from "./story-title.ts";

export const DEMO_TEXTS = {
  start: {
    en: "One import shipment. Fictional parties; a simulated clock that starts at the real now and moves seconds at a time.",
    zh: "一票进口货物。当事方均为虚构；模拟时钟从真实的此刻开始，每步推进数秒。",
  },
  putAway: {
    en: "The ledger is closed, its file is put away, all keys are deleted. Judging again, elsewhere:",
    zh: "账本已关闭，其文件已移走，全部密钥已删除。在另外的进程中重新裁断：",
  },
  left: {
    en: "{dir}/index.html shows this timeline; {dir}/outbox holds the dossiers; {dir}/ledger-put-away is all a ledger operator ever saw.",
    zh: "{dir}/index.html 展示本时间线；{dir}/outbox 存有卷宗；{dir}/ledger-put-away 是账本运营方所见的全部内容。",
  },
  startFabric: {
    en: "One import shipment on Hyperledger Fabric. Fictional parties; beside each of three organisations' peers runs its witness.",
    zh: "一票进口货物，运行于 Hyperledger Fabric。当事方均为虚构；三个组织的节点旁各运行一个见证方。",
  },
  putAwayFabric: {
    en: "Nobody asks the network any more, all keys are deleted. Judging again, elsewhere:",
    zh: "不再访问网络，全部密钥已删除。在另外的进程中重新裁断：",
  },
  leftFabric: { en: "{dir}/index.html shows this timeline; {dir}/outbox holds the dossiers.", zh: "{dir}/index.html 展示本时间线；{dir}/outbox 存有卷宗。" },
  line: { en: "You are a line:", zh: "您是船公司：" },
  port: { en: "You are a port:", zh: "您是港口：" },
  exporter: { en: "You are an exporter:", zh: "您是出口商：" },
} as const satisfies MessageTable;

export const demoCommand: CommandSpec = {
  name: "demo",
  summary: {
    en: "one import shipment, from bill to gate, told by the ledger",
    zh: "一票进口货物，从提单到闸口，由账本讲述",
  },
  more: {
    en: "Makes a network, plays the story on a simulated clock, deletes the keys, puts the ledger away and judges what is left in\nother processes. Leaves index.html, outbox, inbox, tampered and trust.json. Replaces an earlier demo's folder, no other.",
    zh: "建立网络，以模拟时钟演完全程，随后删除密钥、移走账本，并在其他进程中裁断留下的文件。\n产物为 index.html、outbox、inbox、tampered 与 trust.json。只会替换先前演示的目录。",
  },
  args: [
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
  examples: ["demo", "demo ../harbour --lang zh", "demo --ledger fabric"],
  run: demo,
};

const EMBEDDED = { start: DEMO_TEXTS.start, putAway: DEMO_TEXTS.putAway, left: DEMO_TEXTS.left } as const;
const ON_FABRIC = {
  start: DEMO_TEXTS.startFabric,
  putAway: DEMO_TEXTS.putAwayFabric,
  left: DEMO_TEXTS.leftFabric,
} as const;

interface Played {
  readonly lines: readonly Line[];
  readonly exhibits: readonly Exhibit[];
  readonly released: Released;
}

async function demo(session: Session, given: Given): Promise<ExitCode> {
  const site = given.text("ledger") === "fabric" ? await siteOf(session, given) : null;
  const folder = await prepareFolder(session.path(given.args[0] ?? "demo"));
  const clock = createDemoClock(() => session.terminal.now(), site !== null);
  const words = site === null ? EMBEDDED : ON_FABRIC;
  if (!session.isJson) session.print(null, [session.say(words.start)]);
  const played = await playAndPutAway(session, folder, { clock, site });
  if (!session.isJson) session.print(null, ["", session.say(words.putAway)]);
  const judged = await judgeElsewhere({
    root: folder.root,
    exhibits: played.exhibits,
    lang: session.lang,
    launch: session.terminal.launch,
    progress: (done, total) => session.progress(done, total),
  });
  await finish(session, folder, { ...played, left: words.left }, judged);
  return EXIT_CODES.OK;
}

async function playAndPutAway(session: Session, folder: DemoFolder, over: Pick<Playing, "clock" | "site">): Promise<Played> {
  const passphrase = encodeBase64url(randomBytes(32));
  await writeFile(folder.passphraseFile, passphrase, { mode: 0o600 });
  try {
    return await play(session, { ...over, folder, passphrase });
  } finally {
    await putAway(folder);
  }
}

interface Playing {
  readonly folder: DemoFolder;
  readonly clock: DemoClock;
  readonly passphrase: string;
  /** On the Fabric network the story plays on; null for the embedded ledger. */
  readonly site: Site | null;
}

async function play(session: Session, { folder, clock, passphrase, site }: Playing): Promise<Played> {
  const { home } = folder;
  await createHomeNetwork({ home, name: "demo", registrar: REGISTRAR.partyId, passphrase, now: clock.now, ...site });
  const network = await openHomeNetwork({ home, passphrase, now: clock.now });
  try {
    const people = await enrolCast(network, clock);
    const show = (line: Line): void => {
      if (!session.isJson) session.print(null, showLine(session, line));
    };
    const stage = createStage({ network, clock, folder, examples: await readExamples(clock.startedAt), show }, people);
    const shipment = await playTitle(stage);
    const released = await playRelease(stage, shipment, session.terminal.launch);
    const exhibits = await exportExhibits(stage, released);
    return { lines: stage.lines, exhibits: [...exhibits, ...(await forgeExhibits(stage))], released };
  } finally {
    await network.close();
  }
}

/** Keeps the ledger's file to look into, away from where anything would find it; keys and stores are deleted. */
async function putAway({ home, putAway: away, passphraseFile }: DemoFolder): Promise<void> {
  const names = await readdir(home).catch((): string[] => []);
  for (const name of names.filter((one) => one.startsWith("ledger.db")))
    await rename(join(home, name), join(away, name));
  await rm(home, { recursive: true, force: true });
  await rm(passphraseFile, { force: true });
}

async function finish(
  session: Session,
  folder: DemoFolder,
  { lines, released, left }: Played & { readonly left: Text },
  judged: readonly Judged[],
): Promise<void> {
  const dir = relative(session.terminal.cwd, folder.root) || ".";
  const nextSteps = nextStepsOf(dir, released);
  await writeFile(join(folder.root, "index.html"), formatPage({ lines, judged, nextSteps, lang: session.lang }));
  const told = judged.map(({ file, what, exitCode, said }) => ({ file, what: { ...what }, exitCode, said }));
  session.print({ directory: folder.root, timeline: JSON.parse(JSON.stringify(lines)) as never, judged: told }, [
    ...judged.map(({ what, exitCode, said }) => {
      const mark = session.paint(exitCode === EXIT_CODES.INVALID ? "red" : "green", `exit ${exitCode}`);
      return `  ${mark}  ${padTo(what[session.lang], 42)} ${said}`;
    }),
    "",
    session.say(left, { dir }),
    "",
    ...nextSteps.map(({ who, command }) => `${session.paint("bold", who[session.lang])}  ${command}`),
  ]);
}

function nextStepsOf(dir: string, { left }: Released): readonly { readonly who: Text; readonly command: string }[] {
  return [
    { who: DEMO_TEXTS.line, command: "npx openlading validate YOUR-BILL.json" },
    { who: DEMO_TEXTS.port, command: `npx openlading verify ${dir}/outbox/right-${left.container}.dossier.json --trust ${dir}/trust.json` },
    { who: DEMO_TEXTS.exporter, command: "npx openlading validate YOUR-PACKING-LIST.json YOUR-BILL.json" },
  ]; // prettier-ignore
}
