import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { execPath } from "node:process";
import { fileURLToPath } from "node:url";
import { profilePath, readNetworkStatus, requireFabricPrograms, restartProcess, startNetwork, stopNetwork, type ChaincodeOptions } from "@openlading/fabric-network"; // prettier-ignore
import type { CommandSpec, Given, OptionSpec } from "../command.ts";
import { CliError } from "../error.ts";
import { EXIT_CODES, type ExitCode } from "../exit-code.ts";
import { CONTRACT, findSite, PROBE, WITNESS_BESIDE_PEER, type Site } from "../fabric-site.ts";
import type { Session } from "../session.ts";
import type { MessageTable } from "../text.ts";
import { askWitness, isWell, witnessJson, witnessLines } from "./witness.ts";

export const FABRIC_TEXTS = {
  stage: { en: "  {stage} {ms} ms", zh: "  阶段 {stage}：{ms} 毫秒" },
  up: {
    en: "channel {channel} is up in {seconds} s; everything is in {dir}",
    zh: "通道 {channel} 已在 {seconds} 秒内就绪；全部文件位于 {dir}",
  },
  peer: { en: "  {mspId} at {address}, profile {profile}", zh: "  {mspId} 位于 {address}，连接档案 {profile}" },
  next: {
    en: "next: openlading demo --ledger fabric, or: openlading init --ledger fabric; at last: openlading fabric down",
    zh: "下一步：openlading demo --ledger fabric，或 openlading init --ledger fabric；最后 openlading fabric down",
  },
  added: {
    en: "the network's contract holds a network already: defining {contract} beside it, the same code with a state of its own",
    zh: "该 Fabric 网络的合约中已建有网络：另行定义 {contract}，代码相同，状态独立",
  },
  restarted: { en: "{name} runs again", zh: "{name} 已重新运行" },
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
    en: "One Raft orderer and three organisations (carrier, port, customs) with a peer and a witness each, TLS, one channel, as plain\nprocesses on loopback, for trying things out. Needs the programs of an official Fabric release: set OPENLADING_FABRIC_BIN, or PATH.",
    zh: "一个 Raft 排序节点，三个组织（船公司、港口、海关）各一个节点与一个见证方，启用 TLS，单一通道，均为回环地址上的普通进程，供试用。\n需要 Fabric 官方发行包中的程序：请设置 OPENLADING_FABRIC_BIN 或 PATH。",
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
            en: "folder of a deployed chaincode (default: the one that comes with this command)",
            zh: "已部署链码所在目录（默认为随本命令提供的链码）",
          },
        },
      ],
      examples: ["fabric up", "fabric up --dir ../harbour"],
      run: up,
    },
    {
      name: "status",
      summary: {
        en: "which processes run, which nodes are healthy, how far the witnesses are",
        zh: "查看进程、节点健康状况与见证方进度",
      },
      options: [FABRIC_DIR],
      examples: ["fabric status", "fabric status --json"],
      run: status,
    },
    {
      name: "restart",
      summary: { en: "start one of its processes again, as after a crash", zh: "重新启动其中一个进程，如崩溃之后" },
      args: [{ name: "<process>", text: { en: "its name in the status", zh: "其在状态中的名称" } }],
      options: [FABRIC_DIR],
      examples: ["fabric restart witness-carrier"],
      run: restart,
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
    companion: WITNESS_BESIDE_PEER,
    isDetached: true,
    onStage: (stage, ms) => session.talk(FABRIC_TEXTS.stage, { stage, ms: Math.round(ms) }),
  });
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  const { dir, channel, organisations } = network;
  const peers = organisations.map(({ name, mspId, address }) => ({
    mspId,
    address,
    profile: profilePath(dir, name, CONTRACT),
  }));
  session.print({ dir, channel, chaincode: CONTRACT, organisations: peers }, [
    session.say(FABRIC_TEXTS.up, { channel, seconds, dir }),
    ...peers.map((peer) => session.say(FABRIC_TEXTS.peer, peer)),
  ]);
  session.talk(FABRIC_TEXTS.next);
  return EXIT_CODES.OK;
}

async function status(session: Session, given: Given): Promise<ExitCode> {
  const found = await readNetworkStatus(dirOf(session, given));
  const { channel, processes, healthy, chaincodes, companions } = found;
  const nodes = found.nodes.length;
  const witnesses = await Promise.all(companions.map(({ folder }) => askWitness(folder)));
  session.print(
    {
      channel,
      processes: processes.map((one) => ({ ...one })),
      healthy,
      chaincodes: chaincodes.map(({ name, version, sequence }) => ({ name, version, sequence })),
      witnesses: witnesses.map(witnessJson),
    },
    [
      session.say(FABRIC_TEXTS.healthy, { channel, healthy: healthy.length, nodes }),
      ...processes.map((one) => {
        const { name, pid, logFile, isRunning } = one;
        if (isRunning) return session.say(FABRIC_TEXTS.running, { name, pid });
        return session.paint("red", session.say(FABRIC_TEXTS.ended, { name, logFile }));
      }),
      ...witnesses.flatMap((one) => witnessLines(session, one)),
    ],
  );
  const isWhole = healthy.length === nodes && processes.every(({ isRunning }) => isRunning) && witnesses.every(isWell);
  return isWhole ? EXIT_CODES.OK : EXIT_CODES.FAILED;
}

async function restart(session: Session, given: Given): Promise<ExitCode> {
  const name = given.arg(0);
  await restartProcess(dirOf(session, given), name);
  session.print({ name }, [session.say(FABRIC_TEXTS.restarted, { name })]);
  return EXIT_CODES.OK;
}

async function down(session: Session, given: Given): Promise<ExitCode> {
  const dir = dirOf(session, given);
  await stopNetwork(dir);
  session.print({ dir }, [session.say(FABRIC_TEXTS.down, { dir })]);
  return EXIT_CODES.OK;
}

/** Where a network can be founded on the running Fabric network. @throws FabricNetworkError `ERR_FABRIC_NETWORK_ABSENT` */
export function siteOf(session: Session, given: Given): Promise<Site> {
  return findSite(dirOf(session, given), (contract) => session.talk(FABRIC_TEXTS.added, { contract }));
}

/** The chaincode that comes with this command. @throws CliError `ERR_CLI_FABRIC_CHAINCODE` */
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
    name: CONTRACT,
    probe: PROBE,
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
