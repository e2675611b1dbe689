import type { JsonObject } from "@openlading/core";
import { has, numberAt, recordAt, recordsAt, textAt } from "../access.ts";
import { rulesFor, type Rule } from "./rule.ts";

// DCSA transport document 3.0: what sort of document it is, who is entitled, and when it was issued.

const ORIGINALS = ["numberOfOriginalsWithCharges", "numberOfOriginalsWithoutCharges"] as const;
const COPIES = ["numberOfCopiesWithCharges", "numberOfCopiesWithoutCharges"] as const;
const BEFORE_ISSUE = new Set(["DRAFT", "APPROVED"]);
const PARTIES = "$.documentParties";

const isWaybill = (data: JsonObject): boolean => data["transportDocumentTypeCode"] === "SWB";
const isToOrder = (data: JsonObject): boolean => data["isToOrder"] === true;
const isStraight = (data: JsonObject): boolean => data["isToOrder"] === false;
const isElectronicBill = (data: JsonObject): boolean => data["isElectronic"] === true && !isWaybill(data);
const parties = (data: JsonObject): JsonObject => recordAt(data, "documentParties");

function isIssued(data: JsonObject): boolean {
  const status = textAt(data, "transportDocumentStatus");
  return status !== undefined && !BEFORE_ISSUE.has(status);
}

function presentCounts(data: JsonObject, names: readonly string[]): readonly string[] {
  return names.filter((name) => (numberAt(data, name) ?? 0) > 0);
}

/** Rules of title and issue. */
export const TRANSPORT_TITLE_RULES: readonly Rule[] = rulesFor(
  ["bill-of-lading", "sea-waybill"],
  [
    [
      "KIND",
      "error",
      "the type code says that this is the other kind of transport document",
      "类型代码表明这是另一种运输单证",
      (data, report, kind) => {
        const code = textAt(data, "transportDocumentTypeCode");
        const expected = kind === "sea-waybill" ? "SWB" : "BOL";
        if (code !== undefined && code !== expected) report("$.transportDocumentTypeCode");
      },
    ],
    [
      "WAYBILL_TO_ORDER",
      "error",
      "a sea waybill cannot be to order",
      "海运单不得为指示式",
      (data, report) => {
        if (isWaybill(data) && isToOrder(data)) report("$.isToOrder");
      },
    ],
    [
      "WAYBILL_ORIGINALS",
      "error",
      "a sea waybill has no originals",
      "海运单没有正本份数",
      (data, report) => {
        if (!isWaybill(data)) return;
        for (const name of ORIGINALS) if (has(data, name)) report(`$.${name}`);
      },
    ],
    [
      "ELECTRONIC_COPIES",
      "error",
      "an electronic bill of lading has no copies",
      "电子提单没有副本",
      (data, report) => {
        if (!isElectronicBill(data)) return;
        for (const name of presentCounts(data, COPIES)) report(`$.${name}`);
      },
    ],
    [
      "ELECTRONIC_ORIGINALS",
      "error",
      "an electronic bill of lading has at most one original",
      "电子提单最多一份正本",
      (data, report) => {
        const count = ORIGINALS.reduce((total, name) => total + (numberAt(data, name) ?? 0), 0);
        const last = presentCounts(data, ORIGINALS).at(-1);
        if (isElectronicBill(data) && count > 1 && last !== undefined) report(`$.${last}`);
      },
    ],
    [
      "CONSIGNEE_MISSING",
      "error",
      "a document that is not to order names its consignee",
      "非指示式单证必须载明收货人",
      (data, report) => {
        if (isStraight(data) && !has(parties(data), "consignee")) report(`${PARTIES}.consignee`);
      },
    ],
    [
      "CONSIGNEE_FORBIDDEN",
      "error",
      "a document to order names no consignee",
      "指示式单证不得载明收货人",
      (data, report) => {
        if (isToOrder(data) && has(parties(data), "consignee")) report(`${PARTIES}.consignee`);
      },
    ],
    [
      "ENDORSEE_FORBIDDEN",
      "error",
      "a document that is not to order has no endorsee",
      "非指示式单证不得有被背书人",
      (data, report) => {
        if (isStraight(data) && has(parties(data), "endorsee")) report(`${PARTIES}.endorsee`);
      },
    ],
    [
      "NOTIFY_MISSING",
      "error",
      "a document to order names at least one notify party",
      "指示式单证至少载明一个通知方",
      (data, report) => {
        if (isToOrder(data) && recordsAt(parties(data), "notifyParties").length === 0)
          report(`${PARTIES}.notifyParties`);
      },
    ],
    [
      "ISSUE_DATE",
      "error",
      "an issued document bears its date of issue",
      "已签发的单证必须载明签发日期",
      (data, report) => {
        if (isIssued(data) && !has(data, "issueDate")) report("$.issueDate");
      },
    ],
    [
      "ISSUE_PLACE",
      "warning",
      "an issued document bears its place of issue",
      "已签发的单证应载明签发地点",
      (data, report) => {
        if (isIssued(data) && !has(data, "placeOfIssue")) report("$.placeOfIssue");
      },
    ],
    [
      "RECEIPT_DATE",
      "error",
      "an issued document bears either the shipped-on-board or the received-for-shipment date, as its type says",
      "已签发的单证按其类型载明装船日期或收货待运日期，二者只取其一",
      (data, report) => {
        if (!isIssued(data) || typeof data["isShippedOnBoardType"] !== "boolean") return;
        const [due, other] = data["isShippedOnBoardType"]
          ? ["shippedOnBoardDate", "receivedForShipmentDate"]
          : ["receivedForShipmentDate", "shippedOnBoardDate"];
        if (!has(data, due)) report(`$.${due}`);
        if (has(data, other)) report(`$.${other}`);
      },
    ],
    [
      "ANTEDATED",
      "error",
      "the document is dated before the goods were shipped on board or received",
      "签发日期早于装船或收货日期（倒签）",
      (data, report) => {
        const issued = textAt(data, "issueDate");
        const received = textAt(data, "shippedOnBoardDate") ?? textAt(data, "receivedForShipmentDate");
        if (issued !== undefined && received !== undefined && issued < received) report("$.issueDate");
      },
    ],
    [
      "DECLARED_VALUE",
      "error",
      "a declared value and its currency come together",
      "声明价值与其币种必须同时出现",
      (data, report) => {
        if (has(data, "declaredValue") === has(data, "declaredValueCurrency")) return;
        report(has(data, "declaredValue") ? "$.declaredValueCurrency" : "$.declaredValue");
      },
    ],
  ],
);
