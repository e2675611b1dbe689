import { parseUtcInstant, shape } from "@openlading/core";
import { actorKey, partyIdShape } from "../act.ts";
import { networkIdOf, parseGenesis, partyKeyShape, RULES_VERSION } from "../genesis.ts";
import { NETWORK_RECORD_ID, clockId, codeId, partyRecordId } from "../ids.ts";
import { action, fromFacts, mainId, type Action, type ApprovalRule, type Authority, type Scene } from "../row.ts";
import {
  clockTerms,
  MAX_KEYS,
  networkTerms,
  officeList,
  partyTerms,
  publicCode,
  type RegisteredKey,
} from "../terms.ts";

const genesisFacts = shape.object({ genesis: shape.json({ maxBytes: 65_536 }) });
const codesShape = shape.list(shape.object({ scheme: publicCode, value: publicCode }), { max: 32, unique: true });
const vrfKeyShape = shape.nullable(shape.base64url({ bytes: 33 }));

interface NewKey {
  readonly jwk: object;
  readonly validFrom: string;
  readonly validTo: string;
}
function registered({ jwk, validFrom, validTo }: NewKey): RegisteredKey {
  const parsed = actorKey(jwk);
  return { kid: parsed.thumbprint, jwk: jwk as RegisteredKey["jwk"], validFrom, validTo, revoked: null };
}

const network = { name: "network", kind: "network", mode: "reads", ids: () => [NETWORK_RECORD_ID] } as const;
const party = <F>(mode: "reads" | "changes") => ({ name: "party", kind: "party", mode, ids: mainId<F> }) as const;
const registrars = (threshold: number): ApprovalRule => ({ authority: { kind: "registrar" }, threshold });

function isRegistrars(scene: Scene): boolean {
  const own = scene.one("party");
  return own !== null && partyTerms(own).offices.includes("registrar");
}

/** As many registrars as the genesis asks for. */
function quorum(scene: Scene): readonly ApprovalRule[] {
  const net = scene.one("network");
  return net === null ? [] : [registrars(networkTerms(net).genesis.registrarThreshold)];
}

/** Network, clock and parties with their keys, codes and offices. */
export const registryActions: readonly Action[] = [
  action({
    actionCode: "GENESIS", machine: "registry", clause: "registry/1", subject: "network", facts: genesisFacts,
    roles: [
      { name: "network", kind: "network", mode: "creates", ids: () => [NETWORK_RECORD_ID],
        effect: (_, { facts, networkId }) => ({ status: "LIVE", terms: { networkId, rulesVersion: parseGenesis(facts.genesis).rulesVersion, genesis: facts.genesis } }) },
      { name: "clock", kind: "clock", mode: "creates", ids: ({ networkId }) => [clockId(networkId)],
        effect: (_, { transactionTime }) => ({ status: "LIVE", terms: { time: transactionTime } }) },
      { name: "registrars", kind: "party", mode: "creates",
        ids: fromFacts(({ genesis }, { networkId }) => parseGenesis(genesis).registrars.map((r) => partyRecordId(networkId, r.partyId))),
        effect: (_, { facts }, index) => ({ status: "ENROLLED", terms: registrarTerms(facts.genesis, index) }) },
    ],
    by: (_, facts) => (facts === null ? [] : parseGenesis(facts.genesis).registrars.flatMap((r) => r.keys.map((k) => ({ kind: "key", thumbprint: actorKey(k.jwk).thumbprint }) as const))),
    check: ({ facts, networkId }, need) => {
      const genesis = parseGenesis(facts.genesis);
      need(networkIdOf(genesis) === networkId, "ERR_LAW_GENESIS", "networkId is not the digest of the genesis");
      need(genesis.rulesVersion <= RULES_VERSION, "ERR_LAW_RULES_VERSION", "the genesis asks for rules unknown here");
    },
  }),

  action({
    actionCode: "ENROL", machine: "registry", clause: "registry/2", subject: "party",
    facts: shape.object({
      partyId: partyIdShape, name: shape.text({ min: 1, max: 200 }), codes: codesShape, offices: officeList,
      keys: shape.list(partyKeyShape, { min: 1, max: 8 }), vrfKey: vrfKeyShape,
    }),
    roles: [
      network,
      { name: "party", kind: "party", mode: "creates", ids: fromFacts((f, { networkId }) => partyRecordId(networkId, f.partyId)),
        effect: (_, { facts: { partyId, name, codes, offices, keys, vrfKey } }) => ({ status: "ENROLLED", terms: { partyId, name, codes, offices, vrfKey, keys: keys.map(registered) } }) },
      { name: "codes", kind: "code", mode: "creates",
        ids: fromFacts((f, { networkId }) => f.codes.map((c) => codeId(networkId, c.scheme, c.value))),
        effect: (_, { facts }, index) => ({ status: "LIVE", terms: { partyId: facts.partyId, scheme: facts.codes[index]?.scheme ?? "", value: facts.codes[index]?.value ?? "" } }) },
    ],
    by: () => [{ kind: "registrar" }],
    // Each key proves itself. An office is the quorum's to give, at the enrolment as later.
    approvals: ({ facts, scene }) => [
      ...facts.keys.map((k) => ({ authority: { kind: "key" as const, thumbprint: actorKey(k.jwk).thumbprint }, threshold: 1 })),
      ...(facts.offices.length === 0 ? [] : quorum(scene)),
    ],
    check: ({ facts }, need) => {
      need(!facts.offices.includes("registrar"), "ERR_LAW_FACTS", "offices: registrars are named in the genesis");
      need(facts.keys.every((k) => k.validFrom < k.validTo), "ERR_LAW_FACTS", "keys: validTo is not after validFrom");
    },
  }),

  action({
    actionCode: "ROTATE_KEY", machine: "registry", clause: "registry/3", subject: "party",
    facts: shape.object({ add: partyKeyShape }),
    roles: [network, { ...party("changes"), effect: (previous, { facts }) => previous === null ? { status: "ENROLLED" } : { status: previous.status, terms: { ...partyTerms(previous), keys: [...partyTerms(previous).keys, registered(facts.add)] } } }],
    by: ownParty,
    // The new key proves itself, and a registrar stands beside the party's own key; beside a registrar's, the quorum.
    approvals: ({ facts, scene }) => [
      { authority: { kind: "key", thumbprint: actorKey(facts.add.jwk).thumbprint }, threshold: 1 },
      ...(isRegistrars(scene) ? quorum(scene) : [registrars(1)]),
    ],
    check: ({ facts, scene }, need) => {
      const previous = scene.one("party");
      const { thumbprint } = actorKey(facts.add.jwk);
      need(previous !== null && partyTerms(previous).keys.every((k) => k.kid !== thumbprint), "ERR_LAW_EXISTS", "add: the key is registered already");
      need(facts.add.validFrom < facts.add.validTo, "ERR_LAW_FACTS", "add: validTo is not after validFrom");
      need(previous !== null && partyTerms(previous).keys.length < MAX_KEYS, "ERR_LAW_FACTS", "add: the party has as many keys as a record holds");
    },
  }),

  action({
    actionCode: "REVOKE_KEY", machine: "registry", clause: "registry/4", subject: "party",
    facts: shape.object({ kid: shape.base64url({ bytes: 32 }), reason: publicCode, compromisedSince: shape.nullable(shape.instant()) }),
    roles: [network, { ...party("changes"), effect: (previous, { facts, transactionTime }) => previous === null ? { status: "ENROLLED" } : {
      status: previous.status,
      terms: { ...partyTerms(previous), keys: partyTerms(previous).keys.map((k) => k.kid === facts.kid ? { ...k, revoked: { at: transactionTime, reason: facts.reason, compromisedSince: facts.compromisedSince } } : k) },
    } }],
    by: (scene) => [...ownParty(scene), { kind: "registrar" }],
    approvals: ({ scene, who }) => {
      const own = scene.one("party");
      const isOwn = own !== null && partyTerms(own).partyId === who.partyId;
      return isOwn ? [] : quorum(scene);
    },
    check: ({ facts, scene }, need) => {
      const own = scene.one("party");
      const key = own === null ? undefined : partyTerms(own).keys.find((k) => k.kid === facts.kid);
      need(key !== undefined, "ERR_LAW_KEY", "kid: the party has no such key");
      need(key?.revoked === null, "ERR_LAW_STATUS", "kid: the key is revoked already");
    },
  }),

  action({
    actionCode: "SET_OFFICES", machine: "registry", clause: "registry/5", subject: "party",
    facts: shape.object({ offices: officeList }),
    roles: [network, { ...party("changes"), effect: (previous, { facts }) => previous === null ? { status: "ENROLLED" } : { status: previous.status, terms: { ...partyTerms(previous), offices: facts.offices } } }],
    by: () => [{ kind: "registrar" }],
    approvals: ({ scene }) => quorum(scene),
    check: ({ facts }, need) => { need(!facts.offices.includes("registrar"), "ERR_LAW_FACTS", "offices: registrars are named in the genesis"); },
  }),

  action({
    actionCode: "TICK", machine: "registry", clause: "registry/6", subject: "clock",
    facts: shape.object({ time: shape.instant() }),
    roles: [network, { name: "clock", kind: "clock", mode: "changes", ids: mainId, effect: (_, { facts }) => ({ status: "LIVE", terms: { time: facts.time } }) }],
    by: () => [{ kind: "witness" }],
    approvals: ({ scene }) => {
      const net = scene.one("network");
      return net === null ? [] : [{ authority: { kind: "witness" }, threshold: networkTerms(net).genesis.witnessThreshold }];
    },
    check: ({ facts, scene, transactionTime }, need) => {
      const clock = scene.one("clock");
      need(clock !== null && facts.time > clockTerms(clock).time, "ERR_LAW_TIME_BACKWARDS", "time: the clock does not go back");
      const drift = Math.abs(parseUtcInstant(facts.time) - parseUtcInstant(transactionTime));
      const net = scene.one("network");
      need(net !== null && drift <= networkTerms(net).genesis.clockMaxAgeSeconds * 1000, "ERR_LAW_CLAIMED_TIME", "time: too far from the ledger's time");
    },
  }),

  action({
    actionCode: "SET_RULES", machine: "registry", clause: "registry/7", subject: "network",
    facts: shape.object({ rulesVersion: shape.integer({ min: 1, max: 1000 }) }),
    roles: [{ name: "network", kind: "network", mode: "changes", ids: () => [NETWORK_RECORD_ID], effect: (previous, { facts }) => ({ status: "LIVE", terms: { ...previous?.terms, rulesVersion: facts.rulesVersion } }) }],
    by: () => [{ kind: "registrar" }],
    approvals: ({ scene }) => quorum(scene),
    check: ({ facts, scene }, need) => {
      const net = scene.one("network");
      need(net !== null && facts.rulesVersion > networkTerms(net).rulesVersion, "ERR_LAW_FACTS", "rulesVersion: not newer");
      need(facts.rulesVersion <= RULES_VERSION, "ERR_LAW_RULES_VERSION", "rulesVersion: unknown to this library");
    },
  }),
]; // prettier-ignore

function ownParty(scene: Scene): readonly Authority[] {
  const own = scene.one("party");
  return own === null ? [] : [{ kind: "party", partyId: partyTerms(own).partyId }];
}

function registrarTerms(value: unknown, index: number): ReturnType<typeof partyTerms> {
  const registrar = parseGenesis(value).registrars[index];
  if (registrar === undefined) throw new TypeError("no such registrar");
  return {
    partyId: registrar.partyId,
    name: registrar.name,
    codes: [],
    offices: ["registrar"],
    vrfKey: null,
    keys: registrar.keys.map(registered),
  };
}
