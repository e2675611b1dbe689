import { p256 } from "@noble/curves/nist.js";
import { proveWithNonce, verifyProof } from "./ecvrf.ts";
import { VrfError } from "./error.ts";
import { rfc6979Nonce } from "./nonce.ts";
import { ORDER, toScalar } from "./scalar.ts";

const SECRET_BYTES = 32;

/** The port through which an issuer's VRF key is used; a key service may stand behind it. */
export interface Prover {
  /** 33 bytes: a compressed P-256 point. */
  readonly publicKey: Uint8Array;
  /** The output for `alpha` (32 bytes) and its proof (81 bytes). MUST be ECVRF-P256-SHA256-TAI. */
  prove(alpha: Uint8Array): Promise<{ beta: Uint8Array; proof: Uint8Array }>;
}

/**
 * Creates a prover from a secret in memory. Nonces follow RFC 6979, so one alpha gives one proof. Not constant-time.
 * @param secretScalar 32 bytes big-endian, in 1..q-1
 * @throws VrfError ERR_VRF_SECRET_KEY
 */
export function createKeyProver(secretScalar: Uint8Array): Prover {
  const secret = parseSecret(secretScalar);
  const publicKey = p256.Point.BASE.multiply(secret).toBytes(true);
  return Object.freeze({
    get publicKey() {
      return Uint8Array.from(publicKey);
    },
    prove: (alpha: Uint8Array) =>
      Promise.resolve(proveWithNonce(secret, alpha, (input) => rfc6979Nonce(secret, input))),
  });
}

/** Makes a new VRF secret from the system's randomness: 32 bytes, to be kept like a signing key, and to be another one. */
export function generateVrfKey(): Uint8Array {
  return p256.utils.randomSecretKey();
}

/**
 * Establishes that `proof` is the key's for `alpha`, and returns the output beta (32 bytes), which is one for each key and
 * alpha however the proof was made. The key is validated; whose key it is, is not known here.
 * @throws VrfError ERR_VRF_PUBLIC_KEY, ERR_VRF_PROOF_FORM, ERR_VRF_PROOF
 * @see RFC 9381 section 5.3
 */
export function verifyVrf(publicKey: Uint8Array, alpha: Uint8Array, proof: Uint8Array): Uint8Array {
  return verifyProof(publicKey, alpha, proof);
}

/** Reads a secret scalar, or refuses it. */
export function parseSecret(secretScalar: Uint8Array): bigint {
  const secret = secretScalar.length === SECRET_BYTES ? toScalar(secretScalar) : 0n;
  if (secret === 0n || secret >= ORDER) {
    throw new VrfError({ code: "ERR_VRF_SECRET_KEY", message: "a VRF secret is not a scalar of P-256" });
  }
  return secret;
}
