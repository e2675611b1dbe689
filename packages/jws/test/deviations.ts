/** A set of vectors whose verdict is not ours, by test id, and why. */
export interface Deviation {
  readonly reason: string;
  /** Ours; the vector says "valid". */
  readonly verdict: string;
  readonly ids: readonly number[];
}

const SYMMETRIC = "a symmetric key: no symmetric algorithm is compiled in";
const NOT_IN_TABLE = "RS384, RS512, PS384, PS512 and ES512 have no row in our table";

/** Every vector of the files below whose verdict differs from ours. There is no deviation towards acceptance. */
export const DEVIATIONS: Readonly<Record<string, readonly Deviation[]>> = {
  "json_web_signature_test.json": [
    { reason: SYMMETRIC, verdict: "ERR_JWS_JWK_PRIVATE", ids: [1, 348, 352, 357, 358, 359, 372, 373, 376, 377] },
    {
      reason: NOT_IN_TABLE,
      verdict: "ERR_JWS_JWK",
      ids: [264, 265, 266, 267, 268, 269, 270, 271, 320, 321, 322, 323, 325, 326, 327, 328, 347, 351],
    },
    { reason: "the key says PS256, the token PS384: a key has one algorithm", verdict: "ERR_JWS_ALG", ids: [346, 350] },
  ],
  "json_web_key_test.json": [{ reason: SYMMETRIC, verdict: "ERR_JWS_JWK_PRIVATE", ids: [2, 13, 14, 15] }],
  "json_web_crypto_test.json": [
    { reason: SYMMETRIC, verdict: "ERR_JWS_JWK_PRIVATE", ids: [1, 48, 50] },
    {
      reason: "encryption (JWE) with a private key: not what this package reads",
      verdict: "ERR_JWS_JWK_PRIVATE",
      ids: [67],
    },
  ],
  "ecdsa_secp256r1_sha256_p1363_test.json": [],
  "ed25519_test.json": [],
  "rsa_pss_2048_sha256_mgf1_32_test.json": [],
  "rsa_signature_2048_sha256_test.json": [
    { reason: "a public exponent of 3: we want 65537 or more", verdict: "ERR_JWS_JWK", ids: [258, 259] },
  ],
};
