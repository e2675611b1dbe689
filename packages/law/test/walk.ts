import { encodeHex, formatInstant, sha256Hex, utf8, type JsonObject } from "@openlading/core";
import {
  ACTIONS,
  documentRecordId,
  LawError,
  printingId,
  rightsRoot,
  titleTerms,
  vestingDigest,
  type Action,
  type Decision,
  type RecordState,
} from "@openlading/law";
import {
  issueBill,
  light,
  order,
  printedCertificate,
  surrender,
  newRight,
  vesting,
  type Shipment,
  type WorldAct,
  type WorldHolder,
  type WorldParty,
} from "@openlading/testkit";

/** One step of a walk: numbers that choose an action, its main record, its actor and its facts. */
export interface Choice {
  readonly action: number;
  readonly main: number;
  readonly actor: number;
  readonly isLikely: boolean;
  readonly detail: number;
}

/** What came of a step. */
export type Outcome = { readonly act: WorldAct } & ({ readonly decision: Decision } | { readonly refusal: LawError });

/** What a walker remembers beside the ledger: what was stated in a surrender must be revealed at its acceptance. */
export interface Walk {
  readonly s: Shipment;
  readonly stated: Map<string, readonly { readonly right: string; readonly card: string }[]>;
  readonly rights: Map<string, readonly string[]>;
  count: number;
}

const hex = (bytes: number): string => encodeHex(crypto.getRandomValues(new Uint8Array(bytes)));
const pick = <T>(list: readonly T[], n: number): T => {
  const found = list[n % list.length];
  if (found === undefined) throw new TypeError("nothing to pick");
  return found;
};
const DAY_MS = 86_400_000;
const later = (s: Shipment): string => formatInstant(Date.parse(s.world.now()) + DAY_MS);

/** Tries one act and says what came of it; anything but a coded refusal of the law is thrown. */
export async function takeStep(walk: Walk, choice: Choice): Promise<Outcome | null> {
  walk.s.world.advance((choice.detail % 3) * 1000);
  const act = await chooseAct(walk, choice);
  if (act === null) return null;
  try {
    return { act, decision: await walk.s.world.submit(act) };
  } catch (refusal) {
    if (refusal instanceof LawError) return { act, refusal };
    throw refusal;
  }
}

const FORMS = ["ORDER", "BLANK", "STRAIGHT", "WAYBILL"] as const;

const TO_RELEASE: ReadonlySet<string> = new Set(["TRANSFER", "SURRENDER_FOR_DELIVERY", "SACC"]);
/** Release is what can be done once only, so a walk goes there more often. */
const WEIGHTED: readonly Action[] = [
  ...ACTIONS,
  ...Array.from({ length: 5 }, () =>
    ACTIONS.filter((a) => a.machine === "release" || TO_RELEASE.has(a.actionCode)),
  ).flat(),
];

/** A walk begins with a bill of each form, one whose first container may leave the gate, and a printed certificate. */
export async function beginWalk(s: Shipment): Promise<Walk> {
  const walk: Walk = { s, stated: new Map(), rights: new Map(), count: 0 };
  for (const form of FORMS) {
    const { bill, rights } = await issueBill(s, form, `WALK${form}`);
    walk.rights.set(bill, rights);
  }
  const { bill, rights } = await issueBill(s, "BLANK", "WALKGATE");
  await surrender(s, bill, rights, s.people.shipper);
  await (await order(s, bill, rights, "DOWALK")).submit();
  await light(s, rights[0] ?? "", "CUSTOMS", s.customs, "GREEN");
  await light(s, rights[0] ?? "", "TERMINAL", s.terminal, "GREEN");
  await printedCertificate(s, "WALKCO");
  return walk;
}

const creates = (action: Action): boolean => action.roles.find((r) => r.mode !== "reads")?.mode === "creates";

async function chooseAct(walk: Walk, choice: Choice): Promise<WorldAct | null> {
  const action = pick(WEIGHTED, choice.action);
  const { world } = walk.s;
  const records = [...world.records.values()].filter((r) => r.kind === action.subjectKind);
  const isApt = (r: RecordState): boolean => action.when === undefined || action.when(r);
  const apt = choice.isLikely ? records.filter(isApt) : records;
  const main = apt.length === 0 ? null : pick(apt, choice.main);
  const said = await say(walk, action, main, choice);
  if (said === null) return null;
  const by = actorFor(walk, action, main, choice);
  const asked = { code: action.actionCode, by, ...said };
  return action.recipient
    ? { ...asked, recipient: await world.card(person(walk, choice.detail), said.main ?? hex(32)) }
    : asked;
}

const person = ({ s }: Walk, n: number): WorldHolder => pick(Object.values(s.people), n);

/** Likely the one in control, or the office; else anybody at all. */
function actorFor({ s }: Walk, action: Action, main: RecordState | null, choice: Choice): WorldAct["by"] {
  const parties = [s.carrier, s.agent, s.customs, s.terminal, s.bank, s.exporter, s.chamber, s.world.registrar];
  const [first] = s.world.keepers;
  const anybody = [...parties, ...Object.values(s.people), ...(first ? [first] : [])];
  if (!choice.isLikely) return pick(anybody, choice.actor);
  if (action.machine === "evidence") return s.carrier;
  const isOffice = action.machine !== "certificate" || BY_OFFICE.has(action.actionCode);
  if (!isOffice) return s.exporter;
  const OFFICE: Readonly<Record<string, WorldAct["by"]>> = {
    ISSUE: s.carrier, SACC: s.carrier, SREJ: s.carrier, REISSUE: s.carrier, ISSUE_DELIVERY_ORDER: s.carrier, CANCEL_DELIVERY_ORDER: s.carrier,
    RELEASE_ON_WAYBILL: s.carrier, RELEASE_ON_PAPER: s.carrier, RELEASE_ON_TELEX: s.carrier, RELEASE_ON_GUARANTEE: s.carrier,
    GATE_OUT: s.terminal, GATE_IN: s.terminal, SET_POLICY: s.terminal, SET_LIGHT: choice.detail % 2 === 0 ? s.customs : s.terminal,
    ...(first ? { TICK: first } : {}),
    EXAMINE_APPLICATION: s.chamber, ISSUE_CERTIFICATE: s.chamber, DUPLICATE_CERTIFICATE: s.chamber, PRESENT_CERTIFICATE: s.customs, DECIDE_PRESENTATION: s.customs,
    REPLACE_CERTIFICATE: keeperOf(s, main), CANCEL_CERTIFICATE: keeperOf(s, main),
  }; // prettier-ignore
  return OFFICE[action.actionCode] ?? inControl(s, action, main) ?? pick(parties, choice.actor);
}

const BY_OFFICE: ReadonlySet<string> = new Set([
  "EXAMINE_APPLICATION", "ISSUE_CERTIFICATE", "DUPLICATE_CERTIFICATE", "PRESENT_CERTIFICATE", "DECIDE_PRESENTATION", "REPLACE_CERTIFICATE", "CANCEL_CERTIFICATE",
]); // prettier-ignore
const keeperOf = (s: Shipment, main: RecordState | null): WorldParty =>
  main?.terms["origin"] === "REGISTERED" ? s.exporter : s.chamber;

function inControl({ people }: Shipment, { actionCode }: Action, main: RecordState | null): WorldHolder | undefined {
  const slots = main?.slots ?? {};
  const held = ["ACCEPT", "DECLINE"].includes(actionCode) ? slots["offeree"] : (slots["holder"] ?? slots["possessor"]);
  return Object.values(people).find((p) => p.signer.kid === held?.thumbprint);
}

type Said = Pick<WorldAct, "main" | "facts" | "approvals">;
type Speaker = (walk: Walk, main: RecordState | null, choice: Choice) => Promise<Said | null> | Said | null;
const onMain: Speaker = (_, main) => (main === null ? null : { main: main.recordId });
const onSubject = (facts: (walk: Walk, main: RecordState, choice: Choice) => JsonObject | Promise<JsonObject>): Speaker =>
  async (walk, main, choice) => main === null ? null : { main: main.recordId, facts: await facts(walk, main, choice) }; // prettier-ignore

const evidence = async (walk: Walk, family = "eir"): Promise<JsonObject> => {
  const beta = sha256Hex(utf8(`N${String((walk.count += 1))}`));
  return { beta, documentKind: family, commitment: hex(32) };
};
const paper: Speaker = async (walk, _, choice) => {
  const beta = sha256Hex(utf8(`PAPER${String(choice.detail % 3)}`));
  const { networkId } = walk.s.world;
  const bill = documentRecordId(networkId, walk.s.carrier.partyId, beta);
  const rights = await vesting(walk.s.world, [newRight(bill, "C")], person(walk, choice.detail));
  const originalsPresented = choice.detail % 4;
  return {
    facts: { beta, place: "NAMED_DESTINATION", originalsIssued: 3, originalsPresented, evidence: hex(32), rights },
    approvals: [walk.s.bank],
  };
};

/** What an actor would say, by action code: sound more often than not. A digest stands for β: the law does not verify it. */
const SPEAKERS: Readonly<Record<string, Speaker>> = {
  ISSUE: async (walk, _, { detail }) => {
    const { world, carrier } = walk.s;
    const beta = sha256Hex(utf8(`WALK${String(detail % 9)}`));
    const recordId = documentRecordId(world.networkId, carrier.partyId, beta);
    const rights = ["A", "B"].map((c) => newRight(recordId, c));
    const possessor = await world.card(person(walk, detail), recordId);
    if (!walk.rights.has(recordId)) walk.rights.set(recordId, rights);
    return { facts: { beta, commitment: hex(32), form: "BLANK", rightsRoot: rightsRoot(walk.rights.get(recordId) ?? rights), rightsCount: 2, isRedirectWaived: false, cards: { possessor } } };
  },
  OFFER: onSubject(({ s }) => ({ offerExpiresAt: later(s) })),
  SURRENDER_FOR_DELIVERY: onSubject(async (walk, main, { detail }) => {
    const rights = await vesting(walk.s.world, walk.rights.get(main.recordId) ?? [hex(32)], person(walk, detail));
    const facts = { vesting: vestingDigest(rights) };
    walk.stated.set(facts.vesting, rights);
    return facts;
  }),
  SACC: onSubject((walk, main): JsonObject => {
    const surrender = titleTerms(main).surrender;
    return surrender?.purpose === "DELIVERY" ? { rights: walk.stated.get(surrender.vesting ?? "") ?? [] } : {};
  }),
  REISSUE: onSubject((_, main) => ({ commitment: hex(32), rightsRoot: titleTerms(main).rightsRoot, rightsCount: 2 })),
  RELEASE_ON_WAYBILL: async (walk, main, { detail }) => {
    if (main === null) return null;
    const consignee = Object.values(walk.s.people).find((p) => p.signer.kid === main.slots["consignee"]?.thumbprint);
    const rights = await vesting(walk.s.world, walk.rights.get(main.recordId) ?? [hex(32)], person(walk, detail));
    return { main: main.recordId, facts: { bill: main.recordId, rights }, approvals: consignee === undefined ? [] : [consignee] };
  },
  RELEASE_ON_PAPER: paper, RELEASE_ON_TELEX: paper, RELEASE_ON_GUARANTEE: paper,
  ISSUE_DELIVERY_ORDER: async (walk, _, { detail, main }) => {
    const bases = [...walk.s.world.records.values()].filter((r) => r.kind === "basis");
    if (bases.length === 0) return null;
    const { bill, rights } = pick(bases, main).terms;
    const beta = sha256Hex(utf8(`DO${String((walk.count += 1))}`));
    const some = (rights as readonly string[]).slice(0, 1 + (detail % 2));
    return { facts: { beta, commitment: hex(32), bill: bill ?? "", facility: walk.s.facility, rights: some, validTo: later(walk.s) } };
  },
  SET_LIGHT: ({ s }, _, { detail, main }) => {
    const rights = [...s.world.records.values()].filter((r) => r.kind === "right");
    if (rights.length === 0) return null;
    const light = detail % 2 === 0 ? { lightKind: "CUSTOMS", authority: s.customs.partyId } : { lightKind: "TERMINAL", authority: s.terminal.partyId };
    return { facts: { right: pick(rights, main).recordId, ...light, colour: detail % 5 === 0 ? "RED" : "GREEN", reason: "WALK" } };
  },
  GATE_OUT: onSubject(async (walk, main, { detail, isLikely }) => {
    const held = Object.values(walk.s.people).find((p) => p.signer.kid === main.slots["holder"]?.thumbprint);
    const holder = isLikely && held !== undefined ? held : person(walk, detail);
    const presentation = await walk.s.world.presentation(holder, main.recordId, walk.s.facility);
    return { purpose: detail % 3 === 0 ? "INSPECTION" : "DELIVERY", presentation };
  }),
  ISSUE_EVIDENCE: async (walk) => ({ facts: await evidence(walk) }),
  REVOKE_ANCHORED: async (walk) => { const { beta, documentKind } = await evidence(walk); return { facts: { beta: beta ?? "", documentKind: documentKind ?? "" } }; },
  SUPERSEDE: onSubject((walk) => evidence(walk)),
  COUNTERSIGN: (_, main) => (main === null ? null : { facts: { evidence: main.recordId, commitment: hex(32) } }),
  ANCHOR: () => ({ facts: { root: hex(32), size: 3 } }),
  TICK: ({ s }, main) => (main === null ? null : { main: main.recordId, facts: { time: s.world.now() }, approvals: s.world.keepers.slice(1) }),
  SET_POLICY: ({ s }) => ({ facts: { ...s.world.record(s.facility)?.terms }, approvals: [s.world.registrar] }),
  GRANT_MANDATE: ({ s }) => ({ facts: { principal: s.carrier.partyId, agent: s.agent.partyId, actionCodes: ["ANCHOR"], facilities: null, validFrom: s.world.now(), validTo: later(s) } }),
  PUBLISH_CARD: async (walk, _, { detail }) => ({ approvals: [person(walk, detail)], facts: { card: await walk.s.world.card(person(walk, detail), null) } }),
  SET_OFFICES: onSubject((_, main) => ({ offices: main.terms["offices"] ?? [] })),
  SET_RULES: onSubject(() => ({ rulesVersion: 2 })),
  GENESIS: ({ s }) => ({ facts: { genesis: s.world.genesis } }),
  APPLY_CERTIFICATE: ({ s }, _, { detail }) => ({ facts: { beta: sha256Hex(utf8(`APPLY${String(detail % 12)}`)), commitment: hex(32), authority: (detail % 5 === 0 ? s.bank : s.chamber).partyId } }),
  EXAMINE_APPLICATION: onSubject((_, __, { detail }) => ({ result: detail % 4 === 0 ? "REFUSED" : "ACCEPTED", reason: "WALK" })),
  ISSUE_CERTIFICATE: onSubject((walk) => evidence(walk, "certificate-of-origin")),
  REGISTER_CERTIFICATE: async (walk) => ({ facts: await evidence(walk, "certificate-of-origin") }),
  REPLACE_CERTIFICATE: onSubject((walk) => evidence(walk, "certificate-of-origin")),
  AUTHORISE_APPEARANCE: () => ({ facts: { commitment: hex(32) } }),
  DUPLICATE_CERTIFICATE: onSubject(() => ({ commitment: hex(32) })),
  CANCEL_CERTIFICATE: onSubject(() => ({ reason: "WALK" })),
  PRINT_CERTIFICATE: ({ s }, main, { detail }) => main === null ? null : { facts: { certificate: main.recordId, copy: printedOf(s, main) + (detail % 7 === 0 ? 2 : 1), commitment: null } },
  PRESENT_CERTIFICATE: ({ s }, main, { detail }) => main === null ? null : { facts: { certificate: main.recordId, copy: 1 + (detail % (printedOf(s, main) + 1)), place: "VNSGN" } },
  DECIDE_PRESENTATION: onSubject((_, __, { detail }) => ({ result: detail % 2 === 0 ? "REFUSED" : "ACCEPTED", reason: "WALK" })),
  ENROL: () => null, ROTATE_KEY: () => null, REVOKE_KEY: () => null,
}; // prettier-ignore

const printedOf = ({ world }: Shipment, { recordId }: RecordState): number =>
  Number(world.record(printingId(recordId))?.terms["copies"] ?? 0);

async function say(walk: Walk, action: Action, main: RecordState | null, choice: Choice): Promise<Said | null> {
  const speaker = SPEAKERS[action.actionCode] ?? (creates(action) ? () => null : onMain);
  return speaker(walk, main, choice);
}
