import { reachWitness, type WitnessStatus } from "@openlading/witness";
import type { CommandSpec, Given } from "../command.ts";
import { usage } from "../error.ts";
import { EXIT_CODES, type ExitCode } from "../exit-code.ts";
import { runWitness } from "../run-witness.ts";
import type { Session } from "../session.ts";
import type { MessageTable } from "../text.ts";
import { addressOf, readWitnessFolder, writeWitnessFolder } from "../witness-folder.ts";

export const WITNESS_TEXTS = {
  made: {
    en: "made witness {name} in {folder}; next: openlading witness run {folder}",
    zh: "已在 {folder} 建立见证方 {name}；下一步：openlading witness run {folder}",
  },
  runs: { en: "witness {name} answers at {url}", zh: "见证方 {name} 已在 {url} 应答" },
  silent: { en: "  witness {name} does not answer: {why}", zh: "  见证方 {name} 没有应答：{why}" },
  idle: { en: "  witness {name} watches no network yet", zh: "  见证方 {name} 尚未见证任何网络" },
  watches: {
    en: "  witness {name} at {contract}: history of {treeSize}, checkpoint of block {block} cosigned {age} s ago, {behind} blocks behind",
    zh: "  见证方 {name}（合约 {contract}）：历史共 {treeSize} 条，{age} 秒前联署了区块 {block} 的检查点，落后 {behind} 个区块",
  },
  fault: {
    en: "  witness {name} at {contract} is held up: {fault}",
    zh: "  见证方 {name}（合约 {contract}）受阻：{fault}",
  },
} as const satisfies MessageTable;

const MAX_PORT = 65_535;
const FOLDER = { name: "<folder>", text: { en: "the witness's folder", zh: "见证方目录" } } as const;

export const witnessCommand: CommandSpec = {
  name: "witness",
  summary: { en: "an organisation's witness as a program", zh: "以独立程序运行组织的见证方" },
  more: {
    en: "Follows the organisation's own peer, replays the law, cosigns checkpoints and hands out proofs over loopback. It makes keys\nfor every network that is founded with it, and keeps what it signed in its folder: never run two copies of one.",
    zh: "跟随本组织的节点，重放法则，联署检查点，并在回环地址上提供证明。每建立一个网络即为其生成专用密钥，\n所签内容保存在其目录中：切勿同时运行同一目录的两个副本。",
  },
  examples: ["witness run .openlading-fabric/witness/carrier", "witness status .openlading-fabric/witness/carrier"],
  children: [
    {
      name: "make",
      summary: { en: "make a witness's folder", zh: "建立见证方目录" },
      args: [FOLDER],
      options: [
        {
          flags: "--name <name>",
          text: { en: "its name in every genesis", zh: "其在创世文件中的名称" },
          isRequired: true,
        },
        { flags: "--owner <owner>", text: { en: "whose it is (default: its name)", zh: "所属组织（默认同名称）" } },
        {
          flags: "--fabric <profile>",
          text: { en: "profile of the peer it follows", zh: "其所跟随节点的连接档案" },
          isRequired: true,
        },
        {
          flags: "--port <port>",
          text: { en: "loopback port it answers on", zh: "其应答的回环端口" },
          isRequired: true,
        },
      ],
      examples: ["witness make harbour-witness --name witness.harbour.example --fabric profile.json --port 9600"],
      run: make,
    },
    {
      name: "run",
      summary: { en: "run it until it is told to end", zh: "运行见证方，直至收到结束信号" },
      args: [FOLDER],
      examples: ["witness run harbour-witness"],
      run,
    },
    {
      name: "status",
      summary: { en: "how far it is, and what holds it up", zh: "查看其进度与受阻原因" },
      args: [FOLDER],
      examples: ["witness status harbour-witness", "witness status harbour-witness --json"],
      run: status,
    },
  ],
};

async function make(session: Session, given: Given): Promise<ExitCode> {
  const folder = session.path(given.arg(0));
  const name = given.must("name");
  const port = given.whole("port", 1) ?? 0;
  if (port > MAX_PORT) throw usage(`--port is a whole number up to ${MAX_PORT}`);
  const owner = given.text("owner") ?? name;
  await writeWitnessFolder(folder, { name, owner, port, profile: session.path(given.must("fabric")) });
  session.talk(WITNESS_TEXTS.made, { name, folder });
  session.print({ name, owner, folder }, [name]);
  return EXIT_CODES.OK;
}

async function run(session: Session, given: Given): Promise<ExitCode> {
  const folder = session.path(given.arg(0));
  await runWitness({
    folder,
    passphrase: await session.passphrase(folder),
    now: () => session.terminal.now(),
    onStart: (name, url) => session.talk(WITNESS_TEXTS.runs, { name, url }),
    onFault: (line) => session.talkLine(line),
  });
  return EXIT_CODES.OK;
}

async function status(session: Session, given: Given): Promise<ExitCode> {
  const found = await askWitness(session.path(given.arg(0)));
  session.print(witnessJson(found), witnessLines(session, found));
  return isWell(found) ? EXIT_CODES.OK : EXIT_CODES.FAILED;
}

/** How a witness is, or why it does not say. */
export type AskedWitness = { readonly name: string } & ({ readonly status: WitnessStatus } | { readonly why: string });

/** Asks the witness of a folder how it is. */
export async function askWitness(folder: string): Promise<AskedWitness> {
  const witness = await readWitnessFolder(folder);
  const { name } = witness;
  try {
    return { name, status: await reachWitness(addressOf(witness)).status() };
  } catch (error) {
    return { name, why: error instanceof Error ? error.message : String(error) };
  }
}

export const isWell = (asked: AskedWitness): boolean =>
  "status" in asked && asked.status.networks.every(({ fault }) => fault === null);

export function witnessJson(asked: AskedWitness) {
  if ("why" in asked) return { ...asked };
  return { name: asked.name, networks: asked.status.networks.map(({ checkpoint, ...rest }) => ({ ...rest, checkpoint: checkpoint === null ? null : { ...checkpoint } })) }; // prettier-ignore
}

export function witnessLines(session: Session, asked: AskedWitness): readonly string[] {
  const { name } = asked;
  if ("why" in asked) return [session.paint("red", session.say(WITNESS_TEXTS.silent, { name, why: asked.why }))];
  const { networks } = asked.status;
  if (networks.length === 0) return [session.say(WITNESS_TEXTS.idle, { name })];
  return networks.map(({ contract, behind, treeSize, checkpoint, fault }) => {
    if (fault !== null) return session.paint("red", session.say(WITNESS_TEXTS.fault, { name, contract, fault }));
    const age =
      checkpoint === null ? "-" : Math.max(0, Math.round(session.terminal.now() / 1000 - checkpoint.cosignedAt));
    return session.say(WITNESS_TEXTS.watches, {
      name,
      contract,
      treeSize,
      block: checkpoint?.height ?? "-",
      age,
      behind: behind ?? "?",
    });
  });
}
