import type { JsonObject } from "@openlading/core";
import { placedAt, textAt, type Placed } from "../access.ts";
import { isCertificateForm } from "../forms/codes.ts";
import type { CertificateFormRow, Source } from "../forms/form.ts";
import { CERTIFICATE_FORMS } from "../forms/table.ts";
import type { DocumentKind } from "../kinds.ts";

// What the rules on certificates share.

/** The kinds with the body of a certificate. */
export const CERTIFICATE_KINDS: readonly DocumentKind[] = ["certificate-of-origin", "certificate-application"];

/** The row of the form that the data names. */
export function formOf(data: JsonObject): CertificateFormRow | undefined {
  const form = data["form"];
  return isCertificateForm(form) ? CERTIFICATE_FORMS[form] : undefined;
}

/** The items with their paths. */
export const itemsOf = (data: JsonObject): readonly Placed[] => placedAt(data, "items");

/** What rests on a figure that was not looked up again is a warning. */
export const lenient = ({ basis }: Source): "warning" | undefined => (basis === "known" ? "warning" : undefined);

/** The country that a party states, in its own member, its address or by a Chinese code. */
export function countryOfParty(party: JsonObject): string | undefined {
  const address = party["address"];
  const inAddress = typeof address === "object" && address !== null && "countryCode" in address;
  const stated = textAt(party, "countryCode") ?? (inAddress ? textAt(address, "countryCode") : undefined);
  const isChinese = placedAt(party, "ids").some(({ data }) => textAt(data, "scheme") === "USCC");
  return stated ?? (isChinese ? "CN" : undefined);
}

/** A phrase or a name as it is compared: upper case, one space between words, no full stop or comma. */
export const plainName = (name: string | undefined): string =>
  (name ?? "")
    .toUpperCase()
    .replaceAll(/[.,，。;；]/gu, " ")
    .replaceAll(/\s+/gu, " ")
    .trim();

/** Whether two parties are one: they share a code, or their names are the same. */
export function isSameParty(left: JsonObject, right: JsonObject): boolean {
  const codes = new Set(placedAt(left, "ids").map(({ data }) => spelt(data)));
  const sharesCode = placedAt(right, "ids").some(({ data }) => codes.has(spelt(data)));
  const [leftName, rightName] = [plainName(textAt(left, "name")), plainName(textAt(right, "name"))];
  return sharesCode || (leftName !== "" && leftName === rightName);
}

const spelt = (id: JsonObject): string => `${textAt(id, "scheme") ?? ""} ${textAt(id, "value") ?? ""}`;
