export { ENTRY_EVENT, createContract, encodeSubmission } from "./contract.ts";
export { CONTRACT_ERRORS, ContractError } from "./error.ts";
export type { ContractErrorCode } from "./error.ts";
