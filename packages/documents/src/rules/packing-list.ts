import type { JsonObject } from "@openlading/core";
import { areKnown, numberAt, placedAt, recordAt, recordsAt, sum, textAt, type Placed } from "../access.ts";
import { rulesFor, type Rule } from "./rule.ts";

const FIGURES = ["netKg", "grossKg", "volumeM3"] as const;

interface Range extends Placed {
  readonly from: number;
  readonly to: number;
}

function ranges(data: JsonObject): readonly Range[] {
  return placedAt(data, "lines").flatMap((line) => {
    const [from, to] = [numberAt(line.data, "packageFrom"), numberAt(line.data, "packageTo")];
    return from === undefined || to === undefined ? [] : [{ ...line, from, to }];
  });
}

/** Rules of the packing list. */
export const PACKING_LIST_RULES: readonly Rule[] = rulesFor(
  ["packing-list"],
  [
    [
      "PACKING_RANGE",
      "error",
      "a range of package numbers runs backwards or overlaps another",
      "包装件号区间倒置或与其他行重叠",
      (data, report) => {
        let highest = 0;
        for (const { from, to, path } of [...ranges(data)].sort((left, right) => left.from - right.from)) {
          if (to < from) report(`${path}.packageTo`);
          else if (from <= highest) report(`${path}.packageFrom`);
          highest = Math.max(highest, to);
        }
      },
    ],
    [
      "PACKING_PACKAGES",
      "error",
      "the package ranges do not add up to the total number of packages",
      "各行包装件数之和与总件数不一致",
      (data, report) => {
        const total = numberAt(recordAt(data, "totals"), "numberOfPackages");
        const known = ranges(data);
        if (total === undefined || known.length !== recordsAt(data, "lines").length) return;
        if (sum(known.map(({ from, to }) => to - from + 1)) !== total) report("$.totals.numberOfPackages");
      },
    ],
    [
      "PACKING_TOTALS",
      "error",
      "the totals are not the sums of the lines",
      "合计与各行之和不一致",
      (data, report) => {
        for (const name of FIGURES) {
          const figures = recordsAt(data, "lines").map((line) => numberAt(line, name));
          const total = numberAt(recordAt(data, "totals"), name);
          if (areKnown(figures) && total !== undefined && sum(figures) !== total) report(`$.totals.${name}`);
        }
      },
    ],
    [
      "PACKING_NET",
      "error",
      "the net mass exceeds the gross mass",
      "净重大于毛重",
      (data, report) => {
        const owners = [...placedAt(data, "lines"), { data: recordAt(data, "totals"), path: "$.totals" }];
        for (const { data: owner, path } of owners) {
          const pair = [numberAt(owner, "netKg"), numberAt(owner, "grossKg")];
          if (areKnown(pair) && (pair[0] ?? 0) > (pair[1] ?? 0)) report(`${path}.netKg`);
        }
      },
    ],
    [
      "PACKING_QUANTITY",
      "error",
      "the total quantity is not the packages times the quantity in each",
      "总数量不等于件数乘以每件数量",
      (data, report) => {
        for (const { data: line, from, to, path } of ranges(data)) {
          const [each, total] = [recordAt(line, "quantityPerPackage"), recordAt(line, "totalQuantity")];
          const figures = [numberAt(each, "value"), numberAt(total, "value")];
          const isSameUnit = textAt(each, "unit") === textAt(total, "unit");
          if (!areKnown(figures)) continue;
          const [one = 0, all = 0] = figures;
          if (!isSameUnit || sum([one * (to - from + 1)]) !== sum([all])) report(`${path}.totalQuantity`);
        }
      },
    ],
  ],
);
