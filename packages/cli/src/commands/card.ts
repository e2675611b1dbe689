import { decodeCard } from "@openlading/law";
import type { CommandSpec, Given } from "../command.ts";
import { EXIT_CODES, type ExitCode } from "../exit-code.ts";
import { printOutcome } from "../outcome.ts";
import type { Session } from "../session.ts";
import type { MessageTable } from "../text.ts";
import { openKnown } from "./known.ts";
import { resolveRecord } from "./references.ts";

export const CARD_TEXTS = {
  made: {
    en: "card of {partyId}: whoever has it may make you the recipient, nothing else",
    zh: "{partyId} 的收件卡：持卡人可将您列为收件方，除此之外别无权限",
  },
} as const satisfies MessageTable;

export const cardCommand: CommandSpec = {
  name: "card",
  summary: { en: "receiving cards: consent to receive, to hand out", zh: "收件卡：表示同意接收，可交给对方" },
  examples: ["card new --for RECORDID > bank.card.jws", "card show bank.card.jws"],
  children: [
    {
      name: "new",
      summary: { en: "make a fresh key and a card for one record", zh: "为一项记录生成新密钥与收件卡" },
      options: [
        { flags: "--for <record>", text: { en: "record id, a number known here, or `any` (then publish it)", zh: "记录标识、本地已知的编号，或 any（须公布）" }, isRequired: true },
        { flags: "--days <days>", text: { en: "how long it may be used", zh: "可使用的天数" } },
      ],
      examples: ["card new --for 3f…e1 --as bank.example > bank.card.jws", "card new --for EXLU26049001 --days 7 > buyer.card.jws"],
      run: make,
    },
    {
      name: "show",
      summary: { en: "read a card (its signature is checked when it is used)", zh: "查看收件卡（使用时才核验签名）" },
      args: [{ name: "<file>", text: { en: "card, or - for standard input", zh: "收件卡文件，或 -" } }],
      examples: ["card show bank.card.jws"],
      run: show,
    },
    {
      name: "publish",
      summary: { en: "let a card for any record stand in the registry", zh: "在登记簿公布适用于任何记录的收件卡" },
      args: [{ name: "<file>", text: { en: "card made with --for any", zh: "以 --for any 生成的收件卡" } }],
      examples: ["card new --for any > forwarder.card.jws", "card publish forwarder.card.jws"],
      run: publish,
    },
  ],
}; // prettier-ignore

async function make(session: Session, given: Given): Promise<ExitCode> {
  const known = await openKnown(session);
  const typed = given.must("for");
  const recordId = typed === "any" ? null : await resolveRecord(known, typed);
  const validDays = given.whole("days", 1);
  const { card, thumbprint } = await known.party.newCard({
    recordId,
    ...(validDays === undefined ? {} : { validDays }),
  });
  session.talk(CARD_TEXTS.made, { partyId: known.party.partyId });
  session.print({ card, thumbprint, recordId }, [card]);
  return EXIT_CODES.OK;
}

async function show(session: Session, given: Given): Promise<ExitCode> {
  const { payload, thumbprint } = decodeCard(await session.readText(given.arg(0)));
  const { networkId, recordId, expiresAt } = payload;
  session.print({ networkId, recordId, thumbprint, expiresAt }, [
    `record ${recordId ?? "any"}`,
    `key ${thumbprint}`,
    `expires ${expiresAt}`,
  ]);
  return EXIT_CODES.OK;
}

async function publish(session: Session, given: Given): Promise<ExitCode> {
  const { party } = await openKnown(session);
  const card = await session.readText(given.arg(0));
  const { thumbprint } = decodeCard(card);
  const approvals = async (act: string): Promise<string[]> => [await party.approve(act, { asKey: thumbprint })];
  return printOutcome(session, await party.act({ actionCode: "PUBLISH_CARD", facts: { card }, approvals }));
}
