import { convert } from "@openlading/formats";
import { readCustomsRelease } from "@openlading/documents";
import type { JsonObject } from "@openlading/core";
import type { CommandSpec, Given } from "../command.ts";
import { usage } from "../error.ts";
import { EXIT_CODES, type ExitCode } from "../exit-code.ts";
import { printOutcome } from "../outcome.ts";
import type { Session } from "../session.ts";
import { stripControls, type MessageTable } from "../text.ts";
import { openKnown } from "./known.ts";
import { DEFAULT_ZONE, ZONE } from "./options.ts";
import { resolveRight } from "./references.ts";

export const LIGHT_TEXTS = {
  scope: {
    en: "the message names no container: set the lights one by one with --right",
    zh: "报文未列明集装箱：请用 --right 逐一设置",
  },
  set: { en: "{container}: {colour} ({reason})", zh: "{container}：设为 {colour}（{reason}）" },
} as const satisfies MessageTable;

export const lightCommand: CommandSpec = {
  name: "light",
  summary: { en: "lights of a release right, set by the authority each belongs to", zh: "提货权的放行灯，由各主管机关设置" },
  examples: ["light set --right EXMU2000014 --kind CUSTOMS --colour GREEN --reason RELEASED"],
  children: [
    {
      name: "set",
      summary: { en: "set your own light on a right; absent means red", zh: "在提货权上设置本机关的灯；未设置即视为红灯" },
      options: [
        { flags: "--right <right>", text: { en: "the right, or its container if known here", zh: "提货权，或本地已知的箱号" } },
        { flags: "--kind <kind>", text: { en: "which light: CUSTOMS, TERMINAL, …", zh: "灯的种类：CUSTOMS、TERMINAL……" }, isRequired: true },
        { flags: "--colour <colour>", text: { en: "GREEN or RED", zh: "GREEN（绿）或 RED（红）" }, choices: ["GREEN", "RED"] },
        { flags: "--reason <code>", text: { en: "why, as a public code", zh: "原因（公开代码）" } },
        { flags: "--from <message>", text: { en: "take containers, colour and reason from a CUSRES message", zh: "从 CUSRES 报文取箱号、颜色与原因" } },
        ZONE,
      ],
      examples: [
        "light set --right EXMU2000014 --kind CUSTOMS --colour RED --reason INSPECTION --as customs.example",
        "light set --from release.edi --kind CUSTOMS --as customs.example",
      ],
      run: set,
    },
  ],
}; // prettier-ignore

async function set(session: Session, given: Given): Promise<ExitCode> {
  const message = given.text("from");
  if (message !== undefined) return setFromMessage(session, given, message);
  const colour = given.must("colour");
  if (colour !== "GREEN" && colour !== "RED") throw usage("--colour is GREEN or RED");
  const known = await openKnown(session);
  const right = await resolveRight(known, given.must("right"));
  const outcome = await known.party.setLight({
    right,
    lightKind: given.must("kind"),
    colour,
    reason: given.must("reason"),
  });
  return printOutcome(session, outcome);
}

/** Customs' result as a light: only a release is green. */
export function lightOf(notice: JsonObject): { readonly colour: "GREEN" | "RED"; readonly reason: string } {
  const { result } = readCustomsRelease(notice);
  const code = notice["controlResultCode"];
  return { colour: result === "RELEASED" ? "GREEN" : "RED", reason: `GIS${typeof code === "string" ? code : ""}` };
}

async function setFromMessage(session: Session, given: Given, file: string): Promise<ExitCode> {
  const notices = convert(await session.read(file), {
    to: "customs-release",
    zone: given.text("zone") ?? DEFAULT_ZONE,
  });
  const known = await openKnown(session);
  for (const { data } of notices) {
    const { containers } = readCustomsRelease(data);
    if (containers === null || containers.length === 0) throw usage(session.say(LIGHT_TEXTS.scope));
    const { colour, reason } = lightOf(data);
    for (const container of containers) {
      const right = await resolveRight(known, container);
      const outcome = await known.party.setLight({ right, lightKind: given.must("kind"), colour, reason });
      if (outcome.kind !== "committed") return printOutcome(session, outcome);
      session.print({ container, right, colour, reason, height: outcome.height }, [
        stripControls(session.say(LIGHT_TEXTS.set, { container, colour, reason })),
      ]);
    }
  }
  return EXIT_CODES.OK;
}
