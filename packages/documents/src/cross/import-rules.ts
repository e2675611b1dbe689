import { numberAt, recordAt, recordsAt, sum, textAt, textsAt } from "../access.ts";
import { suggestPortCode } from "../ports.ts";
import {
  billOf,
  containersIn,
  crossRules,
  haveSameSeals,
  isSame,
  ordersOf,
  total,
  type CrossRule,
  type NamedContainer,
  type PlacedBill,
  type PlacedDocument,
  type Shipment,
} from "./shipment.ts";

interface OrderedContainer {
  readonly bill: PlacedBill;
  readonly order: PlacedDocument;
  readonly container: NamedContainer;
}

/** Every container on a delivery order whose bill is at hand. */
function orderedContainers(shipment: Shipment): readonly OrderedContainer[] {
  return shipment.bills.flatMap((bill) =>
    ordersOf(shipment, bill).flatMap((order) => containersIn(order).map((container) => ({ bill, order, container }))),
  );
}

const port = (code: string | null | undefined): string | undefined =>
  code === null || code === undefined ? undefined : (suggestPortCode(code) ?? code);

const isSurrenderedElectronic = (order: PlacedDocument): boolean => order.data["basis"] === "SURRENDERED_EBL";

/** Whether the order's basis fits the sort of document that the bill is. */
function fitsBasis(order: PlacedDocument, bill: PlacedBill): boolean {
  const isWaybill = bill.kind === "sea-waybill";
  if ((order.data["basis"] === "SEA_WAYBILL") !== isWaybill) return false;
  return !isSurrenderedElectronic(order) || bill.data["isElectronic"] === true;
}

/** Import notices with the bills they speak of. */
function noticedBills(shipment: Shipment) {
  return shipment.releases.flatMap((release) =>
    textsAt(release.data, "transportDocumentReferences").flatMap((reference) => {
      const bill = billOf(shipment, reference);
      return bill === undefined ? [] : [{ release, bill }];
    }),
  );
}

const covers = (release: PlacedDocument, number: string): boolean =>
  release.data["containerScope"] === "ALL" || containersIn(release).some((container) => container.number === number);

/** Rules between bill, delivery order and customs notice. */
export const IMPORT_RULES: readonly CrossRule[] = crossRules([
  [
    "DO_CONTAINER",
    "error",
    "the delivery order names a container that is not on its bill",
    "提货单列有提单上没有的集装箱",
    (shipment, report) => {
      for (const { bill, container } of orderedContainers(shipment)) {
        if (!bill.equipment.has(container.number)) report(`${container.path}.equipmentReference`);
      }
    },
  ],
  [
    "DO_TWICE",
    "error",
    "a container of a bill is on two delivery orders",
    "同一提单项下的同一集装箱出现在两份提货单上",
    (shipment, report) => {
      const seen = new Set<string>();
      for (const { bill, container } of orderedContainers(shipment)) {
        const key = `${bill.path} ${container.number}`;
        if (seen.has(key)) report(`${container.path}.equipmentReference`);
        seen.add(key);
      }
    },
  ],
  [
    "DO_SEALS",
    "error",
    "the seals of a container differ between bill and delivery order",
    "提单与提货单的铅封号不一致",
    (shipment, report) => {
      for (const { bill, container } of orderedContainers(shipment)) {
        const listed = bill.equipment.get(container.number);
        if (listed !== undefined && !haveSameSeals(listed.seals, container.seals)) report(`${container.path}.seals`);
      }
    },
  ],
  [
    "DO_FIGURES",
    "error",
    "packages or gross mass of a container differ between bill and delivery order",
    "提单与提货单的箱内件数或毛重不一致",
    (shipment, report) => {
      for (const { bill, container } of orderedContainers(shipment)) {
        const listed = bill.equipment.get(container.number);
        if (listed === undefined) continue;
        if (container.packages !== listed.packages) report(`${container.path}.numberOfPackages`);
        if (container.grossKg !== listed.grossKg) report(`${container.path}.grossKg`);
      }
    },
  ],
  [
    "DO_SUMS",
    "error",
    "the delivery orders of a bill add up to more than the bill",
    "提单项下各提货单合计超过提单数量",
    (shipment, report) => {
      for (const bill of shipment.bills) {
        const orders = ordersOf(shipment, bill);
        const packages = sum(orders.map((order) => orderTotal(order, "numberOfPackages")));
        const grossKg = sum(orders.map((order) => orderTotal(order, "grossKg")));
        const isMore =
          packages > sum(bill.view.equipment.map((item) => item.packages)) ||
          grossKg > sum(bill.view.equipment.map((item) => item.grossKg));
        if (isMore) for (const { path } of orders) report(path);
      }
    },
  ],
  [
    "DO_BASIS",
    "error",
    "the basis of the delivery order does not fit the transport document",
    "提货单的放货依据与运输单证种类不符",
    (shipment, report) => {
      for (const bill of shipment.bills) {
        for (const order of ordersOf(shipment, bill)) if (!fitsBasis(order, bill)) report(`${order.path}.basis`);
      }
    },
  ],
  [
    "DO_CARRIER",
    "error",
    "the delivery order is another carrier's than the bill",
    "提货单与提单的承运人不一致",
    (shipment, report) => {
      for (const bill of shipment.bills) {
        for (const order of ordersOf(shipment, bill)) {
          const isSameList = order.data["carrierCodeListProvider"] === bill.view.carrierCodeListProvider;
          if (isSameList && order.data["carrierCode"] !== bill.view.carrierCode) report(`${order.path}.carrierCode`);
        }
      }
    },
  ],
  [
    "DO_PORT",
    "warning",
    "the port of discharge differs between bill and delivery order",
    "提单与提货单的卸货港不一致",
    (shipment, report) => {
      for (const bill of shipment.bills) {
        for (const { data, path } of ordersOf(shipment, bill)) {
          const [ours, theirs] = [textAt(recordAt(data, "pod"), "unLocationCode"), port(bill.view.portOfDischarge)];
          if (theirs !== undefined && port(ours) !== theirs) report(`${path}.pod.unLocationCode`);
        }
      }
    },
  ],
  [
    "RELEASE_CONTAINER",
    "error",
    "the customs notice names a container that is on none of its bills",
    "放行通知列有其提单上没有的集装箱",
    (shipment, report) => {
      for (const release of shipment.releases) {
        const references = textsAt(release.data, "transportDocumentReferences");
        const bills = references.map((reference) => billOf(shipment, reference));
        if (bills.includes(undefined)) continue;
        for (const { number, path } of containersIn(release)) {
          if (!bills.some((bill) => bill?.equipment.has(number))) report(`${path}.equipmentReference`);
        }
      }
    },
  ],
  [
    "RELEASE_FIGURES",
    "error",
    "customs released more than its only bill holds",
    "放行数量超过其唯一提单的数量",
    (shipment, report) => {
      for (const { release, bill } of noticedBills(shipment)) {
        if (textsAt(release.data, "transportDocumentReferences").length !== 1) continue;
        const [packages, grossKg] = [numberAt(release.data, "numberOfPackages"), numberAt(release.data, "grossKg")];
        if ((packages ?? 0) > sum(bill.view.equipment.map((item) => item.packages)))
          report(`${release.path}.numberOfPackages`);
        if ((grossKg ?? 0) > sum(bill.view.equipment.map((item) => item.grossKg))) report(`${release.path}.grossKg`);
      }
    },
  ],
  [
    "RELEASE_MISSING",
    "warning",
    "a container on the delivery order is not covered by the customs notices at hand",
    "提货单上的集装箱未被现有放行通知覆盖",
    (shipment, report) => {
      for (const { bill, container } of orderedContainers(shipment)) {
        const notices = noticedBills(shipment).filter(
          ({ release, bill: noticed }) => noticed === bill && release.data["direction"] === "IMPORT",
        );
        const isCovered = notices.some(({ release }) => covers(release, container.number));
        if (notices.length > 0 && !isCovered) report(`${container.path}.equipmentReference`);
      }
    },
  ],
  [
    "RELEASE_DECLARATION",
    "error",
    "the declaration number differs between delivery order and the customs notice it refers to",
    "提货单与其引用的放行通知的报关单号不一致",
    (shipment, report) => {
      for (const order of shipment.deliveryOrders) {
        const reference = textAt(order.data, "customsReleaseReference");
        const release = shipment.releases.find(({ number }) => isSame(number, reference));
        const declaration = textAt(order.data, "customsDeclarationNumber");
        if (release === undefined || declaration === undefined) continue;
        if (declaration !== release.data["customsDeclarationNumber"]) report(`${order.path}.customsDeclarationNumber`);
      }
    },
  ],
]);

function orderTotal(order: PlacedDocument, name: "numberOfPackages" | "grossKg"): number {
  const containers = containersIn(order);
  const figures = containers.map((item) => (name === "grossKg" ? item.grossKg : item.packages) ?? 0);
  if (containers.length > 0) return sum(figures);
  return total(recordsAt(order.data, "goods"), name);
}
