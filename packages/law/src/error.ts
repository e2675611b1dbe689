import { OpenLadingError, type ErrorTable } from "@openlading/core";

/** Every code the law refuses with. A code names the rule, the message the place, never the content. */
export const LAW_ERRORS = {
  ERR_LAW_ACT_MALFORMED: {
    fault: "sender",
    when: {
      en: "the act or an approval does not have the shape of the specification",
      zh: "行为或批准的结构不符合规范",
    },
    next: { en: "rebuild the act with the current library version", zh: "请用当前版本的库重新生成该行为" },
  },
  ERR_LAW_UNKNOWN_ACTION: {
    fault: "sender",
    when: { en: "the action code is not in the table", zh: "行为代码不在行为表中" },
    next: { en: "use an action code of docs/spec/actions.md", zh: "请使用 docs/spec/actions.md 中列出的行为代码" },
  },
  ERR_LAW_OTHER_NETWORK: {
    fault: "sender",
    when: { en: "the act was signed for another network", zh: "该行为是为另一个网络签署的" },
    next: { en: "sign the act for this network", zh: "请针对本网络重新签署" },
  },
  ERR_LAW_NO_NETWORK: {
    fault: "operator",
    when: { en: "the ledger has no genesis yet", zh: "账本尚未写入创世文件" },
    next: { en: "submit the GENESIS act first", zh: "请先提交 GENESIS 行为" },
  },
  ERR_LAW_RULES_VERSION: {
    fault: "operator",
    when: {
      en: "the network runs a version of the rules this library does not know",
      zh: "网络采用的规则版本不为本库所知",
    },
    next: { en: "upgrade the library on every endorser and witness", zh: "请升级所有背书节点和见证方的软件" },
  },
  ERR_LAW_SIGNATURE: {
    fault: "sender",
    when: { en: "a signature does not verify under the key it names", zh: "签名无法用其声明的密钥验证" },
    next: { en: "sign again with the registered or controlling key", zh: "请用登记的或控制单证的密钥重新签名" },
  },
  ERR_LAW_KEY: {
    fault: "sender",
    when: {
      en: "the key is unknown, not valid at the ledger's time, or revoked",
      zh: "密钥未登记、在账本时间不在有效期内或已被吊销",
    },
    next: { en: "use a live key of the party, or rotate", zh: "请使用该主体的有效密钥，或先更换密钥" },
  },
  ERR_LAW_NO_PARTY: {
    fault: "sender",
    when: { en: "the acting or named party is not enrolled", zh: "行为人或所称主体未登记" },
    next: { en: "have a registrar enrol the party", zh: "请登记机构先为其办理登记" },
  },
  ERR_LAW_NOT_ENTITLED: {
    fault: "sender",
    when: {
      en: "the signer does not hold the office or the slot the act requires",
      zh: "签署人不具备该行为所需的职能或控制权",
    },
    next: { en: "let the entitled party sign", zh: "请由有权主体签署" },
  },
  ERR_LAW_NO_MANDATE: {
    fault: "sender",
    when: {
      en: "no live mandate lets the signer act for the represented party in this way",
      zh: "没有有效授权允许签署人以此方式代表被代理人",
    },
    next: { en: "have the principal grant a mandate that names this action", zh: "请委托人授予包含该行为的授权" },
  },
  ERR_LAW_APPROVALS: {
    fault: "sender",
    when: { en: "fewer distinct owners approved than the rule demands", zh: "批准的不同主体数量少于规则要求" },
    next: { en: "collect the missing approvals and submit again", zh: "请补足所缺的批准后再提交" },
  },
  ERR_LAW_HEAD_TAKEN: {
    fault: "sender",
    when: {
      en: "a record the act writes has moved on since the act was signed",
      zh: "该行为所写的记录在签署后已被他人更新",
    },
    next: { en: "read the record again and decide again", zh: "请重新读取记录后再作决定" },
  },
  ERR_LAW_HEAD_AHEAD: {
    fault: "sender",
    when: { en: "the act builds on an act that is not committed yet", zh: "该行为所依据的前一行为尚未提交入账" },
    next: { en: "submit the same bytes again after the predecessor", zh: "请在前一行为入账后重新提交同样的内容" },
  },
  ERR_LAW_HEADS: {
    fault: "sender",
    when: {
      en: "the heads do not list exactly the records the action writes",
      zh: "行为列出的链头与其应写的记录不一致",
    },
    next: { en: "rebuild the act from the current records", zh: "请根据当前记录重新生成该行为" },
  },
  ERR_LAW_EXPIRED: {
    fault: "sender",
    when: {
      en: "the act, offer, presentation or deadline has run out at the ledger's time",
      zh: "按账本时间，该行为、要约、提示或期限已届满",
    },
    next: { en: "sign a new one with a later limit", zh: "请以更晚的期限重新签署" },
  },
  ERR_LAW_TIME_BACKWARDS: {
    fault: "ledger",
    when: {
      en: "the transaction's time is before the last act of a written record",
      zh: "交易时间早于所写记录的上一次行为时间",
    },
    next: { en: "correct the clock of the submitting node and submit again", zh: "请校正提交节点的时钟后重新提交" },
  },
  ERR_LAW_CLAIMED_TIME: {
    fault: "sender",
    when: { en: "the claimed action time lies in the ledger's future", zh: "所声明的行为时间晚于账本时间" },
    next: { en: "correct the signer's clock", zh: "请校正签署方的时钟" },
  },
  ERR_LAW_CLOCK_STALE: {
    fault: "operator",
    when: {
      en: "the network's clock record is absent or too old for a row with a deadline",
      zh: "网络时钟记录缺失或过旧，无法判断期限",
    },
    next: { en: "let the witnesses advance the clock, then submit again", zh: "请待见证方更新时钟后重新提交" },
  },
  ERR_LAW_CARD: {
    fault: "sender",
    when: {
      en: "a receiving card is for another record, unpublished or out of time",
      zh: "收件卡属于另一记录、未公布或已过期",
    },
    next: { en: "ask the recipient for a card made for this record", zh: "请收件方为本记录出具收件卡" },
  },
  ERR_LAW_STATUS: {
    fault: "sender",
    when: { en: "the record's status does not allow the action", zh: "记录当前状态不允许该行为" },
    next: { en: "read the record's state and see which acts are open", zh: "请查看记录状态及可实施的行为" },
  },
  ERR_LAW_ABSENT: {
    fault: "sender",
    when: { en: "a record the action needs does not exist", zh: "该行为所需的记录不存在" },
    next: { en: "create it first, or check the reference", zh: "请先建立该记录，或核对引用是否正确" },
  },
  ERR_LAW_EXISTS: {
    fault: "sender",
    when: {
      en: "the record already exists: a number, code or right is used once",
      zh: "记录已存在：编号、代码或提货权只能使用一次",
    },
    next: { en: "use another number, or act on the existing record", zh: "请更换编号，或对已有记录实施行为" },
  },
  ERR_LAW_FORM: {
    fault: "sender",
    when: {
      en: "the form of the bill (straight, order, blank, waybill) does not allow the action",
      zh: "该提单类型（记名、指示、空白、海运单）不允许此行为",
    },
    next: { en: "use the action the form provides", zh: "请使用该类型单证允许的行为" },
  },
  ERR_LAW_NO_BASIS: {
    fault: "sender",
    when: {
      en: "the bill is not surrendered and no other basis of release is recorded for it",
      zh: "提单尚未交回，也没有记录其他放货依据",
    },
    next: {
      en: "have the holder surrender the bill, or record the lawful basis",
      zh: "请持有人交回提单，或登记合法的放货依据",
    },
  },
  ERR_LAW_BASIS_EXISTS: {
    fault: "sender",
    when: { en: "the bill already has a live basis of release", zh: "该提单已有一项有效的放货依据" },
    next: { en: "use the existing basis: a bill is released once", zh: "请使用已有依据：一份提单只放货一次" },
  },
  ERR_LAW_ORIGINALS: {
    fault: "sender",
    when: {
      en: "too few paper originals: one at the named destination, elsewhere or by telex the full set",
      zh: "正本数量不足：在指定目的地凭一份，在其他地点或电放须收回全套正本",
    },
    next: { en: "collect the missing originals", zh: "请收齐所缺正本" },
  },
  ERR_LAW_RIGHTS: {
    fault: "sender",
    when: {
      en: "the revealed release rights repeat, miss the bill's rights root, or are not what the surrender stated",
      zh: "披露的提货权重复、与提单的权利根不符或与交单时所述不一致",
    },
    next: { en: "reveal exactly the rights and cards of the surrender", zh: "请如实披露交单时列明的提货权和收件卡" },
  },
  ERR_LAW_NO_POLICY: {
    fault: "operator",
    when: {
      en: "the facility has no policy for this purpose, so nothing opens",
      zh: "该设施没有针对此目的的放行规则，因此不予放行",
    },
    next: {
      en: "have the operator record a policy with at least one light",
      zh: "请设施经营人登记至少含一盏灯的放行规则",
    },
  },
  ERR_LAW_LIGHT: {
    fault: "issuer",
    when: { en: "a light the facility's policy demands is absent or red", zh: "设施规则所要求的放行灯缺失或为红灯" },
    next: { en: "ask the light's authority", zh: "请向该灯的主管机关查询" },
  },
  ERR_LAW_NO_UNDERTAKING: {
    fault: "sender",
    when: { en: "no live delivery order undertakes to deliver this right", zh: "没有有效的提货单承诺交付该提货权" },
    next: { en: "ask the carrier for a delivery order", zh: "请向承运人申请提货单" },
  },
  ERR_LAW_PRESENTATION: {
    fault: "sender",
    when: {
      en: "the presentation is not the holder's, or is for another right or facility",
      zh: "提示不是持有人出具的，或针对的是另一提货权或设施",
    },
    next: { en: "ask the holder for a presentation for this gate", zh: "请持有人针对本闸口出具提示" },
  },
  ERR_LAW_APPEARANCE: {
    fault: "sender",
    when: {
      en: "the holder's own seal and signature image are not authorised, or no longer",
      zh: "持有人本企业的印章和签名图样未经授权或授权已撤回",
    },
    next: { en: "authorise the appearance, then print", zh: "请先授权印章和签名图样，再行打印" },
  },
  ERR_LAW_COPY: {
    fault: "sender",
    when: {
      en: "the copy is not the next to be printed, or was never printed",
      zh: "该份号不是下一份应打印的份号，或从未打印过",
    },
    next: {
      en: "ask how many copies are recorded as printed; do not accept one beyond them",
      zh: "请查询已登记的打印份数；超出份数的不予接受",
    },
  },
  ERR_LAW_PRESENTED: {
    fault: "sender",
    when: {
      en: "this copy of the certificate was presented before; copy, place and time are in the details",
      zh: "该份证书此前已提交过；份号、地点和时间见详情",
    },
    next: {
      en: "ask the office named there, and have the holder print another copy if it is in order",
      zh: "请向所示海关核实；情况属实的，由持有人另行打印一份",
    },
  },
  ERR_LAW_RECIPIENT: {
    fault: "sender",
    when: {
      en: "the recipient is missing, not the person the form allows, or the same as the actor",
      zh: "收件方缺失、不是单证允许的收件人，或与行为人相同",
    },
    next: { en: "name the recipient the bill allows", zh: "请指定单证允许的收件方" },
  },
  ERR_LAW_GENESIS: {
    fault: "operator",
    when: {
      en: "the genesis document is inconsistent or its digest is not the network id",
      zh: "创世文件自相矛盾，或其摘要与网络标识不符",
    },
    next: { en: "correct the genesis document", zh: "请更正创世文件" },
  },
  ERR_LAW_FACTS: {
    fault: "sender",
    when: { en: "a fact of the act contradicts itself or the record", zh: "行为所载事实自相矛盾或与记录不符" },
    next: { en: "correct the named fact and sign again", zh: "请更正所指出的事实后重新签署" },
  },
} as const satisfies ErrorTable;

export type LawErrorCode = keyof typeof LAW_ERRORS;

/** One reason why an act is not open. `details` name records and places, never content. */
export interface Reason {
  readonly code: LawErrorCode;
  readonly message: string;
  readonly details: Readonly<Record<string, string | number | null>>;
}

/** The law's refusal: the first reason's code, and every reason in `details.reasons`. */
export class LawError extends OpenLadingError<LawErrorCode> {
  override readonly name = "LawError";
}

/** Makes the refusal out of all reasons found. */
export function refusal(reasons: readonly [Reason, ...Reason[]]): LawError {
  const [first] = reasons;
  const listed = reasons.map((r) => ({ code: r.code, message: r.message, ...r.details }));
  return new LawError({ code: first.code, message: first.message, details: { reasons: listed } });
}
