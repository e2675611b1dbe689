// Check digits as pure arithmetic; the callers have established the form.

/** ISO 6346: the remainder modulo 11 of the first ten characters; 10 is written as 0. */
export function containerRemainder(ownerAndSerial: string): number {
  let sum = 0;
  for (let index = 0; index < 10; index += 1) sum += containerValue(ownerAndSerial.charCodeAt(index)) * 2 ** index;
  return sum % 11;
}

function containerValue(unit: number): number {
  if (unit < 65) return unit - 48;
  // A is 10; the multiples of 11 are skipped: B is 12, L is 23, V is 34.
  const position = unit - 55;
  return position + Math.floor((position - 1) / 10);
}

/** IMO ship number: digits weighted 7 to 2, modulo 10. */
export function imoCheckDigit(firstSix: string): number {
  return weightedSum(firstSix, (index) => 7 - index) % 10;
}

/** GS1: digits weighted 3 and 1 from the right, the difference to the next ten. */
export function gs1CheckDigit(digits: string): number {
  const sum = weightedSum(digits, (index) => ((digits.length - index) % 2 === 1 ? 3 : 1));
  return (10 - (sum % 10)) % 10;
}

function weightedSum(digits: string, weight: (index: number) => number): number {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) sum += Number(digits[index]) * weight(index);
  return sum;
}

/** ISO 7064 MOD 97-10 over digits and letters (A = 10): 1 when the check digits are right. */
export function mod97(text: string): number {
  let remainder = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}

const USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** GB 32100-2015: the check character of the first seventeen. */
export function usccCheckCharacter(firstSeventeen: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of firstSeventeen) {
    sum += USCC_ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return USCC_ALPHABET.charAt((31 - (sum % 31)) % 31);
}
