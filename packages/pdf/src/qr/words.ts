import type { Text } from "@openlading/core";
import type { SignerStanding } from "../trust/lookup.ts";
import type { QrCheck, QrCheckCode } from "./verify.ts";

type Words = Readonly<Record<QrCheck["outcome"], Text>>;

const NOT_RUN: Text = { en: "not checked, because a check before it did not pass", zh: "前一项未通过，故未核验" };
const NEVER: Text = { en: "this does not occur", zh: "不会出现此结果" };

/** What each outcome of each check means. */
export const QR_TEXTS: Readonly<Record<QrCheckCode, Words>> = {
  CODE: {
    valid: { en: "the code is well formed", zh: "二维码格式正确" },
    invalid: { en: "the code is malformed", zh: "二维码格式有误" },
    unknown: NEVER,
    skipped: NOT_RUN,
  },
  LIST: {
    valid: { en: "the trust list is in force", zh: "信任列表在有效期内" },
    invalid: NEVER,
    unknown: {
      en: "the trust list has expired: it may lack a revocation",
      zh: "信任列表已过期：可能缺少最新的吊销信息",
    },
    skipped: NOT_RUN,
  },
  SIGNER: {
    valid: { en: "the key that signed is on the trust list", zh: "签名密钥在信任列表中" },
    invalid: NEVER,
    unknown: {
      en: "no key of the trust list signed this: the authority is unknown here",
      zh: "信任列表中没有对应的签名密钥：无法识别签发机构",
    },
    skipped: NOT_RUN,
  },
  SIGNATURE: {
    valid: { en: "the facts are signed by that key and unaltered", zh: "所载事项由该密钥签名且未被改动" },
    invalid: {
      en: "the signature does not fit: the facts were altered or forged",
      zh: "签名不符：所载事项被改动或系伪造",
    },
    unknown: NEVER,
    skipped: NOT_RUN,
  },
  STANDING: {
    valid: { en: "the key counts for this kind of document on that day", zh: "该密钥在当日有权签发此类单证" },
    invalid: { en: "the key does not count for this document", zh: "该密钥无权签发此单证" },
    unknown: NEVER,
    skipped: NOT_RUN,
  },
  DATE: {
    valid: { en: "the date of issue is not in the future", zh: "签发日期不在未来" },
    invalid: { en: "the date of issue is in the future", zh: "签发日期在未来" },
    unknown: NEVER,
    skipped: NOT_RUN,
  },
  STATUS: {
    valid: {
      en: "the trust list does not withdraw this document, as of its date",
      zh: "截至信任列表签发之日，该单证未被撤销或替换",
    },
    invalid: { en: "the document was replaced or cancelled", zh: "该单证已被替换或撤销" },
    unknown: {
      en: "not known: the trust list is too old to say whether the document was withdrawn",
      zh: "无法得知：信任列表过旧，不能判断该单证是否已被撤销",
    },
    skipped: NOT_RUN,
  },
};

/** Why a key counts or not. */
export const STANDING_TEXTS: Readonly<Record<SignerStanding, Text>> = {
  TRUSTED: QR_TEXTS.STANDING.valid,
  UNKNOWN: QR_TEXTS.STANDING.invalid,
  KIND: { en: "this authority may not sign this kind of document", zh: "该机构无权签发此类单证" },
  FORM: { en: "this authority may not sign this form of certificate", zh: "该机构无权签发此格式的证书" },
  NOT_YET: { en: "the key was not yet in force on that day", zh: "该密钥在当日尚未生效" },
  EXPIRED: { en: "the key was no longer in force on that day", zh: "该密钥在当日已失效" },
  REVOKED: { en: "the key had been revoked by that day", zh: "该密钥在当日之前已被吊销" },
  COMPROMISED: {
    en: "the key is known to be compromised: anybody may have signed this",
    zh: "该密钥已知泄露：任何人都可能签出此内容",
  },
};
