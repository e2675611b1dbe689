import { DOCUMENT_KINDS } from "../kinds.ts";
import { code, date, integer, list, matching, number, record, text, trimmed } from "./notation.ts";
import {
  amount,
  customsDeclarationNumber,
  customsOffice,
  digest,
  envelopeOptional,
  envelopeRequired,
  equipmentReference,
  quantity,
  registeredParty,
  transportDocumentReference,
} from "./trade-common.ts";

const line = record(
  {
    lineNumber: integer({ min: 1, max: 999 }),
    HSCode: matching(/^\d{10}$/u),
    description: text(500),
    quantity,
    dutiableValue: amount,
    ratePercent: number({ min: 0, max: 1000, decimals: 4 }),
    amount,
  },
  { dutyAmount: amount, consumptionTaxAmount: amount },
);

/**
 * 海关专用缴款书: what customs assessed. Of VAT the base is `dutiableValue` with `dutyAmount` and
 * `consumptionTaxAmount`, of the other taxes `dutiableValue` alone.
 */
export const dutyTaxBill = record(
  {
    ...envelopeRequired(...DOCUMENT_KINDS["duty-tax-bill"].untdid),
    documentNumber: matching(/^\d{8}1\d{9}[-/*][A-Z]\d{2}$/u),
    taxTypeCode: code("DUTY", "VAT", "CONSUMPTION_TAX", "ANTI_DUMPING", "COUNTERVAILING"),
    customsDeclarationNumber,
    customsOffice,
    taxpayer: registeredParty,
    dueDate: date,
    currencyCode: code("CNY"),
    lines: list(line, { min: 1, max: 999 }),
    totalAmount: amount,
  },
  {
    ...envelopeOptional,
    importer: registeredParty,
    agent: registeredParty,
    transportDocumentReference,
    equipmentReferences: list(equipmentReference),
    exchangeRate: number({ above: 0, decimals: 6 }),
    amountInWords: trimmed(100),
    lateFee: amount,
    payment: record({ date, reference: trimmed(70) }, { channel: trimmed(35), treasury: trimmed(100) }),
    guaranteeReference: trimmed(70),
    /** Digests of the two files that make the electronic bill. */
    dataDigest: digest,
    layoutDigest: digest,
  },
);
