import type { JsonObject } from "@openlading/core";
import { recordAt, textAt } from "../access.ts";
import { CERTIFICATE_KINDS, countryOfParty, formOf, itemsOf, plainName } from "./certificate-form.ts";
import { rulesFor, type Rule } from "./rule.ts";

const PHRASE = /^TO (?:THE )?ORDER\b|^TO WHOM IT MAY CONCERN\b/u;

/** The phrase that stands for a consignee, as forms spell it; undefined for a name. */
export function consigneePhrase(data: JsonObject): string | undefined {
  const phrase = PHRASE.exec(plainName(textAt(recordAt(data, "consignee"), "name")))?.[0];
  return phrase?.replace("TO THE ORDER", "TO ORDER");
}

function isOutside(data: JsonObject, country: string | undefined): boolean {
  return country !== undefined && formOf(data)?.parties?.includes(country) === false;
}

const ticksOf = (data: JsonObject): readonly unknown[] => {
  const ticks = data["ticks"];
  return Array.isArray(ticks) ? ticks : [];
};

/** Rules on who and where of a certificate of origin. */
export const CERTIFICATE_PARTY_RULES: readonly Rule[] = rulesFor(CERTIFICATE_KINDS, [
  [
    "CERTIFICATE_NOT_ISSUED",
    "error",
    "this form is not issued here, it is only verified",
    "本平台不签发该格式的证书，仅可核验",
    (data, report, kind) => {
      if (kind === "certificate-application" && formOf(data)?.isIssuable === false) report("$.form");
    },
  ],
  [
    "CERTIFICATE_TYPE",
    "error",
    "a preferential form is a preference certificate (864), the non-preferential one a certificate of origin (861)",
    "优惠原产地证书的类型代码为 864，非优惠的为 861",
    (data, report, kind) => {
      const [form, type] = [formOf(data), textAt(data, "documentTypeCode")];
      if (kind !== "certificate-of-origin" || form === undefined || type === undefined) return;
      if ((type === "861") !== (form.parties === null)) report("$.documentTypeCode");
    },
  ],
  [
    "CERTIFICATE_ORIGIN",
    "error",
    "the country of origin is not a party to the agreement",
    "原产国不是该协定的成员",
    (data, report) => {
      if (isOutside(data, textAt(data, "originCountryCode"))) report("$.originCountryCode");
      for (const { data: item, path } of itemsOf(data)) {
        if (isOutside(data, textAt(item, "originCountryCode"))) report(`${path}.originCountryCode`);
      }
    },
  ],
  [
    "CERTIFICATE_ITEM_ORIGIN",
    "error",
    "the form has a box for the country of origin of each item",
    "该格式证书须逐项填写原产国",
    (data, report) => {
      const isAsked = formOf(data)?.boxes.some(({ holds }) => holds.includes("origin-country"));
      for (const { data: item, path } of isAsked === true ? itemsOf(data) : []) {
        if (item["originCountryCode"] === undefined) report(`${path}.originCountryCode`);
      }
    },
  ],
  [
    "CERTIFICATE_DESTINATION",
    "error",
    "the destination is another party to the agreement than the origin",
    "目的地必须是该协定的另一成员",
    (data, report) => {
      const [origin, destination] = [textAt(data, "originCountryCode"), textAt(data, "destinationCountryCode")];
      const isSame = destination !== undefined && origin === destination;
      if (isSame || isOutside(data, destination)) report("$.destinationCountryCode");
    },
  ],
  [
    "CERTIFICATE_EXPORTER_COUNTRY",
    "error",
    "the exporter of goods certified in China is in China",
    "在中国签证的出口商必须在中国境内",
    (data, report, kind) => {
      const country = countryOfParty(recordAt(data, "exporter"));
      const isChinese = kind === "certificate-application" || textAt(data, "originCountryCode") === "CN";
      const isPassedOn = ticksOf(data).includes("BACK_TO_BACK");
      if (isChinese && !isPassedOn && country !== undefined && country !== "CN") report("$.exporter");
    },
  ],
  [
    "CERTIFICATE_TO_ORDER",
    "error",
    "this form names a consignee, the phrase in its place is not admitted",
    "该格式证书必须载明收货人，不得以此用语代替",
    (data, report) => {
      const [form, phrase] = [formOf(data), consigneePhrase(data)];
      if (form === undefined || phrase === undefined) return;
      if (!form.consigneePhrases.some((admitted) => admitted === phrase)) report("$.consignee.name");
    },
  ],
  [
    "CERTIFICATE_CONSIGNEE_COUNTRY",
    "warning",
    "the consignee is in a country that is no party to the agreement",
    "收货人所在国不是该协定的成员",
    (data, report) => {
      if (isOutside(data, countryOfParty(recordAt(data, "consignee")))) report("$.consignee");
    },
  ],
]);
