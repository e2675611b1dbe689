import type { JsonObject } from "@openlading/core";
import type { Outcome } from "@openlading/sdk";
import { EXIT_CODES, type ExitCode } from "./exit-code.ts";
import { SESSION_TEXTS } from "./messages.ts";
import { reportCoded } from "./report-error.ts";
import type { Session } from "./session.ts";

/** Prints what became of an act; `extra` is what the caller needs besides, on stdout. */
export function printOutcome(session: Session, outcome: Outcome, extra: JsonObject = {}): ExitCode {
  if (session.isJson) session.print({ ...asJson(outcome), ...extra }, []);
  else sayOutcome(session, outcome, extra);
  return EXIT_OF[outcome.kind];
}

const EXIT_OF: Readonly<Record<Outcome["kind"], ExitCode>> = {
  committed: EXIT_CODES.OK,
  refused: EXIT_CODES.REFUSED,
  conflict: EXIT_CODES.CONFLICT,
  unknown: EXIT_CODES.UNKNOWN,
};

const asJson = (outcome: Outcome): JsonObject => JSON.parse(JSON.stringify(outcome)) as JsonObject;

function sayOutcome(session: Session, outcome: Outcome, extra: JsonObject): void {
  const t = SESSION_TEXTS;
  switch (outcome.kind) {
    case "committed":
      session.talk(t.committed, { height: outcome.height, index: outcome.index });
      session.print(null, [
        session.say(t.record, { recordId: outcome.recordId }),
        session.say(t.actDigest, { actDigest: outcome.actDigest }),
        ...Object.entries(extra).map(
          ([name, value]) => `${name} ${typeof value === "string" ? value : JSON.stringify(value)}`,
        ),
      ]);
      return;
    case "refused":
      session.talk(t.refused);
      reportCoded(session, {
        code: outcome.code,
        message: outcome.message,
        details: { reasons: outcome.reasons.map(({ code, message, details }) => ({ ...details, code, message })) },
      });
      return;
    case "conflict":
      session.talk(t.conflict, { message: outcome.message });
      return;
    case "unknown":
      session.talk(t.unknown, { transactionId: outcome.transactionId });
  }
}
