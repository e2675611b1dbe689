import { derOid, derSequence, derSetOf, derUtf8 } from "../sign/der.ts";
import { der, TAG } from "../sign/der.ts";
import { utf8 } from "@openlading/core";
import { OID } from "../sign/oid.ts";

/** What every specimen's name says, so that nobody takes one for a real certificate. */
export const SPECIMEN_MARK = "SPECIMEN 示例";

/** A distinguished name of country, organisation and common name, each marked as a specimen where it can be. */
export function specimenName(commonName: string): Uint8Array {
  return derSequence(
    part(OID.country, der(TAG.printableString, utf8("CN"))),
    part(OID.organization, derUtf8(`${SPECIMEN_MARK} OpenLading`)),
    part(OID.commonName, derUtf8(`${SPECIMEN_MARK} ${commonName}`)),
  );
}

function part(type: string, value: Uint8Array): Uint8Array {
  return derSetOf([derSequence(derOid(type), value)]);
}
