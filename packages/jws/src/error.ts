import { OpenLadingError, type ErrorTable } from "@openlading/core";

/** Every code this package raises: when it is raised, whose fault it is, what to do next. */
export const JWS_ERRORS = {
  ERR_JWS_SIZE: {
    fault: "sender",
    when: { en: "the token is longer than the reader allows", zh: "令牌长度超过读取方允许的上限" },
    next: {
      en: "send a shorter token, or raise maxBytes if the size is expected",
      zh: "请发送更短的令牌；如该长度属正常，请调高 maxBytes",
    },
  },
  ERR_JWS_SYNTAX: {
    fault: "sender",
    when: {
      en: "the token is not three dot-separated parts of canonical base64url",
      zh: "令牌不是以点分隔的三段规范 base64url 文本",
    },
    next: {
      en: "ask the sender for the token byte for byte as it was signed",
      zh: "请发送方提供签名时逐字节原样的令牌",
    },
  },
  ERR_JWS_HEADER: {
    fault: "sender",
    when: {
      en: "the protected header is not strict JSON, or has a member that is refused",
      zh: "受保护头不是严格的 JSON，或含有被拒绝的成员",
    },
    next: {
      en: "have the signer use the header of the profile and nothing more",
      zh: "请签名方只使用本规范规定的头部成员",
    },
  },
  ERR_JWS_TYP: {
    fault: "sender",
    when: { en: "the token is of another kind than the one expected here", zh: "令牌的类型（typ）与此处要求的不符" },
    next: { en: "check that the right file was given in this place", zh: "请检查此处提交的文件是否正确" },
  },
  ERR_JWS_ALG: {
    fault: "sender",
    when: {
      en: "the token names an algorithm that this place or this key does not allow",
      zh: "令牌声明的算法不被此处或此密钥允许",
    },
    next: { en: "sign again with an allowed algorithm", zh: "请改用允许的算法重新签名" },
  },
  ERR_JWS_KEY_UNKNOWN: {
    fault: "sender",
    when: { en: "no trusted key has the token's kid", zh: "受信密钥中没有与令牌 kid 相符的密钥" },
    next: { en: "check whether the signer has changed its key", zh: "请核实签名方是否已更换密钥" },
  },
  ERR_JWS_KEY_AMBIGUOUS: {
    fault: "caller",
    when: {
      en: "the token has no kid and not exactly one key was given, or two different keys share one kid",
      zh: "令牌没有 kid 而给出的密钥不止一个（或一个也没有），或两个不同的密钥使用同一 kid",
    },
    next: { en: "give the one key that is meant", zh: "请只提供所指的那一个密钥" },
  },
  ERR_JWS_SIGNATURE: {
    fault: "sender",
    when: { en: "the signature does not fit the token and the key", zh: "签名与令牌内容及密钥不符" },
    next: {
      en: "do not rely on the content; ask the signer for the original token",
      zh: "请勿采信其内容，并向签名方索取原始令牌",
    },
  },
  ERR_JWS_JWK: {
    fault: "sender",
    when: {
      en: "the public key is malformed, weak, or of another kind than its algorithm needs",
      zh: "公钥格式错误、强度不足，或与其算法要求的类型不符",
    },
    next: { en: "ask the key's owner for a proper public key", zh: "请密钥所有者提供合格的公钥" },
  },
  ERR_JWS_JWK_PRIVATE: {
    fault: "sender",
    when: { en: "a key given as public holds private members", zh: "作为公钥提交的密钥含有私钥成员" },
    next: {
      en: "treat that key as compromised, replace it, and hand out the public members only",
      zh: "请视该密钥为已泄露并予以更换，今后只提供公钥成员",
    },
  },
  ERR_JWS_SIGNER: {
    fault: "operator",
    when: { en: "the private key cannot sign with an algorithm of the profile", zh: "私钥无法以本规范的算法签名" },
    next: {
      en: "use a P-256, an Ed25519, or an RSA key of 2048 to 4096 bits",
      zh: "请使用 P-256、Ed25519，或 2048 至 4096 位的 RSA 密钥",
    },
  },
  ERR_JWS_KEY_FILE: {
    fault: "operator",
    when: {
      en: "the key file is missing, unreadable, or not an encrypted PKCS#8 PEM",
      zh: "密钥文件不存在、无法读取，或不是加密的 PKCS#8 PEM 文件",
    },
    next: { en: "check the path and the file's format", zh: "请检查文件路径与文件格式" },
  },
  ERR_JWS_KEY_FILE_MODE: {
    fault: "operator",
    when: { en: "the key file can be read by others than its owner", zh: "密钥文件可被其所有者以外的用户读取" },
    next: {
      en: "run chmod 600 on the file, and consider whether the key leaked",
      zh: "请对该文件执行 chmod 600，并判断密钥是否已经泄露",
    },
  },
  ERR_JWS_KEY_FILE_EXISTS: {
    fault: "operator",
    when: { en: "a file already stands where the key is to be written", zh: "写入密钥的位置已有文件" },
    next: { en: "choose another path; a key file is never overwritten", zh: "请另选路径；密钥文件绝不会被覆盖" },
  },
  ERR_JWS_PASSPHRASE: {
    fault: "operator",
    when: { en: "the passphrase does not open the key file", zh: "口令无法打开密钥文件" },
    next: { en: "give the passphrase the file was written with", zh: "请使用写入该文件时的口令" },
  },
} as const satisfies ErrorTable;

/** One of the codes in {@link JWS_ERRORS}. */
export type JwsErrorCode = keyof typeof JWS_ERRORS;

/** A refused token, key or key file. */
export class JwsError extends OpenLadingError<JwsErrorCode> {
  override readonly name = "JwsError";
}
