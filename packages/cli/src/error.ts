import { OpenLadingError, type ErrorTable } from "@openlading/core";

/** Every code this package raises. */
export const CLI_ERRORS = {
  ERR_CLI_USAGE: {
    fault: "caller",
    when: { en: "an argument or option is missing or cannot be read", zh: "缺少参数或选项，或其值无法识别" },
    next: { en: "run the command with --help and see the examples", zh: "请加 --help 运行该命令并参照示例" },
  },
  ERR_CLI_NO_HOME: {
    fault: "caller",
    when: {
      en: "no home was found: neither OPENLADING_HOME nor an .openlading folder here or above",
      zh: "未找到主目录：未设置 OPENLADING_HOME，当前及上级目录也没有 .openlading",
    },
    next: { en: "run `openlading init`, or name one with --home", zh: "请执行 openlading init，或用 --home 指定" },
  },
  ERR_CLI_NO_PARTY: {
    fault: "caller",
    when: { en: "it was not said who acts", zh: "未说明以哪个主体的身份操作" },
    next: {
      en: "add --as PARTY, or choose one for good with `openlading party use PARTY`",
      zh: "请加 --as PARTY，或用 openlading party use PARTY 设定默认主体",
    },
  },
  ERR_CLI_PASSPHRASE: {
    fault: "caller",
    when: {
      en: "keys are sealed by a passphrase and none could be asked for",
      zh: "密钥受口令保护，但当前无法询问口令",
    },
    next: {
      en: "set OPENLADING_PASSPHRASE_FILE to a file that holds it, or run on a terminal",
      zh: "请将 OPENLADING_PASSPHRASE_FILE 设为存放口令的文件，或在终端中运行",
    },
  },
  ERR_CLI_FILE: {
    fault: "caller",
    when: { en: "a file cannot be read or written", zh: "文件无法读取或写入" },
    next: { en: "check the path and its permissions", zh: "请检查路径及其权限" },
  },
  ERR_CLI_FILE_SIZE: {
    fault: "sender",
    when: { en: "a file is larger than is accepted", zh: "文件超过允许的大小" },
    next: { en: "split it, or send large content as attachments", zh: "请拆分文件，或将大块内容作为附件" },
  },
  ERR_CLI_KIND: {
    fault: "sender",
    when: {
      en: "the file is none of the documents and messages this command knows",
      zh: "该文件不是本命令所认识的单证或报文",
    },
    next: {
      en: "give a document's JSON, an EDIFACT message, or name its kind with --kind",
      zh: "请提供单证 JSON 或 EDIFACT 报文，或用 --kind 指明种类",
    },
  },
  ERR_CLI_TRUST: {
    fault: "caller",
    when: { en: "there is no trust material to verify against", zh: "没有可用于核验的信任材料" },
    next: {
      en: "name the network's trust.json with --trust, got from somebody you believe",
      zh: "请用 --trust 指定该网络的 trust.json，并确保来源可信",
    },
  },
  ERR_CLI_REFERENCE: {
    fault: "caller",
    when: {
      en: "nothing here is known by that number, name or id",
      zh: "本地没有与该编号、名称或标识相符的内容",
    },
    next: {
      en: "give the record id (64 hex digits), or import the dossier first",
      zh: "请给出记录标识（64 位十六进制），或先导入卷宗",
    },
  },
  ERR_CLI_ABSENT: {
    fault: "caller",
    when: { en: "the ledger has no such record", zh: "账本上没有该记录" },
    next: { en: "check the id and the network", zh: "请核对标识与所属网络" },
  },
  ERR_CLI_FABRIC_CHAINCODE: {
    fault: "caller",
    when: { en: "there is no chaincode to run", zh: "没有可运行的链码" },
    next: {
      en: "name a deployed chaincode's folder with --chaincode, or install this command with its dependencies",
      zh: "请用 --chaincode 指定已部署链码的目录，或将本命令连同其依赖一并安装",
    },
  },
  ERR_CLI_WITNESS: {
    fault: "caller",
    when: {
      en: "the folder holds no witness, or holds one already where a new one was to be made",
      zh: "该目录中没有见证方，或者新建时目录中已有见证方",
    },
    next: {
      en: "check the folder; openlading witness make makes one in a new folder",
      zh: "请核对目录；可用 openlading witness make 在新目录中建立",
    },
  },
  ERR_CLI_DEMO_DIRECTORY: {
    fault: "caller",
    when: {
      en: "the folder for the demo holds something that an earlier demo did not make",
      zh: "演示目录中有并非由演示生成的内容",
    },
    next: { en: "name another folder: openlading demo DIR", zh: "请另指定目录：openlading demo DIR" },
  },
  ERR_CLI_DEMO_EXAMPLES: {
    fault: "environment",
    when: {
      en: "the example shipment is not here: it comes with the repository",
      zh: "找不到示例货运文件：它随代码仓库提供",
    },
    next: { en: "run the demo in a clone of the repository", zh: "请在代码仓库的克隆中运行演示" },
  },
  ERR_CLI_DEMO_STORY: {
    fault: "operator",
    when: {
      en: "a step of the demo did not come out as the law says it must",
      zh: "演示中的某一步与规则应有的结果不符",
    },
    next: { en: "report it with the output above: this is a defect", zh: "请附上以上输出报告：这是软件缺陷" },
  },
} as const satisfies ErrorTable;

export type CliErrorCode = keyof typeof CLI_ERRORS;

/** What the command itself cannot do. */
export class CliError extends OpenLadingError<CliErrorCode> {
  override readonly name = "CliError";
}

/** A usage error naming the place. */
export function usage(message: string): CliError {
  return new CliError({ code: "ERR_CLI_USAGE", message });
}
