import { encodeHex } from "@openlading/core";

const MIN_BITS = 2048;
const MAX_BITS = 4096;
const MIN_EXPONENT = 65537n;
const MAX_EXPONENT_BYTES = 8;

/** Primes of the test for keys made by the weak generator of CVE-2017-15361 ("ROCA"). */
const ROCA_PRIMES = [
  3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113,
  127, 131, 137, 139, 149, 151, 157, 163, 167,
];

/** Says what is wrong with an RSA public key, or null: size, exponent, spelling, and the ROCA fingerprint. */
export function rsaKeyFault(modulus: Uint8Array, exponent: Uint8Array): string | null {
  if (hasLeadingZero(modulus) || hasLeadingZero(exponent)) return "not minimal";
  if (exponent.length > MAX_EXPONENT_BYTES) return "exponent too large";
  const e = toBigInt(exponent);
  if (e < MIN_EXPONENT || e % 2n === 0n) return "exponent not odd and at least 65537";
  if (modulus.length > MAX_BITS / 8) return "modulus too large";
  const n = toBigInt(modulus);
  if (n.toString(2).length < MIN_BITS) return "modulus too small";
  if (n % 2n === 0n) return "modulus even";
  return isRoca(n) ? "modulus of a generator known to be weak" : null;
}

/** How long a modulus is: its leading zeros do not count. */
export function modulusBits(modulus: Uint8Array): number {
  return toBigInt(modulus).toString(2).length;
}

/** A modulus of that generator is, modulo each of these primes, a power of 65537. */
function isRoca(n: bigint): boolean {
  return ROCA_PRIMES.every((prime) => powersOf65537(prime).has(Number(n % BigInt(prime))));
}

function powersOf65537(prime: number): ReadonlySet<number> {
  const powers = new Set<number>();
  for (let power = 1; !powers.has(power); power = (power * (65537 % prime)) % prime) powers.add(power);
  return powers;
}

function hasLeadingZero(bytes: Uint8Array): boolean {
  return bytes.length === 0 || bytes[0] === 0;
}

function toBigInt(bytes: Uint8Array): bigint {
  return BigInt(`0x${encodeHex(bytes)}`);
}
