import { formatInstant, type Json } from "@openlading/core";
import {
  LAW_ERRORS,
  openActions,
  partyRecordId,
  supportingIds,
  NETWORK_RECORD_ID,
  type Openness,
  type Reader,
  type RecordState,
} from "@openlading/law";
import type { Network } from "@openlading/sdk";
import { actionLabel } from "@openlading/verify";
import type { CommandSpec, Given } from "../command.ts";
import { EXIT_CODES, type ExitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";
import { stripControls, type MessageTable } from "../text.ts";
import { openKnown } from "./known.ts";
import { readRecord, resolveRecord, resolveRight, type Known } from "./references.ts";

export const SHOW_TEXTS = {
  state: {
    en: "{kind} {status}, act {sequence}, since {updatedAt}",
    zh: "{kind} {status}，第 {sequence} 个行为，自 {updatedAt}",
  },
  you: { en: "you", zh: "您" },
  other: { en: "a key not known here ({thumbprint}…)", zh: "本地未知的密钥（{thumbprint}…）" },
  control: { en: "{slot}: {who}", zh: "{slot} 控制人：{who}" },
  may: { en: "you may {label}", zh: "您可以：{label}" },
  mayNot: { en: "you may not {label}: {why}", zh: "您不可以：{label}（{why}）" },
  unknown: { en: "cannot be told: {label}", zh: "无法判断：{label}" },
} as const satisfies MessageTable;

export const showCommand: CommandSpec = {
  name: "show",
  summary: {
    en: "a record as the ledger has it: state, who controls, what you may do",
    zh: "账本上的记录：状态、控制人、您可以做什么",
  },
  args: [
    {
      name: "<record>",
      text: {
        en: "record id, a document's number, or a container number known here",
        zh: "记录标识、单证编号或本地已知的箱号",
      },
    },
  ],
  examples: ["show EXLU26049001", "show EXMU2000014 --as haiyue.example", "show 3f…e1 --json"],
  run: show,
};

async function show(session: Session, given: Given): Promise<ExitCode> {
  const known = await openKnown(session);
  const record = await readRecord(known.network, await findRecord(known, given.arg(0)));
  const reader = known.party.reader();
  const may = await openFor(known.network, record, reader, formatInstant(session.terminal.now()));
  session.print({ record: JSON.parse(JSON.stringify(record)) as Json, may: JSON.parse(JSON.stringify(may)) as Json }, [
    ...stateLines(session, record, reader),
    ...may.filter((m) => m.isEntitled).map((m) => mayLine(session, m)),
  ]);
  return EXIT_CODES.OK;
}

const CONTAINER = /^[A-Z]{4}\d{7}$/;

function findRecord(known: Known, typed: string): Promise<string> {
  return CONTAINER.test(typed) ? resolveRight(known, typed) : resolveRecord(known, typed);
}

function stateLines(session: Session, record: RecordState, reader: Reader): readonly string[] {
  const { kind, status, sequence, updatedAt, slots, recordId } = record;
  return [
    recordId,
    session.say(SHOW_TEXTS.state, { kind, status, sequence, updatedAt }),
    ...Object.entries(slots).map(([slot, { thumbprint }]) => {
      const isOwn = reader.thumbprints.includes(thumbprint);
      const who = isOwn
        ? session.say(SHOW_TEXTS.you)
        : session.say(SHOW_TEXTS.other, { thumbprint: thumbprint.slice(0, 8) });
      return `  ${session.say(SHOW_TEXTS.control, { slot, who })}`;
    }),
  ];
}

function mayLine(session: Session, { actionCode, open, reasons }: Openness): string {
  const label = actionLabel(actionCode)[session.lang];
  if (open === "yes") return session.paint("green", session.say(SHOW_TEXTS.may, { label }));
  if (open === "unknown") return session.say(SHOW_TEXTS.unknown, { label });
  const why = reasons
    .map(({ code, message }) => (session.lang === "zh" ? LAW_ERRORS[code].when.zh : message))
    .join("; ");
  return stripControls(session.say(SHOW_TEXTS.mayNot, { label, why }));
}

/** The acts open to a reader, every record their guards need read from the ledger first. */
export async function openFor(
  network: Network,
  subject: RecordState,
  reader: Reader,
  moment: string,
): Promise<readonly Openness[]> {
  const known = new Map<string, RecordState | null>([[subject.recordId, subject]]);
  const { networkId } = network;
  const always = [NETWORK_RECORD_ID, ...reader.parties.map((p) => partyRecordId(networkId, p))];
  let missing: readonly string[] = always;
  while (missing.length > 0) {
    for (const id of missing) known.set(id, await network.read(id));
    missing = supportingIds(networkId, subject, (id) => known.get(id)).filter((id) => !known.has(id));
  }
  const partyRecord = (partyId: string): RecordState | null | undefined => known.get(partyRecordId(networkId, partyId));
  return openActions({ networkId, subject, lookup: (id) => known.get(id), partyRecord, reader, moment });
}
