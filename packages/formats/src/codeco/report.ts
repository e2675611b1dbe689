import type { EdifactDateTime } from "../edifact/date-time.ts";
import type { Place } from "../edifact/place.ts";
import type { VesselVoyage } from "../edifact/transport.ts";
import type { Notice } from "../notice.ts";

export type Direction = "IN" | "OUT";

/** One seal of SEL; `source` and `condition` in our words, null where the code is not known. */
export interface ReportedSeal {
  readonly number: string;
  readonly source: string | null;
  readonly condition: string | null;
}

/** One damage of DAM and COD, in CEDEX codes or in a terminal's own. */
export interface ReportedDamage {
  readonly codeList: "CEDEX" | "LOCAL";
  readonly damageCode: string | null;
  readonly damageText: string | null;
  readonly locationCode: string | null;
  readonly locationText: string | null;
  readonly severityCode: string | null;
  readonly componentCode: string | null;
}

/** What a terminal or depot says happened to one container at its gate. Nobody has signed it. */
export interface GateReport {
  readonly container: string;
  readonly sizeType: string | null;
  readonly direction: Direction;
  readonly fullEmpty: "EMPTY" | "LADEN" | null;
  /** UNTDID 8169: 4 empty, 5 full, 7 full with several consignments, 8 full with one. */
  readonly fullnessCode: string | null;
  readonly status: string | null;
  readonly gateDateTime: EdifactDateTime;
  readonly facility: Place | null;
  readonly eirNumber: string | null;
  readonly containerOperator: string | null;
  readonly vessel: VesselVoyage | null;
  readonly portOfLoading: string | null;
  readonly portOfDischarge: string | null;
  readonly seals: readonly ReportedSeal[];
  readonly weights: { readonly tareKg: number | null; readonly grossKg: number | null; readonly vgmKg: number | null };
  readonly damages: readonly ReportedDamage[];
  readonly haulier: string | null;
  readonly truckPlate: string | null;
  /** Booking (BN), bill of lading (BM), release (RE). */
  readonly references: { readonly BN: string | null; readonly BM: string | null; readonly RE: string | null };
  readonly notices: readonly Notice[];
}
