import type { Text } from "@openlading/core";

/** The kinds of document this library reads, one row of {@link DOCUMENT_KINDS} each. */
export type DocumentKind =
  | "bill-of-lading"
  | "sea-waybill"
  | "delivery-order"
  | "eir"
  | "clp"
  | "packing-list"
  | "customs-release"
  | "certificate-of-origin"
  | "certificate-application"
  | "commercial-invoice"
  | "duty-tax-bill"
  | "tonnage-voucher"
  | "tonnage-licence";

/**
 * What a kind is. `family` is the space its numbers live in, `offices` are those that may issue it (`party` = any
 * enrolled party, none = issued outside and only registered here), `machine` names the law that governs its record, `untdid` are its codes in UNTDID 1001.
 */
export interface KindRow {
  readonly kind: DocumentKind;
  readonly name: Text;
  readonly class: "transferable" | "evidence";
  readonly family: string;
  readonly offices: readonly string[];
  readonly machine: "title" | "release" | "evidence" | "certificate";
  readonly untdid: readonly string[];
  readonly standard: string;
}

/** Every kind of document, by its key. This table imports nothing at run time, so that the law can rest on it alone. */
export const DOCUMENT_KINDS: Readonly<Record<DocumentKind, KindRow>> = {
  "bill-of-lading": {
    kind: "bill-of-lading",
    name: { en: "bill of lading", zh: "海运提单" },
    class: "transferable",
    family: "transport-document",
    offices: ["carrier"],
    machine: "title",
    untdid: ["705", "706", "707", "714"],
    standard: "DCSA transport document 3.0.4",
  },
  "sea-waybill": {
    kind: "sea-waybill",
    name: { en: "sea waybill", zh: "海运单" },
    class: "evidence",
    family: "transport-document",
    offices: ["carrier"],
    machine: "title",
    untdid: ["710", "712"],
    standard: "DCSA transport document 3.0.4",
  },
  "delivery-order": {
    kind: "delivery-order",
    name: { en: "delivery order", zh: "提货单" },
    class: "evidence",
    family: "delivery-order",
    offices: ["carrier"],
    machine: "release",
    untdid: ["640", "129"],
    standard: "GB/T 18156-2023 (names), UN/EDIFACT COREOR D.00B",
  },
  eir: {
    kind: "eir",
    name: { en: "equipment interchange receipt", zh: "集装箱设备交接单" },
    class: "evidence",
    family: "eir",
    offices: ["carrier", "terminal", "depot"],
    machine: "evidence",
    untdid: ["109", "111", "655"],
    standard: "GB/T 16561-2023 (names), UN/EDIFACT CODECO D.95B and D.00B",
  },
  clp: {
    kind: "clp",
    name: { en: "container load plan", zh: "集装箱装箱单" },
    class: "evidence",
    family: "clp",
    offices: ["party"],
    machine: "evidence",
    untdid: ["788"],
    standard: "GB/T 40812-2021 (names), UN/EDIFACT COSTCO D.00B",
  },
  "packing-list": {
    kind: "packing-list",
    name: { en: "packing list", zh: "装箱清单" },
    class: "evidence",
    family: "packing-list",
    offices: ["party"],
    machine: "evidence",
    untdid: ["271"],
    standard: "UN/CEFACT ExportPackingList (names)",
  },
  "customs-release": {
    kind: "customs-release",
    name: { en: "customs release notice", zh: "海关放行通知" },
    class: "evidence",
    family: "customs-release",
    offices: ["customs"],
    machine: "evidence",
    untdid: ["932", "132"],
    standard: "UN/EDIFACT CUSRES D.95B",
  },
  "certificate-of-origin": {
    kind: "certificate-of-origin",
    name: { en: "certificate of origin", zh: "原产地证书" },
    class: "evidence",
    family: "certificate-of-origin",
    offices: ["chamber", "customs"],
    machine: "certificate",
    untdid: ["861", "864"],
    standard: "UN/CEFACT PreferentialCoO and ICC KTDDE (names), each agreement's form",
  },
  "certificate-application": {
    kind: "certificate-application",
    name: { en: "application for a certificate of origin", zh: "原产地证书申请" },
    class: "evidence",
    family: "certificate-application",
    offices: ["party"],
    machine: "certificate",
    untdid: ["860"],
    standard: "the certificate of origin, before its certification",
  },
  "commercial-invoice": {
    kind: "commercial-invoice",
    name: { en: "commercial invoice", zh: "商业发票" },
    class: "evidence",
    family: "commercial-invoice",
    offices: ["party"],
    machine: "evidence",
    untdid: ["380"],
    standard: "UN/CEFACT cross-industry invoice (names)",
  },
  "duty-tax-bill": {
    kind: "duty-tax-bill",
    name: { en: "customs duty tax bill", zh: "海关专用缴款书" },
    class: "evidence",
    family: "duty-tax-bill",
    offices: [],
    machine: "certificate",
    untdid: ["940"],
    standard: "GACC, MoF and SAT announcement 100/2018",
  },
  "tonnage-voucher": {
    kind: "tonnage-voucher",
    name: { en: "tonnage dues payment voucher", zh: "船舶吨税缴款凭证" },
    class: "evidence",
    family: "tonnage-voucher",
    offices: [],
    machine: "certificate",
    untdid: ["917"],
    standard: "Tonnage Dues Law 2018, GACC announcement 56/2025",
  },
  "tonnage-licence": {
    kind: "tonnage-licence",
    name: { en: "tonnage dues licence", zh: "船舶吨税执照" },
    class: "evidence",
    family: "tonnage-licence",
    offices: [],
    machine: "certificate",
    untdid: ["917"],
    standard: "Tonnage Dues Law 2018, GACC announcement 56/2025",
  },
};

/** Whether `value` is the key of a kind of document. */
export function isDocumentKind(value: unknown): value is DocumentKind {
  return typeof value === "string" && Object.hasOwn(DOCUMENT_KINDS, value);
}
