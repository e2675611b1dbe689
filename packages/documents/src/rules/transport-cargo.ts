import type { JsonObject } from "@openlading/core";
import { has, placedAt, recordAt, recordsAt, repeats, textAt, textsAt, type Placed } from "../access.ts";
import { isKnownCode } from "../code-sets.ts";
import { checkIdentifier } from "../identifiers.ts";
import { rulesFor, type Rule } from "./rule.ts";

// DCSA transport document 3.0: cargo, containers, refrigeration and dangerous goods.

/** Every cargo item with its path. */
function cargoItems(data: JsonObject): readonly Placed[] {
  return placedAt(data, "consignmentItems").flatMap((item) => placedAt(item.data, "cargoItems", item.path));
}

const equipments = (data: JsonObject): readonly Placed[] => placedAt(data, "utilizedTransportEquipments");
const equipmentNumber = (item: JsonObject): string | undefined =>
  textAt(recordAt(item, "equipment"), "equipmentReference");
const sizeType = (item: JsonObject): string | undefined => textAt(recordAt(item, "equipment"), "ISOEquipmentCode");
/** The third character tells refrigerated (R) and insulated (H) containers. */
const isReefer = (item: JsonObject): boolean => /^..[RH]/.test(sizeType(item) ?? "");

interface PlacedGoods extends Placed {
  readonly packaging: JsonObject;
  readonly packagingPath: string;
}

function dangerousGoods(data: JsonObject): readonly PlacedGoods[] {
  return cargoItems(data).flatMap((cargo) => {
    const packaging = recordAt(cargo.data, "outerPackaging");
    const packagingPath = `${cargo.path}.outerPackaging`;
    const goods = placedAt(packaging, "dangerousGoods", packagingPath);
    return goods.map((item) => ({ ...item, packaging, packagingPath }));
  });
}

const settings = (item: JsonObject): JsonObject => recordAt(item, "activeReeferSettings");

/** Rules of cargo and equipment. */
export const TRANSPORT_CARGO_RULES: readonly Rule[] = rulesFor(
  ["bill-of-lading", "sea-waybill"],
  [
    [
      "EQUIPMENT_REPEATED",
      "error",
      "a container is listed once",
      "同一集装箱只能列出一次",
      (data, report) => {
        for (const path of repeats(equipments(data), equipmentNumber)) report(`${path}.equipment.equipmentReference`);
      },
    ],
    [
      "EQUIPMENT_UNKNOWN",
      "error",
      "cargo is in a container that is not listed",
      "货物所在集装箱未列入用箱清单",
      (data, report) => {
        const listed = new Set(equipments(data).map((item) => equipmentNumber(item.data)));
        for (const { data: cargo, path } of cargoItems(data)) {
          const number = textAt(cargo, "equipmentReference");
          if (number !== undefined && !listed.has(number)) report(`${path}.equipmentReference`);
        }
      },
    ],
    [
      "EQUIPMENT_UNUSED",
      "warning",
      "a listed container holds no cargo of this document",
      "所列集装箱内没有本单证项下的货物",
      (data, report) => {
        const used = new Set(cargoItems(data).map(({ data: cargo }) => textAt(cargo, "equipmentReference")));
        for (const { data: item, path } of equipments(data)) {
          if (!used.has(equipmentNumber(item))) report(`${path}.equipment.equipmentReference`);
        }
      },
    ],
    [
      "CONTAINER_NUMBER",
      "error",
      "a carrier's container has an ISO 6346 number",
      "承运人集装箱必须使用 ISO 6346 箱号",
      (data, report) => {
        for (const { data: item, path } of equipments(data)) {
          const number = equipmentNumber(item);
          if (number === undefined) continue;
          const found = checkIdentifier("container-number", number);
          const isLight = found?.severity === "warning" || item["isShipperOwned"] === true;
          if (found) report(`${path}.equipment.equipmentReference`, found.text, isLight ? "warning" : undefined);
        }
      },
    ],
    [
      "SIZE_TYPE",
      "warning",
      "the size and type code is not one we know",
      "尺寸箱型代码未知",
      (data, report) => {
        for (const { data: item, path } of equipments(data)) {
          const found = checkIdentifier("size-type", sizeType(item) ?? "22G1");
          if (found) report(`${path}.equipment.ISOEquipmentCode`, found.text);
        }
      },
    ],
    [
      "REEFER_FLAG",
      "error",
      "a refrigerated container says whether it is operating",
      "冷藏箱必须说明是否通电制冷",
      (data, report) => {
        for (const { data: item, path } of equipments(data)) {
          if (isReefer(item) && !has(item, "isNonOperatingReefer")) report(`${path}.isNonOperatingReefer`);
        }
      },
    ],
    [
      "REEFER_SETTINGS",
      "error",
      "an operating refrigerated container has settings, one that is not operating has none",
      "制冷运行的冷藏箱必须有设定值，不运行的不得有",
      (data, report) => {
        for (const { data: item, path } of equipments(data)) {
          const isOff = item["isNonOperatingReefer"];
          const isWrong = typeof isOff === "boolean" && isOff === has(item, "activeReeferSettings");
          if (isWrong) report(`${path}.activeReeferSettings`);
        }
      },
    ],
    [
      "REEFER_UNITS",
      "error",
      "a set point and its unit come together",
      "设定值与其单位必须同时出现",
      (data, report) => {
        for (const { data: item, path } of equipments(data)) {
          for (const name of ["temperature", "airExchange"]) {
            const [point, unit] = [has(settings(item), `${name}Setpoint`), has(settings(item), `${name}Unit`)];
            if (point !== unit) report(`${path}.activeReeferSettings.${name}${point ? "Unit" : "Setpoint"}`);
          }
        }
      },
    ],
    [
      "DG_PACKAGING",
      "error",
      "dangerous goods have a package code or an IMO packaging code",
      "危险货物必须有包装代码或 IMO 包装代码",
      (data, report) => {
        for (const { data: cargo, path } of cargoItems(data)) {
          const packaging = recordAt(cargo, "outerPackaging");
          const isCoded = has(packaging, "packageCode") || has(packaging, "imoPackagingCode");
          const isDangerous = recordsAt(packaging, "dangerousGoods").length > 0;
          if (isDangerous && !isCoded) report(`${path}.outerPackaging.imoPackagingCode`);
        }
      },
    ],
    [
      "DG_PACKAGING_BOTH",
      "warning",
      "a package code is given only where there is no IMO packaging code",
      "仅在没有 IMO 包装代码时才填写包装代码",
      (data, report) => {
        for (const { data: cargo, path } of cargoItems(data)) {
          const packaging = recordAt(cargo, "outerPackaging");
          if (has(packaging, "packageCode") && has(packaging, "imoPackagingCode"))
            report(`${path}.outerPackaging.packageCode`);
        }
      },
    ],
    [
      "DG_CLASS",
      "error",
      "the IMO class is not a class of the IMDG code",
      "IMO 类别不属于《国际海运危险货物规则》",
      (data, report) => {
        for (const { data: goods, path } of dangerousGoods(data)) {
          const imoClass = textAt(goods, "imoClass");
          if (imoClass !== undefined && !isKnownCode("imo-class", imoClass)) report(`${path}.imoClass`);
        }
      },
    ],
    [
      "DG_ZONE",
      "error",
      "the inhalation zone is one of A, B, C, D",
      "吸入危害区必须是 A、B、C、D 之一",
      (data, report) => {
        for (const { data: goods, path } of dangerousGoods(data)) {
          const zone = textAt(goods, "inhalationZone");
          if (zone !== undefined && !isKnownCode("inhalation-zone", zone)) report(`${path}.inhalationZone`);
        }
      },
    ],
    [
      "DG_SEGREGATION",
      "error",
      "segregation groups are numbered 1 to 18",
      "隔离类编号为 1 至 18",
      (data, report) => {
        for (const { data: goods, path } of dangerousGoods(data)) {
          textsAt(goods, "segregationGroups").forEach((group, index) => {
            if (!isKnownCode("segregation-group", group)) report(`${path}.segregationGroups[${index}]`);
          });
        }
      },
    ],
    [
      "PACKAGE_CODE",
      "warning",
      "the package code is not in UNECE Recommendation 21",
      "包装代码不在 UNECE 第 21 号建议书中",
      (data, report) => {
        for (const { data: cargo, path } of cargoItems(data)) {
          const found = checkIdentifier(
            "package-code",
            textAt(recordAt(cargo, "outerPackaging"), "packageCode") ?? "CT",
          );
          if (found) report(`${path}.outerPackaging.packageCode`);
        }
      },
    ],
    [
      "HS_CHAPTER",
      "warning",
      "the HS chapter does not exist",
      "商品编码的章号不存在",
      (data, report) => {
        for (const { data: item, path } of placedAt(data, "consignmentItems")) {
          textsAt(item, "HSCodes").forEach((code, index) => {
            if (checkIdentifier("hs-code", code)?.reason === "unknown") report(`${path}.HSCodes[${index}]`);
          });
        }
      },
    ],
  ],
);
