import { readDeliveryOrder } from "@openlading/documents";
import type { CommandSpec, Given } from "../command.ts";
import { CliError } from "../error.ts";
import type { ExitCode } from "../exit-code.ts";
import { printOutcome } from "../outcome.ts";
import type { Session } from "../session.ts";
import { forWhom } from "./bill.ts";
import { readDocument } from "./issue.ts";
import { openKnown } from "./known.ts";
import { FOR } from "./options.ts";
import { BILLS, ORDERS, resolveFacility, resolveRecord, resolveRight, type Known } from "./references.ts";

export const orderCommand: CommandSpec = {
  name: "order",
  summary: { en: "delivery orders: issue, cancel", zh: "提货单：签发、取消" },
  examples: ["order issue order.json --bill EXLU26049001 --facility terminal.example/EXTERM1"],
  children: [
    {
      name: "issue",
      summary: { en: "undertake to deliver the rights of a surrendered bill at a facility", zh: "承诺在某设施交付已交回提单的提货权" },
      args: [{ name: "<file>", text: { en: "the delivery order as JSON, or -", zh: "提货单 JSON，或 -" } }],
      options: [
        { flags: "--bill <bill>", text: { en: "the bill (default: the one the order names)", zh: "提单（默认为提货单所列者）" } },
        { flags: "--facility <operator/code>", text: { en: "where", zh: "交付设施" }, isRequired: true },
        { flags: "--right <right>", text: { en: "a right or container, may repeat (default: the order's containers)", zh: "提货权或箱号，可重复（默认为提货单所列集装箱）" }, isList: true },
        FOR,
      ],
      examples: ["order issue order.json --facility terminal.example/EXTERM1 --as agent.example --for exl.example"],
      run: issue,
    },
    {
      name: "cancel",
      summary: { en: "take a delivery order back, as long as nothing of it is spent", zh: "收回提货单（尚无提货权被使用时）" },
      args: [{ name: "<order>", text: { en: "its record id or number", zh: "记录标识或编号" } }],
      options: [FOR],
      examples: ["order cancel DO26052100456"],
      run: async (session, given) => {
        const known = await openKnown(session);
        const order = await resolveRecord(known, given.arg(0), ORDERS);
        return printOutcome(session, await known.party.cancelOrder({ order, ...forWhom(given) }));
      },
    },
  ],
}; // prettier-ignore

async function issue(session: Session, given: Given): Promise<ExitCode> {
  const known = await openKnown(session);
  const { kind, data } = await readDocument(session, given.arg(0), undefined);
  if (kind !== "delivery-order") throw new CliError({ code: "ERR_CLI_KIND", message: "the file is no delivery order" });
  const { billReference, containers } = readDeliveryOrder(data);
  const bill = await resolveRecord(known, given.text("bill") ?? billReference, BILLS);
  const typed = given.list("right");
  const wanted = typed.length > 0 ? typed : containers;
  const rights = await Promise.all(wanted.map((one) => rightOf(known, bill, one)));
  const facility = resolveFacility(known.network, given.must("facility"));
  const { outcome, recordId } = await known.party.issueOrder({
    document: data,
    bill,
    rights,
    facility,
    ...forWhom(given),
  });
  return printOutcome(session, outcome, session.isJson ? { orderId: recordId } : {});
}

/** Among the rights of this bill first: a container sails more than once. */
async function rightOf(known: Known, bill: string, typed: string): Promise<string> {
  const document = await known.party.document(bill);
  return document?.openings.find((o) => o.equipmentReference === typed)?.right ?? resolveRight(known, typed);
}
