import { numberAt, recordAt, sum, textAt } from "../access.ts";
import {
  billOf,
  containersIn,
  crossRules,
  haveSameSeals,
  isSame,
  linesOfBill,
  total,
  type CrossRule,
  type PlacedBill,
  type PlacedDocument,
  type Shipment,
} from "./shipment.ts";

/** Load plans that speak of a bill, with the lines that are its own. */
function plansOf({ clps }: Shipment, bill: PlacedBill) {
  return clps.flatMap((clp) => {
    const lines = linesOfBill(clp, bill);
    const [container] = containersIn(clp);
    return lines === null || container === undefined ? [] : [{ clp, lines, container }];
  });
}

/** Pairs of a laden export receipt and the load plan of the same container and booking. */
function stuffedThenGatedIn({ eirs, clps }: Shipment) {
  return eirs.filter(isLadenExportIn).flatMap((eir) => {
    const [gated] = containersIn(eir);
    const booking = textAt(eir.data, "carrierBookingReference");
    return clps.flatMap((clp) => {
      const [stuffed] = containersIn(clp);
      const isPair =
        isSame(stuffed?.number, gated?.number) && isSame(textAt(clp.data, "carrierBookingReference"), booking);
      return isPair && gated !== undefined && stuffed !== undefined ? [{ gated, stuffed }] : [];
    });
  });
}

const isLadenExportIn = ({ data }: PlacedDocument): boolean =>
  data["direction"] === "IN" && data["emptyIndicatorCode"] === "LADEN" && data["equipmentStatus"] === "EXPORT";

const listedGross = (bill: PlacedBill): number => sum(bill.view.equipment.map(({ grossKg }) => grossKg));
const listedPackages = (bill: PlacedBill): number => sum(bill.view.equipment.map(({ packages }) => packages));

/** Rules between the papers of export: load plan, gate receipt, packing list, bill. */
export const EXPORT_RULES: readonly CrossRule[] = crossRules([
  [
    "BILL_TWICE",
    "error",
    "two transport documents bear one number and differ: a double issue",
    "两份运输单证号码相同而内容不同，属重复签发",
    ({ bills }, report) => {
      for (const [index, bill] of bills.entries()) {
        const earlier = bills.slice(0, index).find(({ number }) => isSame(number, bill.number));
        if (earlier !== undefined && earlier.checksum !== bill.checksum) report(bill.path);
      }
    },
  ],
  [
    "CLP_CONTAINER",
    "error",
    "the load plan's container is not on the bill",
    "装箱单的集装箱不在提单上",
    (shipment, report) => {
      for (const bill of shipment.bills) {
        for (const { container } of plansOf(shipment, bill)) {
          if (!bill.equipment.has(container.number)) report(`${container.path}.equipmentReference`);
        }
      }
    },
  ],
  [
    "CLP_TOTALS",
    "error",
    "packages or gross mass of a container differ between bill and load plan",
    "提单与装箱单的箱内件数或毛重不一致",
    (shipment, report) => {
      for (const bill of shipment.bills) {
        for (const { clp, lines, container } of plansOf(shipment, bill)) {
          const listed = bill.equipment.get(container.number);
          if (listed === undefined) continue;
          if (total(lines, "numberOfPackages") !== listed.packages) report(`${clp.path}.totals.numberOfPackages`);
          if (total(lines, "grossKg") !== listed.grossKg) report(`${clp.path}.totals.grossKg`);
        }
      }
    },
  ],
  [
    "CLP_SEALS",
    "error",
    "the seals of a container differ between bill and load plan",
    "提单与装箱单的铅封号不一致",
    (shipment, report) => {
      for (const bill of shipment.bills) {
        for (const { container } of plansOf(shipment, bill)) {
          const listed = bill.equipment.get(container.number);
          if (listed !== undefined && !haveSameSeals(listed.seals, container.seals)) report(`${container.path}.seals`);
        }
      }
    },
  ],
  [
    "EIR_IN_SEALS",
    "error",
    "the seals at the gate are not those of the load plan",
    "进场时的铅封与装箱单不一致",
    (shipment, report) => {
      for (const { gated, stuffed } of stuffedThenGatedIn(shipment)) {
        if (!haveSameSeals(gated.seals, stuffed.seals)) report(`${gated.path}.seals`);
      }
    },
  ],
  [
    "EIR_IN_SIZE",
    "error",
    "the size and type at the gate are not those of the load plan",
    "进场时的尺寸箱型与装箱单不一致",
    (shipment, report) => {
      for (const { gated, stuffed } of stuffedThenGatedIn(shipment)) {
        if (!isSame(gated.sizeTypeCode, stuffed.sizeTypeCode)) report(`${gated.path}.sizeTypeCode`);
      }
    },
  ],
  [
    "PACKING_PACKAGES",
    "error",
    "the packing lists of a bill do not add up to its packages",
    "提单项下装箱清单的件数合计与提单不一致",
    (shipment, report) => {
      checkPackingLists(shipment, "numberOfPackages", listedPackages, report);
    },
  ],
  [
    "PACKING_GROSS",
    "error",
    "the packing lists of a bill do not add up to its gross mass",
    "提单项下装箱清单的毛重合计与提单不一致",
    (shipment, report) => {
      checkPackingLists(shipment, "grossKg", listedGross, report);
    },
  ],
]);

function checkPackingLists(
  shipment: Shipment,
  name: string,
  listed: (bill: PlacedBill) => number,
  report: (path: string) => void,
): void {
  for (const bill of shipment.bills) {
    const lists = shipment.packingLists.filter(
      ({ data }) => billOf(shipment, textAt(data, "transportDocumentReference")) === bill,
    );
    const figures = lists.map(({ data }) => numberAt(recordAt(data, "totals"), name) ?? 0);
    if (lists.length === 0 || sum(figures) === listed(bill)) continue;
    for (const { path } of lists) report(`${path}.totals.${name}`);
  }
}
