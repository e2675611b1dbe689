export { CHECKS, DIMENSIONS } from "./check.ts";
export { VERIFY_ERRORS, VerifyError } from "./error.ts";
export { explainVerdict } from "./explain.ts";
export { judge } from "./judge.ts";
export { actionLabel } from "./label.ts";
export { parseTrustMaterial } from "./trust.ts";
export { STATE_WORDS } from "./word.ts";

export type { VerdictCertificate, VerdictPresentation } from "./certificate.ts";
export type { CheckCode, CheckResult, Dimension, Outcome } from "./check.ts";
export type { VerifyErrorCode } from "./error.ts";
export type { May, MayReason } from "./may.ts";
export type { VerdictDocument } from "./paper.ts";
export type { OpenedRight } from "./terms.ts";
export type { Question, TrustMaterial, VerdictReader, VerificationPolicy } from "./trust.ts";
export type { Standing, Verdict, VerdictSlot } from "./verdict.ts";
export type { StateWord } from "./word.ts";
