import type { CommandSpec } from "../command.ts";
import { EXIT_CODES } from "../exit-code.ts";
import { printOutcome } from "../outcome.ts";
import type { MessageTable } from "../text.ts";
import { openKnown } from "./known.ts";
import { PURPOSE, purposeOf } from "./options.ts";
import { resolveFacility, resolveRight } from "./references.ts";

export const RIGHT_TEXTS = {
  presentation: {
    en: "give this to whoever drives: with it the gate may release this one container, until it expires",
    zh: "请交给提箱司机：凭此在有效期内只能提走这一个集装箱",
  },
} as const satisfies MessageTable;

const RIGHT = {
  name: "<right>",
  text: {
    en: "the right's record id, or its container number if known here",
    zh: "提货权的记录标识，或本地已知的箱号",
  },
} as const;

export const rightCommand: CommandSpec = {
  name: "right",
  summary: { en: "release rights, one a container: pass on, present", zh: "提货权（一箱一权）：转交、提示" },
  examples: ["right pass EXMU2000014 --to haulier.card.jws", "right present EXMU2000014 --facility terminal.example/EXTERM1 > truck.jws"],
  children: [
    {
      name: "pass",
      summary: { en: "pass a right on to another holder", zh: "把提货权转交他人" },
      args: [RIGHT],
      options: [{ flags: "--to <card>", text: { en: "the new holder's card file", zh: "新持有人的收件卡文件" }, isRequired: true }],
      examples: ["right pass EXMU2000014 --to haulier.card.jws"],
      run: async (session, given) => {
        const known = await openKnown(session);
        const right = await resolveRight(known, given.arg(0));
        return printOutcome(session, await known.party.passRight({ right, card: await session.readText(given.must("to")) }));
      },
    },
    {
      name: "present",
      summary: { en: "the holder's word for one gate, made in advance", zh: "持有人预先出具给某闸口的提示" },
      args: [RIGHT],
      options: [
        { flags: "--facility <operator/code>", text: { en: "where", zh: "设施" }, isRequired: true },
        PURPOSE,
        { flags: "--minutes <minutes>", text: { en: "how long it holds", zh: "有效分钟数" } },
      ],
      examples: ["right present EXMU2000014 --facility terminal.example/EXTERM1 --minutes 240 > truck.jws"],
      run: async (session, given) => {
        const known = await openKnown(session);
        const right = await resolveRight(known, given.arg(0));
        const facility = resolveFacility(known.network, given.must("facility"));
        const validMinutes = given.whole("minutes", 1);
        const presentation = await known.party.presentation({ right, facility, ...purposeOf(given), ...(validMinutes === undefined ? {} : { validMinutes }) });
        session.talk(RIGHT_TEXTS.presentation);
        session.print({ presentation, right, facility }, [presentation]);
        return EXIT_CODES.OK;
      },
    },
  ],
}; // prettier-ignore
