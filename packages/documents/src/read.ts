import type { JsonObject } from "@openlading/core";
import { numberAt, recordAt, recordsAt, sum, textAt, textsAt } from "./access.ts";

// Views of parsed documents: what law, dossier and gate ask of them. They check nothing again.

const KG_PER_LBR = 0.45359237;

/** Who is entitled under a transport document: a named consignee, a named endorsee, the bearer, or no title at all. */
export type TransportForm = "STRAIGHT" | "ORDER" | "BLANK" | "WAYBILL";

/** One container of a transport document with what is in it; `grossKg` in kilograms to the gram. */
export interface TransportEquipment {
  readonly equipmentReference: string;
  readonly seals: readonly string[];
  readonly packages: number;
  readonly grossKg: number;
}

/** What a bill of lading or a sea waybill says. */
export interface TransportDocumentView {
  readonly number: string;
  readonly form: TransportForm;
  readonly carrierCode: string;
  readonly carrierCodeListProvider: string;
  readonly equipment: readonly TransportEquipment[];
  readonly isShippedOnBoard: boolean;
  readonly portOfLoading: string | null;
  readonly portOfDischarge: string | null;
  readonly shipperName: string;
  readonly consigneeName: string | null;
  readonly endorseeName: string | null;
}

/** What a delivery order says. `containers` is empty for goods without a container. */
export interface DeliveryOrderView {
  readonly number: string;
  readonly billReference: string;
  readonly basis: string;
  readonly facility: string;
  readonly validTo: string;
  readonly containers: readonly string[];
}

/** What a customs notice says. `containers` is null where it speaks of every container of the bills. */
export interface CustomsReleaseView {
  readonly number: string;
  readonly declarationNumber: string;
  readonly customsOffice: string;
  readonly direction: string;
  readonly result: string;
  readonly releasedAt: string;
  readonly billReferences: readonly string[];
  readonly containers: readonly string[] | null;
}

/** What an interchange receipt says. */
export interface EirView {
  readonly number: string;
  readonly direction: "OUT" | "IN";
  readonly isEmpty: boolean;
  readonly facility: string;
  readonly equipmentReference: string | null;
  readonly seals: readonly string[];
  readonly gateDateTime: string | null;
  readonly condition: string | null;
  readonly deliveryOrderReference: string | null;
  readonly billReference: string | null;
  readonly bookingReference: string | null;
}

/** Reads the data of a parsed bill of lading or sea waybill. */
export function readTransportDocument(data: JsonObject): TransportDocumentView {
  const parties = recordAt(data, "documentParties");
  const transports = recordAt(data, "transports");
  const cargo = recordsAt(data, "consignmentItems").flatMap((item) => recordsAt(item, "cargoItems"));
  return {
    number: must(data, "transportDocumentReference"),
    form: formOf(data, parties),
    carrierCode: must(data, "carrierCode"),
    carrierCodeListProvider: must(data, "carrierCodeListProvider"),
    equipment: recordsAt(data, "utilizedTransportEquipments").map((item) => equipmentOf(item, cargo)),
    isShippedOnBoard: data["isShippedOnBoardType"] === true,
    portOfLoading: textAt(recordAt(transports, "portOfLoading"), "UNLocationCode") ?? null,
    portOfDischarge: textAt(recordAt(transports, "portOfDischarge"), "UNLocationCode") ?? null,
    shipperName: must(recordAt(parties, "shipper"), "partyName"),
    consigneeName: textAt(recordAt(parties, "consignee"), "partyName") ?? null,
    endorseeName: textAt(recordAt(parties, "endorsee"), "partyName") ?? null,
  };
}

function formOf(data: JsonObject, parties: JsonObject): TransportForm {
  if (data["transportDocumentTypeCode"] === "SWB") return "WAYBILL";
  if (data["isToOrder"] !== true) return "STRAIGHT";
  return parties["endorsee"] === undefined ? "BLANK" : "ORDER";
}

function equipmentOf(item: JsonObject, cargo: readonly JsonObject[]): TransportEquipment {
  const equipmentReference = must(recordAt(item, "equipment"), "equipmentReference");
  const inside = cargo.filter((goods) => goods["equipmentReference"] === equipmentReference);
  return {
    equipmentReference,
    seals: sealNumbers(item),
    packages: sum(inside.map((goods) => numberAt(recordAt(goods, "outerPackaging"), "numberOfPackages") ?? 0)),
    grossKg: sum(inside.map((goods) => kilograms(recordAt(goods, "cargoGrossWeight")))),
  };
}

function kilograms(weight: JsonObject): number {
  const value = numberAt(weight, "value") ?? 0;
  return weight["unit"] === "LBR" ? value * KG_PER_LBR : value;
}

/** Reads the data of a parsed delivery order. */
export function readDeliveryOrder(data: JsonObject): DeliveryOrderView {
  return {
    number: must(data, "documentNumber"),
    billReference: must(data, "transportDocumentReference"),
    basis: must(data, "basis"),
    facility: must(recordAt(data, "facility"), "facilityCode"),
    validTo: must(data, "validTo"),
    containers: containerNumbers(data),
  };
}

/** Reads the data of a parsed customs release notice. */
export function readCustomsRelease(data: JsonObject): CustomsReleaseView {
  return {
    number: must(data, "documentNumber"),
    declarationNumber: must(data, "customsDeclarationNumber"),
    customsOffice: must(data, "customsOffice"),
    direction: must(data, "direction"),
    result: must(data, "result"),
    releasedAt: must(data, "releaseDateTime"),
    billReferences: textsAt(data, "transportDocumentReferences"),
    containers: data["containerScope"] === "ALL" ? null : containerNumbers(data),
  };
}

/** Reads the data of a parsed interchange receipt. */
export function readEir(data: JsonObject): EirView {
  const container = recordAt(data, "container");
  return {
    number: must(data, "documentNumber"),
    direction: data["direction"] === "IN" ? "IN" : "OUT",
    isEmpty: data["emptyIndicatorCode"] === "EMPTY",
    facility: must(recordAt(data, "facility"), "facilityCode"),
    equipmentReference: textAt(container, "equipmentReference") ?? null,
    seals: sealNumbers(container),
    gateDateTime: textAt(data, "gateDateTime") ?? null,
    condition: textAt(data, "condition") ?? null,
    deliveryOrderReference: textAt(data, "deliveryOrderReference") ?? null,
    billReference: textAt(data, "transportDocumentReference") ?? null,
    bookingReference: textAt(data, "carrierBookingReference") ?? null,
  };
}

const containerNumbers = (data: JsonObject): readonly string[] =>
  recordsAt(data, "containers").map((container) => must(container, "equipmentReference"));

/** The numbers of the seals in the list at `seals`, as written. */
export function sealNumbers(owner: JsonObject): readonly string[] {
  return recordsAt(owner, "seals").map((seal) => must(seal, "number"));
}

function must(data: JsonObject, name: string): string {
  const text = textAt(data, name);
  if (text === undefined) throw new TypeError(`data must be that of a parsed document: ${name} is missing`);
  return text;
}
