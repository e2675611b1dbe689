import type { Text } from "@openlading/core";

/** `schema`: the form of a member; `rule`: what members say together; `cross`: what documents say together. */
export type FaultLayer = "schema" | "rule" | "cross";

/** One thing wrong with a document. A warning does not make it invalid. */
export interface DocumentFault {
  /** JSON path from the document, `$.containers[0].seals`; in checks across documents it begins with `documents[i]`. */
  readonly path: string;
  readonly code: string;
  readonly layer: FaultLayer;
  readonly severity: "error" | "warning";
  readonly text: Text;
}

/** How checks of the schema layer hand in what they find. */
export type SchemaReport = (path: string, code: SchemaFaultCode, text: Text) => void;

/** The faults of the schema layer: each code once, with what it means. The text of a fault adds the limit. */
export const DOCUMENT_FAULTS = {
  ERR_DOC_REQUIRED: { en: "a mandatory member is missing", zh: "缺少必填项" },
  ERR_DOC_TYPE: { en: "the value is of another type", zh: "值的类型不符" },
  ERR_DOC_LENGTH: { en: "the text is too short or too long", zh: "文本过短或过长" },
  ERR_DOC_PATTERN: { en: "the text does not have the form required", zh: "文本不符合规定的格式" },
  ERR_DOC_CODE: { en: "the value is not one of the closed list of codes", zh: "取值不在封闭代码表之内" },
  ERR_DOC_DATE: { en: "the text is not a real date or date-time", zh: "文本不是真实的日期或日期时间" },
  ERR_DOC_RANGE: { en: "the number is outside its limits", zh: "数值超出范围" },
  ERR_DOC_DECIMALS: { en: "the number has too many decimals", zh: "小数位数过多" },
  ERR_DOC_COUNT: { en: "the list has too few or too many items", zh: "列表项目过少或过多" },
  ERR_DOC_CHOICE: { en: "not exactly the alternatives allowed are present", zh: "可选项的出现方式不符合要求" },
} as const satisfies Readonly<Record<string, Text>>;

/** A code of {@link DOCUMENT_FAULTS}. */
export type SchemaFaultCode = keyof typeof DOCUMENT_FAULTS;
