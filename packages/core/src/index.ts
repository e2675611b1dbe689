export { compareBytes, concatBytes, decodeUtf8, utf8 } from "./bytes.ts";
export { canonicalText, canonicalize } from "./canonical.ts";
export { documentChecksum, domainDigest, sha256, sha256Hex } from "./digest.ts";
export { decodeBase64, decodeBase64url, decodeHex, encodeBase64, encodeBase64url, encodeHex } from "./encoding.ts";
export { equalBytes } from "./equal-bytes.ts";
export { CORE_ERRORS, CoreError } from "./error.ts";
export { formatInstant, parseInstant, parseUtcInstant } from "./instant.ts";
export { OpenLadingError } from "./open-lading-error.ts";
export { parseShape, shape } from "./shape.ts";
export { parseStrictJson } from "./strict-json.ts";

export type { CoreErrorCode } from "./error.ts";
export type { Fault, FaultList } from "./fault.ts";
export type { Instant } from "./instant.ts";
export type { Json, JsonObject, Text } from "./json.ts";
export type { ErrorEntry, ErrorFault, ErrorTable, OpenLadingErrorOptions } from "./open-lading-error.ts";
export type { Infer, InferMembers, OptionalShape, Shape } from "./shape.ts";
export type { JsonLimits } from "./strict-json.ts";
