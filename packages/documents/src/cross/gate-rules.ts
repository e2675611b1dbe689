import { recordAt, textAt } from "../access.ts";
import { isLater, momentAt } from "../rules/trade.ts";
import {
  billOf,
  containersIn,
  crossRules,
  haveSameSeals,
  isSame,
  type CrossRule,
  type NamedContainer,
  type PlacedDocument,
  type Shipment,
} from "./shipment.ts";

interface GateMove {
  readonly eir: PlacedDocument;
  readonly container: NamedContainer;
}

function moves({ eirs }: Shipment, direction: string, emptyIndicatorCode: string): readonly GateMove[] {
  return eirs
    .filter(({ data }) => data["direction"] === direction && data["emptyIndicatorCode"] === emptyIndicatorCode)
    .flatMap((eir) => containersIn(eir).map((container) => ({ eir, container })));
}

const outFull = (shipment: Shipment): readonly GateMove[] => moves(shipment, "OUT", "LADEN");

function orderOf({ deliveryOrders }: Shipment, { data }: PlacedDocument): PlacedDocument | undefined {
  return deliveryOrders.find(({ number }) => isSame(number, textAt(data, "deliveryOrderReference")));
}

/** The bill a laden gate-out rests on, named itself or through its delivery order. */
function billUnder(shipment: Shipment, eir: PlacedDocument) {
  const order = orderOf(shipment, eir);
  const reference =
    textAt(eir.data, "transportDocumentReference") ?? (order && textAt(order.data, "transportDocumentReference"));
  return billOf(shipment, reference);
}

/** Returns of an empty container with the laden gate-out that they close. */
function returns(shipment: Shipment) {
  return moves(shipment, "IN", "EMPTY").flatMap((back) => {
    const out = outFull(shipment).find(({ container }) => container.number === back.container.number);
    return out === undefined ? [] : [{ back: back.eir, out: out.eir, container: back.container }];
  });
}

/** Where an empty may be returned: as the gate-out receipt says, or the delivery order. */
function allowedReturns(shipment: Shipment, out: PlacedDocument): readonly (string | undefined)[] {
  const order = orderOf(shipment, out);
  const ofOrder = order === undefined ? {} : recordAt(recordAt(order.data, "emptyReturn"), "facility");
  return [recordAt(out.data, "returnPlace"), ofOrder]
    .map((place) => textAt(place, "facilityCode"))
    .filter((code) => code !== undefined);
}

/** Rules between what passed the gate and the papers it passed on. */
export const GATE_RULES: readonly CrossRule[] = crossRules([
  [
    "EIR_OUT_CONTAINER",
    "error",
    "the container that left is not on the delivery order or the bill it left on",
    "出场集装箱不在其所依据的提货单或提单上",
    (shipment, report) => {
      for (const { eir, container } of outFull(shipment)) {
        const order = orderOf(shipment, eir);
        const isOrdered = order === undefined || containersIn(order).some(({ number }) => number === container.number);
        const isListed = billUnder(shipment, eir)?.equipment.has(container.number) !== false;
        if (!isOrdered || !isListed) report(`${container.path}.equipmentReference`);
      }
    },
  ],
  [
    "EIR_OUT_SEALS",
    "error",
    "the seals at the gate are neither those of the delivery order nor those of the bill",
    "出场时的铅封与提货单或提单不一致",
    (shipment, report) => {
      for (const { eir, container } of outFull(shipment)) {
        const order = orderOf(shipment, eir);
        const ordered = order && containersIn(order).find(({ number }) => number === container.number);
        const listed = billUnder(shipment, eir)?.equipment.get(container.number);
        const expected = [ordered?.seals, listed?.seals].filter((seals) => seals !== undefined);
        if (expected.some((seals) => !haveSameSeals(seals, container.seals))) report(`${container.path}.seals`);
      }
    },
  ],
  [
    "EIR_OUT_SIZE",
    "error",
    "the size and type at the gate are not those of the delivery order",
    "出场时的尺寸箱型与提货单不一致",
    (shipment, report) => {
      for (const { eir, container } of outFull(shipment)) {
        const order = orderOf(shipment, eir);
        const ordered = order && containersIn(order).find(({ number }) => number === container.number);
        if (ordered && !isSame(ordered.sizeTypeCode, container.sizeTypeCode)) report(`${container.path}.sizeTypeCode`);
      }
    },
  ],
  [
    "EIR_OUT_EXPIRED",
    "error",
    "the container left after its delivery order had expired",
    "集装箱出场时提货单已失效",
    (shipment, report) => {
      for (const { eir } of outFull(shipment)) {
        const order = orderOf(shipment, eir);
        if (order && isLater(momentAt(eir.data, "gateDateTime"), momentAt(order.data, "validTo"))) {
          report(`${eir.path}.gateDateTime`);
        }
      }
    },
  ],
  [
    "EIR_OUT_FACILITY",
    "error",
    "the container left from another facility than the delivery order names",
    "集装箱并非从提货单载明的场所出场",
    (shipment, report) => {
      for (const { eir } of outFull(shipment)) {
        const order = orderOf(shipment, eir);
        const [left, due] = [eir, order].map(
          (document) => document && textAt(recordAt(document.data, "facility"), "facilityCode"),
        );
        if (due !== undefined && !isSame(left, due)) report(`${eir.path}.facility.facilityCode`);
      }
    },
  ],
  [
    "EIR_RETURN_ORDER",
    "error",
    "the empty came back before it had left laden",
    "空箱返回时间早于重箱出场时间",
    (shipment, report) => {
      for (const { back, out } of returns(shipment)) {
        if (isLater(momentAt(out.data, "gateDateTime"), momentAt(back.data, "gateDateTime")))
          report(`${back.path}.gateDateTime`);
      }
    },
  ],
  [
    "EIR_RETURN_PLACE",
    "error",
    "the empty came back to a place that is not allowed",
    "空箱未返还至允许的还箱地点",
    (shipment, report) => {
      for (const { back, out } of returns(shipment)) {
        const allowed = allowedReturns(shipment, out);
        const place = textAt(recordAt(back.data, "facility"), "facilityCode");
        if (allowed.length > 0 && !allowed.some((code) => isSame(code, place)))
          report(`${back.path}.facility.facilityCode`);
      }
    },
  ],
  [
    "EIR_RETURN_LATE",
    "warning",
    "the empty came back after the latest date",
    "空箱返还超过最迟还箱时间",
    (shipment, report) => {
      for (const { back, out } of returns(shipment)) {
        if (isLater(momentAt(back.data, "gateDateTime"), momentAt(out.data, "latestReturnDateTime")))
          report(`${back.path}.gateDateTime`);
      }
    },
  ],
  [
    "EIR_RETURN_DAMAGE",
    "warning",
    "damage found on return was not there when the container left: it falls to the user",
    "还箱时发现出场时没有的残损，归用箱人",
    (shipment, report) => {
      for (const { back, out } of returns(shipment)) {
        if (back.data["condition"] === "DAMAGED" && out.data["condition"] === "SOUND") report(`${back.path}.damages`);
      }
    },
  ],
]);
