import type { MessageTable } from "./text.ts";

/** What every command may say. */
export const SESSION_TEXTS = {
  next: { en: "next:", zh: "下一步：" },
  defect: { en: "openlading could not run: {message}", zh: "openlading 无法运行：{message}" },
  passphrase: { en: "Passphrase of {home}: ", zh: "请输入 {home} 的口令：" },
  committed: {
    en: "committed at {height}.{index}",
    zh: "已入账，位置 {height}.{index}",
  },
  record: { en: "record {recordId}", zh: "记录 {recordId}" },
  actDigest: { en: "act {actDigest}", zh: "行为 {actDigest}" },
  refused: { en: "refused: nothing was written", zh: "被拒绝：未写入任何内容" },
  conflict: {
    en: "not taken: {message}; read the record again and decide anew",
    zh: "未被接受：{message}；请重新读取记录后再作决定",
  },
  unknown: {
    en: "no answer: transaction {transactionId} may or may not be committed; ask before acting again",
    zh: "未收到答复：交易 {transactionId} 可能已入账也可能没有；请先查询再操作",
  },
  wrote: { en: "wrote {path}", zh: "已写入 {path}" },
} as const satisfies MessageTable;

/** The program's own words in help and usage errors. */
export const PROGRAM_TEXTS = {
  summary: {
    en: "Electronic trade documents that release cargo without paper.",
    zh: "无纸放货的电子贸易单证。",
  },
  usage: { en: "Usage:", zh: "用法：" },
  arguments: { en: "Arguments:", zh: "参数：" },
  options: { en: "Options:", zh: "选项：" },
  commands: { en: "Commands:", zh: "命令：" },
  globalOptions: { en: "Global options:", zh: "全局选项：" },
  examples: { en: "Examples:", zh: "示例：" },
  exitCodes: { en: "Exit codes:", zh: "退出码：" },
  help: { en: "say what this does, with examples", zh: "显示说明与示例" },
  version: { en: "print the version", zh: "显示版本号" },
  home: {
    en: "the network's folder (default: OPENLADING_HOME, else the nearest .openlading)",
    zh: "网络目录（默认取 OPENLADING_HOME，否则取最近的 .openlading）",
  },
  as: { en: "the party that acts", zh: "以哪个主体的身份操作" },
  json: { en: "print JSON", zh: "以 JSON 输出" },
  lang: { en: "language: en or zh (default: the environment's)", zh: "语言：en 或 zh（默认随环境）" },
  noInput: { en: "never ask", zh: "从不询问" },
  noColor: { en: "no colours", zh: "不使用颜色" },
  exitCodeLines: {
    en: "0 done, valid and live, or open · 1 could not run · 2 wrong usage · 3 invalid · 4 genuine but ended\n  5 unknown · 6 hold · 7 refused · 8 conflict",
    zh: "0 完成、有效且存续、或可放行 · 1 无法运行 · 2 用法错误 · 3 无效 · 4 真实但已终结\n  5 未知 · 6 不放行 · 7 被拒绝 · 8 冲突",
  },
  unknownCommand: { en: "there is no command {name}", zh: "没有命令 {name}" },
  unknownOption: { en: "there is no option {name}", zh: "没有选项 {name}" },
  missingArgument: { en: "{name} is missing", zh: "缺少 {name}" },
  tooMany: { en: "there are more arguments than the command takes", zh: "参数多于该命令所需" },
  badChoice: { en: "the value is not among the choices: {name}", zh: "取值不在可选范围内：{name}" },
  didYouMean: { en: "did you mean {name}?", zh: "您是否想用 {name}？" },
  seeHelp: { en: "see `{command} --help`", zh: "请看 `{command} --help`" },
} as const satisfies MessageTable;
