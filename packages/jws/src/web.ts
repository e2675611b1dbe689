export { JWS_ERRORS, JwsError } from "./error.ts";
export { decodeCompactJws } from "./compact.ts";
export { signCompactJws } from "./signer.ts";
export { importVerificationKey, isSignatureOf, jwkThumbprint } from "./web/verification-key.ts";
export { verifyCompactJws } from "./web/verify.ts";

export type { Alg } from "./algorithm.ts";
export type { ExpectedJws, SelectableKey, VerifiedBytes, VerifiedJws } from "./candidate.ts";
export type { DecodedJws } from "./compact.ts";
export type { JwsErrorCode } from "./error.ts";
export type { EcPublicJwk, OkpPublicJwk, PublicJwk, RsaPublicJwk } from "./jwk.ts";
export type { Signer } from "./signer.ts";
export type { WebVerificationKey } from "./web/verification-key.ts";
