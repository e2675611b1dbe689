import { parseStrictJson } from "@openlading/core";
import { ACTIONS } from "@openlading/law";
import { actionLabel } from "@openlading/verify";
import type { CommandSpec, Given } from "../command.ts";
import { usage } from "../error.ts";
import { EXIT_CODES, type ExitCode } from "../exit-code.ts";
import { printOutcome } from "../outcome.ts";
import type { Session } from "../session.ts";
import { stripControls } from "../text.ts";
import { forWhom } from "./bill.ts";
import { isObject } from "./inspect.ts";
import { openKnown } from "./known.ts";
import { FOR } from "./options.ts";
import { resolveRecord } from "./references.ts";

export const actCommand: CommandSpec = {
  name: "act",
  summary: { en: "any act of the law, at the lowest level", zh: "以最底层方式实施任一行为" },
  more: {
    en: "Heads, times and signature are filled in; the facts are yours. Without a code, lists the codes.",
    zh: "链头、时间与签名自动填写，事实由您给出。不带行为代码时列出全部代码。",
  },
  args: [{ name: "[code]", text: { en: "action code, such as TRANSFER", zh: "行为代码，如 TRANSFER" } }],
  options: [
    { flags: "--main <record>", text: { en: "the main record, when it exists already", zh: "主记录（已存在时）" } },
    { flags: "--facts <file>", text: { en: "the facts as JSON, or -", zh: "事实（JSON），或 -" } },
    { flags: "--recipient <card>", text: { en: "the recipient's card file", zh: "收件方的收件卡文件" } },
    {
      flags: "--by-control",
      text: { en: "sign with the key that controls the main record", zh: "以控制主记录的密钥签名" },
    },
    { flags: "--dry-run", text: { en: "sign and print, submit nothing", zh: "只签名并输出，不提交" } },
    FOR,
  ],
  examples: [
    "act",
    "act TRANSFER --main RECORDID --recipient bank.card.jws --by-control",
    "act SET_LIGHT --facts light.json --dry-run",
  ],
  run: act,
};

async function act(session: Session, given: Given): Promise<ExitCode> {
  const [actionCode] = given.args;
  if (actionCode === undefined) return listCodes(session);
  if (ACTIONS.every((row) => row.actionCode !== actionCode))
    throw usage(`${stripControls(actionCode)}: no such action code`);
  const known = await openKnown(session);
  const main = given.text("main");
  const mainId = main === undefined ? undefined : await resolveRecord(known, main);
  const recipient = given.text("recipient");
  const request = {
    actionCode,
    facts: await readFacts(session, given),
    ...(mainId === undefined ? {} : { main: mainId }),
    ...(recipient === undefined ? {} : { recipient: await session.readText(recipient) }),
    ...(given.has("byControl") ? { asKey: await controlKey(known, mainId) } : {}),
    ...forWhom(given),
  };
  if (!given.has("dryRun")) return printOutcome(session, await known.party.act(request));
  const signed = await known.party.sign(request);
  session.print({ act: signed.act, approvals: [...signed.approvals] }, [signed.act, ...signed.approvals]);
  return EXIT_CODES.OK;
}

async function readFacts(session: Session, given: Given) {
  const file = given.text("facts");
  const facts = file === undefined ? {} : parseStrictJson(await session.read(file));
  if (!isObject(facts)) throw usage("--facts is a JSON object");
  return facts;
}

async function controlKey(
  { network, party }: Awaited<ReturnType<typeof openKnown>>,
  main: string | undefined,
): Promise<string> {
  const record = main === undefined ? null : await network.read(main);
  const key = record === null ? null : party.holds(record);
  if (key === null) throw usage("--by-control: no key kept here controls the main record");
  return key;
}

function listCodes(session: Session): ExitCode {
  const codes = [...new Set(ACTIONS.map((row) => row.actionCode))].sort();
  session.print(
    codes.map((code) => ({ code, label: { ...actionLabel(code) } })),
    codes.map((code) => `${code.padEnd(26)} ${actionLabel(code)[session.lang]}`),
  );
  return EXIT_CODES.OK;
}
