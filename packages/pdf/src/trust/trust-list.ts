import { parseShape, shape, type Infer } from "@openlading/core";

/** What stands in `format` of a trust list file. */
export const TRUST_LIST_FORMAT = "openlading-trust-list/1";
/** The `typ` of every signature of a trust list. */
export const TRUST_LIST_TYP = "openlading-trust-list+jws";

const MAX_ROWS = 10_000;
const MAX_KINDS = 32;
const MAX_ROOTS = 16;
const MAX_CERTIFICATE_CHARS = 16_384;
const KEY_NAME_CHARS = 256;

const kid = shape.text({ min: 1, max: KEY_NAME_CHARS });
const listId = shape.text({ min: 1, max: 128, pattern: /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/ });
const partyId = shape.text({
  min: 3,
  max: 64,
  pattern: /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/,
});
const name = shape.object({ en: shape.text({ min: 1, max: 200 }), zh: shape.text({ min: 1, max: 200 }) });
const documentKinds = shape.list(shape.text({ min: 1, max: 40, pattern: /^[a-z][a-z0-9-]*$/ }), {
  min: 1,
  max: MAX_KINDS,
  unique: true,
});
const form = shape.text({ min: 1, max: 40, pattern: /^[A-Z][A-Z0-9_]*$/ });
const ecJwk = shape.object({
  kty: shape.literal("EC"),
  crv: shape.literal("P-256"),
  x: shape.base64url({ bytes: 32 }),
  y: shape.base64url({ bytes: 32 }),
});

const signer = shape.object({
  kid,
  jwk: ecJwk,
  partyId,
  name,
  documentKinds,
  forms: shape.optional(shape.list(form, { min: 1, max: MAX_KINDS, unique: true })),
  notBefore: shape.instant(),
  notAfter: shape.optional(shape.instant()),
  revoked: shape.optional(
    shape.object({
      at: shape.instant(),
      reason: shape.literal("SUPERSEDED", "CESSATION", "COMPROMISED"),
      compromisedSince: shape.optional(shape.instant()),
    }),
  ),
});
/** A key that signs documents: acts, manifests and QR codes. Times are those of the key; `forms` absent: every form. */
export type TrustListSigner = Infer<typeof signer>;

const authority = shape.object({
  certificate: shape.text({ min: 4, max: MAX_CERTIFICATE_CHARS, pattern: /^[A-Za-z0-9+/]+={0,2}$/ }),
  name,
  documentKinds,
  partyId: shape.optional(partyId),
});
/** An X.509 anchor (DER, padded base64) and the kinds of documents that certificates under it may seal. */
export type TrustListAuthority = Infer<typeof authority>;

const withdrawn = shape.object({
  numberDigest: shape.hex(32),
  status: shape.literal("REPLACED", "CANCELLED"),
  at: shape.instant(),
  documentChecksum: shape.optional(shape.hex(32)),
  successor: shape.optional(
    shape.object({ numberDigest: shape.hex(32), number: shape.optional(shape.text({ min: 1, max: 64 })) }),
  ),
});
/**
 * A document that counts no more. `numberDigest` is {@link documentNumberDigest}; with `documentChecksum` only that
 * version of the number is withdrawn, without it every version.
 */
export type WithdrawnDocument = Infer<typeof withdrawn>;

const payload = shape.object({
  version: shape.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  issuedAt: shape.instant(),
  expiresAt: shape.instant(),
  listId,
  signers: shape.list(signer, { max: MAX_ROWS }),
  authorities: shape.list(authority, { max: MAX_ROWS }),
  withdrawn: shape.list(withdrawn, { max: 100_000 }),
});
/** What the roots sign: whose keys and certificates count for which documents, and which documents count no more. */
export type TrustListPayload = Infer<typeof payload>;

const file = shape.object({
  format: shape.literal(TRUST_LIST_FORMAT),
  signatures: shape.list(shape.text({ min: 1 }), { min: 1, max: MAX_ROOTS }),
});
/** The file: one compact JWS for each root, all over one payload. */
export type TrustListFile = Infer<typeof file>;

/** A root key. `owner` is who holds it: thresholds count owners, so two keys of one owner count once. */
export interface TrustRoot {
  readonly owner: string;
  readonly jwk: Infer<typeof ecJwk>;
}

/** What a reader holds beforehand: which list, whose keys, and how many owners must have signed. */
export interface TrustAnchor {
  readonly listId: string;
  readonly threshold: number;
  readonly keys: readonly TrustRoot[];
}

const anchor = shape.object({
  listId,
  threshold: shape.integer({ min: 1, max: MAX_ROOTS }),
  keys: shape.list(shape.object({ owner: shape.text({ min: 1, max: 128 }), jwk: ecJwk }), { min: 1, max: MAX_ROOTS }),
});

declare const verified: unique symbol;

/**
 * A trust list whose signatures, identity, version and dates are established. Only {@link verifyTrustList} makes one.
 * `isExpired` is true only where the caller allowed an expired list: nothing resting on such a list may be called valid.
 */
export interface VerifiedTrustList extends TrustListPayload {
  readonly [verified]: true;
  /** How old the list was at `checkedAt`, in milliseconds since it was issued. */
  readonly ageMs: number;
  readonly isExpired: boolean;
  readonly checkedAt: string;
  /** The owners whose signatures count, sorted. */
  readonly signedBy: readonly string[];
}

/** Reads a payload's form; establishes nothing. @throws CoreError `ERR_CORE_SHAPE` */
export function parseTrustListPayload(value: unknown): TrustListPayload {
  return parseShape(payload, value, "trust list");
}

/** Reads a file's form; establishes nothing. @throws CoreError `ERR_CORE_SHAPE` */
export function parseTrustListFile(value: unknown): TrustListFile {
  return parseShape(file, value, "trust list file");
}

/** Reads an anchor's form. @throws CoreError `ERR_CORE_SHAPE` */
export function parseTrustAnchor(value: unknown): TrustAnchor {
  return parseShape(anchor, value, "trust anchor");
}
