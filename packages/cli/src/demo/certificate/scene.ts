import type { Desk } from "../../certificate/desk.ts";
import { CERTIFICATE_PARTS, type CertificatePart } from "../cast.ts";
import type { Stage } from "../stage.ts";
import type { CertificatePapers } from "./papers.ts";

/** Where each of them works. */
export type Desks = Readonly<Record<CertificatePart, Desk>>;

/** What every scene of the certificate needs. `out` is where copies are printed. */
export interface Scene {
  readonly stage: Stage<CertificatePart>;
  readonly desks: Desks;
  readonly papers: CertificatePapers;
  readonly out: string;
}

export function desksOf(stage: Stage<CertificatePart>, passphrase: string): Desks {
  const { network, people, clock, folder } = stage;
  const shared = { network, home: folder.home, passphrase: () => Promise.resolve(passphrase), now: clock.now };
  const entries = CERTIFICATE_PARTS.map((part) => [part, { ...shared, party: people[part] }] as const);
  return Object.fromEntries(entries) as Record<CertificatePart, Desk>;
}
