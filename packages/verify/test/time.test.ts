import { formatInstant } from "@openlading/core";
import { documentCommitment, partyRecordId } from "@openlading/law";
import { createProofs } from "@openlading/testkit";
import { judge, type Question } from "@openlading/verify";
import { expect } from "chai";
import { createShipment, dossierOf, question, type Shipment } from "./shipment.ts";

const HOUR = 3_600_000;
const at = (s: Shipment, ms: number): string => formatInstant(Date.parse(s.world.now()) + ms);

/** A receipt of the terminal, and then a revocation of the terminal's key. */
async function receipt(s: Shipment): Promise<string> {
  const { beta, recordId } = await s.world.number(s.parties.terminal, "eir", "EIR-9");
  const commitment = documentCommitment("00".repeat(16), "11".repeat(32));
  await s.world.submit({
    code: "ISSUE_EVIDENCE",
    by: s.parties.terminal,
    facts: { beta, documentKind: "eir", commitment },
  });
  return recordId;
}

async function revoke({ world, parties }: Shipment, compromisedSince: string | null): Promise<void> {
  const main = partyRecordId(world.networkId, parties.terminal.partyId);
  await world.submit({
    code: "REVOKE_KEY",
    by: world.registrar,
    main,
    facts: { kid: parties.terminal.signer.kid, reason: "KEY_COMPROMISE", compromisedSince },
  });
}

interface TimeCase {
  readonly name: string;
  /** Milliseconds from the act to the revocation's claim; null = no compromise reported. */
  readonly since: number | null;
  readonly word: string;
  readonly identity: string;
}

const CASES: readonly TimeCase[] = [
  { name: "revoked later, nothing compromised", since: null, word: "LIVE", identity: "valid" },
  { name: "compromised since after the act", since: HOUR / 2, word: "LIVE", identity: "valid" },
  { name: "compromised since the act's own moment", since: 0, word: "DISPUTED", identity: "unknown" },
  { name: "compromised since before the act", since: -HOUR, word: "DISPUTED", identity: "unknown" },
];

describe("time", () => {
  for (const depth of ["proof", "replay"] as const) {
    for (const { name, since, word, identity } of CASES) {
      it(`at ${depth} depth, a key ${name}: ${word}`, async () => {
        const s = await createShipment();
        const acted = s.world.now();
        const recordId = await receipt(s);
        s.world.advance(HOUR);
        await revoke(s, since === null ? null : formatInstant(Date.parse(acted) + since));
        const verdict = judge(await dossierOf(s, { main: recordId, depth }), question(s));
        expect([verdict.state.word, verdict.dimensions.identity]).to.deep.equal([word, identity]);
        expect(verdict.overall).to.equal(word === "LIVE" ? "valid" : "unknown");
        expect(verdict.standing).to.equal(word === "LIVE" ? "live" : "ended");
        expect(verdict.dimensions.integrity).to.equal("valid");
      });
    }

    it(`at ${depth} depth, an act stays lawful after its own limit, its card's and its key's have passed`, async () => {
      const s = await createShipment();
      const recordId = await receipt(s);
      s.world.advance(20 * 366 * 24 * HOUR);
      const trust = { ...question(s).trust, expires: "2099-01-01T00:00:00.000Z" };
      expect(judge(await dossierOf(s, { main: recordId, depth }), question(s, { trust })).overall).to.equal("valid");
    });
  }

  interface MomentCase {
    readonly name: string;
    readonly moment: number;
    readonly expected: readonly [overall: string, code: string | null];
  }
  const MOMENTS: readonly MomentCase[] = [
    { name: "at once", moment: 0, expected: ["valid", null] },
    { name: "at the last moment the policy allows", moment: HOUR, expected: ["valid", null] },
    { name: "a moment later", moment: HOUR + 1, expected: ["unknown", "CHECKPOINT_AGE"] },
    { name: "by a clock a little slow", moment: -4 * 60_000, expected: ["valid", null] },
    { name: "by a clock that is wrong", moment: -6 * 60_000, expected: ["unknown", "CLOCK"] },
  ];
  for (const { name, moment, expected } of MOMENTS) {
    it(`read ${name}: ${expected.join(" ")}`, async () => {
      const s = await createShipment();
      const recordId = await receipt(s);
      const asked: Question = question(s, { moment: at(s, moment), policy: { maxAgeSeconds: 3600 } });
      const verdict = judge(await dossierOf(s, { main: recordId, depth: "proof" }), asked);
      expect([verdict.overall, verdict.checks.find((c) => c.outcome === "unknown")?.code ?? null]).to.deep.equal(
        expected,
      );
      expect([verdict.state.word, verdict.state.asOf]).to.deep.equal(["LIVE", s.world.now()]);
    });
  }

  it("takes the state as of the time enough witnesses reach, not of the hastiest", async () => {
    const s = await createShipment();
    const recordId = await receipt(s);
    const source = await createProofs(s.world, { signers: s.signers.slice(0, 2) });
    const hasty = await createProofs(s.world, { signers: s.signers.slice(2), at: at(s, HOUR) });
    const line = hasty.checkpoint().note.split("\n").at(-2) ?? "";
    const note = `${source.checkpoint().note}${line}\n`;
    const dossier = await dossierOf(
      s,
      { main: recordId, depth: "proof" },
      { ...source, checkpoint: () => ({ ...source.checkpoint(), note }) },
    );
    expect(judge(dossier, question(s)).state.asOf).to.equal(s.world.now());
  });

  it("keeps an end an end, however old the proof", async () => {
    const s = await createShipment();
    const recordId = await receipt(s);
    await s.world.submit({ code: "REVOKE", by: s.parties.terminal, main: recordId });
    const verdict = judge(
      await dossierOf(s, { main: recordId, depth: "proof" }),
      question(s, { moment: at(s, 1000 * HOUR) }),
    );
    expect([verdict.overall, verdict.standing, verdict.state.word]).to.deep.equal(["unknown", "ended", "REVOKED"]);
  });
});
