import type { JsonObject } from "@openlading/core";
import { present } from "../json.ts";
import type { GateReport } from "./report.ts";

/**
 * A gate report as plain data for whoever has no receipt to complete: evidence of what was said, signed by nobody.
 * `key` identifies it where the message carried no number: container, facility, direction and time.
 */
export function toGateFact(report: GateReport): JsonObject {
  const { facility, gateDateTime, weights, references } = report;
  return present({
    isSigned: false,
    key: [
      report.container,
      facility?.facilityCode ?? facility?.unLocationCode ?? "",
      report.direction,
      gateDateTime.text,
    ].join(" "),
    eirNumber: report.eirNumber,
    equipmentReference: report.container,
    sizeTypeCode: report.sizeType,
    direction: report.direction,
    emptyIndicatorCode: report.fullEmpty,
    equipmentStatus: report.status,
    gateDateTime: gateDateTime.text,
    gateDateTimeReceived: present({ value: gateDateTime.raw, format: gateDateTime.format }),
    facility: facility === null ? undefined : present({ ...facility }),
    seals: report.seals.map((seal) => present({ ...seal })),
    weights: present({ ...weights }),
    damages: report.damages.map((damage) => present({ ...damage })),
    truckPlate: report.truckPlate,
    haulier: report.haulier,
    carrierBookingReference: references.BN,
    transportDocumentReference: references.BM,
    deliveryOrderReference: references.RE,
  });
}
