import type { ErrorTable } from "@openlading/core";

const ASK = {
  en: "do not rely on this file; ask its sender for the file as it was issued",
  zh: "请勿采信此文件，并向发送方索取签发时的原始文件",
} as const;
const REGISTERED = {
  en: "if another authority issued the file, query that authority's official site with the document's number",
  zh: "若文件由其他机构签发，请凭文件编号到该机构官方网站查询",
} as const;
const OFFICIAL = {
  en: "query the authority's official site with the document's number before relying on it",
  zh: "采信之前，请凭文件编号到签发机构官方网站查询",
} as const;
const CRL = {
  en: "fetch the authority's current revocation list and check again",
  zh: "请获取签发机构最新的吊销列表后重新核验",
} as const;
const FINAL = { en: "ask for the finished document with both signatures", zh: "请索取双方均已签章的完整文件" } as const;
const UPDATE = { en: "update the checker, then check again", zh: "请更新核验程序后重新核验" } as const;
const SUCCESSOR = { en: "ask for the successor the list names", zh: "请索取列表所指明的替换文件" } as const;
const ONLINE = {
  en: "ask the issuer or fetch the newest trust list, then check again",
  zh: "请向签发机构查询或获取最新信任列表后重新核验",
} as const;
/** Every code a printed file is refused with once it is read, in the order of the checker's steps. */
export const CHECK_ERRORS = {
  // step 2: the signature dictionaries
  ERR_PDF_UNSIGNED: {
    fault: "sender",
    when: { en: "the file carries no signature", zh: "文件没有任何签名" },
    next: ASK,
  },
  ERR_PDF_SIGNATURE_DICT: {
    fault: "sender",
    when: {
      en: "a signature's dictionary is not of the known form, or belongs to no field",
      zh: "签名字典不符合规定，或不属于任何签名域",
    },
    next: ASK,
  },
  ERR_PDF_SUBFILTER: {
    fault: "sender",
    when: { en: "a signature is of a kind that is not accepted", zh: "签名类型不在接受范围内" },
    next: ASK,
  },
  ERR_PDF_BYTE_RANGE: {
    fault: "sender",
    when: { en: "a signature does not say correctly which bytes it covers", zh: "签名未正确声明其覆盖的字节范围" },
    next: ASK,
  },
  ERR_PDF_CONTENTS: { fault: "sender", when: { en: "a signature has no value", zh: "签名没有签名值" }, next: ASK },
  ERR_PDF_HOLE: {
    fault: "sender",
    when: {
      en: "the bytes a signature leaves out are more than its own value",
      zh: "签名未覆盖的部分不只是其自身的签名值",
    },
    next: ASK,
  },
  ERR_PDF_PADDING: {
    fault: "sender",
    when: { en: "something else than zeros stands behind a signature's value", zh: "签名值之后填充了非零内容" },
    next: ASK,
  },
  ERR_PDF_COVERAGE: {
    fault: "sender",
    when: { en: "a signature does not cover the file as it was when it was made", zh: "签名未覆盖签署当时的整个文件" },
    next: ASK,
  },
  // step 3: the signatures (beside those of signing)
  ERR_PDF_CMS_EXTRA: {
    fault: "sender",
    when: {
      en: "a signature carries attributes or certificates that it does not need",
      zh: "签名中带有其不需要的属性或证书",
    },
    next: ASK,
  },
  // step 4: certificates and time
  ERR_PDF_UNTRUSTED: {
    fault: "sender",
    when: { en: "a certificate leads to no authority of the trust list", zh: "证书无法追溯至信任列表中的任何机构" },
    next: OFFICIAL,
  },
  ERR_PDF_ISSUER_KIND: {
    fault: "sender",
    when: {
      en: "the authority the certificate leads to is not trusted for this kind of document or in this place",
      zh: "该证书所属机构无权对此类文件或在此位置签章",
    },
    next: OFFICIAL,
  },
  ERR_PDF_CERTIFICATE_USAGE: {
    fault: "sender",
    when: { en: "a certificate is used for what it is not meant for", zh: "证书的使用超出其规定用途" },
    next: OFFICIAL,
  },
  ERR_PDF_CERTIFICATE_EXPIRED: {
    fault: "sender",
    when: { en: "a certificate was not valid at the time that counts", zh: "证书在有效认定的时间不在有效期内" },
    next: OFFICIAL,
  },
  ERR_PDF_CERTIFICATE_REVOKED: {
    fault: "sender",
    when: { en: "a certificate was revoked at the time that counts", zh: "证书在有效认定的时间已被吊销" },
    next: OFFICIAL,
  },
  ERR_PDF_REVOCATION_DATA: {
    fault: "sender",
    when: {
      en: "a revocation list or answer is malformed, too old, or not by the certificate's issuer",
      zh: "吊销列表或应答格式错误、过旧，或并非由证书签发者出具",
    },
    next: CRL,
  },
  ERR_PDF_REVOCATION_UNKNOWN: {
    fault: "operator",
    when: { en: "nothing says whether a certificate was revoked", zh: "没有资料可判断证书是否已被吊销" },
    next: CRL,
  },
  ERR_PDF_TIMESTAMP: {
    fault: "sender",
    when: { en: "a time-stamp in the file does not prove what it says", zh: "文件中的时间戳不能证明其所声称的内容" },
    next: ASK,
  },
  ERR_PDF_VALIDATION_DATA: {
    fault: "sender",
    when: {
      en: "validation data in the file belong to no signature of it",
      zh: "文件所附验证资料不属于文件中的任何签名",
    },
    next: ASK,
  },
  // step 5: what was changed after signing
  ERR_PDF_CHANGED_PAGE: {
    fault: "sender",
    when: {
      en: "a page, its content or its resources were changed or added after signing",
      zh: "签署后页面、页面内容或资源被更改或新增",
    },
    next: ASK,
  },
  ERR_PDF_CHANGED_ANNOTATION: {
    fault: "sender",
    when: { en: "an annotation or a widget was changed or added after signing", zh: "签署后注释或控件被更改或新增" },
    next: ASK,
  },
  ERR_PDF_CHANGED_FONT: {
    fault: "sender",
    when: { en: "a font was changed after signing", zh: "签署后字体被更改" },
    next: ASK,
  },
  ERR_PDF_CHANGED_ATTACHMENT: {
    fault: "sender",
    when: { en: "an attachment was changed or added after signing", zh: "签署后附件被更改或新增" },
    next: ASK,
  },
  ERR_PDF_CHANGED_METADATA: {
    fault: "sender",
    when: { en: "the metadata were changed after signing", zh: "签署后元数据被更改" },
    next: ASK,
  },
  ERR_PDF_CHANGED_CATALOG: {
    fault: "sender",
    when: {
      en: "the root of the document was changed after signing in a way that signing does not need",
      zh: "签署后文档根对象发生了签署所不需要的更改",
    },
    next: ASK,
  },
  ERR_PDF_CHANGED_FORM: {
    fault: "sender",
    when: {
      en: "the form or one of its fields was changed after signing, or signed by another hand's rules",
      zh: "签署后表单或其域发生了不允许的更改",
    },
    next: ASK,
  },
  ERR_PDF_CHANGED_OBJECT: {
    fault: "sender",
    when: { en: "another object was changed after signing", zh: "签署后其他对象被更改" },
    next: ASK,
  },
  ERR_PDF_ADDED_OBJECT: {
    fault: "sender",
    when: { en: "an object was added after signing that no signature needs", zh: "签署后新增了签名所不需要的对象" },
    next: ASK,
  },
  ERR_PDF_MISSING_OBJECT: {
    fault: "sender",
    when: {
      en: "a revision names an object that is not there yet, so that it could be filled in later",
      zh: "某次修订引用了尚不存在的对象，以后可被他人补入内容",
    },
    next: ASK,
  },
  ERR_PDF_APPEARANCE: {
    fault: "sender",
    when: { en: "the picture of a signature is not confined to its place", zh: "签名外观超出了其预留位置" },
    next: ASK,
  },
  ERR_PDF_SIGNING_ORDER: {
    fault: "sender",
    when: {
      en: "the signatures are not the exporter's certification first and the authority's seal last",
      zh: "签名顺序不是先出口人认证签名、后机构加盖",
    },
    next: ASK,
  },
  ERR_PDF_UNSIGNED_TAIL: {
    fault: "sender",
    when: {
      en: "what stands behind the last signature is not written in its one form",
      zh: "最后一个签名之后的内容不是唯一规定的写法",
    },
    next: ASK,
  },
  ERR_PDF_SEAL_ABSENT: {
    fault: "sender",
    when: {
      en: "the authority's seal or the exporter's signature is missing: this is an unfinished state of a document",
      zh: "缺少机构印章或出口人签名：这只是文件的未完成状态",
    },
    next: FINAL,
  },
  // step 6: what such a document must not hold
  ERR_PDF_JAVASCRIPT: { fault: "sender", when: { en: "the file carries a script", zh: "文件带有脚本" }, next: ASK },
  ERR_PDF_OPEN_ACTION: {
    fault: "sender",
    when: {
      en: "the file does something when it is opened, printed or closed",
      zh: "文件在打开、打印或关闭时会执行动作",
    },
    next: ASK,
  },
  ERR_PDF_ACTION: {
    fault: "sender",
    when: {
      en: "the file can start a program, send data or lead elsewhere than to its verification page",
      zh: "文件可启动程序、发送数据，或跳转到核验网页以外的地址",
    },
    next: ASK,
  },
  ERR_PDF_XFA: {
    fault: "sender",
    when: { en: "the file carries a second, dynamic form", zh: "文件带有另一套动态表单（XFA）" },
    next: ASK,
  },
  ERR_PDF_OPTIONAL_CONTENT: {
    fault: "sender",
    when: { en: "the file has layers that can be shown or hidden", zh: "文件带有可显示或隐藏的图层" },
    next: ASK,
  },
  ERR_PDF_RICH_MEDIA: {
    fault: "sender",
    when: { en: "the file carries media or a file attachment on a page", zh: "页面上带有多媒体或文件附件注释" },
    next: ASK,
  },
  ERR_PDF_ATTACHMENT: {
    fault: "sender",
    when: {
      en: "the file carries attachments that do not belong to such a document",
      zh: "文件带有此类文件不应有的附件",
    },
    next: ASK,
  },
  ERR_PDF_NESTED_PDF: {
    fault: "sender",
    when: { en: "a PDF is attached inside the PDF", zh: "PDF 内嵌有另一个 PDF" },
    next: ASK,
  },
  ERR_PDF_EXTERNAL: {
    fault: "sender",
    when: { en: "the file takes content from outside of itself", zh: "文件引用了外部内容" },
    next: ASK,
  },
  ERR_PDF_UNUSED_OBJECT: {
    fault: "sender",
    when: { en: "an object is kept in the file that nothing shows", zh: "文件中藏有未被任何内容引用的对象" },
    next: ASK,
  },
  // step 7: data, proof, code and page say the same
  ERR_PDF_DATA_ABSENT: {
    fault: "sender",
    when: {
      en: "the file does not carry its data, its proof and its print parameters",
      zh: "文件未附带其数据、证明与打印参数",
    },
    next: REGISTERED,
  },
  ERR_PDF_DATA_FORM: {
    fault: "sender",
    when: {
      en: "the attached data are not in their one canonical form, or not of the known shape",
      zh: "所附数据不是唯一规范形式，或结构不符",
    },
    next: ASK,
  },
  ERR_PDF_DATA_SIGNATURE: {
    fault: "sender",
    when: {
      en: "the attached data are not signed by a key the trust list knows for such documents",
      zh: "所附数据并非由信任列表认可的密钥签名",
    },
    next: OFFICIAL,
  },
  ERR_PDF_DATA_CHECKSUM: {
    fault: "sender",
    when: { en: "the attached data are not those the issuer signed", zh: "所附数据与签发机构签名的数据不一致" },
    next: ASK,
  },
  ERR_PDF_DATA_ISSUER: {
    fault: "sender",
    when: {
      en: "the data's signer and the seal belong to different authorities",
      zh: "数据签名方与印章所属机构不一致",
    },
    next: ASK,
  },
  ERR_PDF_QR_FORGED: {
    fault: "sender",
    when: { en: "the QR code of the page is not signed by the issuer", zh: "页面上的二维码并非由签发机构签名" },
    next: ASK,
  },
  ERR_PDF_QR_OTHER: {
    fault: "sender",
    when: { en: "the QR code of the page belongs to another document", zh: "页面上的二维码属于另一份文件" },
    next: ASK,
  },
  ERR_PDF_PRINT_DIFFERS: {
    fault: "sender",
    when: { en: "the page does not show what its data say", zh: "页面内容与所附数据不一致" },
    next: ASK,
  },
  ERR_PDF_PRINT_UNKNOWN: {
    fault: "operator",
    when: {
      en: "this checker does not have the template or the font to print the page again",
      zh: "本核验程序没有重新生成该页面所需的模板或字体",
    },
    next: UPDATE,
  },
  // step 8: whether it still stands
  ERR_PDF_REPLACED: {
    fault: "sender",
    when: { en: "the document was replaced by another", zh: "该文件已被另一份文件替换" },
    next: SUCCESSOR,
  },
  ERR_PDF_CANCELLED: {
    fault: "sender",
    when: { en: "the document was cancelled", zh: "该文件已被撤销" },
    next: OFFICIAL,
  },
  ERR_PDF_STATUS_UNKNOWN: {
    fault: "operator",
    when: { en: "nothing recent says whether the document still stands", zh: "没有近期资料说明该文件是否仍然有效" },
    next: ONLINE,
  },
  ERR_PDF_STATUS_OTHER: {
    fault: "caller",
    when: { en: "the status handed in is about another document", zh: "所提供的状态资料属于另一份文件" },
    next: ONLINE,
  },
} as const satisfies ErrorTable;

/** A code of the checker. */
export type CheckErrorCode = keyof typeof CHECK_ERRORS;
