import type { Text } from "@openlading/core";
import type { Dossier } from "@openlading/dossier";
import type { RecordState } from "@openlading/law";
import type { VerdictCertificate } from "./certificate.ts";
import type { CheckResult, Dimension, Outcome } from "./check.ts";
import type { May } from "./may.ts";
import type { VerdictDocument } from "./paper.ts";
import type { OpenedRight } from "./terms.ts";
import type { StateWord } from "./word.ts";

/** What the reader's next step hangs on. `ended`: over, disputed, or never was. */
export type Standing = "live" | "ended" | "unknown" | "invalid";

/** Who controls through a slot of the main record. `partyId` is null where no binding names it. */
export interface VerdictSlot {
  readonly slot: string;
  readonly thumbprint: string;
  readonly partyId: string | null;
  readonly isReader: boolean;
}

/**
 * What a dossier shows. `overall` is `valid` only when every check that was needed was made and none failed; a missing
 * input is `unknown`.
 */
export interface Verdict {
  readonly overall: "valid" | "invalid" | "unknown";
  readonly standing: Standing;
  readonly networkId: string | null;
  readonly main: string | null;
  readonly depth: Dossier["depth"] | null;
  /** The record in one word; `asOf` is the trusted time (canonical UTC) at which it was so. */
  readonly state: {
    readonly word: StateWord;
    readonly text: Text;
    readonly asOf: string | null;
    /** Record id of what took its place. */
    readonly successor: string | null;
  };
  /** The main record's proven state; null when it provably does not exist or is not known. */
  readonly record: RecordState | null;
  /** Height of the block and size of the history the checkpoint stands for, and who cosigned it. */
  readonly checkpoint: {
    readonly height: number;
    readonly treeSize: number;
    readonly witnesses: readonly string[];
  } | null;
  readonly dimensions: Readonly<Record<Dimension, Outcome>>;
  readonly checks: readonly CheckResult[];
  readonly control: readonly VerdictSlot[];
  readonly documents: readonly VerdictDocument[];
  /** Containers of rights that were opened to the reader. */
  readonly containers: readonly OpenedRight[];
  /** What the ledger says of the main record as a certificate; null when it is none. */
  readonly certificate: VerdictCertificate | null;
  readonly may: readonly May[];
  readonly advice: Text;
}
