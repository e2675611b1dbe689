import { OpenLadingError, type ErrorTable } from "@openlading/core";

/** Every code this package raises: when it is raised, whose fault it is, what to do next. */
export const VRF_ERRORS = {
  ERR_VRF_PUBLIC_KEY: {
    fault: "issuer",
    when: {
      en: "the VRF public key is not the 33-byte compressed form of a point on P-256",
      zh: "VRF 公钥不是 P-256 曲线上某点的 33 字节压缩形式",
    },
    next: { en: "ask the registrar for the issuer's registered VRF key", zh: "请向登记机构索取签发人登记的 VRF 公钥" },
  },
  ERR_VRF_SECRET_KEY: {
    fault: "operator",
    when: { en: "the VRF secret is not a scalar of P-256", zh: "VRF 私钥不是 P-256 曲线的有效标量" },
    next: { en: "make a new VRF key and register it", zh: "请生成新的 VRF 密钥并办理登记" },
  },
  ERR_VRF_PROOF_FORM: {
    fault: "sender",
    when: {
      en: "the VRF proof is not 81 bytes of a point and two numbers in range",
      zh: "VRF 证明不是由一个点和两个有效数值组成的 81 字节",
    },
    next: { en: "ask the sender for the manifest as it was issued", zh: "请发送方提供签发时的原始清单" },
  },
  ERR_VRF_PROOF: {
    fault: "sender",
    when: {
      en: "the VRF proof does not hold for this key and this document number",
      zh: "VRF 证明与该公钥及该单证号码不符",
    },
    next: {
      en: "treat the document as not being the registered one, and ask its issuer",
      zh: "请将该单证视为非登记单证，并向其签发人核实",
    },
  },
  ERR_VRF_NUMBER: {
    fault: "issuer",
    when: {
      en: "a document number is empty, longer than 64 characters, or has characters other than ASCII letters and digits",
      zh: "单证号码为空、超过 64 个字符，或含有 ASCII 字母和数字以外的字符",
    },
    next: { en: "use a number of letters A to Z and digits", zh: "请使用由字母 A 至 Z 与数字组成的号码" },
  },
  ERR_VRF_KEY_FILE: {
    fault: "operator",
    when: {
      en: "the VRF key file is missing, unreadable, or not an encrypted PKCS#8 PEM of a P-256 key",
      zh: "VRF 密钥文件不存在、无法读取，或不是加密的 P-256 密钥 PKCS#8 PEM 文件",
    },
    next: { en: "check the path and the file's format", zh: "请检查文件路径与文件格式" },
  },
  ERR_VRF_KEY_FILE_MODE: {
    fault: "operator",
    when: { en: "the VRF key file can be read by others than its owner", zh: "VRF 密钥文件可被其所有者以外的用户读取" },
    next: {
      en: "run chmod 600 on the file, and consider whether the key leaked",
      zh: "请对该文件执行 chmod 600，并判断密钥是否已经泄露",
    },
  },
  ERR_VRF_KEY_FILE_EXISTS: {
    fault: "operator",
    when: { en: "a file already stands where the VRF key is to be written", zh: "写入 VRF 密钥的位置已有文件" },
    next: { en: "choose another path; a key file is never overwritten", zh: "请另选路径；密钥文件绝不会被覆盖" },
  },
  ERR_VRF_PASSPHRASE: {
    fault: "operator",
    when: { en: "the passphrase does not open the VRF key file", zh: "口令无法打开 VRF 密钥文件" },
    next: { en: "give the passphrase the file was written with", zh: "请使用写入该文件时的口令" },
  },
} as const satisfies ErrorTable;

/** One of the codes in {@link VRF_ERRORS}. */
export type VrfErrorCode = keyof typeof VRF_ERRORS;

/** A refused key, proof, document number or key file. */
export class VrfError extends OpenLadingError<VrfErrorCode> {
  override readonly name = "VrfError";
}
