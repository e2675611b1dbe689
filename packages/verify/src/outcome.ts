import type { Dossier } from "@openlading/dossier";
import type { RecordState } from "@openlading/law";
import { adviceOf } from "./advice.ts";
import { DIMENSIONS, type CheckCode, type Outcome, type Report } from "./check.ts";
import type { VerdictReader } from "./trust.ts";
import type { Standing, Verdict, VerdictSlot } from "./verdict.ts";
import { STATE_WORDS, wordOf, type StateWord } from "./word.ts";

// What the checks come to.

/** The record in one word. What is not integral says nothing of its state. */
export function wordFor(
  main: RecordState | null | undefined,
  o: { readonly report: Report; readonly moment: string; readonly isDisputed: boolean; readonly isAnchored: boolean },
): StateWord {
  if (main === undefined || o.report.outcomeOf("integrity") !== "valid") return "UNKNOWN";
  if (o.isDisputed) return "DISPUTED";
  if (main !== null) return wordOf(main, o.moment);
  return o.isAnchored ? "ANCHORED" : "ABSENT";
}

/** The worst of the dimensions. */
export function overallOf(report: Report): Verdict["overall"] {
  const outcomes = new Set(DIMENSIONS.map((d) => report.outcomeOf(d)));
  return outcomes.has("invalid") ? "invalid" : outcomes.has("unknown") ? "unknown" : "valid";
}

/** Neither age nor a seal nobody looked at makes an end doubtful. */
const HARMLESS: ReadonlySet<string> = new Set(["CHECKPOINT_AGE", "ISSUER_SEAL", "PRESENT_BY"]);
/** What others decide on a certificate that is otherwise in order. */
const LEFT_TO_OTHERS: readonly CheckCode[] = ["ISSUER_SEAL", "PRESENT_BY"];

/** What is over stays over: age alone does not make an end doubtful, only a life. */
export function standingOf(overall: Verdict["overall"], word: StateWord, report: Report): Standing {
  if (overall === "invalid") return "invalid";
  const { standing } = STATE_WORDS[word];
  if (overall === "valid") return standing;
  if (word === "DISPUTED") return "ended";
  const isOnlyOld = report.checks.every((c) => c.outcome !== "unknown" || HARMLESS.has(c.code));
  const isFinal = standing === "ended" && word !== "ABSENT";
  return isOnlyOld && isFinal ? "ended" : "unknown";
}

/** What a verdict lacks where others decide all that is lacking; null when there is more, or nothing. */
export function leftToOthers({ checks }: Report): readonly CheckCode[] | null {
  const unknown = checks.filter((c) => c.outcome === "unknown").map((c) => c.code);
  return unknown.length > 0 && unknown.every((code) => LEFT_TO_OTHERS.includes(code)) ? unknown : null;
}

/** Who controls through each slot. */
export function slotsOf(
  record: RecordState | null,
  parties: ReadonlyMap<string, string>,
  reader: VerdictReader,
): readonly VerdictSlot[] {
  const slots = Object.entries(record?.slots ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return slots.map(([slot, { thumbprint, partyCommitment }]) => ({
    slot,
    thumbprint,
    partyId: parties.get(partyCommitment) ?? null,
    isReader: reader.thumbprints.includes(thumbprint),
  }));
}

type Base = Pick<Verdict, "overall" | "networkId" | "main" | "depth" | "dimensions" | "checks">;

/** What every verdict says. */
export function base(dossier: Dossier | null, report: Report, overall: Verdict["overall"]): Base {
  const of = (d: (typeof DIMENSIONS)[number]): Outcome => report.outcomeOf(d);
  return {
    overall,
    networkId: dossier === null ? null : dossier.networkId,
    main: dossier === null ? null : dossier.main,
    depth: dossier === null ? null : dossier.depth,
    dimensions: {
      integrity: of("integrity"),
      identity: of("identity"),
      control: of("control"),
      time: of("time"),
      policy: of("policy"),
    },
    checks: report.checks,
  };
}

/** The verdict on what cannot even be tied to the trusted network. */
export function refused(dossier: Dossier | null, report: Report): Verdict {
  const word = "UNKNOWN";
  const nobody = { thumbprints: [], parties: [] };
  return {
    ...base(dossier, report, "invalid"),
    standing: "invalid",
    state: { word, text: STATE_WORDS[word].text, asOf: null, successor: null },
    record: null, checkpoint: null, control: [], documents: [], containers: [], certificate: null, may: [],
    advice: adviceOf({ standing: "invalid", word, asOf: null, subject: null, reader: nobody, certificate: null, left: null, may: [] }),
  }; // prettier-ignore
}
