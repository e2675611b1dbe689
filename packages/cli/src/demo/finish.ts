import { writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Text } from "@openlading/core";
import { EXIT_CODES } from "../exit-code.ts";
import type { Session } from "../session.ts";
import type { DemoFolder } from "./folder.ts";
import { padTo, type Line } from "./line.ts";
import { formatPage, type Picture } from "./page.ts";
import { judgeElsewhere, type Exhibit } from "./proofs.ts";

/** A play that is over, and how it is shown. */
export interface Ending {
  readonly title: Text;
  readonly lines: readonly Line[];
  readonly exhibits: readonly Exhibit[];
  readonly pictures: readonly Picture[];
  readonly putAway: Text;
  readonly left: Text;
  /** What to run next, by where the folder is from here. */
  nextSteps(dir: string): readonly { readonly who: Text; readonly command: string }[];
}

const WHAT_WIDTH = 52;

/** Has everything judged in other processes, writes the page, and says what was left. */
export async function finish(session: Session, { root }: DemoFolder, ending: Ending): Promise<void> {
  if (!session.isJson) session.print(null, ["", session.say(ending.putAway)]);
  const judged = await judgeElsewhere({
    root,
    exhibits: ending.exhibits,
    lang: session.lang,
    launch: session.terminal.launch,
    progress: (done, total) => session.progress(done, total),
  });
  const dir = relative(session.terminal.cwd, root) || ".";
  const { title, lines, pictures } = ending;
  const nextSteps = ending.nextSteps(dir);
  await writeFile(
    join(root, "index.html"),
    formatPage({ title, lines, judged, pictures, nextSteps, lang: session.lang }),
  );
  const told = judged.map(({ file, what, exitCode, said }) => ({ file, what: { ...what }, exitCode, said }));
  session.print({ directory: root, timeline: JSON.parse(JSON.stringify(lines)) as never, judged: told }, [
    ...judged.map(({ what, exitCode, said }) => {
      const mark = session.paint(exitCode === EXIT_CODES.INVALID ? "red" : "green", `exit ${exitCode}`);
      return `  ${mark}  ${padTo(what[session.lang], WHAT_WIDTH)} ${said}`;
    }),
    "",
    session.say(ending.left, { dir }),
    "",
    ...nextSteps.map(({ who, command }) => `${session.paint("bold", who[session.lang])}  ${command}`),
  ]);
}
