import { OpenLadingError, type ErrorTable } from "@openlading/core";

/** Every code this package raises: whose fault it is, when it is raised, what to do next. */
export const LOG_ERRORS = {
  ERR_LOG_INCLUSION: {
    fault: "sender",
    when: {
      en: "the inclusion proof does not lead from the leaf to the root",
      zh: "包含证明不能从该叶子推导出根哈希",
    },
    next: {
      en: "ask the sender for a fresh proof; if it fails again, the entry is not in this history",
      zh: "请发送方重新出具证明；若仍然失败，则该条目不在这份历史中",
    },
  },
  ERR_LOG_CONSISTENCY: {
    fault: "peer",
    when: {
      en: "the consistency proof does not show that the newer history extends the older one",
      zh: "一致性证明不能表明较新的历史是较旧历史的延续",
    },
    next: {
      en: "keep both checkpoints: two histories that cannot be joined are evidence of a fork",
      zh: "保留两个检查点：两段无法衔接的历史就是分叉的证据",
    },
  },
  ERR_LOG_NODE: {
    fault: "operator",
    when: {
      en: "the store lacks a node that a history of this size must have",
      zh: "存储中缺少该规模的历史必须具备的节点",
    },
    next: {
      en: "restore the store from a backup, or rebuild it from the ledger's entries",
      zh: "从备份恢复存储，或根据账本条目重建",
    },
  },
  ERR_LOG_STATE_PROOF: {
    fault: "sender",
    when: {
      en: "the state proof does not lead from the record's state, or its absence, to the state root",
      zh: "状态证明不能从记录的状态（或其不存在）推导出状态根",
    },
    next: {
      en: "ask the sender for a fresh dossier; the record may have changed since it was made",
      zh: "请发送方重新导出卷宗；该记录可能在导出之后已经变更",
    },
  },
  ERR_LOG_STATE_PROOF_FORM: {
    fault: "sender",
    when: {
      en: "the state proof is not in its one canonical form",
      zh: "状态证明不是其唯一的规范形式",
    },
    next: {
      en: "ask the sender to export the proof again with a current version",
      zh: "请发送方用当前版本重新导出证明",
    },
  },
  ERR_LOG_STATE_PAGE: {
    fault: "operator",
    when: {
      en: "a stored page of the state map is missing or damaged",
      zh: "状态映射存储中的某一页缺失或已损坏",
    },
    next: {
      en: "restore the store from a backup, or rebuild it from the ledger's entries",
      zh: "从备份恢复存储，或根据账本条目重建",
    },
  },
  ERR_LOG_NOTE: {
    fault: "sender",
    when: {
      en: "the text is not a signed note within the limits",
      zh: "该文本不是符合限制的已签名便笺",
    },
    next: {
      en: "fetch the checkpoint again from a witness, unedited",
      zh: "从见证方重新获取检查点，不要改动其内容",
    },
  },
  ERR_LOG_CHECKPOINT: {
    fault: "sender",
    when: {
      en: "the note's body is not a checkpoint of three lines",
      zh: "便笺正文不是三行格式的检查点",
    },
    next: {
      en: "fetch the checkpoint again from a witness, unedited",
      zh: "从见证方重新获取检查点，不要改动其内容",
    },
  },
  ERR_LOG_ORIGIN: {
    fault: "sender",
    when: {
      en: "the checkpoint belongs to another network",
      zh: "检查点属于另一个网络",
    },
    next: {
      en: "use the trust material of the network the dossier comes from, if you trust that network",
      zh: "如果信任卷宗所属的网络，请改用该网络的信任材料",
    },
  },
  ERR_LOG_VERIFIER_KEY: {
    fault: "operator",
    when: {
      en: "a verifier key is malformed, of another type, or cannot be used safely",
      zh: "验证密钥格式错误、类型不符或不能安全使用",
    },
    next: {
      en: "ask the witness for its published verifier key and replace the entry in the trust material",
      zh: "向见证方索取其公布的验证密钥，并更新信任材料中的对应项",
    },
  },
  ERR_LOG_WITNESSES: {
    fault: "operator",
    when: {
      en: "the witness set names one key twice, or its threshold cannot be met",
      zh: "见证方名单中同一密钥出现两次，或其门限无法满足",
    },
    next: {
      en: "correct the trust material: no key under two names, a threshold from one to the number of witnesses",
      zh: "更正信任材料：同一密钥不得用于两个名称，门限在一与见证方总数之间",
    },
  },
  ERR_LOG_COSIGNATURE: {
    fault: "sender",
    when: {
      en: "a cosignature in the name of a known witness is not valid",
      zh: "以已知见证方名义作出的共同签名无效",
    },
    next: {
      en: "do not rely on this checkpoint; fetch it again from the witness itself",
      zh: "不要依赖该检查点；请直接从该见证方重新获取",
    },
  },
  ERR_LOG_THRESHOLD: {
    fault: "sender",
    when: {
      en: "fewer witnesses than the threshold have cosigned the checkpoint",
      zh: "共同签署该检查点的见证方数量未达到门限",
    },
    next: {
      en: "collect further cosignatures and try again",
      zh: "收集更多共同签名后重试",
    },
  },
  ERR_LOG_SIGNER: {
    fault: "environment",
    when: {
      en: "the signer returned a signature that its own verifier key refuses",
      zh: "签名器返回的签名未能通过其自身验证密钥的校验",
    },
    next: {
      en: "check that the key service holds the key that the verifier key names",
      zh: "检查密钥服务所持密钥是否与验证密钥一致",
    },
  },
  ERR_LOG_TLOG_PROOF: {
    fault: "sender",
    when: {
      en: "the text is not a transparency log proof within the limits",
      zh: "该文本不是符合限制的透明日志证明",
    },
    next: {
      en: "ask the sender for the receipt again, unedited",
      zh: "请发送方重新提供未经改动的回执",
    },
  },
} as const satisfies ErrorTable;

/** A code of {@link LOG_ERRORS}. */
export type LogErrorCode = keyof typeof LOG_ERRORS;

/** A proof, note, key or stored page that is refused. */
export class LogError extends OpenLadingError<LogErrorCode> {
  override readonly name = "LogError";
}
