import type { JsonObject, Text } from "@openlading/core";
import { actorKey, decodeCard } from "@openlading/law";
import type { Step } from "@openlading/sdk";
import { actionLabel } from "@openlading/verify";
import { nameOf } from "./cast.ts";
import type { Line } from "./line.ts";

/**
 * What the demo knows from its parties' own stores: who is behind a key, which container a right is, which number a
 * certificate has. The ledger knows none of it.
 */
export interface Knowledge {
  partyOfKey(thumbprint: string): string | null;
  nameOfRecord(recordId: string): string | null;
}

const both = (en: string, zh: string): Text => ({ en, zh });
const text = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

type Teller = (facts: JsonObject, step: Step, know: Knowledge) => Text;

/** What is said beside an action's name, from the act's own facts. */
const TELLERS: Readonly<Record<string, Teller>> = {
  ENROL: (f) => {
    const { en, zh } = nameOf(text(f["partyId"]));
    const offices = list(f["offices"]).map((office) => OFFICE_NAMES[text(office)] ?? both(text(office), text(office)));
    if (offices.length === 0) return both(`${en}, without an office`, `${zh}（无职能）`);
    return both(`${en} as ${offices.map((o) => o.en).join(", ")}`, `${zh}（${offices.map((o) => o.zh).join("、")}）`);
  },
  GENESIS: () => both("one registrar, three witnesses", "一个登记机构，三个见证方"),
  GRANT_MANDATE: (f) => {
    const { en, zh } = nameOf(text(f["agent"]));
    const codes = list(f["actionCodes"]).join(", ");
    return both(`to ${en}: ${codes}`, `授予${zh}：${codes}`);
  },
  SET_POLICY: (f) => both(`${text(f["facilityCode"])}: ${lightsOf(f)}`, `${text(f["facilityCode"])}：${lightsOf(f)}`),
  ANCHOR: (f) => both(`${text(f["size"])} documents behind one root`, `${text(f["size"])} 份单证，同一个根哈希`),
  ISSUE: (f) => both(`${FORMS[text(f["form"])]?.en ?? ""}, ${text(f["rightsCount"])} release rights folded into one digest`, `${FORMS[text(f["form"])]?.zh ?? ""}，${text(f["rightsCount"])} 项提货权折叠为一个摘要`),
  ISSUE_DELIVERY_ORDER: (f) => both(`for ${list(f["rights"]).length} rights, until ${text(f["validTo"]).slice(0, 10)}`, `${list(f["rights"]).length} 项提货权，有效至 ${text(f["validTo"]).slice(0, 10)}`),
  ISSUE_EVIDENCE: (f) => KINDS[text(f["documentKind"])] ?? both(text(f["documentKind"]), text(f["documentKind"])),
  COUNTERSIGN: () => both("the receipt as completed at the gate", "闸口补全后的设备交接单"),
  SACC: (f) => both(`${list(f["rights"]).length} rights come to life, each behind its own card`, `${list(f["rights"]).length} 项提货权生效，各归其收件卡`),
  SET_LIGHT: (f, _, know) => {
    const container = know.nameOfRecord(text(f["right"])) ?? "a right";
    const { lightKind, colour, reason } = { lightKind: text(f["lightKind"]), colour: text(f["colour"]), reason: text(f["reason"]) };
    return both(`${lightKind} ${colour} on ${container} (${reason})`, `${container}：${lightKind} ${COLOURS[colour] ?? colour}（${reason}）`);
  },
  GATE_OUT: (f, step, know) => {
    const container = know.nameOfRecord(mainOf(step)) ?? "";
    return both(`${container}, ${text(f["purpose"])}: THE BARRIER OPENS`, `${container}，${text(f["purpose"])}：开闸`);
  },
  APPLY_CERTIFICATE: (f, step, know) => {
    const { en, zh } = nameOf(text(f["authority"]));
    return named(step, know, both(`at ${en}`, `向${zh}`));
  },
  EXAMINE_APPLICATION: (f, step, know) => named(step, know, both(`${text(f["result"])} (${text(f["reason"])})`, `${RESULTS[text(f["result"])] ?? ""}（${text(f["reason"])}）`)),
  ISSUE_CERTIFICATE: namedLast,
  REGISTER_CERTIFICATE: namedLast,
  REPLACE_CERTIFICATE: (f, step, know) => namedLast(f, step, know),
  PRINT_CERTIFICATE: (f, _, know) => both(`${know.nameOfRecord(text(f["certificate"])) ?? ""}, copy ${text(f["copy"])}`, `${know.nameOfRecord(text(f["certificate"])) ?? ""}，第 ${text(f["copy"])} 份`),
  PRESENT_CERTIFICATE: (f, _, know) => both(`${know.nameOfRecord(text(f["certificate"])) ?? ""}, copy ${text(f["copy"])}, at ${text(f["place"])}`, `${know.nameOfRecord(text(f["certificate"])) ?? ""}，第 ${text(f["copy"])} 份，于 ${text(f["place"])}`),
  DECIDE_PRESENTATION: (f) => both(`${text(f["result"])} (${text(f["reason"])})`, `${RESULTS[text(f["result"])] ?? ""}（${text(f["reason"])}）`),
  PASS_RIGHT: (_, step, know) => both(know.nameOfRecord(mainOf(step)) ?? "", know.nameOfRecord(mainOf(step)) ?? ""),
}; // prettier-ignore

const RESULTS: Readonly<Record<string, string>> = { ACCEPTED: "接受", REFUSED: "拒绝" };

/** The main record's name before what is said of it. */
function named(step: Step, know: Knowledge, said: Text): Text {
  const name = know.nameOfRecord(mainOf(step));
  return name === null ? said : both(`${name}, ${said.en}`, `${name}，${said.zh}`);
}

/** The name of the record that the act made, after that of its main one. */
function namedLast(_: JsonObject, { act }: Step, know: Knowledge): Text {
  const names = act.heads.map(({ recordId }) => know.nameOfRecord(recordId)).filter((name) => name !== null);
  return both(names.join(" → "), names.join(" → "));
}

const OFFICE_NAMES: Readonly<Record<string, Text>> = {
  carrier: both("carrier", "承运人"),
  agent: both("agent", "代理人"),
  terminal: both("terminal", "码头"),
  customs: both("customs", "海关"),
  chamber: both("chamber of commerce", "商会"),
  bank: both("bank", "银行"),
  forwarder: both("forwarder", "货运代理"),
  shipper: both("shipper", "托运人"),
};
const COLOURS: Readonly<Record<string, string>> = { RED: "红灯", GREEN: "绿灯" };
const FORMS: Readonly<Record<string, Text>> = {
  ORDER: both("to order", "指示提单"),
  BLANK: both("to bearer", "不记名提单"),
  STRAIGHT: both("straight", "记名提单"),
  WAYBILL: both("sea waybill", "海运单"),
};
const KINDS: Readonly<Record<string, Text>> = {
  eir: both("equipment interchange receipt", "设备交接单"),
  "packing-list": both("packing list", "装箱清单"),
  clp: both("load plan", "装箱单"),
};

function lightsOf(facts: JsonObject): string {
  const purposes = facts["purposes"] as JsonObject;
  return list(purposes["DELIVERY"]).map((light) => text((light as JsonObject)["lightKind"])).join(" + "); // prettier-ignore
}

const mainOf = (step: Step): string => step.act.heads[0]?.recordId ?? "";

/** A committed entry as a line: everything in it comes from the act and the entry. */
export function tellStep(step: Step, know: Knowledge): Line {
  const { act, height, index, actDigest, time } = step;
  const label = factOf(act.actionCode);
  const facts = act.facts as JsonObject;
  const more = TELLERS[act.actionCode]?.(facts, step, know);
  const what = [label, more, recipientOf(step, know), principalOf(step)].filter(
    (part): part is Text => part !== undefined && part !== null,
  );
  return {
    kind: "entry",
    time,
    who: actorOf(step, know),
    what: both(what.map((p) => p.en).join(" · "), what.map((p) => p.zh).join(" · ")),
    where: `${height}.${index} ${actDigest.slice(0, 8)}`,
    details: [],
  };
}

/** An action's name as a fact: "issue a bill" becomes "issues a bill". Chinese verbs stay as they are. */
function factOf(actionCode: string): Text {
  const { en, zh } = actionLabel(actionCode);
  const [verb = "", ...rest] = en.split(" ");
  const fact = /(?:s|sh|ch|x)$/.test(verb) ? `${verb}es` : `${verb}s`.replace(/([^aeiou])ys$/, "$1ies");
  return both([fact, ...rest].join(" "), zh);
}

function actorOf({ act }: Step, know: Knowledge): Text {
  const { partyId, witness } = act.actor;
  if (partyId !== undefined) return nameOf(partyId);
  if (witness !== undefined) return both(witness, witness);
  const known = act.actor.key === undefined ? null : know.partyOfKey(actorKey(act.actor.key).thumbprint);
  return known === null ? both("a key", "某密钥") : nameOf(known);
}

function recipientOf({ act }: Step, know: Knowledge): Text | null {
  if (act.recipient === undefined) return null;
  const partyId = know.partyOfKey(decodeCard(act.recipient).thumbprint);
  if (partyId === null) return both("to the holder of a card", "给持卡人");
  const { en, zh } = nameOf(partyId);
  return both(`to ${en}`, `给${zh}`);
}

function principalOf({ act }: Step): Text | null {
  if (act.representedParty === undefined) return null;
  const { en, zh } = nameOf(act.representedParty);
  return both(`for ${en}, under its mandate`, `代${zh}，凭授权`);
}
