import {
  canonicalize,
  decodeBase64,
  documentChecksum,
  parseShape,
  parseStrictJson,
  sha256Hex,
  shape,
  type Infer,
  type Json,
} from "@openlading/core";
import { signCompactJws, verifyCompactJws, type Alg, type Signer, type VerificationKey } from "@openlading/jws";
import { DossierError, refusing } from "./error.ts";

const ALGS: readonly Alg[] = ["PS256", "ES256", "RS256"];
const MAX_CHARS = 64 * 1024;

const issuanceShape = shape.object({
  documentChecksum: shape.hex(32),
  issueToChecksum: shape.hex(32),
  eBLVisualisationByCarrierChecksum: shape.optional(shape.hex(32)),
});
/** The payload of DCSA's `issuanceManifestSignedContent`. */
export type IssuanceManifest = Infer<typeof issuanceShape>;

/** The members of a DCSA issuance request that its manifest covers. `content` is base64. */
export interface IssuanceBody {
  readonly document: Json;
  readonly issueTo: Json;
  readonly eBLVisualisationByCarrier?: {
    readonly name: string;
    readonly content: string;
    readonly contentType?: string;
  };
}

/** The checksums of a request: RFC 8785 forms, and the decoded bytes of the visualisation. */
export function issuanceManifestOf(body: IssuanceBody): IssuanceManifest {
  const visualisation = body.eBLVisualisationByCarrier;
  return {
    documentChecksum: documentChecksum(body.document),
    issueToChecksum: documentChecksum(body.issueTo),
    ...(visualisation === undefined
      ? {}
      : { eBLVisualisationByCarrierChecksum: sha256Hex(decodeBase64(visualisation.content)) }),
  };
}

/** Signs DCSA's issuance manifest, byte for byte as DCSA says: no `typ`. @see DCSA eBL Issuance 3.0, issuanceManifestSignedContent */
export function createIssuanceManifest(signer: Signer, body: IssuanceBody): Promise<string> {
  return signCompactJws(signer, { typ: null, payload: canonicalize(issuanceManifestOf(body)) });
}

/**
 * Establishes that one of `keys` signed a DCSA issuance manifest, and that it covers exactly `body` when one is given.
 * @param o.algs PS256, ES256 and RS256 unless told
 * @throws DossierError `ERR_DOSSIER_ISSUANCE_MANIFEST`
 */
export function verifyIssuanceManifest(
  token: string,
  keys: readonly VerificationKey[],
  body?: IssuanceBody,
  o: { readonly algs?: readonly Alg[] } = {},
): IssuanceManifest {
  return refusing("ERR_DOSSIER_ISSUANCE_MANIFEST", "the issuance manifest is malformed or wrongly signed", () => {
    const { payload } = verifyCompactJws(token, { keys, typ: null, algs: o.algs ?? ALGS, maxBytes: MAX_CHARS });
    const manifest = parseShape(issuanceShape, parseStrictJson(payload), "issuance manifest");
    if (body !== undefined) assertCovers(manifest, issuanceManifestOf(body));
    return manifest;
  });
}

function assertCovers(signed: IssuanceManifest, actual: IssuanceManifest): void {
  for (const name of ["documentChecksum", "issueToChecksum", "eBLVisualisationByCarrierChecksum"] as const) {
    if (signed[name] === actual[name]) continue;
    const details = { member: name };
    throw new DossierError({
      code: "ERR_DOSSIER_ISSUANCE_MANIFEST",
      message: "the issuance manifest covers other content",
      details,
    });
  }
}
