import { readFileSync } from "node:fs";
import type { Json, JsonObject } from "@openlading/core";
import type { DocumentKind } from "../src/index.ts";

// One rule-clean document of each kind; together they are one import shipment that agrees with itself. The certificate of
// origin, its application and the invoice are of an export shipment of their own: see {@link EXPORT_EXAMPLES}.

function fileOf(name: string): JsonObject {
  const file = new URL(`../../../examples/certificate/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as JsonObject;
}

const vessel = { name: "EXAMPLE STAR", voyage: "031E", imo: "9074729" };
const pol = { unLocationCode: "NLRTM" };
const pod = { unLocationCode: "CNSHG" };
const terminal = { unLocationCode: "CNYSA", facilityCode: "EXTERM1" };
const depot = { unLocationCode: "CNSHG", facilityCode: "EXDEPOT1" };
const party = (name: string, scheme: string, value: string) => ({ name, ids: [{ scheme, value }] });
const carrierParty = party("Example Line", "SMDG", "EXL");
const seal = { number: "EX998877", source: "CAR", condition: "OK" };

const billOfLading = {
  transportDocumentReference: "EXLU26049001",
  transportDocumentStatus: "ISSUED",
  transportDocumentTypeCode: "BOL",
  isShippedOnBoardType: true,
  isElectronic: true,
  isToOrder: true,
  freightPaymentTermCode: "PRE",
  issueDate: "2026-04-21",
  placeOfIssue: { UNLocationCode: "NLRTM" },
  shippedOnBoardDate: "2026-04-20",
  invoicePayableAt: { UNLocationCode: "NLRTM" },
  partyContactDetails: [{ name: "Example Line desk", email: "desk@exl.example" }],
  documentParties: {
    shipper: {
      partyName: "Example Export BV",
      address: { street: "Exampleweg", streetNumber: "2", city: "Rotterdam", countryCode: "NL" },
    },
    issuingParty: {
      partyName: "Example Line",
      address: { street: "Exampleweg", streetNumber: "9", city: "Rotterdam", countryCode: "NL" },
    },
    endorsee: {
      partyName: "Example Bank",
      identifyingCodes: [{ codeListProvider: "GLEIF", codeListName: "LEI", partyCode: "506700GE1G29325QX363" }],
    },
    notifyParties: [
      {
        partyName: "Haiyue Import Co Ltd",
        address: { street: "Example Road", streetNumber: "1", city: "Shanghai", countryCode: "CN" },
      },
    ],
  },
  consignmentItems: [
    {
      carrierBookingReference: "RTBK26040112",
      descriptionOfGoods: ["Machine parts"],
      HSCodes: ["848790"],
      cargoItems: [
        {
          equipmentReference: "EXMU2000014",
          cargoGrossWeight: { value: 12500, unit: "KGM" },
          outerPackaging: { numberOfPackages: 200, packageCode: "CT", description: "Cartons" },
        },
      ],
    },
  ],
  utilizedTransportEquipments: [
    {
      equipment: { equipmentReference: "EXMU2000014", ISOEquipmentCode: "45G1" },
      isShipperOwned: false,
      seals: [{ number: "EX998877", source: "CAR" }],
    },
  ],
  termsAndConditions: "Carrier's standard terms apply.",
  receiptTypeAtOrigin: "CY",
  deliveryTypeAtDestination: "CY",
  cargoMovementTypeAtOrigin: "FCL",
  cargoMovementTypeAtDestination: "FCL",
  carrierCode: "EXL",
  carrierCodeListProvider: "SMDG",
  transports: {
    plannedDepartureDate: "2026-04-20",
    plannedArrivalDate: "2026-05-20",
    portOfLoading: { UNLocationCode: "NLRTM" },
    portOfDischarge: { UNLocationCode: "CNSHG" },
    vesselVoyages: [{ vesselName: "EXAMPLE STAR", carrierExportVoyageNumber: "031E" }],
  },
} satisfies JsonObject;

const { endorsee, notifyParties, ...namedParties } = billOfLading.documentParties;

const seaWaybill = {
  ...billOfLading,
  transportDocumentReference: "EXLW26049002",
  transportDocumentTypeCode: "SWB",
  isToOrder: false,
  documentParties: { ...namedParties, consignee: endorsee, notifyParties },
} satisfies JsonObject;

const deliveryOrder = {
  documentTypeCode: "640",
  documentNumber: "DO26052100456",
  issueDateTime: "2026-05-21T10:15:00+08:00",
  validTo: "2026-06-05T23:59:59+08:00",
  issuer: party("Example Line (China) Agency", "USCC", "91512081MA62K0260E"),
  transportDocumentReference: "EXLU26049001",
  basis: "SURRENDERED_EBL",
  basisReference: "SRR-26052100456",
  releaseTo: party("Haiyue Import Co Ltd", "USCC", "11320000MB151840XJ"),
  carrierCode: "EXL",
  carrierCodeListProvider: "SMDG",
  vessel,
  arrivalDateTime: "2026-05-20T18:00:00+08:00",
  pol,
  pod,
  facility: terminal,
  containers: [
    {
      equipmentReference: "EXMU2000014",
      sizeTypeCode: "45G1",
      emptyIndicatorCode: "LADEN",
      fullnessCode: "5",
      seals: [{ number: "EX998877", source: "CAR" }],
      numberOfPackages: 200,
      grossKg: 12500,
    },
  ],
  emptyReturn: { facility: depot, latestReturnDateTime: "2026-06-01T23:59:59+08:00", freeDays: 7 },
  releaseInformation: { isOBLReceived: true, isFreightReleased: true, freightReleaseDate: "2026-05-21" },
  customsDeclarationNumber: "224820261000000042",
  customsReleaseReference: "REL2248202600000042",
} satisfies JsonObject;

const eir = {
  documentTypeCode: "111",
  documentNumber: "EIR20260524000077",
  issueDateTime: "2026-05-24T11:05:00+08:00",
  issuer: party("Example Terminal", "TER", "EXTERM1"),
  direction: "OUT",
  emptyIndicatorCode: "LADEN",
  fullnessCode: "5",
  equipmentStatus: "IMPORT",
  container: {
    equipmentReference: "EXMU2000014",
    sizeTypeCode: "45G1",
    seals: [seal],
    tareKg: 3850,
    grossKg: 16350,
    maximumGrossKg: 32500,
  },
  containerOperator: carrierParty,
  haulier: party("Example Trucking", "USCC", "91512081MA62K0260E"),
  facility: terminal,
  gateDateTime: "2026-05-24T11:05:00+08:00",
  modeOfTransport: "ROAD",
  truckPlate: "HUA67890",
  returnPlace: depot,
  latestReturnDateTime: "2026-06-01T23:59:59+08:00",
  vessel,
  transportDocumentReference: "EXLU26049001",
  deliveryOrderReference: "DO26052100456",
  pol,
  condition: "SOUND",
  confirmations: [
    {
      role: "TERMINAL",
      confirmedBy: party("Example Terminal", "TER", "EXTERM1"),
      confirmedDateTime: "2026-05-24T11:05:00+08:00",
    },
    {
      role: "HAULIER",
      confirmedBy: party("Example Trucking", "USCC", "91512081MA62K0260E"),
      confirmedDateTime: "2026-05-24T11:05:30+08:00",
    },
  ],
} satisfies JsonObject;

const clp = {
  documentTypeCode: "788",
  documentNumber: "CLP26041700088",
  issueDateTime: "2026-04-17T14:45:00+02:00",
  issuer: party("Example Export BV", "LEI", "506700GE1G29325QX363"),
  carrierBookingReference: "RTBK26040112",
  transportDocumentReferences: ["EXLU26049001"],
  vessel,
  pol,
  pod,
  container: {
    equipmentReference: "EXMU2000014",
    sizeTypeCode: "45G1",
    seals: [seal],
    tareKg: 3850,
    maximumGrossKg: 32500,
  },
  lines: [
    {
      description: "Machine parts",
      numberOfPackages: 200,
      packageCode: "CT",
      grossKg: 12500,
      volumeM3: 31.25,
      shippingMarks: ["N/M"],
      HSCode: "848790",
    },
  ],
  totals: { numberOfPackages: 200, grossKg: 12500, volumeM3: 31.25 },
  vgmKg: 16350,
  vgmMethod: "SM1",
  stuffingPlace: { unLocationCode: "NLRTM" },
  stuffingDateTime: "2026-04-17T14:30:00+02:00",
  signatory: "J. de Vries",
} satisfies JsonObject;

const packingList = {
  documentTypeCode: "271",
  documentNumber: "PL-2026-0417",
  issueDateTime: "2026-04-17T09:00:00+02:00",
  issuer: party("Example Export BV", "LEI", "506700GE1G29325QX363"),
  invoiceReference: "INV-2026-0417",
  exporter: party("Example Export BV", "LEI", "506700GE1G29325QX363"),
  consignee: party("Haiyue Import Co Ltd", "USCC", "11320000MB151840XJ"),
  transportDocumentReference: "EXLU26049001",
  lines: [
    {
      packageFrom: 1,
      packageTo: 150,
      packageCode: "CT",
      quantityPerPackage: { value: 4, unit: "PCE" },
      totalQuantity: { value: 600, unit: "PCE" },
      netKg: 9000.5,
      grossKg: 9375.1,
      description: "Bearing housings",
      HSCode: "848330",
      originCountryCode: "NL",
    },
    {
      packageFrom: 151,
      packageTo: 200,
      packageCode: "CT",
      quantityPerPackage: { value: 2, unit: "PCE" },
      totalQuantity: { value: 100, unit: "PCE" },
      netKg: 3000,
      grossKg: 3124.9,
      description: "Shafts",
    },
  ],
  totals: { numberOfPackages: 200, netKg: 12000.5, grossKg: 12500 },
} satisfies JsonObject;

const customsRelease = {
  documentTypeCode: "932",
  documentNumber: "REL2248202600000042",
  issueDateTime: "2026-05-22T10:30:00+08:00",
  issuer: party("Yangshan Customs", "CUSTOMS", "2248"),
  messageId: "26052200001",
  direction: "IMPORT",
  customsOffice: "2248",
  customsDeclarationNumber: "224820261000000042",
  transportDocumentReferences: ["EXLU26049001"],
  containerScope: "LISTED",
  containers: [{ equipmentReference: "EXMU2000014" }],
  numberOfPackages: 200,
  grossKg: 12500,
  result: "RELEASED",
  releaseDateTime: "2026-05-22T10:30:00+08:00",
  taxState: "PAID",
} satisfies JsonObject;

const taxBill = {
  documentTypeCode: "940",
  documentNumber: "224820261000000042-L01",
  issueDateTime: "2026-05-21T16:00:00+08:00",
  issuer: party("Yangshan Customs", "CUSTOMS", "2248"),
  taxTypeCode: "VAT",
  customsDeclarationNumber: "224820261000000042",
  customsOffice: "2248",
  taxpayer: party("Haiyue Import Co Ltd", "USCC", "11320000MB151840XJ"),
  transportDocumentReference: "EXLU26049001",
  dueDate: "2026-06-05",
  currencyCode: "CNY",
  lines: [
    {
      lineNumber: 1,
      HSCode: "8483300090",
      description: "轴承座 BEARING HOUSINGS",
      quantity: { value: 600, unit: "PCE" },
      dutiableValue: 200000,
      dutyAmount: 12000,
      ratePercent: 13,
      amount: 27560,
    },
    {
      lineNumber: 2,
      HSCode: "8483109000",
      description: "传动轴 SHAFTS",
      quantity: { value: 100, unit: "PCE" },
      dutiableValue: 80000.5,
      dutyAmount: 4800.03,
      ratePercent: 13,
      amount: 11024.07,
    },
  ],
  totalAmount: 38584.07,
  payment: { date: "2026-05-22", reference: "26052200017", channel: "财关库银" },
} satisfies JsonObject;

const dues = {
  issuer: party("Yangshan Customs", "CUSTOMS", "2248"),
  customsOffice: "2248",
  ship: { name: "EXAMPLE STAR", imo: "9074729", flagCountryCode: "NL", shipTypeCode: "POWERED", callSign: "PEXS" },
  netTonnage: 12000,
  rateClass: "PREFERENTIAL",
  periodCode: "D30",
  currencyCode: "CNY",
  amount: 39600,
  payment: { date: "2026-05-21", reference: "26052100009" },
} satisfies JsonObject;

const tonnageVoucher = {
  documentTypeCode: "917",
  documentNumber: "224826050077",
  issueDateTime: "2026-05-20T20:00:00+08:00",
  ...dues,
  entryDate: "2026-05-20",
  dueDate: "2026-06-04",
} satisfies JsonObject;

const tonnageLicence = {
  documentTypeCode: "917",
  documentNumber: "224826050078",
  issueDateTime: "2026-05-21T11:00:00+08:00",
  ...dues,
  voucherNumber: "224826050077",
  licenceFrom: "2026-05-20",
  licenceTo: "2026-06-18",
} satisfies JsonObject;

/** One document of each kind that breaks nothing. */
export const EXAMPLES: Readonly<Record<DocumentKind, JsonObject>> = {
  "bill-of-lading": billOfLading,
  "sea-waybill": seaWaybill,
  "delivery-order": deliveryOrder,
  eir,
  clp,
  "packing-list": packingList,
  "customs-release": customsRelease,
  "certificate-of-origin": fileOf("rcep"),
  "certificate-application": fileOf("application"),
  "commercial-invoice": fileOf("invoice"),
  "duty-tax-bill": taxBill,
  "tonnage-voucher": tonnageVoucher,
  "tonnage-licence": tonnageLicence,
};

/** The export shipment of the certificate of origin: what of it differs from the documents above. */
export const EXPORT_EXAMPLES: Readonly<Record<DocumentKind, JsonObject>> = {
  ...EXAMPLES,
  "packing-list": fileOf("packing-list"),
  "bill-of-lading": fileOf("transport-document"),
};

type Change = Readonly<Record<string, Json | undefined>>;

/** The example with members replaced by path (`containers.0.seals`); undefined removes one. */
export function changed(kind: DocumentKind, changes: Change, examples = EXAMPLES): JsonObject {
  const copy: unknown = JSON.parse(JSON.stringify(examples[kind]));
  for (const [path, value] of Object.entries(changes)) set(copy, path.split("."), value);
  return copy as JsonObject;
}

function set(target: unknown, steps: readonly string[], value: Json | undefined): void {
  const [step, ...rest] = steps;
  if (step === undefined || typeof target !== "object" || target === null)
    throw new Error(`no place ${steps.join(".")}`);
  if (rest.length > 0) set(Reflect.get(target, step), rest, value);
  else if (value === undefined) Reflect.deleteProperty(target, step);
  else Reflect.set(target, step, structuredClone(value));
}
