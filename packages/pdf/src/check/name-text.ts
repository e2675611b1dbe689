import { decodeUtf8 } from "@openlading/core";
import { TAG } from "../sign/der.ts";
import { derChildren, oidText, parseDer } from "../sign/der-reader.ts";
import { OID } from "../sign/oid.ts";

/** How a certificate calls its subject, for people: common name, organization; never to be compared. */
export function nameText(name: Uint8Array): string {
  const parts = derChildren(parseDer(name)).flatMap((set) => derChildren(set).map(derChildren));
  const named = parts.flatMap(([type, value]) => {
    if (type === undefined || value === undefined) return [];
    const id = oidText(type);
    return id === OID.commonName || id === OID.organization ? [{ id, text: textOf(value.tag, value.content) }] : [];
  });
  return named
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ text }) => text)
    .join(", ");
}

function textOf(tag: number, content: Uint8Array): string {
  try {
    return tag === TAG.utf8String ? decodeUtf8(content) : Buffer.from(content).toString("latin1");
  } catch {
    return "?";
  }
}
