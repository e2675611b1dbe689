import { documentChecksum, parseInstant, type Json, type JsonObject, type Text } from "@openlading/core";
import { FORMAT_ERRORS } from "../error.ts";
import { isJsonObject, listAt, objectAt, present, textOf } from "../json.ts";
import type { GateReport, ReportedSeal } from "./report.ts";

/** One contradiction between a receipt and a gate report; `path` is that of the receipt. */
export interface EirFault {
  readonly path: string;
  readonly code: "ERR_FORMAT_EIR_MISMATCH";
  readonly text: Text;
}

/** The next version of a receipt, or what stands in its way. */
export interface EirCompletion {
  readonly completed: JsonObject | null;
  readonly faults: readonly EirFault[];
}

/** A row holds when the receipt leaves the matter open or says the same as the report. */
interface Agreement {
  readonly path: string;
  readonly agrees: (eir: JsonObject, report: GateReport) => boolean;
}

const equalOrOpen = (stated: Json | undefined, reported: string | null): boolean =>
  stated === undefined || reported === null || stated === reported;

const AGREEMENTS: readonly Agreement[] = [
  { path: "$.documentNumber", agrees: (eir, report) => equalOrOpen(eir["documentNumber"], report.eirNumber) },
  { path: "$.direction", agrees: (eir, report) => eir["direction"] === report.direction },
  { path: "$.emptyIndicatorCode", agrees: (eir, report) => equalOrOpen(eir["emptyIndicatorCode"], report.fullEmpty) },
  {
    path: "$.container.equipmentReference",
    agrees: (eir, report) => equalOrOpen(objectAt(eir, "container")["equipmentReference"], report.container),
  },
  {
    path: "$.container.sizeTypeCode",
    agrees: (eir, report) => equalOrOpen(objectAt(eir, "container")["sizeTypeCode"], report.sizeType),
  },
  { path: "$.container.seals", agrees: sealsAgree },
  { path: "$.facility", agrees: facilityAgrees },
  { path: "$.gateDateTime", agrees: (eir, report) => eir["gateDateTime"] === undefined && isAfterIssue(eir, report) },
];

/**
 * Completes a receipt that was issued before with what the gate saw: a new version that names the former by checksum.
 * A gate report is unsigned, so nothing here becomes a signature: the parties still confirm the result.
 */
export function completeEir(eir: JsonObject, report: GateReport): EirCompletion {
  const faults = AGREEMENTS.filter((row) => !row.agrees(eir, report)).map((row): EirFault => ({
    path: row.path,
    code: "ERR_FORMAT_EIR_MISMATCH",
    text: FORMAT_ERRORS.ERR_FORMAT_EIR_MISMATCH.when,
  }));
  return { completed: faults.length === 0 ? nextVersion(eir, report) : null, faults };
}

function facilityAgrees(eir: JsonObject, { facility }: GateReport): boolean {
  const stated = objectAt(eir, "facility");
  return (
    facility !== null &&
    stated["unLocationCode"] === facility.unLocationCode &&
    equalOrOpen(stated["facilityCode"], facility.facilityCode)
  );
}

function isAfterIssue(eir: JsonObject, { gateDateTime }: GateReport): boolean {
  const issued = textOf(eir["issueDateTime"]);
  return issued === null || parseInstant(issued).epochMs <= parseInstant(gateDateTime.text).epochMs;
}

/** As the rules compare seals: upper case, without spaces and hyphens. */
const plain = (number: string): string => number.toUpperCase().replaceAll(/[\s-]/g, "");

function sealsAgree(eir: JsonObject, { seals }: GateReport): boolean {
  const stated = listAt(objectAt(eir, "container"), "seals").map((seal) => plain(sealNumber(seal)));
  const reported = seals.map((seal) => plain(seal.number));
  const isOpen = stated.length === 0 || reported.length === 0;
  return (
    (isOpen || stated.sort().join(" ") === reported.sort().join(" ")) &&
    seals.every((seal) => sourceOf(eir, seal) !== null)
  );
}

const sealNumber = (seal: Json): string => (isJsonObject(seal) ? (textOf(seal["number"]) ?? "") : "");

/** Who put a seal on is said by the report, or else by the receipt. */
function sourceOf(eir: JsonObject, seal: ReportedSeal): string | null {
  const stated = listAt(objectAt(eir, "container"), "seals").find(
    (known) => plain(sealNumber(known)) === plain(seal.number),
  );
  return seal.source ?? (isJsonObject(stated) ? textOf(stated["source"]) : null);
}

function nextVersion(eir: JsonObject, report: GateReport): JsonObject {
  const version = typeof eir["version"] === "number" ? eir["version"] : 1;
  const damages = report.damages.filter((damage) => damage.codeList === "CEDEX" && damage.damageCode !== null);
  const local = report.damages.filter((damage) => !damages.includes(damage));
  return {
    ...eir,
    version: version + 1,
    previousChecksum: documentChecksum(eir),
    container: completedContainer(eir, report),
    gateDateTime: report.gateDateTime.text,
    condition: report.damages.length > 0 ? "DAMAGED" : (eir["condition"] ?? "SOUND"),
    ...present({ truckPlate: report.truckPlate ?? undefined, fullnessCode: report.fullnessCode ?? undefined }),
    ...(damages.length > 0 ? { damages: damages.map(damageData) } : {}),
    ...(local.length > 0 ? { remarks: [...listAt(eir, "remarks"), ...local.map(localRemark)] } : {}),
  };
}

function completedContainer(eir: JsonObject, report: GateReport): JsonObject {
  const { weights } = report;
  const seals = report.seals.map((seal) =>
    present({ number: seal.number, source: sourceOf(eir, seal), condition: seal.condition }),
  );
  return {
    ...objectAt(eir, "container"),
    equipmentReference: report.container,
    ...present({
      sizeTypeCode: report.sizeType,
      tareKg: weights.tareKg,
      grossKg: weights.grossKg,
      vgmKg: weights.vgmKg,
    }),
    ...(seals.length > 0 ? { seals } : {}),
  };
}

function damageData(damage: GateReport["damages"][number]): JsonObject {
  const texts = [damage.damageText, damage.locationText].filter((text) => text !== null).join(", ");
  const isPlace = damage.locationCode !== null && /^[0-9A-Z]{2,4}$/.test(damage.locationCode);
  const isPart = damage.componentCode !== null && /^[0-9A-Z]{3}$/.test(damage.componentCode);
  return present({
    damageCode: damage.damageCode,
    locationCode: isPlace ? damage.locationCode : undefined,
    componentCode: isPart ? damage.componentCode : undefined,
    description: texts === "" ? undefined : texts,
  });
}

/** Damage in a terminal's own codes is kept as words: a receipt holds CEDEX codes only. */
const localRemark = (damage: GateReport["damages"][number]): string =>
  [damage.damageCode, damage.damageText, damage.locationCode, damage.locationText, damage.severityCode]
    .filter((text) => text !== null)
    .join(" / ");
