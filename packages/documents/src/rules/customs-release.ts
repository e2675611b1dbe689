import { has, recordsAt, textAt } from "../access.ts";
import { rulesFor, type Rule } from "./rule.ts";

// The ninth character of a declaration number tells import (1, I) from export (0, E).
const DIRECTIONS: ReadonlyMap<string, string> = new Map([
  ["0", "EXPORT"],
  ["E", "EXPORT"],
  ["1", "IMPORT"],
  ["I", "IMPORT"],
]);

/** Rules of the customs release notice. */
export const CUSTOMS_RELEASE_RULES: readonly Rule[] = rulesFor(
  ["customs-release"],
  [
    [
      "RELEASE_SCOPE",
      "error",
      "a notice for listed containers lists them, one for all containers lists none",
      "按箱放行时必须列明箱号，全部放行时不得列明箱号",
      (data, report) => {
        const isListed = data["containerScope"] === "LISTED";
        if (has(data, "containerScope") && isListed !== recordsAt(data, "containers").length > 0)
          report("$.containers");
      },
    ],
    [
      "RELEASE_DIRECTION",
      "error",
      "the declaration number is of the other direction",
      "报关单号的进出口标志与单证方向不符",
      (data, report) => {
        const direction = DIRECTIONS.get(textAt(data, "customsDeclarationNumber")?.charAt(8) ?? "");
        if (direction !== undefined && has(data, "direction") && data["direction"] !== direction) report("$.direction");
      },
    ],
    [
      "RELEASE_OFFICE",
      "warning",
      "the declaration was lodged at another customs office",
      "报关单由另一海关受理",
      (data, report) => {
        const [office, number] = [textAt(data, "customsOffice"), textAt(data, "customsDeclarationNumber")];
        if (office !== undefined && number?.startsWith(office) === false) report("$.customsOffice");
      },
    ],
    [
      "RELEASE_RETRACTS",
      "error",
      "a revocation names the notice that it takes back",
      "撤销放行必须指明被撤销的通知",
      (data, report) => {
        if (data["result"] === "REVOKED" && !has(data, "retracts")) report("$.retracts");
      },
    ],
    [
      "RELEASE_TAX",
      "error",
      "goods are not released before taxes are paid or guaranteed",
      "税款未缴纳或未担保前不得放行",
      (data, report) => {
        if (data["result"] === "RELEASED" && data["taxState"] === "UNPAID") report("$.taxState");
      },
    ],
  ],
);
