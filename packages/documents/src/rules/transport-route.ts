import type { Json, JsonObject } from "@openlading/core";
import { has, placedAt, recordAt, textAt } from "../access.ts";
import { checkIdentifier } from "../identifiers.ts";
import { isList, isRecord } from "../schema/check.ts";
import { rulesFor, type Rule, type RuleReport } from "./rule.ts";
import { OPEN_CODES } from "./open-codes.ts";

// DCSA transport document 3.0: route, charges, and codes wherever they stand.

const PORTS = ["portOfLoading", "portOfDischarge"] as const;
const transports = (data: JsonObject): JsonObject => recordAt(data, "transports");
const portCode = (data: JsonObject, name: string): string | undefined =>
  textAt(recordAt(transports(data), name), "UNLocationCode");

/** Visits each text member called `name`, at any depth. */
function eachMember(value: Json, name: string, path: string, visit: (text: string, path: string) => void): void {
  if (isList(value)) {
    value.forEach((item, index) => {
      eachMember(item, name, `${path}[${index}]`, visit);
    });
  } else if (isRecord(value)) {
    for (const [key, member] of Object.entries(value)) {
      if (key === name && typeof member === "string") visit(member, `${path}.${key}`);
      else if (typeof member === "object" && member !== null) eachMember(member, name, `${path}.${key}`, visit);
    }
  }
}

function visitPath(
  value: Json | undefined,
  steps: readonly string[],
  path: string,
  visit: (text: string, path: string) => void,
): void {
  const [step, ...rest] = steps;
  if (step === undefined) {
    if (typeof value === "string") visit(value, path);
  } else if (step === "*") {
    if (isList(value))
      value.forEach((item, index) => {
        visitPath(item, rest, `${path}[${index}]`, visit);
      });
  } else if (isRecord(value)) {
    visitPath(value[step], rest, `${path}.${step}`, visit);
  }
}

function checkPlace(data: JsonObject, carriage: string, place: string, report: RuleReport): void {
  const route = transports(data);
  if (has(route, carriage) && !has(route, place)) report(`$.transports.${place}`);
}

/** Rules of route, charges and codes. */
export const TRANSPORT_ROUTE_RULES: readonly Rule[] = rulesFor(
  ["bill-of-lading", "sea-waybill"],
  [
    [
      "PRE_CARRIAGE",
      "error",
      "pre-carriage implies a place of receipt",
      "有前程运输时必须载明收货地",
      (data, report) => {
        checkPlace(data, "preCarriageBy", "placeOfReceipt", report);
      },
    ],
    [
      "ON_CARRIAGE",
      "error",
      "on-carriage implies a place of delivery",
      "有续程运输时必须载明交货地",
      (data, report) => {
        checkPlace(data, "onCarriageBy", "placeOfDelivery", report);
      },
    ],
    [
      "PORTS_EQUAL",
      "error",
      "the port of loading and the port of discharge differ",
      "装货港与卸货港不得相同",
      (data, report) => {
        const code = portCode(data, "portOfLoading");
        if (code !== undefined && code === portCode(data, "portOfDischarge")) {
          report("$.transports.portOfDischarge.UNLocationCode");
        }
      },
    ],
    [
      "PORT_CODE",
      "warning",
      "the UN/LOCODE is that of an airport or a town, not of the port",
      "该 UN/LOCODE 属于机场或城市，而非港口",
      (data, report) => {
        for (const name of PORTS) {
          const found = checkIdentifier("port-code", portCode(data, name) ?? "CNSHG");
          if (found?.reason === "unknown") report(`$.transports.${name}.UNLocationCode`, found.text);
        }
      },
    ],
    [
      "VOYAGE_DATES",
      "warning",
      "the planned arrival is before the planned departure",
      "预计到港日期早于预计离港日期",
      (data, report) => {
        const [departure, arrival] = ["plannedDepartureDate", "plannedArrivalDate"].map((name) =>
          textAt(transports(data), name),
        );
        if (departure !== undefined && arrival !== undefined && arrival < departure)
          report("$.transports.plannedArrivalDate");
      },
    ],
    [
      "CURRENCY",
      "error",
      "the currency is not one of ISO 4217",
      "币种不在 ISO 4217 中",
      (data, report) => {
        const declared = textAt(data, "declaredValueCurrency");
        if (checkIdentifier("currency", declared ?? "CNY")?.reason === "unknown") report("$.declaredValueCurrency");
        for (const { data: charge, path } of placedAt(data, "charges")) {
          const currency = textAt(charge, "currencyCode") ?? "CNY";
          if (checkIdentifier("currency", currency)?.reason === "unknown") report(`${path}.currencyCode`);
        }
      },
    ],
    [
      "COUNTRY",
      "error",
      "the country is not one of ISO 3166-1",
      "国家代码不在 ISO 3166-1 中",
      (data, report) => {
        eachMember(data, "countryCode", "$", (country, path) => {
          // ZZ stands for an unknown country in tax references.
          const isUnknown = country === "ZZ" && path.includes(".taxLegalReferences[");
          if (!isUnknown && checkIdentifier("country", country)?.reason === "unknown") report(path);
        });
      },
    ],
    [
      "OPEN_CODE",
      "warning",
      "the code is not one that DCSA has published so far",
      "该代码不在 DCSA 已公布的代码之列",
      (data, report) => {
        for (const { steps, codes } of OPEN_CODES) {
          visitPath(data, steps, "$", (text, path) => {
            if (!codes.includes(text)) report(path);
          });
        }
      },
    ],
  ],
);
