import type { ErrorTable } from "@openlading/core";

const ASK = {
  en: "do not rely on this file; ask its sender for the file as it was issued",
  zh: "请勿采信此文件，并向发送方索取签发时的原始文件",
} as const;
const SMALL = {
  en: "ask for the document alone, without what was added to it",
  zh: "请索取不含附加内容的文件本身",
} as const;
const PLAIN = {
  en: "ask for the file as it was issued, without a password",
  zh: "请索取签发时未加密码的原始文件",
} as const;
const REGISTERED = {
  en: "if another authority issued the file, query that authority's official site with the document's number",
  zh: "若文件由其他机构签发，请凭文件编号到该机构官方网站查询",
} as const;
/** Every code the reader refuses bytes with. */
export const READ_ERRORS = {
  // step 1: the bytes
  ERR_PDF_TOO_LARGE: {
    fault: "sender",
    when: { en: "the file is larger than the limit; it was not read", zh: "文件大小超过上限，未予读取" },
    next: SMALL,
  },
  ERR_PDF_HEADER: {
    fault: "sender",
    when: {
      en: "the file does not begin with the header of a PDF of a known version",
      zh: "文件开头不是已知版本的 PDF 文件头",
    },
    next: ASK,
  },
  ERR_PDF_SECOND_HEADER: {
    fault: "sender",
    when: { en: "a second PDF begins inside the file", zh: "文件内部另有一个 PDF 文件头" },
    next: ASK,
  },
  ERR_PDF_END: {
    fault: "sender",
    when: { en: "the file has no end mark: it is cut off, or no PDF", zh: "文件没有结束标记：可能被截断，或不是 PDF" },
    next: ASK,
  },
  ERR_PDF_TRAILING: {
    fault: "sender",
    when: { en: "something was put behind the end of the file", zh: "文件结束标记之后另附有内容" },
    next: ASK,
  },
  ERR_PDF_XREF: {
    fault: "sender",
    when: { en: "the table of objects does not say where the objects are", zh: "对象索引表与对象的实际位置不符" },
    next: ASK,
  },
  ERR_PDF_HYBRID: {
    fault: "sender",
    when: {
      en: "the file has two tables of objects, so two programs may see two files",
      zh: "文件带有两套对象索引，不同程序可能读出不同内容",
    },
    next: ASK,
  },
  ERR_PDF_ENCRYPTED: { fault: "sender", when: { en: "the file is encrypted", zh: "文件已加密" }, next: PLAIN },
  ERR_PDF_OBJECT_STREAM: {
    fault: "sender",
    when: {
      en: "objects are packed into a stream, which this checker does not open",
      zh: "对象被打包在流中，本核验程序不予解开",
    },
    next: REGISTERED,
  },
  ERR_PDF_DUPLICATE_OBJECT: {
    fault: "sender",
    when: { en: "one revision writes an object twice", zh: "同一修订中某对象被写入两次" },
    next: ASK,
  },
  ERR_PDF_GAP: {
    fault: "sender",
    when: { en: "bytes of the file belong to nothing in it", zh: "文件中存在不属于任何对象的字节" },
    next: ASK,
  },
  ERR_PDF_SYNTAX: {
    fault: "sender",
    when: { en: "a part of the file is malformed", zh: "文件某处语法错误" },
    next: ASK,
  },
  ERR_PDF_DEPTH: {
    fault: "sender",
    when: { en: "values of the file nest too deep", zh: "文件中的数据嵌套过深" },
    next: ASK,
  },
  ERR_PDF_TOO_MANY: {
    fault: "sender",
    when: { en: "the file has more objects or revisions than are read", zh: "文件的对象或修订数量超过上限" },
    next: ASK,
  },
  ERR_PDF_INFLATE: {
    fault: "sender",
    when: { en: "a stream of the file inflates beyond the limit", zh: "文件中的流解压后超过上限" },
    next: ASK,
  },
  ERR_PDF_FILTER: {
    fault: "sender",
    when: {
      en: "a stream that must be read is packed in a way this checker does not open",
      zh: "必须读取的流采用了本程序不支持的压缩方式",
    },
    next: REGISTERED,
  },
} as const satisfies ErrorTable;

/** A code of the reader. */
export type ReadErrorCode = keyof typeof READ_ERRORS;
