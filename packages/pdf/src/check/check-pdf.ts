import { parseUtcInstant, type Text } from "@openlading/core";
import { PdfError } from "../error.ts";
import type { PrintFiles } from "../page/rerender.ts";
import { READ_LIMITS, type ReadLimits } from "../read/limits.ts";
import type { PdfFile } from "../read/pdf-file.ts";
import { readPdf } from "../read/read.ts";
import { isExpiredAt } from "../trust/lookup.ts";
import { isVerifiedTrustList } from "../trust/verify.ts";
import type { VerifiedTrustList } from "../trust/trust-list.ts";
import { readAttachments } from "./attachments.ts";
import { countPages, findChanges, findOrderFault } from "./changes.ts";
import { parseCrl } from "./crl.ts";
import { judgeMeaning, readClaims, type Claims, type Meaning } from "./meaning.ts";
import { parseOcsp } from "./ocsp.ts";
import { findPolicyFaults } from "./policy.ts";
import { Report, type PdfCheckItem } from "./report.ts";
import { tailFault } from "./security-store.ts";
import { readSignatures, type FileSignature } from "./signatures.ts";
import { judgeStatus, type StatusAnswer, type StatusFact } from "./status.ts";
import { judgeTrust, type SignatureFact, type SignatureLevel } from "./trust-step.ts";
import { verdictOf } from "./verdict.ts";
import { verifyFileSignature, type VerifiedFileSignature } from "./verified.ts";

/** What a check rests on. Nothing else is looked at: no clock, no network, no store of the machine. */
export interface CheckPdfOptions {
  readonly trust: VerifiedTrustList;
  /** Now, canonical UTC text. */
  readonly now: string;
  /** Revocation lists and OCSP responses beside those of the file; DER each. */
  readonly crls?: readonly Uint8Array[];
  readonly ocsps?: readonly Uint8Array[];
  /** What a dossier, the ledger or the issuer's site says of the document. */
  readonly status?: StatusAnswer;
  /** The one host the QR code may lead to. */
  readonly expectedHost?: string;
  /** The font the page was printed with, where it is not the package's own. */
  readonly font?: Uint8Array;
  /** The kind of document, for files that do not say it themselves; a certificate of origin unless said. */
  readonly documentKind?: string;
  /** The document's number, for the words about files that do not say it themselves; nothing is compared with it. */
  readonly number?: string;
  readonly limits?: ReadLimits;
  /** Prints revision 0 again; the package's own printer unless given. */
  readonly rerender?: (files: PrintFiles, font?: Uint8Array) => Promise<{ readonly bytes: Uint8Array }>;
}

/** NATIVE: printed by this package. REGISTERED: made elsewhere. UNREAD: not read at all. */
export type PdfOrigin = "NATIVE" | "REGISTERED" | "UNREAD";

/** What the file says, as far as the checks beside it bear it out. */
export interface PdfFacts {
  readonly bytes: number;
  readonly pages: number | null;
  readonly revisions: number | null;
  readonly level: SignatureLevel | null;
  readonly signatures: readonly SignatureFact[];
  readonly documentKind: string | null;
  /** As the issuer signed it; null where that could not be established. */
  readonly number: string | null;
  readonly issuer: string | null;
  readonly documentChecksum: string | null;
  readonly copy: number | null;
  readonly printedAt: string | null;
  readonly status: StatusFact | null;
  readonly trustList: Pick<VerifiedTrustList, "listId" | "version" | "issuedAt" | "ageMs" | "isExpired">;
}

/** The answer to a check. `overall` is valid only when every check ran and none was unknown. */
export interface PdfCheck {
  readonly overall: "valid" | "invalid" | "unknown";
  readonly origin: PdfOrigin;
  readonly verdict: Text;
  readonly checks: readonly PdfCheckItem[];
  readonly facts: PdfFacts;
}

/**
 * Judges a printed file in eight steps: bytes, signature dictionaries, signatures, certificates at the time that counts,
 * changes after signing, what it must not hold, whether page, data, code and proof say the same, and status. Pure: the
 * same bytes, trust and moment give the same answer. Never throws for what a file holds.
 * @throws TypeError when the trust list was not made by verifyTrustList
 * @see docs/spec/pdf-check.md
 */
export async function checkPdf(bytes: Uint8Array, options: CheckPdfOptions): Promise<PdfCheck> {
  if (!isVerifiedTrustList(options.trust)) throw new TypeError("checkPdf: the trust list is not a verified one");
  return new PdfChecker(bytes, options).check();
}

class PdfChecker {
  readonly #bytes: Uint8Array;
  readonly #options: CheckPdfOptions;
  readonly #nowMs: number;
  readonly #report = new Report();
  #origin: PdfOrigin = "UNREAD";
  #claims: Claims | null = null;
  #meaning: Meaning | null = null;
  #signatures: readonly SignatureFact[] = [];
  #level: SignatureLevel | null = null;
  #status: StatusFact | null = null;

  constructor(bytes: Uint8Array, options: CheckPdfOptions) {
    this.#bytes = bytes;
    this.#options = options;
    this.#nowMs = parseUtcInstant(options.now);
  }

  async check(): Promise<PdfCheck> {
    const opened = attempt(() => this.#open());
    if (opened instanceof PdfError) {
      this.#report.add("bytes", [opened]);
      this.#report.skip("signatures", "cms", "chain", "changes", "policy", "meaning", "status");
      return this.#answer(null);
    }
    const { file, files } = opened;
    this.#report.add("bytes", []);
    const found = attempt(() => readSignatures(file, this.#origin === "NATIVE"));
    if (found instanceof PdfError) {
      this.#report.add("signatures", [found]);
      this.#report.skip("cms", "chain", "changes");
    } else {
      this.#report.add("signatures", []);
      this.#judgeSignatures(file, found);
      this.#judgeChanges(file, found);
    }
    this.#judgePolicy(file, files);
    await this.#judgeMeaning(file, files);
    return this.#answer(file);
  }

  #open(): { readonly file: PdfFile; readonly files: PrintFiles } {
    const file = readPdf(this.#bytes, this.#options.limits ?? READ_LIMITS);
    const files = readAttachments(file);
    this.#claims = readClaims(files);
    this.#origin = this.#claims === null ? "REGISTERED" : "NATIVE";
    if (this.#claims === null) this.#report.relax();
    return { file, files };
  }

  #judgeSignatures(file: PdfFile, signatures: readonly FileSignature[]): void {
    const verified = attempt(() => signatures.map(verifyFileSignature));
    if (verified instanceof PdfError) {
      this.#report.add("cms", [verified]);
      this.#report.skip("chain");
      return;
    }
    this.#report.add("cms", []);
    const result = attempt(() => this.#judgeTrust(file, verified));
    if (result instanceof PdfError) {
      this.#report.add("chain", [result]);
      return;
    }
    this.#signatures = result.facts;
    this.#level = result.level;
    this.#report.add("chain", result.faults);
  }

  #judgeTrust(file: PdfFile, verified: readonly VerifiedFileSignature[]): ReturnType<typeof judgeTrust> {
    const { trust, crls = [], ocsps = [], documentKind = "certificate-of-origin" } = this.#options;
    return judgeTrust({
      file,
      verified,
      trust,
      nowMs: this.#nowMs,
      kind: this.#claims?.parameters.kind ?? documentKind,
      isNative: this.#origin === "NATIVE",
      crls: crls.map(parseCrl),
      ocsps: ocsps.map(parseOcsp),
    });
  }

  #judgeChanges(file: PdfFile, signatures: readonly FileSignature[]): void {
    const isNative = this.#origin === "NATIVE";
    const found = attempt(() => findChanges(file, signatures, isNative ? 0 : (signatures[0]?.revision ?? 0)));
    const faults = found instanceof PdfError ? [found] : found;
    // Only a file with nothing else wrong is asked for the order of its signatures and the form of its end.
    const last =
      isNative && faults.length === 0 ? (findOrderFault(file, signatures) ?? tailFault(file, signatures)) : null;
    this.#report.add("changes", last === null ? faults : [last]);
  }

  #judgePolicy(file: PdfFile, files: PrintFiles): void {
    const page = this.#claims?.parameters.qrText?.split("#")[0];
    const isNative = this.#origin === "NATIVE";
    const links = page === undefined ? [] : [page];
    const faults = attempt(() => findPolicyFaults(file, { isNative, links, attachments: files }));
    this.#report.add("policy", faults instanceof PdfError ? [faults] : faults);
  }

  async #judgeMeaning(file: PdfFile, files: PrintFiles): Promise<void> {
    const { trust, now, expectedHost, font, rerender, status } = this.#options;
    if (this.#claims === null) {
      this.#report.skip("meaning", "status");
      return;
    }
    const seal = this.#signatures.find(({ field, trustedBy }) => field === "authority" && trustedBy !== null) ?? null;
    const more = {
      ...(expectedHost === undefined ? {} : { expectedHost }),
      ...(font === undefined ? {} : { font }),
      ...(rerender === undefined ? {} : { rerender }),
    };
    const { faults, meaning } = await judgeMeaning({ file, files, claims: this.#claims, trust, now, seal, ...more });
    this.#report.add("meaning", faults);
    this.#meaning = meaning;
    if (meaning === null) {
      this.#report.skip("status");
      return;
    }
    const given = status === undefined ? {} : { status };
    const judged = await judgeStatus({ meaning, trust, nowMs: this.#nowMs, ...given });
    this.#status = judged.fact;
    this.#report.add("status", judged.faults);
  }

  #answer(file: PdfFile | null): PdfCheck {
    const { trust, number } = this.#options;
    const { listId, version, issuedAt } = trust;
    const ageMs = Math.max(0, this.#nowMs - parseUtcInstant(issuedAt));
    const overall = this.#report.overall();
    const facts: PdfFacts = {
      bytes: this.#bytes.length,
      pages: file === null ? null : countPages(file),
      revisions: file?.revisions.length ?? null,
      level: this.#level,
      signatures: this.#signatures,
      ...claimed(this.#claims),
      ...established(this.#meaning),
      status: this.#status,
      trustList: { listId, version, issuedAt, ageMs, isExpired: isExpiredAt(trust, this.#nowMs) },
    };
    const checks = this.#report.items;
    const verdict = verdictOf(overall, this.#origin, checks, { isSigned: facts.signatures.length > 0, number });
    return { overall, origin: this.#origin, verdict, checks, facts };
  }
}

function claimed(claims: Claims | null): Pick<PdfFacts, "documentKind" | "copy" | "printedAt"> {
  const { kind = null, copy = null, printedAt = null } = claims?.parameters ?? {};
  return { documentKind: kind, copy, printedAt };
}

function established(meaning: Meaning | null): Pick<PdfFacts, "number" | "issuer" | "documentChecksum"> {
  const { number = null, manifest, documentChecksum = null } = meaning ?? {};
  return { number, issuer: manifest?.issuer ?? null, documentChecksum };
}

function attempt<T>(work: () => T): T | PdfError {
  try {
    return work();
  } catch (error) {
    if (error instanceof PdfError) return error;
    throw error;
  }
}
