import type { JsonObject } from "@openlading/core";
import type { Reason } from "@openlading/law";
import type { ConflictReason } from "@openlading/ledger";
import { SdkError } from "./error.ts";

/** The ledger says VALID. `recordId` is the act's main record, `height` and `index` its place. */
export interface Committed {
  readonly kind: "committed";
  readonly actDigest: string;
  readonly transactionId: string;
  readonly height: number;
  readonly index: number;
  readonly recordId: string;
}

/** A rule said no, judged at `height`. It is final: sending the same act again changes nothing. */
export interface Refused {
  readonly kind: "refused";
  readonly code: string;
  readonly message: string;
  readonly reasons: readonly Reason[];
  readonly details: JsonObject;
  readonly height: number;
}

/** Someone was first (`mvcc`, `phantom`), or what the act builds on is not committed yet (`predecessor`). Nothing was written. */
export interface Conflict {
  readonly kind: "conflict";
  readonly reason: ConflictReason;
  readonly message: string;
}

/** No answer came. Ask `status(transactionId)` before acting on either assumption. */
export interface Unknown {
  readonly kind: "unknown";
  readonly transactionId: string;
}

/** What became of an act. */
export type Outcome = Committed | Refused | Conflict | Unknown;

/**
 * Narrows an outcome to the committed one.
 * @throws SdkError `ERR_SDK_REFUSED`, `ERR_SDK_CONFLICT`, `ERR_SDK_UNKNOWN`, with the outcome's members in `details`
 */
export function assertCommitted(outcome: Outcome): asserts outcome is Committed {
  switch (outcome.kind) {
    case "committed":
      return;
    case "refused":
      throw new SdkError({
        code: "ERR_SDK_REFUSED",
        message: `the act was refused: ${outcome.message}`,
        details: { code: outcome.code, height: outcome.height, reasons: outcome.reasons.map((r) => ({ ...r })) },
      });
    case "conflict":
      throw new SdkError({
        code: "ERR_SDK_CONFLICT",
        message: `the act was not taken: ${outcome.message}`,
        details: { reason: outcome.reason },
      });
    case "unknown":
      throw new SdkError({
        code: "ERR_SDK_UNKNOWN",
        message: "no answer came for the act",
        details: { transactionId: outcome.transactionId },
      });
  }
}
