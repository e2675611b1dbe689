import { setTimeout as sleep } from "node:timers/promises";
import { parseShape, parseStrictJson, shape } from "@openlading/core";
import type { CommandSpec, Given } from "../command.ts";
import { openHomeNetwork } from "../home-network.ts";
import { EXIT_CODES, type ExitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";
import { CAST } from "./cast.ts";
import type { ImportStage } from "./import-stage.ts";
import { wrong } from "./stage.ts";
import type { Launch } from "./story-release.ts";

/** What one gate got. */
export interface Racer {
  readonly gate: number;
  readonly kind: string;
  readonly reasons: readonly { readonly code: string; readonly message: string }[];
}

const answerShape = shape.object({
  kind: shape.literal("committed", "refused", "conflict", "unknown"),
  reasons: shape.list(
    shape.object({ code: shape.text({ min: 1, max: 64 }), message: shape.text({ min: 0, max: 1000 }) }),
    { max: 64 },
  ),
});

/** Two processes on one ledger file ask for the same container. Exactly one may open. */
export async function raceGates(
  { folder, clock }: ImportStage,
  o: { readonly right: string; readonly presentationFile: string; readonly launch: Launch },
): Promise<readonly Racer[]> {
  const args = ["demo-gate", "--home", folder.home, "--right", o.right, "--presentation", o.presentationFile];
  const ahead = ["--ahead", String(clock.aheadMs())];
  const env = { OPENLADING_PASSPHRASE_FILE: folder.passphraseFile };
  const runs = await Promise.all([1, 2].map(() => o.launch([...args, ...ahead], { env })));
  const racers = runs.map(({ stdout, stderr }, i): Racer => {
    if (stdout === "") throw wrong(`gate ${i + 1} gave no answer: ${stderr.slice(0, 400)}`);
    return { gate: i + 1, ...parseShape(answerShape, parseStrictJson(stdout), "gate's answer") };
  });
  const opened = racers.filter((racer) => racer.kind === "committed").length;
  if (opened !== 1) throw wrong(`${opened} gates opened`);
  return racers;
}

/** One gate of the race, in a process of its own, on the demo's clock. */
export const demoGateCommand: CommandSpec = {
  name: "demo-gate",
  isHidden: true,
  summary: { en: "one gate of the demo's race", zh: "演示中竞速的一个闸口" },
  options: [
    { flags: "--right <right>", text: { en: "record id", zh: "记录标识" }, isRequired: true },
    { flags: "--presentation <file>", text: { en: "the holder's presentation", zh: "持有人的提示" }, isRequired: true },
    {
      flags: "--ahead <ms>",
      text: { en: "how far the demo's clock is ahead", zh: "演示时钟超前的毫秒数" },
      isRequired: true,
    },
  ],
  examples: ["demo-gate --home demo/home --right RECORDID --presentation truck.jws --ahead 0"],
  run: demoGate,
};

const SAME_MOMENT_MS = 250;

async function demoGate(session: Session, given: Given): Promise<ExitCode> {
  const home = session.home();
  const ahead = given.whole("ahead", 0) ?? 0;
  const passphrase = await session.passphrase(home);
  const network = await openHomeNetwork({ home, passphrase, now: () => session.terminal.now() + ahead });
  try {
    const terminal = await network.party(CAST.terminal.partyId);
    const presentation = await session.readText(given.must("presentation"));
    // Both gates wait for the same fraction of a second, so that neither has a start.
    await sleep(SAME_MOMENT_MS - (session.terminal.now() % SAME_MOMENT_MS));
    const outcome = await terminal.gateOut({ right: given.must("right"), presentation });
    const reasons =
      outcome.kind === "refused"
        ? outcome.reasons
        : outcome.kind === "conflict"
          ? [{ code: "ERR_SDK_CONFLICT", message: outcome.message }]
          : [];
    session.printRaw(
      JSON.stringify({ kind: outcome.kind, reasons: reasons.map(({ code, message }) => ({ code, message })) }),
    );
    return outcome.kind === "committed" ? EXIT_CODES.OK : EXIT_CODES.REFUSED;
  } finally {
    await network.close();
  }
}
