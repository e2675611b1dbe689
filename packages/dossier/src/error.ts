import { OpenLadingError, type ErrorTable, type JsonObject } from "@openlading/core";

/** Every code this package raises. */
export const DOSSIER_ERRORS = {
  ERR_DOSSIER_FORMAT: {
    fault: "sender",
    when: { en: "the file is not a dossier of a version this library reads", zh: "该文件不是本库可读取版本的卷宗" },
    next: {
      en: "upgrade the library, or ask the sender for a dossier of version 1",
      zh: "请升级本库，或请发送方提供第 1 版卷宗",
    },
  },
  ERR_DOSSIER_SHAPE: {
    fault: "sender",
    when: { en: "the dossier does not have the shape of the specification", zh: "卷宗结构不符合规范" },
    next: {
      en: "ask the sender to export it again; details.faults names the places",
      zh: "请发送方重新导出；details.faults 列出出错位置",
    },
  },
  ERR_DOSSIER_DUPLICATE: {
    fault: "sender",
    when: {
      en: "a record, act, document or attachment stands in the dossier twice",
      zh: "卷宗中有重复的记录、行为、单证或附件",
    },
    next: { en: "ask the sender for a dossier that carries each thing once", zh: "请发送方提供每项只出现一次的卷宗" },
  },
  ERR_DOSSIER_MANIFEST: {
    fault: "issuer",
    when: { en: "the manifest is malformed", zh: "清单格式不正确" },
    next: { en: "ask the issuer for the manifest as it was signed", zh: "请签发人提供签署时的原始清单" },
  },
  ERR_DOSSIER_MANIFEST_SIGNATURE: {
    fault: "sender",
    when: { en: "the manifest is not signed by a registered key of its signer", zh: "清单并非由签署人登记的密钥签署" },
    next: { en: "do not rely on the document; ask the issuer", zh: "请勿采信该单证，并向签发人核实" },
  },
  ERR_DOSSIER_RECORD_ID: {
    fault: "sender",
    when: {
      en: "the manifest's record id does not follow from issuer, number and VRF proof",
      zh: "清单中的记录标识不能由签发人、单证号码和 VRF 证明推导得出",
    },
    next: {
      en: "treat the document as another one than the registered, and ask its issuer",
      zh: "请将其视为与登记单证不同的单证，并向签发人核实",
    },
  },
  ERR_DOSSIER_COMMITMENT: {
    fault: "sender",
    when: {
      en: "the manifest's commitment is not that of its salt and checksum, or not the record's",
      zh: "清单的承诺值与其盐值及校验和不符，或与账本记录不符",
    },
    next: { en: "ask the issuer for the manifest of the version now in force", zh: "请签发人提供现行版本的清单" },
  },
  ERR_DOSSIER_CHECKSUM: {
    fault: "sender",
    when: {
      en: "the document's canonical form does not have the checksum that was signed",
      zh: "单证规范形式的校验和与签署值不符",
    },
    next: { en: "do not rely on the document: it was changed after signing", zh: "单证在签署后被更改，请勿采信" },
  },
  ERR_DOSSIER_BINDING: {
    fault: "sender",
    when: {
      en: "a binding is malformed or not signed by a registered key of the party it names",
      zh: "绑定声明格式不正确，或并非由所称主体登记的密钥签署",
    },
    next: { en: "ask the person in control for a new binding", zh: "请控制人出具新的绑定声明" },
  },
  ERR_DOSSIER_ISSUANCE_MANIFEST: {
    fault: "issuer",
    when: {
      en: "DCSA's issuance manifest is malformed, wrongly signed, or of other content",
      zh: "DCSA 签发清单格式错误、签名不符或内容不一致",
    },
    next: { en: "ask the carrier for the issuance request as it was sent", zh: "请承运人提供原始签发请求" },
  },
  ERR_DOSSIER_SOURCE: {
    fault: "operator",
    when: {
      en: "the witness cannot show an act or a state the dossier needs",
      zh: "见证方无法提供卷宗所需的行为或状态",
    },
    next: { en: "let the witness catch up, or export at proof depth", zh: "请待见证方同步完毕，或改为导出证明级卷宗" },
  },
  ERR_DOSSIER_REDACTION: {
    fault: "caller",
    when: { en: "the redaction would remove what the verdict needs", zh: "删节会去除裁断所必需的内容" },
    next: {
      en: "keep the main record's proofs; leave out documents and openings only",
      zh: "请保留主记录的证明，只删节单证与开启信息",
    },
  },
  ERR_DOSSIER_ARCHIVE: {
    fault: "sender",
    when: {
      en: "the archive is malformed, too large, or holds other files than it says",
      zh: "压缩包格式错误、过大，或内容与其声明不符",
    },
    next: { en: "ask the sender for a new file", zh: "请发送方重新提供文件" },
  },
  ERR_DOSSIER_ATTACHMENT: {
    fault: "sender",
    when: {
      en: "an attachment is missing, or its size or digest differs from what was listed",
      zh: "附件缺失，或其大小、摘要与列表不符",
    },
    next: { en: "ask the sender for the attachment as it was issued", zh: "请发送方提供签发时的原始附件" },
  },
} as const satisfies ErrorTable;

/** A code of {@link DOSSIER_ERRORS}. */
export type DossierErrorCode = keyof typeof DOSSIER_ERRORS;

/** A refused dossier or a part of one. */
export class DossierError extends OpenLadingError<DossierErrorCode> {
  override readonly name = "DossierError";
}

/** Runs `read`; whatever it throws becomes `code`, with the first as its cause. */
export function refusing<T>(code: DossierErrorCode, message: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof DossierError) throw cause;
    throw new DossierError({ code, message, details: detailsOf(cause), cause });
  }
}

/** The code and details of a coded error, for the one that wraps it. */
export function detailsOf(cause: unknown): JsonObject {
  if (!(cause instanceof OpenLadingError)) return {};
  return { cause: String(cause.code), ...cause.details };
}
