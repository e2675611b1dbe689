import type { JsonObject } from "@openlading/core";
import { has, numberAt, placedAt, recordAt, textAt, type Placed } from "../access.ts";
import { checkIdentifier, identifierOfScheme, type IdentifierName } from "../identifiers.ts";
import { DOCUMENT_KINDS, type DocumentKind } from "../kinds.ts";
import { isRecord } from "../schema/check.ts";
import { epochMsOf } from "../schema/text-check.ts";
import { rulesFor, type Rule, type RuleReport } from "./rule.ts";

// What our own kinds share: the envelope, parties, vessel, ports, containers and goods.

const OWN_KINDS: readonly DocumentKind[] = Object.values(DOCUMENT_KINDS)
  .filter(({ family }) => family !== "transport-document")
  .map(({ kind }) => kind);
const PARTIES = [
  "issuer",
  "releaseTo",
  "agent",
  "containerOperator",
  "haulier",
  "user",
  "exporter",
  "consignee",
  "importer",
  "producer",
  "authority",
  "buyer",
  "taxpayer",
  "master",
];

/** Ports of loading and of discharge, whichever way the kind names them. */
function portsOf(data: JsonObject): readonly Placed[] {
  const owners: readonly Placed[] = [
    { data, path: "$" },
    { data: recordAt(data, "transport"), path: "$.transport" },
  ];
  return owners.flatMap((owner) =>
    ["pol", "pod", "portOfLoading", "portOfDischarge"]
      .filter((name) => has(owner.data, name))
      .map((name) => ({ data: recordAt(owner.data, name), path: `${owner.path}.${name}` })),
  );
}

/** Where a kind names a ship, with the member that holds its IMO number. */
const SHIPS = ["vessel", "ship", "transport"];

/** The moment at `name`, in milliseconds, if there is a well-formed one. */
export function momentAt(data: JsonObject, name: string): number | undefined {
  const text = textAt(data, name);
  return text === undefined ? undefined : (epochMsOf(text) ?? undefined);
}

/** Whether both moments are known and the first is later. */
export function isLater(first: number | undefined, second: number | undefined): boolean {
  return first !== undefined && second !== undefined && first > second;
}

/** The containers of any of our kinds: one at `container`, or a list at `containers`. */
export function containersOf(data: JsonObject): readonly Placed[] {
  const single = data["container"];
  return isRecord(single) ? [{ data: single, path: "$.container" }] : placedAt(data, "containers");
}

function goodsOf(data: JsonObject): readonly Placed[] {
  return [...placedAt(data, "lines"), ...placedAt(data, "goods"), ...placedAt(data, "items")];
}

function checkAt(owner: Placed, name: string, identifier: IdentifierName, report: RuleReport): void {
  const value = textAt(owner.data, name);
  const found = value === undefined ? null : checkIdentifier(identifier, value);
  if (found !== null && found.reason !== "form") {
    report(`${owner.path}.${name}`, found.text, found.severity === "warning" ? "warning" : undefined);
  }
}

/** Rules of the envelope and of the identifiers in our own kinds. */
export const TRADE_RULES: readonly Rule[] = rulesFor(OWN_KINDS, [
  [
    "VALIDITY",
    "error",
    "the document's validity ends before it begins or before it was issued",
    "有效期的截止早于起始或早于签发时间",
    (data, report) => {
      const end = momentAt(data, "validTo");
      const starts = [momentAt(data, "validFrom"), momentAt(data, "issueDateTime")];
      if (end !== undefined && starts.some((start) => start !== undefined && end <= start)) report("$.validTo");
    },
  ],
  [
    "VERSION",
    "error",
    "a later version names the checksum of the one before, the first names none",
    "后续版本必须引用前一版本的校验和，首版不得引用",
    (data, report) => {
      const isLaterVersion = (numberAt(data, "version") ?? 1) > 1;
      if (isLaterVersion !== has(data, "previousChecksum")) report("$.previousChecksum");
    },
  ],
  [
    "TRADE_PARTY_CODE",
    "error",
    "an identifying code does not have the form of its list",
    "识别代码不符合其代码表的格式",
    (data, report) => {
      for (const name of PARTIES) {
        for (const { data: id, path } of placedAt(recordAt(data, name), "ids", `$.${name}`)) {
          const identifier = identifierOfScheme(textAt(id, "scheme"));
          const found = identifier && checkIdentifier(identifier, textAt(id, "value") ?? "");
          if (found) report(`${path}.value`, found.text, found.severity === "warning" ? "warning" : undefined);
        }
      }
    },
  ],
  [
    "VESSEL_IMO",
    "error",
    "the check digit of the IMO ship number is wrong",
    "IMO 船舶编号的校验位不正确",
    (data, report) => {
      for (const name of SHIPS) checkAt({ data: recordAt(data, name), path: `$.${name}` }, "imo", "imo-number", report);
    },
  ],
  [
    "TRADE_PORTS_EQUAL",
    "error",
    "the port of loading and the port of discharge differ",
    "装货港与卸货港不得相同",
    (data, report) => {
      const [loading, discharge] = portsOf(data);
      const code = loading && textAt(loading.data, "unLocationCode");
      if (discharge && code !== undefined && code === textAt(discharge.data, "unLocationCode")) {
        report(`${discharge.path}.unLocationCode`);
      }
    },
  ],
  [
    "TRADE_PORT_CODE",
    "warning",
    "the UN/LOCODE is that of an airport or a town, not of the port",
    "该 UN/LOCODE 属于机场或城市，而非港口",
    (data, report) => {
      for (const place of [...portsOf(data), { data: recordAt(data, "facility"), path: "$.facility" }]) {
        checkAt(place, "unLocationCode", "port-code", report);
      }
    },
  ],
  [
    "TRADE_CONTAINER_NUMBER",
    "error",
    "a carrier's container has an ISO 6346 number",
    "承运人集装箱必须使用 ISO 6346 箱号",
    (data, report) => {
      for (const { data: container, path } of containersOf(data)) {
        const number = textAt(container, "equipmentReference");
        const found = number === undefined ? null : checkIdentifier("container-number", number);
        const isLight = found?.severity === "warning" || container["isShipperOwned"] === true;
        if (found) report(`${path}.equipmentReference`, found.text, isLight ? "warning" : undefined);
      }
    },
  ],
  [
    "TRADE_CONTAINER_REPEATED",
    "error",
    "a container is listed once",
    "同一集装箱只能列出一次",
    (data, report) => {
      const numbers = new Set<string>();
      for (const { data: container, path } of containersOf(data)) {
        const number = textAt(container, "equipmentReference");
        if (number === undefined) continue;
        if (numbers.has(number)) report(`${path}.equipmentReference`);
        numbers.add(number);
      }
    },
  ],
  [
    "TRADE_SIZE_TYPE",
    "warning",
    "the size and type code is not one we know",
    "尺寸箱型代码未知",
    (data, report) => {
      for (const { data: container, path } of containersOf(data)) {
        const found = checkIdentifier("size-type", textAt(container, "sizeTypeCode") ?? "22G1");
        if (found) report(`${path}.sizeTypeCode`, found.text);
      }
    },
  ],
  [
    "TRADE_GOODS_CODE",
    "warning",
    "a package code or an HS chapter is not one we know",
    "包装代码或商品编码章号未知",
    (data, report) => {
      for (const line of goodsOf(data)) {
        checkAt(line, "packageCode", "package-code", report);
        checkAt(line, "HSCode", "hs-code", report);
      }
    },
  ],
  [
    "FULLNESS",
    "error",
    "the fullness code contradicts the empty indicator",
    "箱况代码与空重标志矛盾",
    (data, report) => {
      for (const { data: owner, path } of [{ data, path: "$" }, ...containersOf(data)]) {
        const [indicator, fullness] = [textAt(owner, "emptyIndicatorCode"), textAt(owner, "fullnessCode")];
        if (indicator === undefined || fullness === undefined) continue;
        if ((indicator === "EMPTY") !== (fullness === "4")) report(`${path}.fullnessCode`);
      }
    },
  ],
]);
