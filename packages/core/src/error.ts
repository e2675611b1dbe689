import { OpenLadingError, type ErrorTable } from "./open-lading-error.ts";

/** Every code this package raises. */
export const CORE_ERRORS = {
  ERR_CORE_JSON_ENCODING: {
    fault: "sender",
    when: {
      en: "the JSON is not well-formed UTF-8 text, or it begins with a byte order mark",
      zh: "JSON 不是合法的 UTF-8 文本，或以字节顺序标记开头",
    },
    next: { en: "save the file as UTF-8 without a byte order mark", zh: "请以不带字节顺序标记的 UTF-8 重新保存文件" },
  },
  ERR_CORE_JSON_LIMIT: {
    fault: "sender",
    when: {
      en: "the JSON is larger, deeper or has more members than is accepted",
      zh: "JSON 的大小、嵌套深度或成员数量超过上限",
    },
    next: { en: "split the document, or move large content to attachments", zh: "请拆分单证，或将大块内容改为附件" },
  },
  ERR_CORE_JSON_SYNTAX: {
    fault: "sender",
    when: { en: "the text is not JSON", zh: "文本不符合 JSON 语法" },
    next: { en: "correct the text at the offset given", zh: "请在所示偏移处更正文本" },
  },
  ERR_CORE_JSON_DUPLICATE: {
    fault: "sender",
    when: { en: "an object has the same member name twice", zh: "同一对象中出现重复的成员名" },
    next: { en: "keep one of the two members", zh: "请只保留其中一个成员" },
  },
  ERR_CORE_JSON_NAME: {
    fault: "sender",
    when: { en: "a member is named __proto__ or constructor", zh: "成员名为 __proto__ 或 constructor，不予接受" },
    next: { en: "rename the member", zh: "请更改该成员名" },
  },
  ERR_CORE_JSON_NUMBER: {
    fault: "sender",
    when: {
      en: "a number cannot be held exactly: an integer beyond 2^53-1, overflow, underflow to zero, or -0",
      zh: "数值无法精确表示：整数超过 2^53-1、上溢、下溢为零或为 -0",
    },
    next: {
      en: "write the value as text, or as a number a double holds",
      zh: "请改用文本书写该值，或改为双精度可表示的数值",
    },
  },
  ERR_CORE_JSON_SURROGATE: {
    fault: "sender",
    when: { en: "a text holds half of a surrogate pair", zh: "文本中含有不成对的代理码元" },
    next: { en: "write the character whole, as UTF-8 or as both escapes", zh: "请以 UTF-8 或成对的转义写出完整字符" },
  },
  ERR_CORE_CANONICAL: {
    fault: "caller",
    when: { en: "the value is not JSON, so it has no canonical form", zh: "该值不是 JSON 数据，没有规范形式" },
    next: {
      en: "pass parsed JSON, or plain objects, lists, texts and finite numbers",
      zh: "请传入已解析的 JSON，或仅含普通对象、数组、文本与有限数值",
    },
  },
  ERR_CORE_ENCODING: {
    fault: "sender",
    when: { en: "text is not the one canonical spelling of its bytes", zh: "文本不是其字节的唯一规范编码" },
    next: { en: "encode the bytes again, strictly", zh: "请按严格规则重新编码" },
  },
  ERR_CORE_INSTANT: {
    fault: "sender",
    when: { en: "the text is not an instant this system accepts", zh: "文本不是可接受的时刻" },
    next: {
      en: "write a real date and time with an offset, as in 2026-05-01T08:00:00.000Z",
      zh: "请写出真实存在且带时区偏移的日期时间，例如 2026-05-01T08:00:00.000Z",
    },
  },
  ERR_CORE_SHAPE: {
    fault: "sender",
    when: { en: "the data does not have the form its format defines", zh: "数据不符合其格式规定的结构" },
    next: { en: "correct each place listed in the faults", zh: "请逐一更正所列各处" },
  },
} as const satisfies ErrorTable;

/** A code of this package. */
export type CoreErrorCode = keyof typeof CORE_ERRORS;

/** Data that cannot be read as bytes, JSON, an instant or the shape its format defines. */
export class CoreError extends OpenLadingError<CoreErrorCode> {
  override readonly name = "CoreError";
}
