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
  ERR_CLI_EXISTS: {
    fault: "caller",
    when: { en: "there is something already where a file is to be written", zh: "要写入的位置已有文件" },
    next: {
      en: "choose another name or folder, or overwrite it with --force",
      zh: "请另选名称或目录，或加 --force 覆盖",
    },
  },
  ERR_CLI_CSV: {
    fault: "sender",
    when: { en: "a table of applications cannot be read", zh: "申请表格无法读取" },
    next: {
      en: "mend the line and column named; `openlading certificate template` prints a table that works",
      zh: "请修改所指的行与列；openlading certificate template 可输出可用的表格模板",
    },
  },
  ERR_CLI_PARTY_CODE: {
    fault: "sender",
    when: {
      en: "a party of the document carries no code that is registered for the party that acts",
      zh: "单证中的主体没有该操作主体已登记的代码",
    },
    next: {
      en: "give it the code of scheme DID with value did:web:PARTY, or one the party was enrolled with",
      zh: "请填写 DID 代码 did:web:主体标识，或该主体登记时的代码",
    },
  },
  ERR_CLI_KEPT_FILE: {
    fault: "caller",
    when: {
      en: "a file that belongs to a document is not kept here, or is not the one it was",
      zh: "属于该单证的文件未在本地保存，或已不是原来的文件",
    },
    next: {
      en: "import the dossier it came with again: openlading import FILE",
      zh: "请重新导入附带该文件的卷宗：openlading import 文件",
    },
  },
  ERR_CLI_PDF_KEY: {
    fault: "caller",
    when: {
      en: "there is no usable key for signing PDF files",
      zh: "没有可用于签署 PDF 文件的密钥",
    },
    next: {
      en: "import one with `openlading certificate key FILE --chain CHAIN`, or try out with --specimen",
      zh: "请用 openlading certificate key 文件 --chain 证书链 导入，试用时可加 --specimen",
    },
  },
  ERR_CLI_SELF_PRINT: {
    fault: "issuer",
    when: {
      en: "an exporter may not print certificates of this form for this destination itself",
      zh: "该格式、该目的地的证书不得由出口商自助打印",
    },
    next: { en: "have the authority print it", zh: "请由签证机构打印" },
  },
  ERR_CLI_SEAL: {
    fault: "sender",
    when: {
      en: "a printed copy is not what the authority issued, so that it is not sealed",
      zh: "打印件与签证机构所签发的内容不符，不予加盖签章",
    },
    next: {
      en: "print it again from the dossier the authority handed over, and send that file unchanged",
      zh: "请依据签证机构交付的卷宗重新打印，并原样送交该文件",
    },
  },
  ERR_CLI_ARCHIVE: {
    fault: "caller",
    when: {
      en: "a file is not archived: it is not a finished and intact copy, or what was given does not complete it",
      zh: "文件未予归档：并非完整无改动的成品，或所提供的数据不足以完成归档",
    },
    next: {
      en: "run `openlading certificate check FILE`; give revocation lists of every issuer with --crl, and have the list trust the time-stamping service",
      zh: "请执行 openlading certificate check 文件；用 --crl 提供各级颁发机构的吊销列表，并确认信任列表包含该时间戳服务",
    },
  },
  ERR_CLI_TRUST_LIST: {
    fault: "caller",
    when: {
      en: "there is no trust list for certificates, or nobody here who could make one",
      zh: "没有证书信任列表，或本地没有可以制作的登记机构",
    },
    next: {
      en: "name one with --trust-list and --anchor, or have the registrar run `openlading certificate trust-list`",
      zh: "请用 --trust-list 与 --anchor 指定，或由登记机构执行 openlading certificate trust-list",
    },
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
