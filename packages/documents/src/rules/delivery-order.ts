import { areKnown, has, numberAt, placedAt, recordAt, recordsAt, sum } from "../access.ts";
import { rulesFor, type Rule } from "./rule.ts";
import { isLater, momentAt } from "./trade.ts";

const FIGURES = ["numberOfPackages", "grossKg"] as const;

/** Rules of the delivery order. */
export const DELIVERY_ORDER_RULES: readonly Rule[] = rulesFor(
  ["delivery-order"],
  [
    [
      "DO_SCOPE",
      "error",
      "a delivery order names containers or goods",
      "提货单必须列明集装箱或货物",
      (data, report) => {
        if (!has(data, "containers") && !has(data, "goods")) report("$.containers");
      },
    ],
    [
      "DO_TOTALS",
      "error",
      "the goods listed add up to other figures than the containers",
      "货物明细合计与集装箱合计不一致",
      (data, report) => {
        if (!has(data, "containers") || !has(data, "goods")) return;
        for (const name of FIGURES) {
          const containers = recordsAt(data, "containers").map((item) => numberAt(item, name));
          const goods = recordsAt(data, "goods").map((item) => numberAt(item, name));
          if (areKnown(containers) && areKnown(goods) && sum(containers) !== sum(goods)) report("$.goods");
        }
      },
    ],
    [
      "DO_BEFORE_ARRIVAL",
      "error",
      "the delivery order expires before the vessel arrives",
      "提货单在船舶到港前已失效",
      (data, report) => {
        if (isLater(momentAt(data, "arrivalDateTime"), momentAt(data, "validTo"))) report("$.validTo");
      },
    ],
    [
      "DO_EMPTY_RETURN",
      "error",
      "a carrier's container is to be returned somewhere",
      "承运人集装箱必须载明还箱地点",
      (data, report) => {
        const isCarriers = recordsAt(data, "containers").some((item) => item["isShipperOwned"] !== true);
        if (isCarriers && !has(data, "emptyReturn")) report("$.emptyReturn");
      },
    ],
    [
      "DO_FREIGHT",
      "error",
      "a delivery order is not issued before the freight is released",
      "运费未放行前不得签发提货单",
      (data, report) => {
        if (recordAt(data, "releaseInformation")["isFreightReleased"] === false) {
          report("$.releaseInformation.isFreightReleased");
        }
      },
    ],
    [
      "DO_SURRENDER",
      "error",
      "the basis says that the bill was surrendered, the release information that it was not",
      "放货依据为提单已交还，但放行信息显示未收到提单",
      (data, report) => {
        const isSurrendered = data["basis"] === "SURRENDERED_EBL" || data["basis"] === "SURRENDERED_PAPER";
        const isMissing = recordAt(data, "releaseInformation")["isOBLReceived"] === false;
        if (isSurrendered && isMissing) report("$.releaseInformation.isOBLReceived");
      },
    ],
    [
      "DO_SEALS",
      "warning",
      "a laden container has a seal",
      "重箱应有铅封",
      (data, report) => {
        for (const { data: container, path } of placedAt(data, "containers")) {
          const isLaden = container["emptyIndicatorCode"] === "LADEN";
          if (isLaden && recordsAt(container, "seals").length === 0) report(`${path}.seals`);
        }
      },
    ],
  ],
);
