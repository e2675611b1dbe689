import { parseShape, parseStrictJson, shape, type Json } from "@openlading/core";
import type { BillIssue, BillPassing, Party } from "@openlading/sdk";
import type { Outcome } from "@openlading/sdk";
import type { CommandSpec, Given, OptionSpec } from "../command.ts";
import { CliError, usage } from "../error.ts";
import { EXIT_CODES, type ExitCode } from "../exit-code.ts";
import { printOutcome } from "../outcome.ts";
import type { Session } from "../session.ts";
import type { MessageTable } from "../text.ts";
import { isObject } from "./inspect.ts";
import { openKnown } from "./known.ts";
import { FOR } from "./options.ts";
import { BILLS, resolveRecord } from "./references.ts";

export const BILL_TEXTS = {
  handOver: {
    en: "hand this to the carrier: it states the card each container's release right is to vest in",
    zh: "请将此内容交给承运人：其中列明每个集装箱的提货权归入哪张收件卡",
  },
} as const satisfies MessageTable;

const BILL = {
  name: "<bill>",
  text: { en: "the bill's record id, or its number if known here", zh: "提单的记录标识，或本地已知的编号" },
} as const;
const TO: OptionSpec = {
  flags: "--to <card>",
  text: { en: "the recipient's card file", zh: "收件方的收件卡文件" },
  isRequired: true,
};
const cardOption = (name: string, en: string, zh: string): OptionSpec => ({
  flags: `--${name} <card>`,
  text: { en, zh },
});

interface Passing {
  readonly name: string;
  readonly summary: CommandSpec["summary"];
  readonly pass: (party: Party, o: BillPassing) => Promise<Outcome>;
}
const PASSINGS: readonly Passing[] = [
  { name: "transfer", summary: { en: "hand possession over, at once", zh: "直接移交占有" }, pass: (p, o) => p.transfer(o) },
  { name: "offer", summary: { en: "offer possession; the other side accepts or declines", zh: "发出移交要约，由对方接受或拒绝" }, pass: (p, o) => p.offer(o) },
  { name: "endorse", summary: { en: "endorse to a named party (moves no possession)", zh: "记名背书（不移转占有）" }, pass: (p, o) => p.endorse(o) },
  { name: "endorse-to-order", summary: { en: "endorse to the order of a party (moves no possession)", zh: "指示背书（不移转占有）" }, pass: (p, o) => p.endorseToOrder(o) },
  { name: "redirect", summary: { en: "name another consignee on a waybill", zh: "变更海运单的收货人" }, pass: (p, o) => p.redirect(o) },
]; // prettier-ignore

interface Alone {
  readonly name: string;
  readonly summary: CommandSpec["summary"];
  readonly act: (party: Party, bill: string) => Promise<Outcome>;
}
const ALONE: readonly Alone[] = [
  { name: "accept", summary: { en: "accept an offer made to you", zh: "接受要约" }, act: (p, bill) => p.accept({ bill }) },
  { name: "decline", summary: { en: "decline an offer made to you", zh: "拒绝要约" }, act: (p, bill) => p.decline({ bill }) },
  { name: "withdraw", summary: { en: "withdraw your offer", zh: "撤回要约" }, act: (p, bill) => p.withdraw({ bill }) },
  { name: "blank-endorse", summary: { en: "endorse in blank: the bearer is entitled", zh: "空白背书：持有人即有权" }, act: (p, bill) => p.blankEndorse({ bill }) },
]; // prettier-ignore

export const billCommand: CommandSpec = {
  name: "bill",
  summary: { en: "bills of lading and waybills: issue, pass on, surrender", zh: "提单与海运单：签发、流转、交单" },
  examples: ["bill id EXLU26049001", "bill offer EXLU26049001 --to bank.card.jws", "bill accept RECORDID --as bank.example"],
  children: [
    { name: "id", summary: { en: "the record id your number leads to: give it to those who make cards", zh: "编号对应的记录标识：交给制作收件卡的各方" },
      args: [{ name: "<number>", text: { en: "number of the transport document", zh: "运输单证编号" } }], examples: ["bill id EXLU26049001 --as exl.example"], run: id },
    { name: "issue", summary: { en: "issue a bill from a transport document or DCSA's issuance body", zh: "依据运输单证或 DCSA 签发请求签发提单" },
      args: [{ name: "<file>", text: { en: "JSON: the document, or {document, issueTo}", zh: "JSON：单证本身，或 {document, issueTo}" } }],
      options: [
        { ...cardOption("possessor", "card of the first holder", "首位持有人的收件卡"), isRequired: true },
        cardOption("endorsee", "card of the one it is to the order of", "指示方的收件卡"),
        cardOption("consignee", "card of the named consignee", "记名收货人的收件卡"),
        cardOption("shipper", "card of the shipper", "托运人的收件卡"),
        { flags: "--waive-redirect", text: { en: "waybill: the shipper cannot name another consignee", zh: "海运单：托运人放弃变更收货人的权利" } },
        FOR,
      ],
      examples: ["bill issue bill.json --possessor shipper.card.jws --endorsee bank.card.jws", "bill issue waybill.json --possessor s.jws --shipper s.jws --consignee c.jws"], run: issue },
    ...PASSINGS.map(({ name, summary, pass }): CommandSpec => ({
      name, summary, args: [BILL], options: [TO], examples: [`bill ${name} EXLU26049001 --to bank.card.jws`],
      run: async (session, given) => {
        const known = await openKnown(session);
        const bill = await resolveRecord(known, given.arg(0), BILLS);
        return printOutcome(session, await pass(known.party, { bill, card: await session.readText(given.must("to")) }));
      },
    })),
    ...ALONE.map(({ name, summary, act }): CommandSpec => ({
      name, summary, args: [BILL], examples: [`bill ${name} EXLU26049001`],
      run: async (session, given) => {
        const known = await openKnown(session);
        return printOutcome(session, await act(known.party, await resolveRecord(known, given.arg(0), BILLS)));
      },
    })),
    { name: "surrender", summary: { en: "give the bill back for delivery; prints the vesting for the carrier", zh: "交单提货；输出交给承运人的权利归属" }, args: [BILL],
      options: [
        { flags: "--card <right=card>", text: { en: "a card for one right instead of your own, may repeat", zh: "为某项提货权另指收件卡，可重复" }, isList: true },
        { flags: "--amendment", text: { en: "for amendment instead: nothing is released", zh: "改单而非提货：不放货" } },
      ],
      examples: ["bill surrender EXLU26049001 > vesting.json", "bill surrender EXLU26049001 --amendment"], run: surrender },
    { name: "accept-surrender", summary: { en: "take the bill back and vest the release rights", zh: "接受交单并将提货权归入收件卡" }, args: [BILL],
      options: [{ flags: "--vesting <file>", text: { en: "what `bill surrender` printed; without it, for amendment", zh: "bill surrender 的输出；不给则为改单" } }, FOR],
      examples: ["bill accept-surrender RECORDID --vesting vesting.json --as agent.example --for exl.example"], run: acceptSurrender },
    { name: "reject-surrender", summary: { en: "refuse a surrender: the bill stays live", zh: "拒绝交单：提单继续有效" }, args: [BILL], options: [FOR],
      examples: ["bill reject-surrender RECORDID --as exl.example"],
      run: async (session, given) => {
        const known = await openKnown(session);
        const bill = await resolveRecord(known, given.arg(0), BILLS);
        return printOutcome(session, await known.party.rejectSurrender({ bill, ...forWhom(given) }));
      } },
  ],
}; // prettier-ignore

/** Whom an act is for, when it is not for the actor itself. */
export function forWhom(given: Given): { readonly representedParty?: string } {
  const representedParty = given.text("for");
  return representedParty === undefined ? {} : { representedParty };
}

async function id(session: Session, given: Given): Promise<ExitCode> {
  const { recordId } = await (await session.party()).recordId("transport-document", given.arg(0));
  session.print({ recordId }, [recordId]);
  return EXIT_CODES.OK;
}

async function issue(session: Session, given: Given): Promise<ExitCode> {
  const body = parseStrictJson(await session.read(given.arg(0)));
  const party = await session.party();
  const { outcome, recordId, form, issuanceManifestSignedContent, openings } = await party.issueBill({
    issuance: issuanceOf(body),
    cards: { possessor: await session.readText(given.must("possessor")), ...(await namedCards(session, given)) },
    isRedirectWaived: given.has("waiveRedirect"),
    ...forWhom(given),
  });
  const extra = {
    form,
    issuanceManifestSignedContent,
    rights: openings.map(({ equipmentReference, right }) => ({ equipmentReference, right })),
  };
  return printOutcome(session, outcome, session.isJson ? { billId: recordId, ...extra } : { form });
}

function issuanceOf(body: Json): BillIssue["issuance"] {
  if (!isObject(body)) throw usage("the file is no JSON object");
  const { document, issueTo } = body;
  if (document === undefined) return { document: body };
  if (issueTo === undefined) return { document };
  return { document, issueTo };
}

async function namedCards(
  session: Session,
  given: Given,
): Promise<Partial<Record<"endorsee" | "consignee" | "shipper", string>>> {
  const cards: Partial<Record<"endorsee" | "consignee" | "shipper", string>> = {};
  for (const name of ["endorsee", "consignee", "shipper"] as const) {
    const file = given.text(name);
    if (file !== undefined) cards[name] = await session.readText(file);
  }
  return cards;
}

async function surrender(session: Session, given: Given): Promise<ExitCode> {
  const known = await openKnown(session);
  const bill = await resolveRecord(known, given.arg(0), BILLS);
  if (given.has("amendment")) return printOutcome(session, await known.party.surrenderForAmendment({ bill }));
  const cards: Record<string, string> = {};
  for (const pair of given.list("card")) {
    const [right, file] = pair.split("=");
    if (right === undefined || file === undefined) throw usage("--card is RIGHT=FILE");
    cards[right] = await session.readText(file);
  }
  const { vesting } = await known.party.vestingFor({ bill, cards });
  const outcome = await known.party.surrender({ bill, vesting });
  if (outcome.kind !== "committed") return printOutcome(session, outcome);
  session.talk(BILL_TEXTS.handOver);
  session.printRaw(JSON.stringify({ bill, vesting }, null, 2));
  return EXIT_CODES.OK;
}

const vestingShape = shape.object({
  bill: shape.hex(32),
  vesting: shape.list(
    shape.object({
      right: shape.hex(32),
      seal: shape.optional(shape.hex(32)),
      card: shape.text({ min: 1, max: 2048 }),
    }),
    { min: 1, max: 200 },
  ),
});

async function acceptSurrender(session: Session, given: Given): Promise<ExitCode> {
  const known = await openKnown(session);
  const bill = await resolveRecord(known, given.arg(0), BILLS);
  const file = given.text("vesting");
  if (file === undefined) return printOutcome(session, await known.party.acceptSurrender({ bill, ...forWhom(given) }));
  const stated = parseShape(vestingShape, parseStrictJson(await session.read(file)), "vesting");
  if (stated.bill !== bill) throw new CliError({ code: "ERR_CLI_USAGE", message: "--vesting is of another bill" });
  return printOutcome(session, await known.party.acceptSurrender({ bill, vesting: stated.vesting, ...forWhom(given) }));
}
