import type { Session } from "../session.ts";
import { stripControls } from "../text.ts";
import { padTo, type Line } from "./line.ts";

const WHO_WIDTH = 22;
const MARKS = { refusal: "✗", hold: "■", verdict: "✓", entry: " ", chapter: "" } as const;
const COLOURS = { refusal: "red", hold: "yellow", verdict: "green", entry: "bold", chapter: "cyan" } as const;

/** A line of the timeline for a terminal: time, who, what, and where in the ledger. */
export function showLine(session: Pick<Session, "lang" | "paint">, line: Line): readonly string[] {
  const { lang } = session;
  const what = stripControls(line.what[lang]);
  if (line.kind === "chapter") return ["", session.paint("cyan", what)];
  const time = line.time === null ? "        " : line.time.slice(11, 19);
  const who = padTo(line.who === null ? "" : stripControls(line.who[lang]), WHO_WIDTH);
  const where = line.where === null ? "" : session.paint("dim", `  ${line.where}`);
  const painted = line.kind === "entry" ? what : session.paint(COLOURS[line.kind], what);
  return [
    `${session.paint("dim", time)} ${MARKS[line.kind]} ${session.paint("bold", who)} ${painted}${where}`,
    ...line.details.map(
      (detail) => `${" ".repeat(WHO_WIDTH + 12)}${session.paint("dim", stripControls(detail[lang]))}`,
    ),
  ];
}
