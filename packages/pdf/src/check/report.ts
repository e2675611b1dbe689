import type { JsonObject, Text } from "@openlading/core";
import { PDF_ERRORS, type PdfError, type PdfErrorCode } from "../error.ts";

/** How a check came out. `unknown`: it could not be told; `skipped`: an earlier fault left nothing to look at. */
export type CheckOutcome = "valid" | "invalid" | "unknown" | "skipped";

/** The steps, in their order. */
export const CHECK_STEPS = ["bytes", "signatures", "cms", "chain", "changes", "policy", "meaning", "status"] as const;
export type CheckStep = (typeof CHECK_STEPS)[number];

/** One finding. A step without a fault has one, `valid`; one with faults has one for each. */
export interface PdfCheckItem {
  /** 1 to 8. */
  readonly step: number;
  readonly name: CheckStep;
  readonly outcome: CheckOutcome;
  /** Why it is not valid; null for `valid` and `skipped`. */
  readonly code: PdfErrorCode | null;
  readonly text: Text;
  readonly details: JsonObject;
}

/** What a step establishes when nothing is wrong. */
const VALID: Readonly<Record<CheckStep, Text>> = {
  bytes: { en: "every byte of the file is accounted for", zh: "文件的每个字节均有归属" },
  signatures: { en: "every signature covers the whole file as it was then", zh: "每个签名均覆盖签署当时的整个文件" },
  cms: { en: "every signature is by the certificate it names", zh: "每个签名均由其所指证书的密钥作出" },
  chain: {
    en: "every certificate leads to the trust list and was in force",
    zh: "每张证书均可追溯至信任列表且当时有效",
  },
  changes: { en: "nothing was changed but by the signatures themselves", zh: "除签名本身外没有任何更改" },
  policy: { en: "the file holds nothing that acts, hides or leads elsewhere", zh: "文件不含可执行、隐藏或外链的内容" },
  meaning: { en: "page, data, code and the issuer's proof say the same", zh: "页面、数据、二维码与签发机构的证明一致" },
  status: { en: "the document is not withdrawn", zh: "该文件未被撤销或替换" },
};
const SKIPPED: Text = { en: "not looked at, because of an earlier fault", zh: "因前面的问题而未予检查" };

/** What can only be called unknown: something is missing, nothing is wrong. */
const UNKNOWN: ReadonlySet<PdfErrorCode> = new Set<PdfErrorCode>([
  "ERR_PDF_OBJECT_STREAM", "ERR_PDF_FILTER", "ERR_PDF_REVOCATION_UNKNOWN", "ERR_PDF_REVOCATION_DATA", "ERR_PDF_PRINT_UNKNOWN",
  "ERR_PDF_TRUST_OLD", "ERR_PDF_STATUS_UNKNOWN", "ERR_PDF_STATUS_OTHER",
]); // prettier-ignore
/** What is wrong even with a file of unknown layout; its other faults only mean that it is made otherwise. */
const ALWAYS_WRONG: ReadonlySet<PdfErrorCode> = new Set<PdfErrorCode>([
  "ERR_PDF_CMS_DIGEST", "ERR_PDF_CMS_SIGNATURE", "ERR_PDF_BYTE_RANGE", "ERR_PDF_CONTENTS", "ERR_PDF_HOLE", "ERR_PDF_PADDING",
  "ERR_PDF_COVERAGE", "ERR_PDF_CERTIFICATE_REVOKED", "ERR_PDF_CERTIFICATE_EXPIRED", "ERR_PDF_JAVASCRIPT", "ERR_PDF_OPEN_ACTION",
  "ERR_PDF_ACTION", "ERR_PDF_XFA", "ERR_PDF_RICH_MEDIA", "ERR_PDF_NESTED_PDF", "ERR_PDF_EXTERNAL",
  "ERR_PDF_OPTIONAL_CONTENT", "ERR_PDF_CHANGED_PAGE", "ERR_PDF_CHANGED_ANNOTATION", "ERR_PDF_CHANGED_FONT",
  "ERR_PDF_CHANGED_ATTACHMENT",
]); // prettier-ignore

/** Collects the findings of one file. */
export class Report {
  readonly items: PdfCheckItem[] = [];
  #isNative = true;

  /** From here on only what is wrong with any file is called invalid. */
  relax(): void {
    this.#isNative = false;
  }

  /** Writes down a step's faults, or that it is valid. Whether it is valid. */
  add(name: CheckStep, faults: readonly PdfError[]): boolean {
    if (faults.length === 0) this.#push(name, "valid", null, VALID[name], {});
    const seen = new Set<string>();
    for (const { code, details } of faults) {
      if (seen.has(code)) continue;
      seen.add(code);
      this.#push(name, this.#outcomeOf(code, name), code, PDF_ERRORS[code].when, details);
    }
    return faults.length === 0;
  }

  skip(...names: readonly CheckStep[]): void {
    for (const name of names) this.#push(name, "skipped", null, SKIPPED, {});
  }

  overall(): "valid" | "invalid" | "unknown" {
    if (this.items.some(({ outcome }) => outcome === "invalid")) return "invalid";
    const steps = new Set(this.items.map(({ step }) => step));
    const isWhole = steps.size === CHECK_STEPS.length && this.items.every(({ outcome }) => outcome === "valid");
    return isWhole ? "valid" : "unknown";
  }

  #outcomeOf(code: PdfErrorCode, name: CheckStep): CheckOutcome {
    if (UNKNOWN.has(code)) return "unknown";
    return this.#isNative || name === "bytes" || ALWAYS_WRONG.has(code) ? "invalid" : "unknown";
  }

  #push(name: CheckStep, outcome: CheckOutcome, code: PdfErrorCode | null, text: Text, details: JsonObject): void {
    this.items.push({ step: CHECK_STEPS.indexOf(name) + 1, name, outcome, code, text, details });
  }
}
