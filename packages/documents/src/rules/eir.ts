import type { JsonObject } from "@openlading/core";
import { areKnown, has, numberAt, placedAt, recordAt, recordsAt, textAt } from "../access.ts";
import { rulesFor, type Rule } from "./rule.ts";
import { isLater, momentAt } from "./trade.ts";

const REFERENCES = ["carrierBookingReference", "transportDocumentReference", "deliveryOrderReference"] as const;
const TYPE_OF_DIRECTION: ReadonlyMap<string, string> = new Map([
  ["109", "IN"],
  ["111", "OUT"],
]);
const CLOCK_SKEW_MS = 5 * 60_000;

const container = (data: JsonObject): JsonObject => recordAt(data, "container");
const isLaden = (data: JsonObject): boolean => data["emptyIndicatorCode"] === "LADEN";
const isEmpty = (data: JsonObject): boolean => data["emptyIndicatorCode"] === "EMPTY";
/** At hand-over the time of the gate is known; before, the receipt is only made out. */
const isHandedOver = (data: JsonObject): boolean => has(data, "gateDateTime");

/** Laden into the yard for export, or laden out of it after import. */
function isSeaLeg(data: JsonObject): boolean {
  const leg = `${textAt(data, "direction") ?? ""} ${textAt(data, "equipmentStatus") ?? ""}`;
  return isLaden(data) && (leg === "IN EXPORT" || leg === "OUT IMPORT");
}

/** Rules of the equipment interchange receipt. */
export const EIR_RULES: readonly Rule[] = rulesFor(
  ["eir"],
  [
    [
      "EIR_DIRECTION",
      "error",
      "the document type code is that of the other direction",
      "单证类型代码与进出方向不符",
      (data, report) => {
        const expected = TYPE_OF_DIRECTION.get(textAt(data, "documentTypeCode") ?? "");
        if (expected !== undefined && has(data, "direction") && data["direction"] !== expected) report("$.direction");
      },
    ],
    [
      "EIR_REFERENCE",
      "error",
      "an interchange receipt refers to a booking, a bill of lading or a delivery order",
      "设备交接单必须引用订舱号、提单号或提货单号",
      (data, report) => {
        if (!REFERENCES.some((name) => has(data, name))) report("$.deliveryOrderReference");
      },
    ],
    [
      "EIR_HAND_OVER",
      "error",
      "at hand-over the container, its condition and, by road, the truck are known",
      "交接时必须载明箱号、箱况；公路运输还须载明车牌号",
      (data, report) => {
        if (!isHandedOver(data)) return;
        if (!has(container(data), "equipmentReference")) report("$.container.equipmentReference");
        if (!has(data, "condition")) report("$.condition");
        if (data["modeOfTransport"] === "ROAD" && !has(data, "truckPlate")) report("$.truckPlate");
      },
    ],
    [
      "EIR_CONFIRMATION",
      "warning",
      "at hand-over both sides confirm, or say why not",
      "交接时双方应确认，或说明拒绝确认的理由",
      (data, report) => {
        const sides = new Set(
          recordsAt(data, "confirmations").map(({ role }) => (role === "HAULIER" ? "HAULIER" : "YARD")),
        );
        if (isHandedOver(data) && sides.size < 2) report("$.confirmations");
      },
    ],
    [
      "EIR_GATE_TIME",
      "warning",
      "the gate was passed before the receipt was issued",
      "过闸时间早于签发时间",
      (data, report) => {
        const gate = momentAt(data, "gateDateTime");
        const issued = momentAt(data, "issueDateTime");
        if (gate !== undefined && isLater(issued, gate + CLOCK_SKEW_MS)) report("$.gateDateTime");
      },
    ],
    [
      "EIR_EXPIRED",
      "error",
      "the gate was passed after the receipt had expired",
      "过闸时间晚于设备交接单有效期",
      (data, report) => {
        if (isLater(momentAt(data, "gateDateTime"), momentAt(data, "validTo"))) report("$.gateDateTime");
      },
    ],
    [
      "EIR_SEALS",
      "error",
      "a laden container that passes the gate has a seal",
      "过闸的重箱必须有铅封",
      (data, report) => {
        const seals = recordsAt(container(data), "seals");
        if (isLaden(data) && isHandedOver(data) && seals.length === 0) report("$.container.seals");
      },
    ],
    [
      "EIR_EMPTY",
      "error",
      "an empty container has no cargo weight and no seal of shipper or customs",
      "空箱不得有货物重量，也不得有托运人或海关铅封",
      (data, report) => {
        if (!isEmpty(data)) return;
        for (const name of ["grossKg", "vgmKg"]) if (has(container(data), name)) report(`$.container.${name}`);
        for (const { data: seal, path } of placedAt(container(data), "seals", "$.container")) {
          if (seal["source"] === "SHI" || seal["source"] === "CUS") report(path);
        }
      },
    ],
    [
      "EIR_TARE",
      "error",
      "an empty container that passes the gate states its tare",
      "过闸的空箱必须载明皮重",
      (data, report) => {
        if (isEmpty(data) && isHandedOver(data) && !has(container(data), "tareKg")) report("$.container.tareKg");
      },
    ],
    [
      "EIR_EXPORT_WEIGHT",
      "error",
      "a laden export container that passes the gate states its gross or verified mass",
      "过闸的出口重箱必须载明毛重或经核实的总重",
      (data, report) => {
        const isWeighed = has(container(data), "grossKg") || has(container(data), "vgmKg");
        const isExport = isLaden(data) && data["equipmentStatus"] === "EXPORT" && data["direction"] === "IN";
        if (isExport && isHandedOver(data) && !isWeighed) report("$.container.grossKg");
      },
    ],
    [
      "EIR_WEIGHTS",
      "error",
      "tare, gross and maximum gross mass are in this order",
      "皮重、毛重、最大总重应依次不减",
      (data, report) => {
        for (const [light, heavy] of [
          ["tareKg", "grossKg"],
          ["tareKg", "vgmKg"],
          ["grossKg", "maximumGrossKg"],
          ["vgmKg", "maximumGrossKg"],
        ] as const) {
          const pair = [numberAt(container(data), light), numberAt(container(data), heavy)];
          if (areKnown(pair) && (pair[0] ?? 0) > (pair[1] ?? 0)) report(`$.container.${heavy}`);
        }
      },
    ],
    [
      "EIR_VESSEL",
      "error",
      "a laden container to or from a ship names the vessel",
      "进出口重箱必须载明船名航次",
      (data, report) => {
        if (isSeaLeg(data) && !has(data, "vessel")) report("$.vessel");
      },
    ],
    [
      "EIR_CONDITION",
      "error",
      "a sound container has no damages, one that is damaged lists them",
      "箱况完好时不得列明残损，残损时必须列明",
      (data, report) => {
        const count = recordsAt(data, "damages").length;
        const isWrong = data["condition"] === "SOUND" ? count > 0 : data["condition"] === "DAMAGED" && count === 0;
        if (isWrong) report("$.damages");
      },
    ],
    [
      "EIR_RETURN",
      "warning",
      "an import container that leaves laden is to be returned somewhere",
      "进口重箱出场应载明还箱地点",
      (data, report) => {
        const isImportOut = isSeaLeg(data) && data["direction"] === "OUT";
        if (isImportOut && container(data)["isShipperOwned"] !== true && !has(data, "returnPlace"))
          report("$.returnPlace");
      },
    ],
  ],
);
