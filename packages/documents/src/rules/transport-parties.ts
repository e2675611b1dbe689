import type { JsonObject } from "@openlading/core";
import { has, placedAt, recordAt, recordsAt, repeats, textAt, type Placed } from "../access.ts";
import { checkIdentifier, identifierOfScheme } from "../identifiers.ts";
import { isRecord } from "../schema/check.ts";
import { rulesFor, type Rule } from "./rule.ts";

// DCSA transport document 3.0: the parties.

const SINGLE = [
  "shipper",
  "consignee",
  "endorsee",
  "issuingParty",
  "onBehalfOfShipper",
  "onBehalfOfConsignee",
  "carriersAgentAtDestination",
] as const;

/** Every party of a transport document, with its path. */
export function transportParties(data: JsonObject): readonly Placed[] {
  const parties = recordAt(data, "documentParties");
  const path = "$.documentParties";
  const single = SINGLE.flatMap((name) => {
    const party = parties[name];
    return isRecord(party) ? [{ data: party, path: `${path}.${name}` }] : [];
  });
  const other = placedAt(parties, "other", path).map((item) => ({
    data: recordAt(item.data, "party"),
    path: `${item.path}.party`,
  }));
  return [...single, ...placedAt(parties, "notifyParties", path), ...other];
}

const typeAndCountry = (data: JsonObject): string | undefined => {
  const [type, country] = [textAt(data, "type"), textAt(data, "countryCode")];
  return type === undefined || country === undefined ? undefined : `${type} ${country}`;
};

/** The places of customs references: the document, its items, their cargo, its equipment. */
function customsReferenceOwners(data: JsonObject): readonly Placed[] {
  const items = placedAt(data, "consignmentItems");
  return [
    { data, path: "$" },
    ...items,
    ...items.flatMap((item) => placedAt(item.data, "cargoItems", item.path)),
    ...placedAt(data, "utilizedTransportEquipments"),
  ];
}

/** Rules of parties and of what they are known by. */
export const TRANSPORT_PARTY_RULES: readonly Rule[] = rulesFor(
  ["bill-of-lading", "sea-waybill"],
  [
    [
      "PARTY_ADDRESS",
      "error",
      "a party has an address or an identifying code",
      "当事方必须有地址或识别代码",
      (data, report) => {
        for (const { data: party, path } of transportParties(data)) {
          if (!has(party, "address") && recordsAt(party, "identifyingCodes").length === 0) report(path);
        }
      },
    ],
    [
      "PARTY_FUNCTION_REPEATED",
      "error",
      "each function is given to one party only",
      "同一当事方职能只能出现一次",
      (data, report) => {
        const others = placedAt(recordAt(data, "documentParties"), "other", "$.documentParties");
        for (const path of repeats(others, (item) => textAt(item, "partyFunction"))) report(`${path}.partyFunction`);
      },
    ],
    [
      "PARTY_CODE",
      "error",
      "an identifying code does not have the form of its list",
      "识别代码不符合其代码表的格式",
      (data, report) => {
        for (const party of transportParties(data)) {
          for (const { data: item, path } of placedAt(party.data, "identifyingCodes", party.path)) {
            const identifier = identifierOfScheme(textAt(item, "codeListName"));
            const found = identifier && checkIdentifier(identifier, textAt(item, "partyCode") ?? "");
            if (found) report(`${path}.partyCode`, found.text, found.severity === "warning" ? "warning" : undefined);
          }
        }
      },
    ],
    [
      "TAX_REFERENCE_REPEATED",
      "error",
      "a party has one tax reference of a type and country",
      "同一当事方同一国家同一类型的税务编号只能有一个",
      (data, report) => {
        for (const party of transportParties(data)) {
          const references = placedAt(party.data, "taxLegalReferences", party.path);
          for (const path of repeats(references, typeAndCountry)) report(path);
        }
      },
    ],
    [
      "CUSTOMS_REFERENCE_REPEATED",
      "error",
      "one place holds one customs reference of a type and country",
      "同一处同一国家同一类型的海关编号只能有一个",
      (data, report) => {
        for (const owner of customsReferenceOwners(data)) {
          const references = placedAt(owner.data, "customsReferences", owner.path);
          for (const path of repeats(references, typeAndCountry)) report(path);
        }
      },
    ],
  ],
);
