import type { RecordState } from "../record.ts";
import type { NeedThat, Scene } from "../row.ts";
import { certificateTerms, type CertificateTerms } from "../terms.ts";

// What the rows about certificates ask of a scene.

/** Terms of the scene's certificate; null when there is none, or an act names something else as one. */
export function terms(scene: Scene): CertificateTerms | null {
  const found = scene.has("certificate") ? scene.one("certificate") : null;
  return found?.kind === "certificate" ? certificateTerms(found) : null;
}

export const isLive = (certificate: RecordState | null): boolean =>
  certificate?.status === "ISSUED" || certificate?.status === "REGISTERED";

/** Neither printed, presented nor replaced is what is not there or over. */
export function liveCertificate(scene: Scene, need: NeedThat): void {
  const found = scene.has("certificate") ? scene.one("certificate") : null;
  need(found !== null, "ERR_LAW_ABSENT", "there is no such certificate on the ledger");
  need(isLive(found), "ERR_LAW_STATUS", "the certificate is no longer live", { status: found?.status ?? null });
}
