import { encodeHex } from "@openlading/core";
import {
  LawError,
  basisId,
  openActions,
  rightsRoot,
  supportingIds,
  vestingDigest,
  type RecordState,
} from "@openlading/law";
import {
  createShipment,
  gateOut,
  issueBill,
  light,
  newRight,
  order,
  readyForGate,
  rejectsWithCode,
  surrender,
  vesting,
} from "@openlading/testkit";
import { expect } from "chai";

const hex = (bytes: number): string => encodeHex(crypto.getRandomValues(new Uint8Array(bytes)));

describe("release", () => {
  describe("a delivery order", () => {
    it("is refused while somebody else holds the bill, and says so", async () => {
      const s = await createShipment();
      const { bill, rights } = await issueBill(s, "BLANK");
      const delivery = await order(s, bill, rights);
      const refused = await rejectsWithCode(LawError, "ERR_LAW_NO_BASIS", delivery.submit);
      expect(JSON.stringify(refused.details)).to.contain("ISSUED");
    });

    it("names a facility, not another live record", async () => {
      const s = await createShipment();
      const { bill, rights } = await issueBill(s, "BLANK");
      await surrender(s, bill, rights, s.people.shipper);
      const { act } = await order(s, bill, rights);
      const elsewhere = { ...act, facts: { ...act.facts, facility: basisId(bill) } };
      await rejectsWithCode(LawError, "ERR_LAW_ABSENT", () => s.world.submit(elsewhere));
      const evidence = { code: "COUNTERSIGN", by: s.carrier, facts: { evidence: bill, commitment: hex(32) } };
      await rejectsWithCode(LawError, "ERR_LAW_ABSENT", () => s.world.submit(evidence));
    });

    it("undertakes each right once", async () => {
      const { s, bill, rights } = await readyForGate();
      const second = await order(s, bill, rights.slice(0, 1), "DO-2");
      await rejectsWithCode(LawError, "ERR_LAW_EXISTS", second.submit);
    });

    it("takes rights of its own bill only", async () => {
      const { s, bill } = await readyForGate();
      const other = await issueBill(s, "BLANK", "OTHER-1");
      await surrender(s, other.bill, other.rights, s.people.shipper);
      const mixed = await order(s, bill, other.rights, "DO-3");
      await rejectsWithCode(LawError, "ERR_LAW_RIGHTS", mixed.submit);
    });

    it("is issued by the carrier's agent under a mandate that names the act, the facility and the time", async () => {
      const s = await createShipment();
      const { world, carrier, agent } = s;
      const { bill, rights } = await issueBill(s, "BLANK");
      await surrender(s, bill, rights, s.people.shipper);
      const delivery = await order(s, bill, rights, "DO-4", agent);
      await rejectsWithCode(LawError, "ERR_LAW_NO_MANDATE", delivery.submit);
      const scope = {
        principal: carrier.partyId,
        agent: agent.partyId,
        validFrom: world.now(),
        validTo: "2026-12-31T00:00:00.000Z",
      };
      const grant = (actionCodes: string[], facilities: string[] | null) =>
        world.submit({ code: "GRANT_MANDATE", by: carrier, facts: { ...scope, actionCodes, facilities } });
      await grant(["SACC"], null);
      await rejectsWithCode(LawError, "ERR_LAW_NO_MANDATE", delivery.submit);
      await grant(["ISSUE_DELIVERY_ORDER"], [hex(32)]);
      await rejectsWithCode(LawError, "ERR_LAW_NO_MANDATE", delivery.submit);
      await grant(["ISSUE_DELIVERY_ORDER"], [s.facility]);
      await rejectsWithCode(LawError, "ERR_LAW_NO_MANDATE", () => world.submit({ ...delivery.act, by: s.bank }));
      await delivery.submit();
      expect(world.record(delivery.recordId)?.terms).to.include({ issuer: carrier.partyId });
    });

    it("is cancelled as long as nothing left the gate, and can be given anew", async () => {
      const { s, bill, rights, right, order: recordId } = await readyForGate();
      await s.world.submit({ code: "CANCEL_DELIVERY_ORDER", by: s.carrier, main: recordId });
      const gate = await gateOut(s, right, s.people.shipper);
      await rejectsWithCode(LawError, "ERR_LAW_NO_UNDERTAKING", () => s.world.submit(gate));
      const renewed = await order(s, bill, rights, "DO-5");
      await renewed.submit();
      await s.world.submit(gate);
      await rejectsWithCode(LawError, "ERR_LAW_STATUS", () =>
        s.world.submit({ code: "CANCEL_DELIVERY_ORDER", by: s.carrier, main: renewed.recordId }),
      );
    });
  });

  describe("the gate", () => {
    it("opens once", async () => {
      const { s, right } = await readyForGate();
      const gate = await gateOut(s, right, s.people.shipper);
      await s.world.submit(gate);
      expect(s.world.record(right)?.status).to.equal("SPENT");
      await rejectsWithCode(LawError, "ERR_LAW_STATUS", () => s.world.submit(gate));
    });

    it("opens to the holder after the right was passed on, and to nobody before", async () => {
      const { s, right } = await readyForGate();
      const { haulier, shipper } = s.people;
      await rejectsWithCode(LawError, "ERR_LAW_PRESENTATION", async () =>
        s.world.submit(await gateOut(s, right, haulier)),
      );
      await s.world.submit({
        code: "PASS_RIGHT",
        by: shipper,
        main: right,
        recipient: await s.world.card(haulier, right),
      });
      await rejectsWithCode(LawError, "ERR_LAW_PRESENTATION", async () =>
        s.world.submit(await gateOut(s, right, shipper)),
      );
      await s.world.submit(await gateOut(s, right, haulier));
    });

    it("stays shut when any one input is absent", async () => {
      const { s, right, order: recordId } = await readyForGate();
      const gate = await gateOut(s, right, s.people.shipper);
      const without = async (
        id: string,
        code: "ERR_LAW_LIGHT" | "ERR_LAW_NO_UNDERTAKING" | "ERR_LAW_NO_POLICY" | "ERR_LAW_CLOCK_STALE",
      ) => {
        const record = s.world.records.get(id);
        s.world.records.delete(id);
        await rejectsWithCode(LawError, code, () => s.world.submit(gate));
        if (record) s.world.records.set(id, record);
      };
      const kinds = (kind: string): string[] =>
        [...s.world.records.values()].filter((r) => r.kind === kind).map((r) => r.recordId);
      for (const id of kinds("light")) await without(id, "ERR_LAW_LIGHT");
      for (const id of kinds("facility")) await without(id, "ERR_LAW_NO_POLICY");
      await without(recordId, "ERR_LAW_NO_UNDERTAKING");
      for (const id of kinds("clock")) await without(id, "ERR_LAW_CLOCK_STALE");
      await s.world.submit(gate);
    });

    it("does not take another authority's green for the one its policy names", async () => {
      const { s, right } = await readyForGate();
      const foreign = await s.world.enrol("other-customs.example", ["customs"]);
      await light(s, right, "CUSTOMS", s.customs, "RED", "EXAMINATION");
      await light(s, right, "CUSTOMS", foreign, "GREEN");
      await rejectsWithCode(LawError, "ERR_LAW_NOT_ENTITLED", () =>
        s.world.submit({
          code: "SET_LIGHT",
          by: foreign,
          facts: { right, lightKind: "CUSTOMS", authority: s.customs.partyId, colour: "GREEN", reason: "X" },
        }),
      );
      const gate = await gateOut(s, right, s.people.shipper);
      const refused = await rejectsWithCode(LawError, "ERR_LAW_LIGHT", () => s.world.submit(gate));
      expect(JSON.stringify(refused.details)).to.contain("EXAMINATION");
    });

    it("is opened by the order's facility's operator only, with a presentation for it, in time", async () => {
      const { s, right } = await readyForGate();
      const other = await s.world.enrol("other-terminal.example", ["terminal"]);
      const gate = await gateOut(s, right, s.people.shipper);
      await rejectsWithCode(LawError, "ERR_LAW_NOT_ENTITLED", () => s.world.submit({ ...gate, by: other }));
      const elsewhere = await s.world.presentation(s.people.shipper, right, hex(32));
      await rejectsWithCode(LawError, "ERR_LAW_PRESENTATION", () =>
        s.world.submit({ ...gate, facts: { purpose: "DELIVERY", presentation: elsewhere } }),
      );
      const late = await s.world.presentation(s.people.shipper, right, s.facility, "DELIVERY", s.world.now());
      await rejectsWithCode(LawError, "ERR_LAW_EXPIRED", () =>
        s.world.submit({ ...gate, facts: { purpose: "DELIVERY", presentation: late } }),
      );
    });

    it("lets a container out for inspection under that purpose's lights, and only delivery spends the right", async () => {
      const { s, right } = await readyForGate();
      await light(s, right, "CUSTOMS", s.customs, "RED", "EXAMINATION");
      const out = await gateOut(s, right, s.people.shipper, "INSPECTION");
      const { presentation } = out.facts;
      await rejectsWithCode(LawError, "ERR_LAW_LIGHT", () =>
        s.world.submit({ ...out, facts: { purpose: "DELIVERY", presentation } }),
      );
      await s.world.submit(out);
      expect(s.world.record(right)?.status).to.equal("AWAY");
      const delivery = await gateOut(s, right, s.people.shipper);
      await rejectsWithCode(LawError, "ERR_LAW_STATUS", () => s.world.submit(delivery));
      await s.world.submit({ code: "GATE_IN", by: s.terminal, main: right });
      await rejectsWithCode(LawError, "ERR_LAW_LIGHT", () => s.world.submit(delivery));
      await light(s, right, "CUSTOMS", s.customs, "GREEN");
      await rejectsWithCode(LawError, "ERR_LAW_PRESENTATION", () =>
        s.world.submit({ ...out, facts: { purpose: "DELIVERY", presentation } }),
      );
      await s.world.submit(delivery);
    });
  });

  describe("a basis other than the electronic bill", () => {
    const paper = async (code: string, over: Record<string, unknown> = {}) => {
      const s = await createShipment();
      const { beta, recordId } = await s.world.number(s.carrier, "transport-document", "PAPER-1");
      const right = newRight(recordId, "EXMU2000014");
      const facts = {
        beta, place: "NAMED_DESTINATION", originalsIssued: 3, originalsPresented: 1, evidence: hex(32),
        rights: await vesting(s.world, [right], s.people.buyer), ...over,
      }; // prettier-ignore
      return { s, right, bill: recordId, act: { code, by: s.carrier, facts: facts as never } };
    };

    it("on paper: one original at the named destination, all of them elsewhere", async () => {
      const one = await paper("RELEASE_ON_PAPER");
      await one.s.world.submit(one.act);
      expect(one.s.world.record(one.right)?.status).to.equal("VESTED");
      const elsewhere = await paper("RELEASE_ON_PAPER", { place: "ELSEWHERE" });
      await rejectsWithCode(LawError, "ERR_LAW_ORIGINALS", () => elsewhere.s.world.submit(elsewhere.act));
      const none = await paper("RELEASE_ON_PAPER", { originalsPresented: 0 });
      await rejectsWithCode(LawError, "ERR_LAW_ORIGINALS", () => none.s.world.submit(none.act));
      const all = await paper("RELEASE_ON_PAPER", { place: "ELSEWHERE", originalsPresented: 3 });
      await all.s.world.submit(all.act);
    });

    it("by telex: the full set, or none issued", async () => {
      const short = await paper("RELEASE_ON_TELEX", { originalsPresented: 2 });
      await rejectsWithCode(LawError, "ERR_LAW_ORIGINALS", () => short.s.world.submit(short.act));
      const full = await paper("RELEASE_ON_TELEX", { originalsPresented: 3 });
      await full.s.world.submit(full.act);
    });

    it("on a guarantee: a bank approves", async () => {
      const { s, act } = await paper("RELEASE_ON_GUARANTEE", { originalsPresented: 0 });
      await rejectsWithCode(LawError, "ERR_LAW_APPROVALS", () => s.world.submit(act));
      await rejectsWithCode(LawError, "ERR_LAW_APPROVALS", () => s.world.submit({ ...act, approvals: [s.terminal] }));
      await s.world.submit({ ...act, approvals: [s.bank] });
    });

    it("exists once for a bill, and excludes an electronic record both ways", async () => {
      const { s, act, bill } = await paper("RELEASE_ON_PAPER");
      await s.world.submit(act);
      const again = {
        ...act,
        facts: {
          ...(act.facts as object),
          rights: await vesting(s.world, [newRight(bill, "EXMU3000024")], s.people.buyer),
        } as never,
      };
      await rejectsWithCode(LawError, "ERR_LAW_EXISTS", () => s.world.submit(again));
      await rejectsWithCode(LawError, "ERR_LAW_BASIS_EXISTS", () => issueBill(s, "ORDER", "PAPER-1"));
      const live = await createShipment();
      const electronic = await issueBill(live, "ORDER", "PAPER-1");
      const rights = await vesting(live.world, [hex(32)], live.people.buyer);
      await rejectsWithCode(LawError, "ERR_LAW_STATUS", () =>
        live.world.submit({
          ...act,
          by: live.carrier,
          facts: { ...(act.facts as object), beta: electronic.beta, rights },
        }),
      );
      expect(bill).to.have.length(64);
    });

    it("vests rights of its own bill only: no other bill's, and no other record's id", async () => {
      const { s, act, right } = await paper("RELEASE_ON_PAPER");
      const other = await issueBill(s, "BLANK", "OTHER-1");
      for (const taken of [other.rights[0] ?? "", basisId(other.bill)]) {
        const rights = await vesting(s.world, [taken], s.people.haulier);
        const stolen = { ...act, facts: { ...(act.facts as object), rights } as never };
        await rejectsWithCode(LawError, "ERR_LAW_RIGHTS", () => s.world.submit(stolen));
        const [first] = await vesting(s.world, [right], s.people.haulier);
        const resealed = { ...stolen, facts: { ...(act.facts as object), rights: rights.map((r) => ({ ...r, seal: first?.seal ?? "" })) } as never }; // prettier-ignore
        await rejectsWithCode(LawError, "ERR_LAW_RIGHTS", () => s.world.submit(resealed));
      }
      await surrender(s, other.bill, other.rights, s.people.shipper);
      expect(s.world.record(other.rights[0] ?? "")?.terms).to.include({ bill: other.bill });
    });

    it("is no way around a bill whose terms commit to another bill's rights", async () => {
      const s = await createShipment();
      const honest = await issueBill(s, "BLANK");
      const rival = await s.world.enrol("rival.example", ["carrier"]);
      const { beta, recordId: bill } = await s.world.number(rival, "transport-document", "RIVAL-1");
      const { shipper } = s.people;
      const facts = { ...honest.facts, beta, rightsRoot: rightsRoot(honest.rights), cards: { possessor: await s.world.card(shipper, bill) } }; // prettier-ignore
      await s.world.submit({ code: "ISSUE", by: rival, facts: facts });
      const rights = await vesting(s.world, honest.rights, shipper);
      const ask = {
        code: "SURRENDER_FOR_DELIVERY",
        by: shipper,
        main: bill,
        facts: { vesting: vestingDigest(rights) },
      };
      await s.world.submit(ask);
      await rejectsWithCode(LawError, "ERR_LAW_RIGHTS", () =>
        s.world.submit({ code: "SACC", by: rival, main: bill, facts: { rights } }),
      );
    });

    it("is ordered like any other", async () => {
      const { s, act, bill, right } = await paper("RELEASE_ON_PAPER");
      await s.world.submit(act);
      await (await order(s, bill, [right])).submit();
      await light(s, right, "CUSTOMS", s.customs, "GREEN");
      await light(s, right, "TERMINAL", s.terminal, "GREEN");
      await s.world.submit(await gateOut(s, right, s.people.buyer));
    });
  });

  describe("may", () => {
    it("tells the gate's operator what it may do, and why not, from the same guards", async () => {
      const { s, right } = await readyForGate();
      const ask = (parties: readonly string[], lookup = (id: string): RecordState | null | undefined => s.world.record(id)) =>
        openActions({
          networkId: s.world.networkId, subject: s.world.record(right) as RecordState, lookup, partyRecord: (p) => s.world.party(p),
          reader: { thumbprints: [], parties }, moment: s.world.now(),
        }).find((a) => a.actionCode === "GATE_OUT"); // prettier-ignore
      expect(ask([s.terminal.partyId])?.open).to.equal("yes");
      expect(ask([s.customs.partyId])).to.deep.include({ open: "no", isEntitled: false });
      await light(s, right, "CUSTOMS", s.customs, "RED", "EXAMINATION");
      expect(ask([s.terminal.partyId])?.reasons.map((r) => r.code)).to.deep.equal(["ERR_LAW_LIGHT"]);
      const [missing = ""] = supportingIds(s.world.networkId, s.world.record(right) as RecordState, (id) =>
        s.world.record(id),
      );
      expect(ask([s.terminal.partyId], (id) => (id === missing ? undefined : s.world.record(id)))?.open).to.equal(
        "unknown",
      );
    });
  });
});
