const LETTERS = "0123456789A?BCDEFGHIJK?LMNOPQRSTU?VWXYZ";

export function isContainerNumber(text: string): boolean {
  if (!/^[A-Z]{3}[UJZ][0-9]{7}$/.test(text)) return false;
  let sum = 0;
  for (let index = 0; index < 10; index += 1) sum += LETTERS.indexOf(text.charAt(index)) * 2 ** index;
  return (sum % 11) % 10 === Number(text.charAt(10));
}

export function isImoNumber(text: string): boolean {
  if (!/^[0-9]{7}$/.test(text)) return false;
  let sum = 0;
  for (let index = 0; index < 6; index += 1) sum += Number(text.charAt(index)) * (7 - index);
  return sum % 10 === Number(text.charAt(6));
}
