import { OpenLadingError, type ErrorTable, type JsonObject } from "@openlading/core";

/** Every code a ledger raises, whichever adapter is behind it. A refusal carries the contract's own code instead. */
export const LEDGER_ERRORS = {
  ERR_LEDGER_KEY: {
    fault: "caller",
    when: {
      en: "a state key is empty, too long, or holds U+0000, U+10FFFF or half a surrogate pair",
      zh: "状态键为空、过长，或含有 U+0000、U+10FFFF 或不成对的代理码元",
    },
    next: { en: "build keys from checked identifiers only", zh: "请仅用校验过的标识符构造状态键" },
  },
  ERR_LEDGER_EMPTY_VALUE: {
    fault: "caller",
    when: {
      en: "a contract put an empty value, which a ledger cannot tell from an absent key",
      zh: "合约写入空值，账本无法将其与不存在的键区分",
    },
    next: { en: "delete the key, or write at least one byte", zh: "请删除该键，或至少写入一个字节" },
  },
  ERR_LEDGER_NO_SUCH_TRANSACTION: {
    fault: "caller",
    when: { en: "the contract has no transaction or reader of that name", zh: "合约中没有该名称的交易或查询" },
    next: {
      en: "check the name, and that client and contract have one version",
      zh: "请核对名称，并确认客户端与合约版本一致",
    },
  },
  ERR_LEDGER_CONTRACT: {
    fault: "ledger",
    when: {
      en: "the contract failed without a code, so nothing was decided and nothing written",
      zh: "合约未以错误码而是异常终止，未作任何裁决，也未写入数据",
    },
    next: { en: "report it to the contract's maintainer with the transaction id", zh: "请将交易编号告知合约维护者" },
  },
  ERR_LEDGER_NOT_DETERMINISTIC: {
    fault: "ledger",
    when: {
      en: "two endorsements of one transaction differ in what they read, wrote, emitted or answered",
      zh: "同一交易的两次背书在读集、写集、事件或结果上不一致",
    },
    next: {
      en: "remove clocks, time zones, randomness and unordered iteration from the contract",
      zh: "请从合约中去除时钟、时区、随机数与无序遍历",
    },
  },
  ERR_LEDGER_CONFLICT: {
    fault: "peer",
    when: {
      en: "the ledger moved between endorsement and commit, or a predecessor is not committed yet; nothing was written",
      zh: "背书与提交之间账本已变动，或前序行为尚未提交；未写入任何数据",
    },
    next: {
      en: "read the record again; send the same bytes only if their heads still stand",
      zh: "请重新读取记录；仅当其头部仍有效时才可重发原字节",
    },
  },
  ERR_LEDGER_UNKNOWN: {
    fault: "environment",
    when: {
      en: "no answer came, so the transaction may or may not be committed",
      zh: "未收到答复，交易可能已提交，也可能未提交",
    },
    next: {
      en: "ask for the status of the transaction id before doing anything else",
      zh: "请先按交易编号查询状态，再作其他操作",
    },
  },
  ERR_LEDGER_ABORTED: {
    fault: "caller",
    when: {
      en: "the call was aborted or its deadline passed before the transaction was sent; it is certain not to commit",
      zh: "调用在交易发出前被中止或已超时；可以确定不会提交",
    },
    next: { en: "submit again with more time", zh: "请给予更多时间后重新提交" },
  },
  ERR_LEDGER_CLOSED: {
    fault: "caller",
    when: { en: "the ledger client was closed", zh: "账本客户端已关闭" },
    next: { en: "open it again", zh: "请重新打开账本" },
  },
  ERR_LEDGER_FORMAT: {
    fault: "operator",
    when: {
      en: "the file is not a ledger, or one of another format version",
      zh: "该文件不是账本，或属于其他格式版本",
    },
    next: {
      en: "check the path; open the file with the release that wrote it",
      zh: "请核对路径，并用写入该文件的版本打开",
    },
  },
  ERR_LEDGER_CORRUPT: {
    fault: "environment",
    when: {
      en: "stored data is damaged: truncated, overwritten, or at odds with its checksum",
      zh: "已存数据损坏：被截断、被覆盖，或与校验和不符",
    },
    next: {
      en: "stop using this file and restore it from a backup or by replaying another party's copy",
      zh: "请停用该文件，并从备份恢复或重放其他方的副本",
    },
  },
  ERR_LEDGER_DISK_FULL: {
    fault: "environment",
    when: {
      en: "there is no room for the block; nothing of it was written",
      zh: "磁盘空间不足以写入该区块；区块内容均未写入",
    },
    next: { en: "free space or raise the size limit, then submit again", zh: "请释放空间或提高容量上限后重新提交" },
  },
  ERR_LEDGER_LOCKED: {
    fault: "environment",
    when: {
      en: "another process held the ledger for longer than the busy timeout; nothing was written",
      zh: "另一进程占用账本超过等待时限；未写入任何数据",
    },
    next: { en: "wait for the other process, then submit again", zh: "请等待另一进程结束后重新提交" },
  },
  ERR_LEDGER_STORAGE: {
    fault: "environment",
    when: { en: "the storage could not be opened, read or written", zh: "存储无法打开、读取或写入" },
    next: { en: "check the path, its permissions and the disk", zh: "请检查路径、权限与磁盘" },
  },
  ERR_LEDGER_ARGUMENTS: {
    fault: "caller",
    when: { en: "the arguments of a transaction are too many or too large", zh: "交易参数过多或过大" },
    next: {
      en: "send less in one transaction; anchor bulk by its root",
      zh: "请减少单笔交易的内容；批量数据请只锚定其根",
    },
  },
  ERR_LEDGER_UNREACHABLE: {
    fault: "environment",
    when: {
      en: "no gateway could be reached or do what was asked, so nothing was sent to be ordered",
      zh: "无法连接任何网关，或网关未能完成请求，交易未被送去排序",
    },
    next: {
      en: "check addresses, TLS roots and that the peers are up, then submit again",
      zh: "请检查地址、TLS 根证书与节点状态，然后重新提交",
    },
  },
  ERR_LEDGER_BUSY: {
    fault: "environment",
    when: {
      en: "more calls are waiting than may wait, or the gateway has reached its limit; nothing was sent to be ordered",
      zh: "等待中的调用超过上限，或网关已达并发限制；交易未被送去排序",
    },
    next: { en: "submit again after a pause, or add gateways", zh: "请稍后重新提交，或增加网关" },
  },
  ERR_LEDGER_DENIED: {
    fault: "operator",
    when: {
      en: "the network does not accept this identity or its signature",
      zh: "网络不接受该身份或其签名",
    },
    next: {
      en: "check certificate, key, MSP id, expiry and the channel's membership",
      zh: "请核对证书、密钥、MSP 标识、有效期以及通道成员资格",
    },
  },
  ERR_LEDGER_ENDORSERS: {
    fault: "operator",
    when: {
      en: "no gateway gets endorsements that satisfy the contract's policy, so nothing was sent to be ordered",
      zh: "没有网关能取得满足合约策略的背书，交易未被送去排序",
    },
    next: {
      en: "run openlading doctor: the policy names an organisation that is not there, or peers are down, have not approved the chaincode or do not see each other",
      zh: "请运行 openlading doctor：策略所列组织不在通道内，或节点停机、未批准链码、彼此不可见",
    },
  },
  ERR_LEDGER_POLICY: {
    fault: "operator",
    when: {
      en: "the transaction was ordered with endorsements that do not satisfy the policy, and is void; nothing was written",
      zh: "交易排序时的背书不满足策略，已作废；未写入任何数据",
    },
    next: {
      en: "do not send it again as it is: run openlading doctor and have every organisation approve and commit one policy, then submit the act anew",
      zh: "请勿原样重发：请运行 openlading doctor，由各组织批准并提交同一策略后再重新提交该行为",
    },
  },
  ERR_LEDGER_INVALID: {
    fault: "ledger",
    when: {
      en: "the ledger declared the transaction void for a reason that is neither a conflict nor the policy",
      zh: "账本因冲突与策略之外的原因宣告交易无效",
    },
    next: {
      en: "look up the validation code in the details with the network's operators",
      zh: "请向网络运营方查询详情中的验证码",
    },
  },
  ERR_LEDGER_OTHER_CHAIN: {
    fault: "operator",
    when: {
      en: "a stored position belongs to another chain than the one being read, as after a network was set up anew",
      zh: "已存的读取位置属于另一条链，例如网络被重新搭建之后",
    },
    next: {
      en: "check the channel; begin again in a new file if the network really is a new one",
      zh: "请核对通道；若确为新网络，请使用新文件从头开始",
    },
  },
} as const satisfies ErrorTable;

/** A code of this package. */
export type LedgerErrorCode = keyof typeof LEDGER_ERRORS;

/** The ledger itself could not do what was asked; the contract has decided nothing. */
export class LedgerError extends OpenLadingError<LedgerErrorCode> {
  override readonly name: string = "LedgerError";
}

/** Why a transaction lost: a key it read changed, a range it scanned changed, or what it builds on is not there yet. */
export type ConflictReason = "mvcc" | "phantom" | "predecessor";

/** What a conflict says. */
export interface ConflictErrorOptions {
  readonly reason: ConflictReason;
  readonly message?: string;
  readonly transactionId?: string;
  readonly details?: JsonObject;
  readonly cause?: unknown;
}

const CONFLICT_MESSAGES: Readonly<Record<ConflictReason, string>> = {
  mvcc: "a key this transaction read or wrote was changed by an earlier one",
  phantom: "a range this transaction scanned was changed by an earlier one",
  predecessor: "what this transaction builds on is not committed yet",
};

/** Nothing was written and nothing refused: the transaction may be judged again. `details.reason` says why. */
export class ConflictError extends LedgerError {
  override readonly name: string = "ConflictError";
  readonly reason: ConflictReason;

  constructor(options: ConflictErrorOptions) {
    const { reason, transactionId, cause } = options;
    super({
      code: "ERR_LEDGER_CONFLICT",
      message: options.message ?? CONFLICT_MESSAGES[reason],
      details: { ...options.details, reason, ...(transactionId === undefined ? {} : { transactionId }) },
      ...(cause === undefined ? {} : { cause }),
    });
    this.reason = reason;
  }
}

/** No answer came: ask `status(transactionId)`. The transaction MUST NOT be assumed lost, nor committed. */
export class UnknownError extends LedgerError {
  override readonly name: string = "UnknownError";
  readonly transactionId: string;

  constructor(options: { readonly transactionId: string; readonly cause?: unknown }) {
    super({
      code: "ERR_LEDGER_UNKNOWN",
      message: "no answer came for this transaction",
      details: { transactionId: options.transactionId },
      ...(options.cause === undefined ? {} : { cause: options.cause }),
    });
    this.transactionId = options.transactionId;
  }
}

/** What a refusal says. */
export interface RefusedErrorOptions {
  readonly code: string;
  readonly message: string;
  readonly details?: JsonObject;
  readonly height: number;
  readonly cause?: unknown;
}

/** The contract said no, judged on the one snapshot at `height`. `code` is the contract's own. Never retry it. */
export class RefusedError extends OpenLadingError {
  override readonly name: string = "RefusedError";
  readonly height: number;

  constructor(options: RefusedErrorOptions) {
    super(options);
    this.height = options.height;
  }
}
