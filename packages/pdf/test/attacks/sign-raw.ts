import { sha256 } from "@openlading/core";
import { parseCertificate } from "../../src/sign/certificate.ts";
import { encodeSignedData, signedAttributes, toCmsSignature, type CmsAlg } from "../../src/sign/cms.ts";
import { OID } from "../../src/sign/oid.ts";
import { openPrintedFile } from "../../src/sign/printed-file.ts";
import { createRevision, type Revision } from "../../src/sign/revision.ts";
import { openSignature, signatureBody } from "../../src/sign/signature-object.ts";
import type { SpecimenIdentity } from "../../src/specimen/pki.ts";
import { Forger } from "./forge.ts";

const RESERVE = 6144;

type Covered = readonly [Uint8Array, Uint8Array];

/** A revision of the attacker's own making with one sound signature in it, of `value`'s making. */
export async function signRaw(
  bytes: Uint8Array,
  o: {
    readonly entries: Readonly<Record<string, string>>;
    readonly value: (covered: Covered) => Promise<Uint8Array>;
    readonly build: (revision: Revision, signature: number) => void;
  },
): Promise<Uint8Array> {
  const revision = createRevision(openPrintedFile(bytes));
  const signature = revision.reserve();
  o.build(revision, signature);
  revision.replace(signature, signatureBody({ Filter: "/Adobe.PPKLite", ...o.entries }, RESERVE));
  const written = revision.write();
  const open = openSignature(written.bytes, written.bodyAt.get(signature) ?? 0, RESERVE);
  return open.fill(await o.value(open.covered));
}

/** What a signature's dictionary says of itself. */
export const SIGNATURE = { Type: "/Sig", SubFilter: "/ETSI.CAdES.detached", M: "(D:20260512080000Z)" };

/** A CMS by an identity; `extra` certificates are embedded too. */
export const cmsBy = ({ signer, chain }: SpecimenIdentity, extra: readonly Uint8Array[] = []) => {
  return async (covered: Covered): Promise<Uint8Array> => {
    const certificates = [...chain, ...extra].map(parseCertificate);
    const [certificate] = certificates;
    if (certificate === undefined) throw new Error("no certificate");
    const attributes = signedAttributes({ contentType: OID.data, messageDigest: sha256(...covered), certificate });
    const alg = signer.alg as CmsAlg;
    const signature = toCmsSignature(alg, await signer.sign(attributes));
    return encodeSignedData({ contentType: OID.data, attributes, alg, signature, chain: certificates });
  };
};

/** The exporter's certification, with a picture of the attacker's own; `picture` gives it from the field's size. */
export async function declareWith(
  bytes: Uint8Array,
  identity: SpecimenIdentity,
  picture: (width: number, height: number) => string,
  extra: readonly Uint8Array[] = [],
): Promise<Uint8Array> {
  const f = new Forger(bytes);
  const field = f.field("exporter");
  const [left = 0, bottom = 0, right = 0, top = 0] = (f.entry(field, "Rect").match(/[\d.]+/g) ?? []).map(Number);
  const parameters = "<< /Type /TransformParams /V /1.2 /P 2 >>";
  return signRaw(bytes, {
    value: cmsBy(identity, extra),
    entries: {
      ...SIGNATURE,
      Reference: `[ << /Type /SigRef /TransformMethod /DocMDP /TransformParams ${parameters} >> ]`,
    },
    build: (revision, signature) => {
      const form = revision.add(picture(right - left, top - bottom));
      const empty = f.entry(field, "AP");
      revision.replace(field, f.withEntry(field, "V", `${signature} 0 R`).replace(empty, `<< /N ${form} 0 R >>`));
      revision.replace(f.root, f.withEntry(f.root, "Perms", `<< /DocMDP ${signature} 0 R >>`));
    },
  });
}
