import { canonicalText, type JsonObject } from "@openlading/core";
import { numberAt, recordAt, textAt, textsAt } from "../access.ts";
import { dayOf } from "../calendar.ts";
import { plainName } from "../rules/certificate-form.ts";
import { suggestPortCode } from "../ports.ts";
import { billPairs } from "./certificate-match.ts";
import { exporterName, invoiceNumbers } from "./certificate-rules.ts";
import { comparable, crossRules, isSame, type CrossRule, type PlacedDocument, type Shipment } from "./shipment.ts";

const PORTS = [
  ["portOfLoading", "portOfLoading"],
  ["portOfDischarge", "portOfDischarge"],
] as const;

const port = (code: string | null | undefined): string | undefined =>
  code === null || code === undefined ? undefined : (suggestPortCode(code) ?? code);

/** Members that an application and the certificate it led to have in common. */
const BODY = [
  "form",
  "exporter",
  "consignee",
  "producer",
  "originCountryCode",
  "destinationCountryCode",
  "items",
  "invoices",
];

const spelt = (data: JsonObject, member: string): string => canonicalText(data[member] ?? null);

function isTwin(left: JsonObject, right: JsonObject): boolean {
  const sharesInvoice = invoiceNumbers(left).some((number) => invoiceNumbers(right).some((one) => isSame(one, number)));
  const bills = [left, right].map((data) => textAt(data, "transportDocumentReference"));
  return left["form"] === right["form"] && sharesInvoice && isSame(bills[0], bills[1]);
}

/** Whether one of the two takes the place of the other, or is its duplicate. */
function isSuccession(one: PlacedDocument, other: PlacedDocument): boolean {
  const named = (document: PlacedDocument): readonly (string | undefined)[] =>
    ["replaces", "duplicateOf"].map((member) => textAt(recordAt(document.data, member), "number"));
  return (
    named(one).some((number) => isSame(number, other.number)) ||
    named(other).some((number) => isSame(number, one.number))
  );
}

const issued = ({ certificates }: Shipment): readonly PlacedDocument[] =>
  certificates.filter(({ kind }) => kind === "certificate-of-origin");

const lasting = ({ data }: PlacedDocument) => ({
  from: dayOf(textAt(data, "licenceFrom")) ?? 0,
  to: dayOf(textAt(data, "licenceTo")) ?? 0,
  imo: textAt(recordAt(data, "ship"), "imo"),
});

/** Rules between certificates, bills, customs bills and tonnage papers. */
export const CERTIFICATE_CHAIN_RULES: readonly CrossRule[] = crossRules([
  [
    "CERT_BILL_SHIPPER",
    "warning",
    "the exporter of the certificate is not the shipper of the bill",
    "证书的出口商不是提单的托运人",
    (shipment, report) => {
      for (const { certificate, bill } of billPairs(shipment)) {
        if (textsAt(certificate.data, "ticks").includes("THIRD_PARTY_INVOICING")) continue;
        const [own, other] = [plainName(exporterName(certificate.data)), plainName(bill.view.shipperName)];
        if (own !== other) report(`${certificate.path}.exporter.name`);
      }
    },
  ],
  [
    "CERT_BILL_PORTS",
    "error",
    "a port differs between certificate and bill",
    "证书与提单的港口不一致",
    (shipment, report) => {
      for (const { certificate, bill } of billPairs(shipment)) {
        for (const [member, view] of PORTS) {
          const place = recordAt(recordAt(certificate.data, "transport"), member);
          const [own, other] = [port(textAt(place, "unLocationCode")), port(bill.view[view])];
          if (own !== undefined && other !== undefined && own !== other)
            report(`${certificate.path}.transport.${member}`);
        }
      }
    },
  ],
  [
    "CERT_BILL_DEPARTURE",
    "warning",
    "the day of departure is neither the bill's day of shipment nor its planned day",
    "离港日期与提单的装船日期和预计离港日期均不一致",
    (shipment, report) => {
      for (const { certificate, bill } of billPairs(shipment)) {
        const stated = textAt(recordAt(certificate.data, "transport"), "departureDate");
        const planned = textAt(recordAt(bill.data, "transports"), "plannedDepartureDate");
        const days = [textAt(bill.data, "shippedOnBoardDate"), planned].filter((day) => day !== undefined);
        if (stated !== undefined && days.length > 0 && !days.includes(stated)) {
          report(`${certificate.path}.transport.departureDate`);
        }
      }
    },
  ],
  [
    "CERT_TWICE",
    "error",
    "two certificates of one agreement cover the same invoice and bill",
    "同一协定下有两份证书涵盖同一发票和提单",
    (shipment, report) => {
      for (const [index, one] of issued(shipment).entries()) {
        const earlier = issued(shipment).slice(0, index);
        const twin = earlier.find(
          (other) => isTwin(one.data, other.data) && !isSame(one.number, other.number) && !isSuccession(one, other),
        );
        if (twin !== undefined) report(one.path);
      }
    },
  ],
  [
    "CERT_APPLICATION",
    "error",
    "the certificate differs from the application it names",
    "证书内容与其申请不一致",
    ({ certificates }, report) => {
      for (const { data, path } of certificates) {
        const reference = textAt(data, "applicationReference");
        const application = certificates.find(
          ({ kind, number }) => kind === "certificate-application" && isSame(number, reference),
        );
        for (const member of application === undefined ? [] : BODY) {
          if (application && spelt(data, member) !== spelt(application.data, member)) report(`${path}.${member}`);
        }
      }
    },
  ],
  [
    "TAX_BILL_UNPAID",
    "error",
    "customs released the goods as paid, but the tax bill shows neither payment nor guarantee",
    "海关按已缴税放行，但缴款书既无缴款记录也无担保",
    ({ taxBills, releases }, report) => {
      for (const { data, path } of taxBills) {
        const declaration = textAt(data, "customsDeclarationNumber");
        const isReleased = releases.some(
          (release) =>
            textAt(release.data, "customsDeclarationNumber") === declaration && release.data["taxState"] === "PAID",
        );
        const isSettled = data["payment"] !== undefined || data["guaranteeReference"] !== undefined;
        if (isReleased && !isSettled) report(`${path}.payment`);
      }
    },
  ],
  [
    "TAX_BILL_DECLARATION",
    "warning",
    "the tax bill is of another declaration than the customs notices on its bill of lading",
    "缴款书的报关单号与该提单的海关通知不一致",
    ({ taxBills, releases }, report) => {
      for (const { data, path } of taxBills) {
        const bill = textAt(data, "transportDocumentReference");
        const notices = releases.filter((release) =>
          textsAt(release.data, "transportDocumentReferences").some((reference) => isSame(reference, bill)),
        );
        const declarations = notices.map((notice) => textAt(notice.data, "customsDeclarationNumber"));
        if (notices.length > 0 && !declarations.includes(textAt(data, "customsDeclarationNumber"))) {
          report(`${path}.customsDeclarationNumber`);
        }
      }
    },
  ],
  [
    "TAX_BILL_TWICE",
    "warning",
    "two tax bills are of one declaration and one tax",
    "同一报关单同一税种有两份缴款书",
    ({ taxBills }, report) => {
      const key = ({ data }: PlacedDocument): string =>
        `${textAt(data, "customsDeclarationNumber") ?? ""} ${textAt(data, "taxTypeCode") ?? ""}`;
      for (const [index, bill] of taxBills.entries()) {
        if (taxBills.slice(0, index).some((other) => key(other) === key(bill))) report(bill.path);
      }
    },
  ],
  [
    "TONNAGE_VOUCHER",
    "error",
    "licence and voucher differ on ship, tonnage, period or amount",
    "执照与缴款凭证的船舶、净吨位、期限或税额不一致",
    ({ tonnageLicences, tonnageVouchers }, report) => {
      for (const { data, path } of tonnageLicences) {
        const voucher = tonnageVouchers.find(({ number }) => isSame(number, textAt(data, "voucherNumber")));
        if (voucher === undefined) continue;
        const ships = [data, voucher.data].map((owner) => comparable(textAt(recordAt(owner, "ship"), "imo")));
        if (ships[0] !== ships[1]) report(`${path}.ship.imo`);
        for (const name of ["netTonnage", "amount"]) {
          if (numberAt(data, name) !== numberAt(voucher.data, name)) report(`${path}.${name}`);
        }
        if (data["periodCode"] !== voucher.data["periodCode"]) report(`${path}.periodCode`);
      }
    },
  ],
  [
    "TONNAGE_OVERLAP",
    "error",
    "two licences of one ship overlap",
    "同一船舶的两份执照有效期重叠",
    ({ tonnageLicences }, report) => {
      for (const [index, licence] of tonnageLicences.entries()) {
        const own = lasting(licence);
        const clash = tonnageLicences.slice(0, index).some((other) => {
          const { from, to, imo } = lasting(other);
          return isSame(imo, own.imo) && from <= own.to && own.from <= to;
        });
        if (clash) report(`${licence.path}.licenceFrom`);
      }
    },
  ],
]);
