import type { ErrorTable } from "@openlading/core";

const NEVER_RELY = {
  en: "do not rely on the signature; ask for the file as its signer made it",
  zh: "请勿采信该签名，并索取签署方生成的原始文件",
} as const;
const OTHER_SERVICE = {
  en: "ask the time-stamping service's operator, or use another service",
  zh: "请联系时间戳服务的运营方，或改用其他时间戳服务",
} as const;

/** What signing refuses, and what is refused of a signature, a certificate or a time-stamp that is read. */
export const SIGN_ERRORS = {
  ERR_PDF_SIGN_LAYOUT: {
    fault: "caller",
    when: {
      en: "the file to be signed is not laid out as the printer of this package lays files out",
      zh: "待签署的文件不具有本软件包打印程序生成的文件结构",
    },
    next: {
      en: "sign the file as printed; a file made elsewhere is registered, never signed over",
      zh: "请签署打印程序输出的原文件；他处生成的文件只作登记，不在其上加签",
    },
  },
  ERR_PDF_SIGN_FIELD: {
    fault: "caller",
    when: { en: "the file has no signature field of that name", zh: "文件中没有该名称的签名域" },
    next: {
      en: "use a field that was printed: exporter or authority",
      zh: "请使用打印时预留的签名域：exporter 或 authority",
    },
  },
  ERR_PDF_SIGN_TAKEN: {
    fault: "caller",
    when: { en: "the field is signed already", zh: "该签名域已有签名" },
    next: { en: "print a new copy to sign again", zh: "如需重新签署，请另行打印一份" },
  },
  ERR_PDF_SIGN_ORDER: {
    fault: "caller",
    when: {
      en: "the exporter must sign first and the authority last: the file is already signed, or already sealed",
      zh: "须由出口人先签、签发机构最后加盖：文件已有签名或已加盖印章",
    },
    next: { en: "print a new copy and sign it in that order", zh: "请另行打印一份并按此顺序签署" },
  },
  ERR_PDF_SIGN_CHAIN: {
    fault: "operator",
    when: {
      en: "the certificates are not a chain that begins with the certificate of the signer's key",
      zh: "所给证书不构成以签名密钥对应证书为首的证书链",
    },
    next: {
      en: "give the key's certificate first, then the certificate of each issuer in turn",
      zh: "请先给出密钥对应的证书，再依次给出各级签发者的证书",
    },
  },
  ERR_PDF_SIGN_EXPIRED: {
    fault: "operator",
    when: {
      en: "a certificate of the chain is not valid at the time of signing",
      zh: "证书链中有证书在签署时间不在有效期内",
    },
    next: { en: "renew the certificate, or check the clock", zh: "请更新证书，或核对系统时钟" },
  },
  ERR_PDF_SIGN_USAGE: {
    fault: "operator",
    when: {
      en: "the certificate's key may not be used to sign documents",
      zh: "证书未允许其密钥用于签署文件（密钥用途不符）",
    },
    next: {
      en: "use a certificate whose key usage has digitalSignature or nonRepudiation",
      zh: "请使用密钥用途含 digitalSignature 或 nonRepudiation 的证书",
    },
  },
  ERR_PDF_SIGN_ROOM: {
    fault: "operator",
    when: {
      en: "the signature with its time-stamp is longer than the room kept for it",
      zh: "签名连同时间戳超出为其预留的空间",
    },
    next: {
      en: "sign again with reserveBytes as the error's details say",
      zh: "请按错误详情中的数值设置 reserveBytes 后重新签署",
    },
  },
  ERR_PDF_SIGN_SIGNATURE: {
    fault: "operator",
    when: {
      en: "what the signer returned is not a signature by the certificate's key",
      zh: "签名设备返回的结果不是证书密钥所作的签名",
    },
    next: { en: "check the key store and which of its keys is used", zh: "请检查密钥设备及其所用的密钥" },
  },
  ERR_PDF_DER: {
    fault: "sender",
    when: { en: "bytes that must be DER are not", zh: "应为 DER 编码的字节不符合 DER 规则" },
    next: NEVER_RELY,
  },
  ERR_PDF_CERTIFICATE: {
    fault: "sender",
    when: { en: "a certificate is malformed, or repeats an extension", zh: "证书格式错误，或扩展项重复" },
    next: { en: "ask its holder for the certificate as it was issued", zh: "请持有人提供签发机构颁发的原始证书" },
  },
  ERR_PDF_CMS_FORM: {
    fault: "sender",
    when: {
      en: "the signature is not CMS signed data with exactly one signer over detached data",
      zh: "签名不是仅含一个签名人的分离式 CMS 签名数据",
    },
    next: NEVER_RELY,
  },
  ERR_PDF_CMS_ATTRIBUTE: {
    fault: "sender",
    when: {
      en: "a signed attribute is missing, repeated, or has no place in such a signature",
      zh: "签名属性缺失、重复，或不允许出现在此类签名中",
    },
    next: NEVER_RELY,
  },
  ERR_PDF_CMS_ALGORITHM: {
    fault: "sender",
    when: {
      en: "the signature uses an algorithm or a key that is not accepted",
      zh: "签名使用了不被接受的算法或密钥",
    },
    next: {
      en: "have it signed with SHA-256 or longer and P-256, P-384 or RSA of at least 2048 bits",
      zh: "请改用 SHA-256 或更长的摘要，以及 P-256、P-384 或不少于 2048 位的 RSA 密钥重新签署",
    },
  },
  ERR_PDF_CMS_SIGNER: {
    fault: "sender",
    when: {
      en: "the signer's certificate is not in the signature, or is not the one the signature names",
      zh: "签名中没有签名人证书，或该证书与签名所指定的不符",
    },
    next: NEVER_RELY,
  },
  ERR_PDF_CMS_DIGEST: {
    fault: "sender",
    when: { en: "the signed bytes are not those that were signed", zh: "被签名的内容已不是签署时的内容" },
    next: NEVER_RELY,
  },
  ERR_PDF_CMS_SIGNATURE: {
    fault: "sender",
    when: { en: "the signature does not fit the signer's key", zh: "签名与签名人的密钥不符" },
    next: NEVER_RELY,
  },
  ERR_PDF_TSA_UNREACHABLE: {
    fault: "environment",
    when: { en: "the time-stamping service cannot be reached", zh: "无法连接时间戳服务" },
    next: { en: "check the network and the address, then try again", zh: "请检查网络与地址后重试" },
  },
  ERR_PDF_TSA_LATE: {
    fault: "environment",
    when: { en: "the time-stamping service did not answer in time", zh: "时间戳服务未在限定时间内应答" },
    next: { en: "try again, or allow more time", zh: "请重试，或放宽等待时间" },
  },
  ERR_PDF_TSA_ANSWER: {
    fault: "peer",
    when: {
      en: "the time-stamping service's answer is too long or is no answer of that protocol",
      zh: "时间戳服务的应答过长，或不是该协议的应答",
    },
    next: OTHER_SERVICE,
  },
  ERR_PDF_TSA_REFUSED: {
    fault: "peer",
    when: { en: "the time-stamping service refused the request", zh: "时间戳服务拒绝了请求" },
    next: OTHER_SERVICE,
  },
  ERR_PDF_TSA_NONCE: {
    fault: "peer",
    when: { en: "the time-stamp answers another request", zh: "时间戳应答的是另一请求（随机数不符）" },
    next: { en: "discard it and request a new one", zh: "请丢弃该时间戳并重新申请" },
  },
  ERR_PDF_TSA_IMPRINT: {
    fault: "peer",
    when: { en: "the time-stamp is for other data", zh: "时间戳针对的是其他数据（摘要不符）" },
    next: { en: "discard it and request a new one", zh: "请丢弃该时间戳并重新申请" },
  },
  ERR_PDF_TSA_CERTIFICATE: {
    fault: "peer",
    when: {
      en: "the time-stamp is by a certificate that is not for time-stamping alone, or was not valid then",
      zh: "签发时间戳的证书并非仅用于时间戳，或当时不在有效期内",
    },
    next: OTHER_SERVICE,
  },
} as const satisfies ErrorTable;
