import type { SpecimenIdentity } from "../../src/specimen/pki.ts";
import { Forger, stream } from "./forge.ts";
import { cmsBy, SIGNATURE, signRaw } from "./sign-raw.ts";

/** Adds a signature field of the attacker's own that covers a box of the page, and signs it well. */
export async function sneakSignature(
  bytes: Uint8Array,
  identity: SpecimenIdentity,
  isOnPage: boolean,
): Promise<Uint8Array> {
  const forger = new Forger(bytes);
  return signRaw(bytes, {
    value: cmsBy(identity),
    entries: SIGNATURE,
    build: (revision, signature) => {
      const picture = revision.add(
        stream("1 g 0 0 200 80 re f", "/Type /XObject /Subtype /Form /BBox [0 0 200 80] /Resources << >>"),
      );
      const widget = `<< /Type /Annot /Subtype /Widget /FT /Sig /T (sneaky) /F 132 /Rect [60 500 260 580] /P ${forger.page} 0 R /AP << /N ${picture} 0 R >> /V ${signature} 0 R >>`;
      const field = revision.add(widget);
      const form = forger.find((names) => names.has("SigFlags"));
      const grown = (number: number, name: string): string =>
        forger
          .body(number)
          .replace(forger.entry(number, name), forger.entry(number, name).replace("]", ` ${field} 0 R ]`));
      revision.replace(form, grown(form, "Fields"));
      if (isOnPage) revision.replace(forger.page, grown(forger.page, "Annots"));
    },
  });
}
