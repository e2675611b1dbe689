import { OpenLadingError, type ErrorTable } from "@openlading/core";

/** Every code a witness raises. */
export const WITNESS_ERRORS = {
  ERR_WITNESS_DIVERGED: {
    fault: "ledger",
    when: {
      en: "the ledger shows something that replaying the law does not confirm, or contradicts what it showed before; the witness has halted",
      zh: "账本所示内容与法则重放结果不符，或与其先前所示内容矛盾；见证方已停止工作",
    },
    next: {
      en: "keep the witness's file as evidence, compare with the other witnesses, and resume only when the cause is known",
      zh: "请保留见证方文件作为证据，与其他见证方核对，查明原因后方可恢复",
    },
  },
  ERR_WITNESS_GAP: {
    fault: "ledger",
    when: {
      en: "the ledger's blocks are missing, repeated or out of order, or the ledger is shorter than what was witnessed",
      zh: "账本区块缺失、重复或乱序，或账本短于已见证的历史",
    },
    next: {
      en: "wait until the ledger's node has caught up, or connect to another node; nothing is signed meanwhile",
      zh: "请等待账本节点追上进度，或改连其他节点；在此期间不会签署任何内容",
    },
  },
  ERR_WITNESS_RULES: {
    fault: "operator",
    when: {
      en: "the network moved to a version of the rules that this witness does not carry",
      zh: "网络已采用本见证方软件不支持的规则版本",
    },
    next: { en: "upgrade the witness; it goes on where it stopped", zh: "请升级见证方软件，升级后将从中断处继续" },
  },
  ERR_WITNESS_CLOCK: {
    fault: "operator",
    when: {
      en: "the witness's clock stands well before the time of its last cosignature",
      zh: "见证方的时钟明显早于其上一次联署的时间",
    },
    next: { en: "set the clock, then catch up again", zh: "请校准时钟，然后重新追赶账本" },
  },
  ERR_WITNESS_TICK: {
    fault: "peer",
    when: {
      en: "the act put up for approval is not a tick of this network's clock at the present time",
      zh: "待批准的行为不是本网络时钟在当前时刻的报时行为",
    },
    next: {
      en: "catch up with the ledger and make a new tick; if the times differ, set the clocks",
      zh: "请先追上账本并重新生成报时行为；若时间不一致，请校准时钟",
    },
  },
  ERR_WITNESS_STORE: {
    fault: "operator",
    when: {
      en: "the file is empty, is no witness's file, or belongs to another network, witness or format version",
      zh: "该文件为空、不是见证方文件，或属于其他网络、其他见证方或其他格式版本",
    },
    next: {
      en: "check the path; never start a witness's key on a new file while the old one can be restored",
      zh: "请核对路径；只要旧文件可恢复，切勿让同一密钥改用新文件启动",
    },
  },
  ERR_WITNESS_CORRUPT: {
    fault: "environment",
    when: { en: "the witness's own stored data is damaged", zh: "见证方自身存储的数据已损坏" },
    next: {
      en: "stop, and restore the file from a backup; the witness then replays what came since",
      zh: "请停止使用并从备份恢复文件，见证方随后会重放其后的区块",
    },
  },
  ERR_WITNESS_LOCKED: {
    fault: "environment",
    when: {
      en: "another process held the witness's file for too long, or kept moving it on",
      zh: "另一进程占用见证方文件过久，或不断推进其进度",
    },
    next: { en: "try again; run one follower per file", zh: "请重试；每个文件只应运行一个跟随进程" },
  },
  ERR_WITNESS_STORAGE: {
    fault: "environment",
    when: { en: "the witness's file could not be opened, read or written", zh: "见证方文件无法打开、读取或写入" },
    next: { en: "check the path, its permissions and the disk", zh: "请检查路径、权限与磁盘" },
  },
  ERR_WITNESS_UNREACHABLE: {
    fault: "environment",
    when: {
      en: "a witness that runs in a process of its own does not answer, or could not do what was asked",
      zh: "独立运行的见证方进程没有应答，或未能完成所请求的操作",
    },
    next: {
      en: "see whether it runs and read its log; it goes on where it stopped when it is started again",
      zh: "请查看其是否在运行并阅读其日志；重新启动后将从中断处继续",
    },
  },
  ERR_WITNESS_UNWATCHED: {
    fault: "caller",
    when: {
      en: "the witness was not told of this network, or watches it with other keys or at another contract",
      zh: "该见证方未获知此网络，或以其他密钥、在其他合约上见证该网络",
    },
    next: {
      en: "have the witness make keys, name them in the genesis, and tell it of the network",
      zh: "请让见证方生成密钥，写入创世文件，再将该网络告知见证方",
    },
  },
  ERR_WITNESS_CLOSED: {
    fault: "caller",
    when: { en: "the witness was closed", zh: "见证方已关闭" },
    next: { en: "open it again", zh: "请重新打开见证方" },
  },
} as const satisfies ErrorTable;

/** A code of this package. */
export type WitnessErrorCode = keyof typeof WITNESS_ERRORS;

/** What a witness stops for. Nothing was signed after it was raised. */
export class WitnessError extends OpenLadingError<WitnessErrorCode> {
  override readonly name = "WitnessError";
}

/** Where and why the ledger departs from the law: `reason` is the code of the law, or of this package. */
export interface Divergence {
  readonly height: number;
  /** The place in the block; null when the block as a whole is at fault. */
  readonly index: number | null;
  readonly reason: string;
}

/** The error that halts a witness. */
export function diverged(at: Divergence, message: string, cause?: unknown): WitnessError {
  return new WitnessError({ code: "ERR_WITNESS_DIVERGED", message, details: { ...at }, cause });
}
