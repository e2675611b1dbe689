import { canonicalize } from "@openlading/core";
import { VrfError } from "./error.ts";

const ALPHA_DOMAIN = "openlading/record-id/1";
const MAX_NUMBER = 64;
const SEPARATORS = /[ \-/.]/g;
const NORMAL_NUMBER = /^[0-9A-Z]{1,64}$/;

/**
 * The one spelling of a document's number: ASCII, upper-cased, without space, `-`, `/` and `.`.
 * @throws VrfError ERR_VRF_NUMBER when nothing is left, when it is longer than 64 characters as given, or has another character
 */
export function normalizeDocumentNumber(number: string): string {
  // Letters outside ASCII never reach toUpperCase, which would turn some of them ("ı", "ß") into ASCII ones.
  const normal = isShortAscii(number) ? number.replace(SEPARATORS, "").toUpperCase() : "";
  if (!NORMAL_NUMBER.test(normal)) {
    throw new VrfError({ code: "ERR_VRF_NUMBER", message: "a document number has no normal form" });
  }
  return normal;
}

/**
 * The VRF input of a document: RFC 8785 bytes of `["openlading/record-id/1", networkId, partyId, family, number]` with the
 * number in its normal form. `family` groups the kinds that share numbers (a bill and a waybill: `transport-document`).
 * @throws VrfError ERR_VRF_NUMBER
 */
export function documentAlpha(o: {
  readonly networkId: string;
  readonly partyId: string;
  readonly family: string;
  readonly number: string;
}): Uint8Array {
  return canonicalize([ALPHA_DOMAIN, o.networkId, o.partyId, o.family, normalizeDocumentNumber(o.number)]);
}

function isShortAscii(text: string): boolean {
  return text.length <= MAX_NUMBER && /^[ -~]*$/.test(text);
}
