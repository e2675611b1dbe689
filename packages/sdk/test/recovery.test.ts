import { expect } from "chai";
import { createContract } from "@openlading/contract";
import { generateSigner } from "@openlading/jws";
import { networkIdOf, parseGenesis, RULES_VERSION } from "@openlading/law";
import { LedgerError, UnknownError, type LedgerClient } from "@openlading/ledger";
import { openEmbeddedLedger } from "@openlading/ledger-embedded";
import { createNoteSigners, rejectsWithCode } from "@openlading/testkit";
import { createKeyProver, generateVrfKey } from "@openlading/vrf";
import {
  assertCommitted, createMemoryKeyring, createMemoryStore, foundNetwork, openNetwork, SdkError, type LedgerNetwork, type Network, type Party,
} from "../src/index.ts"; // prettier-ignore
import { createPlace, createClock, enrolAll, example, greens, issueToBank, open, passToBuyer, PASSPHRASE, release, type Place } from "./fixture.ts"; // prettier-ignore
import { ecJwkOf } from "../src/keyring.ts";
import { keyValidity } from "../src/validity.ts";

const DAY_MS = 86_400_000;

/** A ledger whose answers can be lost: before the transaction is sent, or after it is committed. */
function losing(ledger: LedgerClient) {
  let loss: "none" | "before" | "after" | "crash" = "none";
  const submit: LedgerClient["submit"] = async (...call) => {
    const mode = loss;
    loss = "none";
    if (mode === "before") throw new UnknownError({ transactionId: "0".repeat(64) });
    const committed = await ledger.submit(...call);
    if (mode === "after") throw new UnknownError({ transactionId: committed.transactionId });
    if (mode === "crash") throw new RangeError("the process is going down");
    return committed;
  };
  const client: LedgerClient = {
    submit,
    evaluate: (...call) => ledger.evaluate(...call),
    status: (...call) => ledger.status(...call),
    height: () => ledger.height(),
    blocks: (options) => ledger.blocks(options),
    close: () => ledger.close(),
  };
  return { client, lose: (next: typeof loss): void => void (loss = next) };
}

/** A network over a ledger handed in, with keys and stores in memory. */
async function createNetworkInMemory() {
  const clock = createClock();
  const ledger = await openEmbeddedLedger({ path: ":memory:", contract: createContract(), clock: clock.now });
  const signer = await generateSigner("ES256");
  const notes = createNoteSigners();
  const witnesses = await Promise.all(
    notes.map(async (n) => ({
      name: n.name,
      owner: n.name,
      vkey: n.vkey,
      clockKey: ecJwkOf(await generateSigner("ES256")),
    })),
  );
  const genesis = parseGenesis({
    format: "openlading-genesis/1", name: "in memory", createdAt: "2026-05-01T00:00:00.000Z", rulesVersion: RULES_VERSION,
    registrars: [{ partyId: "registrar.example", name: "Registrar", keys: [{ jwk: ecJwkOf(signer), ...keyValidity(clock.now(), 30) }] }], registrarThreshold: 1,
    witnesses, witnessThreshold: 2, clockMaxAgeSeconds: 86_400,
  }); // prettier-ignore
  await foundNetwork(ledger, { genesis, signer, nowMs: clock.now() });
  const { client, lose } = losing(ledger);
  const keys = createMemoryKeyring({ "registrar.example": { signer, prover: createKeyProver(generateVrfKey()) } });
  const options: LedgerNetwork = {
    ledger: client, genesis, witnesses: [], keys, now: clock.now, stores: () => Promise.resolve(createMemoryStore()),
    trust: { networkId: networkIdOf(genesis), witnesses: notes.map((n) => n.vkey), threshold: 2, expires: "2036-01-01T00:00:00.000Z" },
  }; // prettier-ignore
  return { network: await openNetwork(options), clock, ledger, lose };
}

describe("an answer that is lost", () => {
  let network: Network;
  let carrier: Party;
  let made: Awaited<ReturnType<typeof createNetworkInMemory>>;
  const issue = (number: string) => {
    const data = { ...(example("packing-list.json") as Record<string, never>), documentNumber: number };
    return carrier.issueDocument({ kind: "packing-list", data });
  };
  before(async () => {
    made = await createNetworkInMemory();
    network = made.network;
    carrier = await network.enrol({ partyId: "exl.example", name: "Example Lines", offices: ["carrier"] });
  });
  after(() => made.ledger.close());

  it("is unknown, not lost: the document is kept as pending, and recovered once the ledger is asked", async () => {
    made.lose("after");
    const { outcome, recordId } = await issue("PL-1");
    expect(outcome.kind).to.equal("unknown");
    expect(() => { assertCommitted(outcome); }).to.throw(SdkError).with.property("code", "ERR_SDK_UNKNOWN"); // prettier-ignore
    expect(await carrier.document(recordId)).to.equal(null);
    expect((await carrier.documents()).map((d) => d.state)).to.deep.equal(["PENDING"]);
    expect((await carrier.recover()).map((r) => r.state)).to.deep.equal(["COMMITTED"]);
    expect((await carrier.document(recordId))?.state).to.equal("COMMITTED");
    expect(await carrier.recover()).to.deep.equal([]);
  });

  it("says where the transaction stands when asked by its id", async () => {
    made.lose("after");
    const { outcome } = await issue("PL-2");
    if (outcome.kind !== "unknown") throw new TypeError("the answer was to be lost");
    expect((await network.status(outcome.transactionId))?.height).to.be.a("number");
    await carrier.recover();
  });

  it("waits while the act may still arrive, and lets go once it has expired", async () => {
    made.lose("before");
    const { recordId } = await issue("PL-3");
    expect((await carrier.recover()).map((r) => r.state)).to.deep.equal(["WAITING"]);
    made.clock.advance(2 * DAY_MS);
    expect((await carrier.recover()).map((r) => r.state)).to.deep.equal(["ABSENT"]);
    expect(await carrier.document(recordId)).to.equal(null);
    expect(await carrier.documents()).to.have.length(2);
  });

  it("survives a process that ends between commit and note", async () => {
    made.lose("crash");
    const recordId = (await carrier.recordId("packing-list", "PL-4")).recordId;
    await issue("PL-4").catch(() => undefined);
    expect((await carrier.recover()).map((r) => r.state)).to.deep.equal(["COMMITTED"]);
    expect((await carrier.document(recordId))?.manifest).to.be.a("string");
  });

  it("answers the first outcome when the same bytes are sent again", async () => {
    const signed = await carrier.sign({ actionCode: "GRANT_MANDATE", facts: { principal: "exl.example", agent: "a.example", actionCodes: ["SACC"], facilities: null, validFrom: "2026-05-01T00:00:00.000Z", validTo: "2027-05-01T00:00:00.000Z" } }); // prettier-ignore
    const first = await network.submit(signed);
    expect(first.kind).to.equal("committed");
    expect(await network.submit(signed)).to.deep.equal(first);
  });

  it("cannot prove anything without a local witness, and says so", async () => {
    await rejectsWithCode(SdkError, "ERR_SDK_WITNESSES", () => network.snapshot());
  });

  it("is not waited for beyond the deadline or the signal", async () => {
    const aborted = AbortSignal.abort();
    await rejectsWithCode(LedgerError, "ERR_LEDGER_ABORTED", () => network.read("0".repeat(64), { signal: aborted }));
  });
});

describe("two networks opened on one home", function () {
  this.timeout(30_000);
  let place: Place;
  let one: Network;
  let two: Network;
  before(async () => {
    place = await createPlace();
    [one, two] = [await open(place), await open(place)];
  });
  after(async () => {
    await one.close();
    await two.close();
    place.remove();
  });

  it("see each other's acts, prove one state and spend a right once", async () => {
    const parties = await enrolAll(one);
    const issued = await issueToBank(parties);
    await passToBuyer(parties, issued.bill);
    await release(parties, issued);
    const [right = "", sibling = ""] = issued.rights;
    await greens(parties, right);
    const presentation = await parties.buyer.presentation({ right, facility: parties.facility });
    const gates = [parties.terminal, await two.party("terminal.example")];
    const outcomes = await Promise.all(gates.map((gate) => gate.gateOut({ right, presentation })));
    expect(outcomes.filter((o) => o.kind === "committed")).to.have.length(1);
    const [a, b] = [await one.prove((s) => s.record(sibling).state), await two.prove((s) => s.record(sibling).state)];
    expect(a).to.deep.equal(b);
  });

  it("take what one party signs twice at the same millisecond for two acts", async () => {
    const stopped = place.clock.now();
    const stand = () => openNetwork({ home: place.home, passphrase: PASSPHRASE, now: () => stopped });
    const networks = [await stand(), await stand()];
    const acts = await Promise.all(
      networks.map(async (network) => {
        const customs = await network.party("customs.example");
        return customs.setLight({ right: "cd".repeat(32), lightKind: "CUSTOMS", colour: "GREEN", reason: "RELEASED" });
      }),
    );
    for (const network of networks) await network.close();
    const committed = acts.filter((o) => o.kind === "committed");
    expect(committed).to.not.have.length(0);
    expect(new Set(committed.map((o) => o.transactionId)).size).to.equal(committed.length);
  });

  it("gives a snapshot that answers until the witness moves on", async () => {
    const snapshot = await one.snapshot();
    const id = snapshot.checkpoint().closing.stateRoot;
    expect(snapshot.record(id).state).to.equal(null);
    await two.enrol({ partyId: "late.example", name: "Late", offices: [] });
    await two.prove(() => undefined);
    expect(() => snapshot.record(id))
      .to.throw(SdkError)
      .with.property("code", "ERR_SDK_WITNESSES");
  });

  it("advance a stale clock by themselves before an act with a deadline", async () => {
    place.clock.advance(DAY_MS);
    const bank = await two.party("bank.example");
    const carrier = await one.party("exl.example");
    const document = {
      ...(example("transport-document.json") as Record<string, never>),
      transportDocumentReference: "EXLU26049002",
    };
    const { recordId: bill } = await carrier.recordId("transport-document", "EXLU26049002");
    const { card } = await bank.newCard({ recordId: bill });
    assertCommitted(
      (await carrier.issueBill({ issuance: { document }, cards: { possessor: card, endorsee: card } })).outcome,
    );
    const buyer = await one.party("haiyue.example");
    assertCommitted(await bank.offer({ bill, card: (await buyer.newCard({ recordId: bill })).card }));
    place.clock.advance(DAY_MS / 2);
    assertCommitted(await buyer.accept({ bill }));
    await rejectsWithCode(SdkError, "ERR_SDK_NO_KEY", () => bank.offer({ bill, card }));
  });
});
