import { actorKey, type ActPayload } from "./act.ts";
import { LawError } from "./error.ts";
import { cardId } from "./ids.ts";
import type { RecordState, Slot } from "./record.ts";
import type { Action, BoundRow, CardUse, Scene } from "./row.ts";
import { decodeCard, decodePresentation, slotOfCard, type DecodedStatement } from "./statement.ts";
import { isSigned, type Reads, type Steps } from "./steps.ts";

/** The statements of an act, signatures verified. */
export interface Statements {
  /** The slot of a verified card. @throws TypeError for a token the row did not name */
  card(token: string): Slot;
}

interface Input {
  readonly action: Action;
  readonly bound: BoundRow;
  readonly scene: Scene;
  readonly payload: ActPayload;
  readonly context: {
    readonly reads: Reads;
    readonly networkId: string;
    readonly network: RecordState | null;
    readonly transactionTime: string;
  };
}

/** Verifies the receiving cards and the presentation an act leans on. @throws LawError `ERR_LAW_CARD`, `ERR_LAW_PRESENTATION`, `ERR_LAW_RECIPIENT` */
export function* verifyStatements(input: Input): Steps<Statements> {
  const { bound, scene, payload, context } = input;
  const main = payload.heads[0]?.recordId ?? "";
  const uses = [
    ...recipientUse(input.action, payload, main),
    ...bound.cards({ scene, main, networkId: context.networkId }),
  ];
  const slots = new Map<string, Slot>();
  for (const use of uses) slots.set(use.token, yield* verifyCard(use, context));
  const presentation = bound.presentation();
  if (presentation !== null) yield* verifyPresentation(presentation, context);
  return {
    card: (token) => {
      const slot = slots.get(token);
      if (slot === undefined) throw new TypeError("a card the row did not name");
      return slot;
    },
  };
}

function recipientUse(action: Action, payload: ActPayload, main: string): readonly CardUse[] {
  if (action.recipient !== (payload.recipient !== undefined)) {
    throw new LawError({
      code: "ERR_LAW_RECIPIENT",
      message: `${action.actionCode}: the recipient is ${action.recipient ? "missing" : "not asked for"}`,
    });
  }
  return payload.recipient === undefined ? [] : [{ token: payload.recipient, recordId: main }];
}

function* verifyCard(use: CardUse, context: Input["context"]): Steps<Slot> {
  const card = decodeCard(use.token);
  yield* assertSigned(card, "ERR_LAW_CARD");
  const { networkId, recordId, expiresAt } = card.payload;
  if (networkId !== context.networkId) throw badCard("the card is of another network");
  if (expiresAt <= context.transactionTime) throw badCard("the card has expired");
  if (recordId === null && use.recordId !== null) yield* assertPublished(card, context);
  else if (recordId !== use.recordId) throw badCard("the card is for another record");
  return slotOfCard(card);
}

function* assertPublished(card: DecodedStatement<unknown>, context: Input["context"]): Steps<void> {
  const published = yield* context.reads.record(cardId(context.networkId, card.thumbprint));
  if (published?.status !== "PUBLISHED") throw badCard("a card for any record must be published");
}

function* verifyPresentation(token: string, context: Input["context"]): Steps<void> {
  const presentation = decodePresentation(token);
  yield* assertSigned(presentation, "ERR_LAW_PRESENTATION");
  if (presentation.payload.networkId !== context.networkId) {
    throw new LawError({ code: "ERR_LAW_PRESENTATION", message: "the presentation is of another network" });
  }
}

function* assertSigned(
  statement: DecodedStatement<{ readonly key: object }>,
  code: "ERR_LAW_CARD" | "ERR_LAW_PRESENTATION",
): Steps<void> {
  const { key } = actorKey(statement.payload.key);
  const isGood = yield* isSigned(statement.token, statement.typ, key);
  if (!isGood) throw new LawError({ code, message: `the signature of the ${statement.typ} does not verify` });
}

function badCard(message: string): LawError {
  return new LawError({ code: "ERR_LAW_CARD", message });
}
