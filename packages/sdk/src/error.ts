import { OpenLadingError, type ErrorTable } from "@openlading/core";

/** Every code this package raises. */
export const SDK_ERRORS = {
  ERR_SDK_REFUSED: {
    fault: "sender",
    when: { en: "a rule of the ledger refused the act", zh: "账本规则拒绝了该行为" },
    next: {
      en: "read the reasons in the details; the same act will be refused again",
      zh: "请查看详情中的理由；重新提交同一行为仍会被拒绝",
    },
  },
  ERR_SDK_CONFLICT: {
    fault: "peer",
    when: {
      en: "another act on the same record was first, or a predecessor is not committed yet",
      zh: "同一记录上另有行为抢先完成，或前一行为尚未提交",
    },
    next: { en: "read the record again and decide anew", zh: "请重新读取记录后再作决定" },
  },
  ERR_SDK_UNKNOWN: {
    fault: "environment",
    when: {
      en: "no answer came for an act, which may or may not be committed",
      zh: "提交后未收到答复，该行为可能已生效也可能未生效",
    },
    next: {
      en: "ask for the transaction's status, or run recover() before acting again",
      zh: "再次操作之前请查询该交易状态，或执行 recover()",
    },
  },
  ERR_SDK_FOUNDED: {
    fault: "caller",
    when: { en: "the ledger's contract holds a network already", zh: "账本上的合约中已建有网络" },
    next: {
      en: "open the home it was founded with, or found on a contract of its own: the same code under another name",
      zh: "请打开建立该网络时的主目录，或另用一个合约建立：同一代码，另取名称",
    },
  },
  ERR_SDK_HOME_EXISTS: {
    fault: "caller",
    when: { en: "there is something already where a new home should be", zh: "新建主目录的位置已有内容" },
    next: { en: "choose another directory, or use the home that is there", zh: "请另选目录，或直接使用现有主目录" },
  },
  ERR_SDK_HOME: {
    fault: "environment",
    when: {
      en: "the home is missing, damaged, or of another network than its ledger",
      zh: "主目录缺失、损坏，或与其账本不属于同一网络",
    },
    next: {
      en: "run openlading init, or set OPENLADING_HOME to the right directory",
      zh: "请执行 openlading init，或将 OPENLADING_HOME 指向正确目录",
    },
  },
  ERR_SDK_NO_PARTY: {
    fault: "caller",
    when: { en: "no keys of that party are kept here", zh: "本地没有该主体的密钥" },
    next: { en: "enrol the party here, or act as one that is", zh: "请在本地登记该主体，或改用已有的主体" },
  },
  ERR_SDK_PARTY_EXISTS: {
    fault: "caller",
    when: { en: "keys of that party are kept here already", zh: "本地已有该主体的密钥" },
    next: { en: "use the party that is there", zh: "请直接使用已有的主体" },
  },
  ERR_SDK_NO_REGISTRAR: {
    fault: "caller",
    when: { en: "no registrar's keys are kept here to approve this", zh: "本地没有可批准此事的登记机构密钥" },
    next: { en: "send the act to a registrar and add its approval", zh: "请将该行为送登记机构批准后附上批准" },
  },
  ERR_SDK_NO_KEY: {
    fault: "caller",
    when: {
      en: "this party keeps no key in control of the record, or not the one named",
      zh: "该主体没有控制此记录的密钥，或没有所指定的密钥",
    },
    next: {
      en: "act as the party that holds the record, or ask the holder to act",
      zh: "请以持有该记录的主体身份操作，或请持有人操作",
    },
  },
  ERR_SDK_NO_RECORD: {
    fault: "caller",
    when: { en: "the ledger has no such record", zh: "账本上没有该记录" },
    next: { en: "check the record id and the network", zh: "请核对记录标识和所属网络" },
  },
  ERR_SDK_NO_DOCUMENT: {
    fault: "caller",
    when: {
      en: "this party's store does not hold the document, or not the openings, that this needs",
      zh: "该主体的存储中没有此操作所需的单证或权利拆分信息",
    },
    next: {
      en: "import a dossier that carries it, or pass the rights yourself",
      zh: "请先导入含该内容的卷宗，或自行给出各项权利",
    },
  },
  ERR_SDK_DOCUMENT: {
    fault: "caller",
    when: {
      en: "the document cannot be issued by this call: another kind, or rights that do not fit it",
      zh: "该单证不能以此方式签发：种类不符，或权利与单证不符",
    },
    next: { en: "use the call for its kind, or correct the document", zh: "请使用对应种类的调用，或更正单证" },
  },
  ERR_SDK_STORE: {
    fault: "environment",
    when: {
      en: "a party's store cannot be opened, read or written, or holds what it should not",
      zh: "主体的存储无法打开、读写，或内容异常",
    },
    next: { en: "check path, permissions and disk; restore from a backup", zh: "请检查路径、权限和磁盘，或从备份恢复" },
  },
  ERR_SDK_PASSPHRASE: {
    fault: "caller",
    when: { en: "the passphrase does not open a key kept here", zh: "口令不能打开本地保存的密钥" },
    next: { en: "give the passphrase the home was made with", zh: "请提供建立该主目录时的口令" },
  },
  ERR_SDK_IMPORT: {
    fault: "sender",
    when: {
      en: "a dossier was judged and found invalid, so nothing of it was kept",
      zh: "卷宗经判定无效，未保存任何内容",
    },
    next: { en: "ask the sender for a fresh export", zh: "请发送方重新导出" },
  },
  ERR_SDK_WITNESSES: {
    fault: "operator",
    when: {
      en: "too few witnesses can be reached to tick the clock or cosign a checkpoint",
      zh: "可用的见证方不足，无法推进时钟或会签检查点",
    },
    next: { en: "bring the missing witnesses up", zh: "请恢复缺失的见证方" },
  },
} as const satisfies ErrorTable;

export type SdkErrorCode = keyof typeof SDK_ERRORS;

/** What the façade cannot do; refusals of the law come back as outcomes, not as this. */
export class SdkError extends OpenLadingError<SdkErrorCode> {
  override readonly name = "SdkError";
}
