import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { execPath } from "node:process";
import { fileURLToPath } from "node:url";
import { profilePath, readNetwork, readNetworkStatus, requireFabricPrograms, startNetwork, stopNetwork, type ChaincodeOptions, type NetworkStatus } from "@openlading/fabric-network"; // prettier-ignore
import type { CommandSpec, Given, OptionSpec } from "../command.ts";
import { CliError } from "../error.ts";
import { EXIT_CODES, type ExitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";
import type { MessageTable } from "../text.ts";

const CHAINCODE = "openlading";

export const FABRIC_TEXTS = {
  stage: { en: "  {stage} {ms} ms", zh: "  阶段 {stage}：{ms} 毫秒" },
  up: {
    en: "channel {channel} is up in {seconds} s; everything is in {dir}",
    zh: "通道 {channel} 已在 {seconds} 秒内就绪；全部文件位于 {dir}",
  },
  peer: { en: "  {mspId} at {address}, profile {profile}", zh: "  {mspId} 位于 {address}，连接档案 {profile}" },
  next: {
    en: "next: openlading demo --ledger fabric, or: openlading init --fabric PROFILE; at last: openlading fabric down",
    zh: "下一步：openlading demo --ledger fabric，或 openlading init --fabric 连接档案；最后 openlading fabric down",
  },
  down: { en: "the network in {dir} is gone", zh: "{dir} 中的网络已关停并清除" },
  running: { en: "  {name} runs (pid {pid})", zh: "  {name} 正在运行（进程 {pid}）" },
  ended: { en: "  {name} has ended; its log: {logFile}", zh: "  {name} 已退出；日志：{logFile}" },
  healthy: {
    en: "channel {channel}: {healthy} of {nodes} nodes are healthy",
    zh: "通道 {channel}：{nodes} 个节点中 {healthy} 个健康",
  },
} as const satisfies MessageTable;

/** Where the network is. */
export const FABRIC_DIR: OptionSpec = {
  flags: "--dir <dir>",
  text: {
    en: "directory of the Fabric network (default: .openlading-fabric)",
    zh: "Fabric 网络所在目录（默认 .openlading-fabric）",
  },
};

export const fabricCommand: CommandSpec = {
  name: "fabric",
  summary: { en: "a Hyperledger Fabric network on this machine", zh: "在本机运行 Hyperledger Fabric 网络" },
  more: {
    en: "One Raft orderer and three organisations (carrier, port, customs) with a peer each, TLS, one channel, as plain processes on\nloopback, for trying things out. Needs the programs of an official Fabric release: set OPENLADING_FABRIC_BIN, or PATH.",
    zh: "一个 Raft 排序节点，三个组织（船公司、港口、海关）各一个节点，启用 TLS，单一通道，均为回环地址上的普通进程，供试用。\n需要 Fabric 官方发行包中的程序：请设置 OPENLADING_FABRIC_BIN 或 PATH。",
  },
  examples: ["fabric up", "fabric status", "fabric down"],
  children: [
    {
      name: "up",
      summary: { en: "start the network; it stays when the command ends", zh: "启动网络；命令结束后网络继续运行" },
      options: [
        FABRIC_DIR,
        {
          flags: "--chaincode <folder>",
          text: {
            en: "folder of a deployed chaincode (default: this repository's)",
            zh: "已部署链码所在目录（默认为本仓库的链码）",
          },
        },
      ],
      examples: ["fabric up", "fabric up --dir ../harbour"],
      run: up,
    },
    {
      name: "status",
      summary: { en: "which processes run and which nodes are healthy", zh: "查看哪些进程在运行、哪些节点健康" },
      options: [FABRIC_DIR],
      examples: ["fabric status", "fabric status --json"],
      run: status,
    },
    {
      name: "down",
      summary: { en: "stop the network and remove its directory", zh: "关停网络并删除其目录" },
      options: [FABRIC_DIR],
      examples: ["fabric down"],
      run: down,
    },
  ],
};

const dirOf = (session: Session, given: Given): string => session.path(given.text("dir") ?? ".openlading-fabric");

async function up(session: Session, given: Given): Promise<ExitCode> {
  const programs = requireFabricPrograms(session.terminal.env);
  const chaincode = chaincodeIn(given.text("chaincode") ?? findChaincode());
  const begin = performance.now();
  const network = await startNetwork({
    dir: dirOf(session, given),
    programs,
    chaincodes: [chaincode],
    isDetached: true,
    onStage: (stage, ms) => session.talk(FABRIC_TEXTS.stage, { stage, ms: Math.round(ms) }),
  });
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  const { dir, channel, organisations } = network;
  const peers = organisations.map(({ name, mspId, address }) => ({
    mspId,
    address,
    profile: profilePath(dir, name, CHAINCODE),
  }));
  session.print({ dir, channel, chaincode: CHAINCODE, organisations: peers }, [
    session.say(FABRIC_TEXTS.up, { channel, seconds, dir }),
    ...peers.map((peer) => session.say(FABRIC_TEXTS.peer, peer)),
  ]);
  session.talk(FABRIC_TEXTS.next);
  return EXIT_CODES.OK;
}

async function status(session: Session, given: Given): Promise<ExitCode> {
  const found = await readNetworkStatus(dirOf(session, given));
  const { channel, processes, healthy, chaincodes } = found;
  const nodes = nodesIn(found);
  session.print(
    {
      channel,
      processes: processes.map((one) => ({ ...one })),
      healthy,
      chaincodes: chaincodes.map((one) => ({ ...one })),
    },
    [
      session.say(FABRIC_TEXTS.healthy, { channel, healthy: healthy.length, nodes }),
      ...processes.map((one) => {
        const { name, pid, logFile, isRunning } = one;
        if (isRunning) return session.say(FABRIC_TEXTS.running, { name, pid });
        return session.paint("red", session.say(FABRIC_TEXTS.ended, { name, logFile }));
      }),
    ],
  );
  const isWhole = healthy.length === nodes && processes.every(({ isRunning }) => isRunning);
  return isWhole ? EXIT_CODES.OK : EXIT_CODES.FAILED;
}

/** Processes that are nodes of Fabric's own: those that are no service of a chaincode. */
function nodesIn({ processes, chaincodes }: NetworkStatus): number {
  return processes.filter(({ name }) => !chaincodes.some((one) => name.startsWith(`${one.name}-`))).length;
}

async function down(session: Session, given: Given): Promise<ExitCode> {
  const dir = dirOf(session, given);
  await stopNetwork(dir);
  session.print({ dir }, [session.say(FABRIC_TEXTS.down, { dir })]);
  return EXIT_CODES.OK;
}

/** The profiles of a running network's organisations. @throws FabricNetworkError `ERR_FABRIC_NETWORK_ABSENT` */
export async function profilesOf(session: Session, given: Given): Promise<readonly string[]> {
  const dir = dirOf(session, given);
  const { organisations } = await readNetwork(dir);
  return organisations.map(({ name }) => profilePath(dir, name, CHAINCODE));
}

/** The chaincode of the repository this command is in. @throws CliError `ERR_CLI_FABRIC_CHAINCODE` */
function findChaincode(): string {
  try {
    return dirname(dirname(fileURLToPath(import.meta.resolve("@openlading/chaincode"))));
  } catch (cause) {
    throw new CliError({ code: "ERR_CLI_FABRIC_CHAINCODE", message: "no chaincode was named and none is here", cause });
  }
}

/** A deployed chaincode as Fabric's Node shim serves it. Its readers show whether the policy can be satisfied. */
function chaincodeIn(folder: string): ChaincodeOptions {
  const shim = join(dirname(createRequire(join(folder, "package.json")).resolve("fabric-shim")), "cli.js");
  return {
    name: CHAINCODE,
    probe: { transaction: "read:scanRecords", args: [new Uint8Array()] },
    service: ({ address, packageId }) => ({
      command: execPath,
      args: [
        "--disable-warning=ExperimentalWarning",
        shim,
        "server",
        `--chaincode-address=${address}`,
        `--chaincode-id=${packageId}`,
        `--module-path=${folder}`,
      ],
      env: { CORE_CHAINCODE_LOGGING_LEVEL: "error" },
    }),
  };
}
