import { OpenLadingError, type ErrorTable } from "@openlading/core";

/** Every code this package raises. */
export const FABRIC_NETWORK_ERRORS = {
  ERR_FABRIC_NETWORK_PROGRAMS: {
    fault: "operator",
    when: {
      en: "Fabric's programs peer, orderer, cryptogen and configtxgen are not all to be found",
      zh: "未能找齐 Fabric 的 peer、orderer、cryptogen 与 configtxgen 程序",
    },
    next: {
      en: "install the official Fabric release and set OPENLADING_FABRIC_BIN to its bin folder, or put it on PATH",
      zh: "请安装 Fabric 官方发行包，并将 OPENLADING_FABRIC_BIN 设为其 bin 目录，或将其加入 PATH",
    },
  },
  ERR_FABRIC_NETWORK_RUNNING: {
    fault: "caller",
    when: {
      en: "the directory already holds a network, running or left behind",
      zh: "该目录中已有一个网络，正在运行或被遗留",
    },
    next: { en: "take it down first, or choose another directory", zh: "请先将其关停，或另选目录" },
  },
  ERR_FABRIC_NETWORK_DIRECTORY: {
    fault: "caller",
    when: {
      en: "the directory for a network holds something else, which taking the network down would remove",
      zh: "为网络指定的目录中有其他内容，关停网络时会被一并删除",
    },
    next: { en: "name a directory that is empty or not there yet", zh: "请指定空目录或尚不存在的目录" },
  },
  ERR_FABRIC_NETWORK_ABSENT: {
    fault: "caller",
    when: { en: "the directory holds no network that this package started", zh: "该目录中没有由本程序启动的网络" },
    next: { en: "check the directory, or start a network there", zh: "请核对目录，或在该处启动网络" },
  },
  ERR_FABRIC_NETWORK_NAME: {
    fault: "caller",
    when: {
      en: "the network has no process or chaincode of that name, or has one already where a new one was asked for",
      zh: "网络中没有该名称的进程或链码，或者新建时该名称已被占用",
    },
    next: { en: "look up the names in the network's status", zh: "请在网络状态中查看名称" },
  },
  ERR_FABRIC_NETWORK_PROCESS: {
    fault: "environment",
    when: {
      en: "one of the network's processes ended or did not become healthy in time",
      zh: "网络中的某个进程已退出，或未能按时进入健康状态",
    },
    next: {
      en: "read the end of its log, which the error carries, and the file it names",
      zh: "请查看错误所附的日志末尾及其所指的日志文件",
    },
  },
  ERR_FABRIC_NETWORK_CHANNEL: {
    fault: "environment",
    when: { en: "a node refused to join the channel", zh: "某节点拒绝加入通道" },
    next: { en: "read the node's answer and its log, then start anew", zh: "请查看该节点的答复与日志，然后重新启动" },
  },
  ERR_FABRIC_NETWORK_CHAINCODE: {
    fault: "environment",
    when: {
      en: "the chaincode could not be installed, approved or committed",
      zh: "链码未能安装、批准或提交",
    },
    next: {
      en: "read the peer's answer; raise the sequence when the definition changed",
      zh: "请查看节点的答复；若链码定义有变，请提高序号",
    },
  },
  ERR_FABRIC_NETWORK_READY: {
    fault: "environment",
    when: {
      en: "the network is up, but not every organisation can endorse through every gateway in time",
      zh: "网络已启动，但并非每个组织都能按时经由每个网关背书",
    },
    next: {
      en: "give it more time; read the peers' logs for gossip that finds no neighbours",
      zh: "请给予更多时间，并在节点日志中查看 gossip 是否找不到邻居",
    },
  },
} as const satisfies ErrorTable;

export type FabricNetworkErrorCode = keyof typeof FABRIC_NETWORK_ERRORS;

/** The network could not be started, found or stopped. */
export class FabricNetworkError extends OpenLadingError<FabricNetworkErrorCode> {
  override readonly name = "FabricNetworkError";
}
