import type { ErrorTable } from "@openlading/core";

/** Every code a trust list is refused with. */
export const TRUST_ERRORS = {
  ERR_PDF_TRUST_FORM: {
    fault: "sender",
    when: {
      en: "the file is not a trust list of this format, or its parts contradict each other",
      zh: "该文件不是本格式的信任列表，或其各部分相互矛盾",
    },
    next: { en: "fetch the list again from its publisher", zh: "请从发布方重新获取信任列表" },
  },
  ERR_PDF_TRUST_LIST: {
    fault: "sender",
    when: {
      en: "the trust list is another one than the reader's anchor names",
      zh: "该信任列表不是读取方信任锚所指定的那一份",
    },
    next: { en: "use the list that belongs to the anchor", zh: "请使用与信任锚对应的信任列表" },
  },
  ERR_PDF_TRUST_THRESHOLD: {
    fault: "issuer",
    when: {
      en: "fewer owners of root keys have signed the trust list than the anchor asks for",
      zh: "在信任列表上签名的根密钥持有方数量少于信任锚的要求",
    },
    next: {
      en: "rely on nothing in it; ask the publisher for the list with all signatures",
      zh: "请勿采信其中任何内容，并向发布方索取签名齐全的列表",
    },
  },
  ERR_PDF_TRUST_OLD: {
    fault: "operator",
    when: { en: "the trust list has expired", zh: "信任列表已过有效期" },
    next: { en: "fetch the newest list, then check again", zh: "请获取最新的信任列表后重新核验" },
  },
  ERR_PDF_TRUST_FUTURE: {
    fault: "operator",
    when: {
      en: "the trust list was issued later than the reader's clock says it is now",
      zh: "信任列表的签发时间晚于读取方时钟的当前时间",
    },
    next: { en: "set the clock, then check again", zh: "请校准时钟后重新核验" },
  },
  ERR_PDF_TRUST_ROLLBACK: {
    fault: "sender",
    when: {
      en: "the trust list has a lower version than one the reader has already seen",
      zh: "信任列表的版本号低于读取方此前见过的版本",
    },
    next: {
      en: "somebody may be hiding a revocation: fetch the newest list from its publisher",
      zh: "可能有人企图隐瞒吊销信息：请直接从发布方获取最新列表",
    },
  },
  ERR_PDF_TRUST_COSIGN: {
    fault: "caller",
    when: {
      en: "an owner of a root key has signed this trust list already, or another list of the same version",
      zh: "根密钥持有方已签署过该信任列表，或已签署同一版本号的另一份列表",
    },
    next: {
      en: "hand a list that is signed here on to the next owner; else have its maker make a higher version",
      zh: "若本方已签署，请转交下一持有方；否则请制作方以更高版本号重新制作",
    },
  },
} as const satisfies ErrorTable;
