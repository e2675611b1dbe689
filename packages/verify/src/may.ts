import type { Text } from "@openlading/core";
import {
  LAW_ERRORS,
  openActions,
  partyRecordId,
  type LawErrorCode,
  type Lookup,
  type Reason,
  type RecordState,
} from "@openlading/law";
import { actionLabel } from "./label.ts";
import type { VerdictReader } from "./trust.ts";

/** Why an action is not open. `details` name records and places. */
export interface MayReason {
  readonly code: LawErrorCode;
  readonly text: Text;
  readonly details: Reason["details"];
}

/** An action under the main record, and whether this reader may do it now. Only a valid verdict says `yes`. */
export interface May {
  readonly actionCode: string;
  readonly clause: string;
  readonly label: Text;
  readonly open: "yes" | "no" | "unknown";
  readonly isEntitled: boolean;
  readonly reasons: readonly MayReason[];
}

interface Asked {
  readonly networkId: string;
  readonly subject: RecordState;
  readonly lookup: Lookup;
  readonly reader: VerdictReader;
  readonly moment: string;
  /** Whether everything else holds. */
  readonly isSure: boolean;
}

/** The acts open to the reader, by the same guards the ledger runs. */
export function mayOf(asked: Asked): readonly May[] {
  const { networkId, lookup, reader, isSure } = asked;
  const partyRecord = (partyId: string): RecordState | null | undefined => lookup(partyRecordId(networkId, partyId));
  const isReaderKnown = reader.parties.every((p) => partyRecord(p) !== undefined);
  return openActions({ ...asked, partyRecord }).map(({ actionCode, clause, open, isEntitled, reasons }) => {
    // A reader whose own record is not carried may well hold the office: that is not a no.
    const isMoot = !isReaderKnown && reasons.every((r) => r.code === "ERR_LAW_NOT_ENTITLED");
    const said = open === "yes" && !isSure ? "unknown" : open === "no" && isMoot ? "unknown" : open;
    return {
      actionCode,
      clause,
      label: actionLabel(actionCode),
      open: said,
      isEntitled,
      reasons: reasons.map(explained),
    };
  });
}

function explained({ code, details }: Reason): MayReason {
  return { code, text: LAW_ERRORS[code].when, details };
}
