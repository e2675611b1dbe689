import { sha256 } from "@openlading/core";
import { encodeSignedData, signedAttributes, toCmsSignature, type CmsAlg } from "../../src/sign/cms.ts";
import { parseCertificate } from "../../src/sign/certificate.ts";
import { OID } from "../../src/sign/oid.ts";
import { openPrintedFile } from "../../src/sign/printed-file.ts";
import { createRevision } from "../../src/sign/revision.ts";
import { openSignature, signatureBody } from "../../src/sign/signature-object.ts";
import type { SpecimenIdentity } from "../../src/specimen/pki.ts";
import { Forger, stream } from "./forge.ts";

const RESERVE = 4096;

/** Adds a signature field of the attacker's own that covers a box of the page, and signs it well. */
export async function sneakSignature(
  bytes: Uint8Array,
  identity: SpecimenIdentity,
  isOnPage: boolean,
): Promise<Uint8Array> {
  const forger = new Forger(bytes);
  const revision = createRevision(openPrintedFile(bytes));
  const signature = revision.reserve();
  const picture = revision.add(
    stream("1 g 0 0 200 80 re f", "/Type /XObject /Subtype /Form /BBox [0 0 200 80] /Resources << >>"),
  );
  const widget = `<< /Type /Annot /Subtype /Widget /FT /Sig /T (sneaky) /F 132 /Rect [60 500 260 580] /P ${forger.page} 0 R /AP << /N ${picture} 0 R >> /V ${signature} 0 R >>`;
  const field = revision.add(widget);
  const form = forger.find((names) => names.has("SigFlags"));
  const grown = (number: number, name: string): string =>
    forger.body(number).replace(forger.entry(number, name), forger.entry(number, name).replace("]", ` ${field} 0 R ]`));
  revision.replace(form, grown(form, "Fields"));
  if (isOnPage) revision.replace(forger.page, grown(forger.page, "Annots"));
  const entries = {
    Type: "/Sig",
    Filter: "/Adobe.PPKLite",
    SubFilter: "/ETSI.CAdES.detached",
    M: "(D:20260512080000Z)",
  };
  revision.replace(signature, signatureBody(entries, RESERVE));
  const written = revision.write();
  const open = openSignature(written.bytes, written.bodyAt.get(signature) ?? 0, RESERVE);
  const chain = identity.chain.map(parseCertificate);
  const [certificate] = chain;
  if (certificate === undefined) throw new Error("no certificate");
  const attributes = signedAttributes({ contentType: OID.data, messageDigest: sha256(...open.covered), certificate });
  const alg = identity.signer.alg as CmsAlg;
  const value = toCmsSignature(alg, await identity.signer.sign(attributes));
  return open.fill(encodeSignedData({ contentType: OID.data, attributes, alg, signature: value, chain }));
}
