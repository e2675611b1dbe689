import type { JsonObject } from "@openlading/core";
import { areKnown, has, numberAt, recordAt, recordsAt, sum, textAt } from "../access.ts";
import { rulesFor, type Rule } from "./rule.ts";
import { isLater, momentAt } from "./trade.ts";

const FIGURES = ["numberOfPackages", "grossKg", "volumeM3"] as const;
const VGM_SHARE = 0.05;
const VGM_MOST_KG = 1000;

const lines = (data: JsonObject): readonly JsonObject[] => recordsAt(data, "lines");

/** Rules of the container load plan. */
export const CLP_RULES: readonly Rule[] = rulesFor(
  ["clp"],
  [
    [
      "CLP_TOTALS",
      "error",
      "the totals are not the sums of the lines",
      "合计与各行之和不一致",
      (data, report) => {
        for (const name of FIGURES) {
          const figures = lines(data).map((line) => numberAt(line, name));
          const total = numberAt(recordAt(data, "totals"), name);
          if (areKnown(figures) && total !== undefined && sum(figures) !== total) report(`$.totals.${name}`);
        }
      },
    ],
    [
      "CLP_VGM",
      "error",
      "the verified gross mass differs from cargo and tare by more than 5 % or one tonne",
      "经核实的总重与货重加皮重之差超过 5% 或 1 吨",
      (data, report) => {
        const figures = [numberAt(data, "vgmKg"), numberAt(recordAt(data, "totals"), "grossKg")];
        const tare = numberAt(recordAt(data, "container"), "tareKg");
        if (!areKnown(figures) || tare === undefined) return;
        const [verified = 0, cargo = 0] = figures;
        const tolerance = Math.min(verified * VGM_SHARE, VGM_MOST_KG);
        if (Math.abs(verified - cargo - tare) > tolerance) report("$.vgmKg");
      },
    ],
    [
      "CLP_VGM_METHOD",
      "error",
      "a verified gross mass and its method come together",
      "经核实的总重与其测定方法必须同时出现",
      (data, report) => {
        if (has(data, "vgmKg") !== has(data, "vgmMethod")) report(has(data, "vgmKg") ? "$.vgmMethod" : "$.vgmKg");
      },
    ],
    [
      "CLP_MAXIMUM",
      "error",
      "the container is heavier than it may be",
      "总重超过集装箱最大允许总重",
      (data, report) => {
        const pair = [numberAt(data, "vgmKg"), numberAt(recordAt(data, "container"), "maximumGrossKg")];
        if (areKnown(pair) && (pair[0] ?? 0) > (pair[1] ?? 0)) report("$.vgmKg");
      },
    ],
    [
      "CLP_FULLNESS",
      "warning",
      "a container with goods of several bills has fullness 7",
      "装有多票提单货物的集装箱，箱况代码应为 7",
      (data, report) => {
        const bills = new Set(lines(data).flatMap((line) => textAt(line, "transportDocumentReference") ?? []));
        if (bills.size > 1 && data["fullnessCode"] !== "7") report("$.fullnessCode");
      },
    ],
    [
      "CLP_STUFFING",
      "warning",
      "the load plan was issued before the container was stuffed",
      "装箱单签发时间早于装箱时间",
      (data, report) => {
        if (isLater(momentAt(data, "stuffingDateTime"), momentAt(data, "issueDateTime"))) report("$.stuffingDateTime");
      },
    ],
  ],
);
