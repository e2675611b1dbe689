import { encodeBase64url, encodeHex, formatInstant, type JsonObject } from "@openlading/core";
import { generateSigner, signCompactJws, type KeySigner } from "@openlading/jws";
import {
  ACT_TYP, APPROVAL_TYP, BINDING_TYP, CARD_TYP, PRESENTATION_TYP, actDigest, createSignatureChecker, decide, documentRecordId, drive,
  encodeActPayload, encodeApprovalPayload, encodeStatement, networkIdOf, partyCommitment, partyRecordId, planHeads, RULES_VERSION,
  type ActPayload, type Actor, type Decision, type Genesis, type Need, type RecordedAct, type RecordState, type SignedAct,
} from "@openlading/law"; // prettier-ignore
import { createKeyProver, documentAlpha, generateVrfKey, type Prover } from "@openlading/vrf";

const EPOCH = Date.UTC(2026, 4, 1, 8, 0, 0);
const DAY_MS = 86_400_000;

/** A registered party of the world. */
export interface WorldParty {
  readonly partyId: string;
  readonly signer: KeySigner;
  readonly prover: Prover;
}

/** A key in control of something, with the nonce that opens its commitment. */
export interface WorldHolder {
  readonly partyId: string;
  readonly signer: KeySigner;
  readonly nonce: string;
}

/** What an act of the world says; heads, times and digests are filled in. */
export interface WorldAct {
  readonly code: string;
  readonly by: WorldParty | WorldHolder | { readonly witness: string; readonly signer: KeySigner };
  readonly main?: string;
  readonly facts?: JsonObject;
  readonly recipient?: string;
  readonly for?: string;
  readonly approvals?: readonly (WorldParty | WorldHolder | { readonly witness: string; readonly signer: KeySigner })[];
  /** Changes the payload before it is signed, to make a bad one. */
  readonly alter?: (payload: ActPayload) => ActPayload;
}

const isParty = (who: WorldAct["by"]): who is WorldParty => "prover" in who;
const isHolder = (who: WorldAct["by"]): who is WorldHolder => "nonce" in who;

function actorOf(who: WorldAct["by"]): Actor {
  if (isParty(who)) return { partyId: who.partyId };
  if (isHolder(who)) return { key: who.signer.publicJwk as NonNullable<Actor["key"]> };
  return { witness: who.witness };
}

/**
 * The law alone, driven over a map: no ledger, no witness. One network with a registrar and three witnesses. Time is
 * a counter the test moves.
 */
export async function createWorld(
  witnesses: readonly { readonly name: string; readonly vkey: string }[] = NO_WITNESSES,
) {
  const records = new Map<string, RecordState>();
  const history: RecordedAct[] = [];
  const checker = createSignatureChecker();
  let nowMs = EPOCH;
  const now = (): string => formatInstant(nowMs);
  const answer = (need: Need): RecordState | null | boolean =>
    need.need === "record" ? (records.get(need.recordId) ?? null) : checker.check(need);

  const registrar: WorldParty = {
    partyId: "registrar.example",
    signer: await generateSigner("ES256"),
    prover: createKeyProver(generateVrfKey()),
  };
  const keepers = await Promise.all(
    witnesses.map(async (w) => ({ witness: w.name, signer: await generateSigner("ES256") })),
  );
  const validity = { validFrom: formatInstant(EPOCH - DAY_MS), validTo: formatInstant(EPOCH + 3650 * DAY_MS) };
  const jwk = (signer: KeySigner) => signer.publicJwk as Genesis["witnesses"][number]["clockKey"];
  const genesis: Genesis = {
    format: "openlading-genesis/1", name: "test network", createdAt: formatInstant(EPOCH), rulesVersion: RULES_VERSION,
    registrars: [{ partyId: registrar.partyId, name: "Registrar", keys: [{ jwk: jwk(registrar.signer), ...validity }] }],
    registrarThreshold: 1,
    witnesses: witnesses.map((w, i) => ({ name: w.name, owner: `witness-${String(i + 1)}.example`, vkey: w.vkey, clockKey: jwk((keepers[i] ?? { signer: registrar.signer }).signer) })),
    witnessThreshold: Math.min(2, witnesses.length), clockMaxAgeSeconds: 300,
  }; // prettier-ignore
  const networkId = networkIdOf(genesis);

  async function sign(act: WorldAct): Promise<SignedAct> {
    const { code, by, main = null, facts = {} } = act;
    const principal = act.for ?? (isParty(by) ? by.partyId : null);
    const heads = drive(planHeads({ networkId, actionCode: code, main, facts, principal }), answer);
    const payload: ActPayload = {
      networkId,
      actionCode: code,
      heads,
      actor: actorOf(by),
      actionDateTime: now(),
      expiresAt: formatInstant(nowMs + DAY_MS),
      facts,
      ...(act.for && { representedParty: act.for }),
      ...(act.recipient && { recipient: act.recipient }),
    };
    return approve(await signPayload(by.signer, act.alter?.(payload) ?? payload), act.approvals ?? []);
  }

  async function signPayload(signer: KeySigner, payload: ActPayload): Promise<string> {
    return signCompactJws(signer, { typ: ACT_TYP, payload: encodeActPayload(payload) });
  }

  async function approve(act: string, approvers: NonNullable<WorldAct["approvals"]>): Promise<SignedAct> {
    const approval = (who: WorldAct["by"]) =>
      signCompactJws(who.signer, {
        typ: APPROVAL_TYP,
        payload: encodeApprovalPayload(networkId, actDigest(act), actorOf(who)),
      });
    return { act, approvals: await Promise.all(approvers.map(approval)) };
  }

  function commit(signed: SignedAct): Decision {
    const transactionId = encodeHex(crypto.getRandomValues(new Uint8Array(32)));
    const decision = drive(decide(signed, { transactionId, transactionTime: now() }), answer);
    for (const record of decision.writes) records.set(record.recordId, record);
    history.push({ entry: decision.entry, act: signed.act, approvals: signed.approvals });
    return decision;
  }

  const submit = async (act: WorldAct): Promise<Decision> => commit(await sign(act));

  async function enrol(
    partyId: string,
    offices: readonly string[],
    codes: readonly JsonObject[] = [],
  ): Promise<WorldParty> {
    const party: WorldParty = {
      partyId,
      signer: await generateSigner("ES256"),
      prover: createKeyProver(generateVrfKey()),
    };
    const key: WorldHolder = { partyId, signer: party.signer, nonce: "" };
    await submit({
      code: "ENROL", by: registrar, approvals: [key],
      facts: { partyId, name: partyId, codes, offices, keys: [{ jwk: jwk(party.signer), ...validity }], vrfKey: encodeBase64url(party.prover.publicKey) },
    }); // prettier-ignore
    return party;
  }

  const holder = async (partyId: string): Promise<WorldHolder> =>
    ({ partyId, signer: await generateSigner("ES256"), nonce: encodeHex(crypto.getRandomValues(new Uint8Array(16))) }); // prettier-ignore

  const commitmentOf = (h: WorldHolder): string => partyCommitment(networkId, h.partyId, h.signer.kid, h.nonce);
  const card = (h: WorldHolder, recordId: string | null): Promise<string> => {
    const payload = encodeStatement({
      networkId,
      recordId,
      key: jwk(h.signer),
      partyCommitment: commitmentOf(h),
      expiresAt: formatInstant(nowMs + 30 * DAY_MS),
    });
    return signCompactJws(h.signer, { typ: CARD_TYP, payload });
  };
  const presentation = (
    h: WorldHolder,
    right: string,
    facility: string,
    purpose: "DELIVERY" | "INSPECTION" = "DELIVERY",
    expiresAt = formatInstant(nowMs + DAY_MS),
  ): Promise<string> =>
    signCompactJws(h.signer, {
      typ: PRESENTATION_TYP,
      payload: encodeStatement({ networkId, right, facility, purpose, key: jwk(h.signer), expiresAt }),
    });
  const binding = (party: WorldParty, h: WorldHolder): Promise<string> =>
    signCompactJws(party.signer, {
      typ: BINDING_TYP,
      payload: encodeStatement({ networkId, partyId: party.partyId, thumbprint: h.signer.kid, nonce: h.nonce }),
    });

  /** β and record id of a document's number. */
  async function number(issuer: WorldParty, family: string, text: string) {
    const { beta, proof } = await issuer.prover.prove(
      documentAlpha({ networkId, partyId: issuer.partyId, family, number: text }),
    );
    return {
      beta: encodeHex(beta),
      vrfProof: encodeBase64url(proof),
      recordId: documentRecordId(networkId, issuer.partyId, encodeHex(beta)),
    };
  }

  const tick = (): Promise<Decision> => {
    const [first, ...others] = keepers;
    if (first === undefined) throw new TypeError("a world without witnesses has no clock");
    const clock = [...records.values()].find((r) => r.kind === "clock");
    return submit({
      code: "TICK",
      by: first,
      approvals: others.slice(0, 1),
      main: clock?.recordId ?? "",
      facts: { time: now() },
    });
  };

  const founder: WorldHolder = { partyId: registrar.partyId, signer: registrar.signer, nonce: "" };
  const found = (): Promise<Decision> => submit({ code: "GENESIS", by: founder, facts: { genesis: genesis } });

  return {
    networkId, genesis, registrar, keepers, records, history, now, found, enrol, holder, card, presentation, binding, number, sign, signPayload, approve, commit, submit, tick,
    record: (id: string): RecordState | null => records.get(id) ?? null,
    party: (partyId: string): RecordState | null => records.get(partyRecordId(networkId, partyId)) ?? null,
    advance: (ms: number): void => void (nowMs += ms),
  }; // prettier-ignore
}

const NO_WITNESSES = ["a", "b", "c"].map((x) => ({
  name: `witness-${x}.example`,
  vkey: `witness-${x}.example+00000000+placeholder`,
}));

export type World = Awaited<ReturnType<typeof createWorld>>;
