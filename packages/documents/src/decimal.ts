// Exact arithmetic on the decimals that documents hold. Numbers stand for what they print, not for their binary value.

/** A number with how many decimals of it count. */
export type Figure = readonly [value: number, decimals: number];

/** Larger numbers have no hundredths to speak of; what is checked with them is left to the schema. */
const MOST = 1e13;

const scaled = ([value, decimals]: Figure): bigint => BigInt(value.toFixed(decimals).replace(".", ""));

/** The product of the figures, rounded half up to the hundredth; null when a figure is too large to be exact. */
export function productToCents(...figures: readonly Figure[]): number | null {
  if (figures.some(([value]) => Math.abs(value) > MOST)) return null;
  const product = figures.reduce((total, figure) => total * scaled(figure), 1n);
  const decimals = figures.reduce((total, [, digits]) => total + digits, 0);
  const unit = 10n ** BigInt(decimals);
  const cents = (product * 200n + unit) / (2n * unit);
  return Number(cents) / 100;
}

/** A sum of amounts, to the hundredth. */
export const sumOfAmounts = (amounts: readonly number[]): number =>
  amounts.reduce((total, amount) => total + Math.round(amount * 100), 0) / 100;
