import { OpenLadingError, type ErrorTable } from "@openlading/core";

/** Every code this package raises. What a document's own faults are called stands in `DOCUMENT_FAULTS` and `DOCUMENT_RULES`. */
export const DOCUMENT_ERRORS = {
  ERR_DOCUMENT_INVALID: {
    fault: "issuer",
    when: {
      en: "a document breaks its kind's schema or a rule; every fault stands in details.faults with its JSON path",
      zh: "单证不符合其种类的结构或业务规则；每处问题连同其 JSON 路径列于 details.faults",
    },
    next: {
      en: "correct the places named and parse again; a document already issued goes back to its issuer for amendment",
      zh: "按所列位置更正后重新解析；已签发的单证应退回签发人改单",
    },
  },
  ERR_DOCUMENT_NOT_OBJECT: {
    fault: "sender",
    when: { en: "the data of a document is not a JSON object", zh: "单证数据不是 JSON 对象" },
    next: {
      en: "send the document itself, not a list or a text holding it",
      zh: "请发送单证本身，而不是列表或包含它的文本",
    },
  },
  ERR_DOCUMENT_ATTACHMENT: {
    fault: "sender",
    when: { en: "the description of an attachment is not well formed", zh: "附件的描述信息格式不正确" },
    next: {
      en: "describe it anew: name, media type, size and SHA-256 digest",
      zh: "请重新填写附件的名称、媒体类型、大小和 SHA-256 摘要",
    },
  },
} as const satisfies ErrorTable;

/** A code of {@link DOCUMENT_ERRORS}. */
export type DocumentErrorCode = keyof typeof DOCUMENT_ERRORS;

/** A document or an attachment that cannot be accepted. */
export class DocumentError extends OpenLadingError<DocumentErrorCode> {
  override readonly name = "DocumentError";
}
