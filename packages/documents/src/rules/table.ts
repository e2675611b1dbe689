import { DOCUMENT_KINDS, isDocumentKind, type DocumentKind } from "../kinds.ts";
import { CERTIFICATE_DATE_RULES } from "./certificate-dates.ts";
import { CERTIFICATE_ITEM_RULES } from "./certificate-items.ts";
import { CERTIFICATE_PARTY_RULES } from "./certificate-parties.ts";
import { CLP_RULES } from "./clp.ts";
import { COMMERCIAL_INVOICE_RULES } from "./commercial-invoice.ts";
import { CUSTOMS_RELEASE_RULES } from "./customs-release.ts";
import { DELIVERY_ORDER_RULES } from "./delivery-order.ts";
import { DUTY_TAX_BILL_RULES } from "./duty-tax-bill.ts";
import { EIR_RULES } from "./eir.ts";
import { PACKING_LIST_RULES } from "./packing-list.ts";
import type { Rule } from "./rule.ts";
import { TONNAGE_RULES } from "./tonnage.ts";
import { TRADE_RULES } from "./trade.ts";
import { TRANSPORT_CARGO_RULES } from "./transport-cargo.ts";
import { TRANSPORT_PARTY_RULES } from "./transport-parties.ts";
import { TRANSPORT_ROUTE_RULES } from "./transport-route.ts";
import { TRANSPORT_TITLE_RULES } from "./transport-title.ts";

/** Every business rule on one document. */
export const DOCUMENT_RULES: readonly Rule[] = [
  ...TRANSPORT_TITLE_RULES,
  ...TRANSPORT_PARTY_RULES,
  ...TRANSPORT_CARGO_RULES,
  ...TRANSPORT_ROUTE_RULES,
  ...TRADE_RULES,
  ...DELIVERY_ORDER_RULES,
  ...EIR_RULES,
  ...CLP_RULES,
  ...PACKING_LIST_RULES,
  ...CUSTOMS_RELEASE_RULES,
  ...CERTIFICATE_PARTY_RULES,
  ...CERTIFICATE_ITEM_RULES,
  ...CERTIFICATE_DATE_RULES,
  ...COMMERCIAL_INVOICE_RULES,
  ...DUTY_TAX_BILL_RULES,
  ...TONNAGE_RULES,
];

const rulesOf = (kind: DocumentKind): readonly Rule[] => DOCUMENT_RULES.filter(({ kinds }) => kinds.includes(kind));

const KINDS = Object.keys(DOCUMENT_KINDS).filter(isDocumentKind);

/** The rules of each kind. */
export const RULES_BY_KIND: ReadonlyMap<DocumentKind, readonly Rule[]> = new Map(
  KINDS.map((kind) => [kind, rulesOf(kind)]),
);
