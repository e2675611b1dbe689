import { readFileSync } from "node:fs";

const EXAMPLE = new URL("../../examples/import/transport-document.json", import.meta.url);
const BYTES = 6718;

/** A bill of lading of 6,718 bytes as minified UTF-8 JSON, part of it Chinese: the example's, with goods added. */
export function billText(): string {
  const bill = JSON.parse(readFileSync(EXAMPLE, "utf8")) as Bill;
  const [item] = bill.consignmentItems;
  if (item === undefined) throw new TypeError("the example bill has no goods");
  const added = goods(7).map((cargoItems, i) => ({ ...item, HSCodes: [`84879${String(i)}`], cargoItems }));
  const [first, ...others] = added;
  const whole = { ...bill, consignmentItems: [...bill.consignmentItems, ...(first === undefined ? [] : [first])] };
  for (const one of others) {
    const grown = { ...whole, consignmentItems: [...whole.consignmentItems, one] };
    if (bytesOf(grown) > BYTES - 64) break;
    whole.consignmentItems = grown.consignmentItems;
  }
  return padded(whole);
}

interface Bill {
  consignmentItems: Record<string, unknown>[];
  termsAndConditions: string;
}

function goods(count: number): readonly unknown[][] {
  return Array.from({ length: count }, (_, i) => [
    {
      equipmentReference: i % 2 === 0 ? "EXMU2000014" : "EXMU3000024",
      cargoGrossWeight: { value: 1250.5 + i, unit: "KGM" },
      outerPackaging: { numberOfPackages: 20 + i, packageCode: "CT", description: "纸箱 Cartons" },
    },
  ]);
}

function padded(bill: Bill): string {
  const missing = BYTES - bytesOf(bill);
  const filler = " 本单证仅供测量之用。".repeat(Math.max(0, Math.floor(missing / 31)));
  const near = { ...bill, termsAndConditions: bill.termsAndConditions + filler };
  const rest = BYTES - bytesOf(near);
  return JSON.stringify({ ...near, termsAndConditions: near.termsAndConditions + ".".repeat(Math.max(0, rest)) });
}

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value), "utf8");
