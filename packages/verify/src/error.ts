import { OpenLadingError, type ErrorTable } from "@openlading/core";

/** Every code this package raises. What is wrong with a dossier is no exception: it stands in the verdict's checks. */
export const VERIFY_ERRORS = {
  ERR_VERIFY_TRUST: {
    fault: "operator",
    when: {
      en: "the trust material is malformed, names a witness key twice, or its threshold cannot be met",
      zh: "信任材料格式错误、见证方密钥重复，或阈值无法达到",
    },
    next: {
      en: "get trust.json again from whoever runs the network, by a way you trust",
      zh: "请通过可信渠道重新向网络运营方获取 trust.json",
    },
  },
  ERR_VERIFY_POLICY: {
    fault: "caller",
    when: {
      en: "the verification policy, the moment or the reader is malformed",
      zh: "验证策略、时刻或读者信息格式不正确",
    },
    next: {
      en: "correct the named member; the moment is UTC with milliseconds and Z",
      zh: "请更正所指成员；时刻须为带毫秒和 Z 的 UTC 时间",
    },
  },
} as const satisfies ErrorTable;

/** A code of {@link VERIFY_ERRORS}. */
export type VerifyErrorCode = keyof typeof VERIFY_ERRORS;

/** A judge asked wrongly. */
export class VerifyError extends OpenLadingError<VerifyErrorCode> {
  override readonly name = "VerifyError";
}
