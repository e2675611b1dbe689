import { OpenLadingError, type ErrorTable } from "@openlading/core";

/** Every code the contract itself raises; refusals of the law pass through it unchanged. */
export const CONTRACT_ERRORS = {
  ERR_CONTRACT_ARGUMENT: {
    fault: "caller",
    when: {
      en: "an argument of a transaction does not have the form the contract takes",
      zh: "交易参数不符合合约要求的格式",
    },
    next: {
      en: "build arguments with encodeSubmission, or pass a record id in hex",
      zh: "请用 encodeSubmission 生成参数，或传入十六进制的记录标识",
    },
  },
} as const satisfies ErrorTable;

export type ContractErrorCode = keyof typeof CONTRACT_ERRORS;

/** The contract's own refusal. */
export class ContractError extends OpenLadingError<ContractErrorCode> {
  override readonly name = "ContractError";
}
