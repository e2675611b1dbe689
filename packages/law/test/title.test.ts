import { LawError, titleTerms, vestingDigest } from "@openlading/law";
import { createShipment, issueBill, rejectsWithCode, surrender, vesting, type Shipment } from "@openlading/testkit";
import { expect } from "chai";
import { chooseAction } from "../src/table.ts";

describe("title", () => {
  let s: Shipment;
  beforeEach(async () => {
    s = await createShipment();
  });
  const status = (bill: string): string | undefined => s.world.record(bill)?.status;

  describe("a bill to order", () => {
    it("goes to the bank, on to the buyer, and is surrendered by the buyer alone", async () => {
      const { world, people } = s;
      const { bill, rights } = await issueBill(s, "ORDER");
      const bank = await world.card(people.bank, bill);
      const buyer = await world.card(people.buyer, bill);
      await world.submit({ code: "ENDORSE_TO_ORDER", by: people.shipper, main: bill, recipient: bank });
      await world.submit({ code: "TRANSFER", by: people.shipper, main: bill, recipient: bank });
      await rejectsWithCode(LawError, "ERR_LAW_NOT_ENTITLED", () =>
        world.submit({ code: "TRANSFER", by: people.shipper, main: bill, recipient: buyer }),
      );
      await world.submit({ code: "ENDORSE", by: people.bank, main: bill, recipient: buyer });
      await rejectsWithCode(LawError, "ERR_LAW_NOT_ENTITLED", () =>
        world.submit({
          code: "SURRENDER_FOR_DELIVERY",
          by: people.bank,
          main: bill,
          facts: { vesting: "0".repeat(64) },
        }),
      );
      await world.submit({ code: "TRANSFER", by: people.bank, main: bill, recipient: buyer });
      await surrender(s, bill, rights, people.buyer);
      expect(status(bill)).to.equal("SURRENDERED_FOR_DELIVERY");
      expect(rights.map((r) => world.record(r)?.status)).to.deep.equal(["VESTED", "VESTED"]);
    });

    it("refuses to be endorsed on after a special endorsement", async () => {
      const { world, people } = s;
      const { bill } = await issueBill(s, "ORDER");
      const bank = await world.card(people.bank, bill);
      await world.submit({ code: "ENDORSE", by: people.shipper, main: bill, recipient: bank });
      await world.submit({ code: "TRANSFER", by: people.shipper, main: bill, recipient: bank });
      const buyer = await world.card(people.buyer, bill);
      await rejectsWithCode(LawError, "ERR_LAW_FORM", () =>
        world.submit({ code: "ENDORSE", by: people.bank, main: bill, recipient: buyer }),
      );
    });

    it("becomes a bearer's bill by blank endorsement, after which possession is enough", async () => {
      const { world, people } = s;
      const { bill, rights } = await issueBill(s, "ORDER");
      await world.submit({ code: "BLANK_ENDORSE", by: people.shipper, main: bill });
      await world.submit({
        code: "TRANSFER",
        by: people.shipper,
        main: bill,
        recipient: await world.card(people.buyer, bill),
      });
      await surrender(s, bill, rights, people.buyer);
      expect(status(bill)).to.equal("SURRENDERED_FOR_DELIVERY");
    });
  });

  describe("an offer", () => {
    it("moves possession only when accepted, and is taken back or declined", async () => {
      const { world, people } = s;
      const { bill } = await issueBill(s, "BLANK");
      const buyer = await world.card(people.buyer, bill);
      const offer = async () => {
        await world.tick().catch(() => undefined);
        const expiry = new Date(Date.parse(world.now()) + 3_600_000).toISOString();
        return world.submit({
          code: "OFFER",
          by: people.shipper,
          main: bill,
          recipient: buyer,
          facts: { offerExpiresAt: expiry },
        });
      };
      await offer();
      expect(world.record(bill)?.slots["possessor"]?.thumbprint).to.equal(people.shipper.signer.kid);
      await rejectsWithCode(LawError, "ERR_LAW_NOT_ENTITLED", () =>
        world.submit({ code: "ACCEPT", by: people.bank, main: bill }),
      );
      await world.submit({ code: "DECLINE", by: people.buyer, main: bill });
      await offer();
      await world.submit({ code: "WITHDRAW", by: people.shipper, main: bill });
      await rejectsWithCode(LawError, "ERR_LAW_NOT_ENTITLED", () =>
        world.submit({ code: "ACCEPT", by: people.buyer, main: bill }),
      );
      await offer();
      await world.submit({ code: "ACCEPT", by: people.buyer, main: bill });
      expect(world.record(bill)?.slots).to.deep.include({ possessor: world.record(bill)?.slots["possessor"] });
      expect(world.record(bill)?.slots["possessor"]?.thumbprint).to.equal(people.buyer.signer.kid);
      expect(world.record(bill)?.slots).to.not.have.property("offeree");
    });

    it("cannot be accepted after its limit", async () => {
      const { world, people } = s;
      const { bill } = await issueBill(s, "BLANK");
      const expiry = new Date(Date.parse(world.now()) + 60_000).toISOString();
      await world.submit({
        code: "OFFER",
        by: people.shipper,
        main: bill,
        recipient: await world.card(people.buyer, bill),
        facts: { offerExpiresAt: expiry },
      });
      world.advance(120_000);
      await world.tick();
      await rejectsWithCode(LawError, "ERR_LAW_EXPIRED", () =>
        world.submit({ code: "ACCEPT", by: people.buyer, main: bill }),
      );
    });

    it("is refused while the clock is stale", async () => {
      const { world, people } = s;
      const { bill } = await issueBill(s, "BLANK");
      world.advance(20 * 60_000);
      const expiry = new Date(Date.parse(world.now()) + 60_000).toISOString();
      const act = {
        code: "OFFER",
        by: people.shipper,
        main: bill,
        recipient: await world.card(people.buyer, bill),
        facts: { offerExpiresAt: expiry },
      };
      await rejectsWithCode(LawError, "ERR_LAW_CLOCK_STALE", () => world.submit(act));
      // Twenty minutes are more than one tick may leap, so the clock itself refuses to be dragged along.
    });
  });

  describe("a straight bill", () => {
    it("passes from the shipper to the named consignee only, and is not endorsed", async () => {
      const { world, people } = s;
      const { bill, rights } = await issueBill(s, "STRAIGHT");
      const bank = await world.card(people.bank, bill);
      await rejectsWithCode(LawError, "ERR_LAW_RECIPIENT", () =>
        world.submit({ code: "TRANSFER", by: people.shipper, main: bill, recipient: bank }),
      );
      await rejectsWithCode(LawError, "ERR_LAW_FORM", () =>
        world.submit({ code: "ENDORSE", by: people.shipper, main: bill, recipient: bank }),
      );
      await world.submit({
        code: "TRANSFER",
        by: people.shipper,
        main: bill,
        recipient: await world.card(people.buyer, bill),
      });
      const shipper = await world.card(people.shipper, bill);
      await rejectsWithCode(LawError, "ERR_LAW_FORM", () =>
        world.submit({ code: "TRANSFER", by: people.buyer, main: bill, recipient: shipper }),
      );
      await surrender(s, bill, rights, people.buyer);
      expect(status(bill)).to.equal("SURRENDERED_FOR_DELIVERY");
    });
  });

  describe("a waybill", () => {
    it("is redirected by the shipper, never transferred or surrendered", async () => {
      const { world, people } = s;
      const { bill } = await issueBill(s, "WAYBILL");
      const bank = await world.card(people.bank, bill);
      await rejectsWithCode(LawError, "ERR_LAW_FORM", () =>
        world.submit({ code: "TRANSFER", by: people.shipper, main: bill, recipient: bank }),
      );
      await rejectsWithCode(LawError, "ERR_LAW_FORM", () =>
        world.submit({
          code: "SURRENDER_FOR_DELIVERY",
          by: people.shipper,
          main: bill,
          facts: { vesting: "0".repeat(64) },
        }),
      );
      await rejectsWithCode(LawError, "ERR_LAW_NOT_ENTITLED", () =>
        world.submit({ code: "REDIRECT", by: people.buyer, main: bill, recipient: bank }),
      );
      await world.submit({ code: "REDIRECT", by: people.shipper, main: bill, recipient: bank });
      expect(world.record(bill)?.slots["consignee"]?.thumbprint).to.equal(people.bank.signer.kid);
    });

    it("releases to the consignee who consents, once", async () => {
      const { world, people, carrier } = s;
      const { bill, rights } = await issueBill(s, "WAYBILL");
      const act = {
        code: "RELEASE_ON_WAYBILL",
        by: carrier,
        main: bill,
        facts: { bill, rights: await vesting(world, rights, people.buyer) },
      };
      await rejectsWithCode(LawError, "ERR_LAW_APPROVALS", () => world.submit(act));
      await rejectsWithCode(LawError, "ERR_LAW_APPROVALS", () => world.submit({ ...act, approvals: [people.shipper] }));
      await world.submit({ ...act, approvals: [people.buyer] });
      expect(status(bill)).to.equal("ACCOMPLISHED");
      const again = await vesting(world, rights, people.buyer);
      await rejectsWithCode(LawError, "ERR_LAW_EXISTS", () =>
        world.submit({ ...act, facts: { bill, rights: again }, approvals: [people.buyer] }),
      );
      const bank = await world.card(people.bank, bill);
      await rejectsWithCode(LawError, "ERR_LAW_STATUS", () =>
        world.submit({ code: "REDIRECT", by: people.shipper, main: bill, recipient: bank }),
      );
    });
  });

  describe("surrender", () => {
    it("freezes the bill until it is answered, and a rejection gives it back", async () => {
      const { world, people, carrier } = s;
      const { bill, rights } = await issueBill(s, "BLANK");
      const vested = await vesting(world, rights, people.shipper);
      await world.submit({
        code: "SURRENDER_FOR_DELIVERY",
        by: people.shipper,
        main: bill,
        facts: { vesting: vestingDigest(vested) },
      });
      const bank = await world.card(people.bank, bill);
      await rejectsWithCode(LawError, "ERR_LAW_STATUS", () =>
        world.submit({ code: "TRANSFER", by: people.shipper, main: bill, recipient: bank }),
      );
      await world.submit({ code: "SREJ", by: carrier, main: bill });
      await world.submit({ code: "TRANSFER", by: people.shipper, main: bill, recipient: bank });
      await rejectsWithCode(LawError, "ERR_LAW_STATUS", () => world.submit({ code: "SREJ", by: carrier, main: bill }));
    });

    it("is accepted only with the rights of the bill and the cards the holder stated", async () => {
      const { world, people, carrier } = s;
      const { bill, rights } = await issueBill(s, "BLANK");
      const vested = await vesting(world, rights, people.shipper);
      await world.submit({
        code: "SURRENDER_FOR_DELIVERY",
        by: people.shipper,
        main: bill,
        facts: { vesting: vestingDigest(vested) },
      });
      const stolen = await vesting(world, rights, people.haulier);
      await rejectsWithCode(LawError, "ERR_LAW_RIGHTS", () =>
        world.submit({ code: "SACC", by: carrier, main: bill, facts: { rights: stolen } }),
      );
      await rejectsWithCode(LawError, "ERR_LAW_RIGHTS", () =>
        world.submit({ code: "SACC", by: carrier, main: bill, facts: { rights: vested.slice(1) } }),
      );
      await rejectsWithCode(LawError, "ERR_LAW_HEADS", () =>
        world.submit({ code: "SACC", by: carrier, main: bill, facts: { rights: [...vested, ...vested] } }),
      );
      await world.submit({ code: "SACC", by: carrier, main: bill, facts: { rights: vested } });
    });

    it("for amendment opens a re-issue of the same record, one version on", async () => {
      const { world, people, carrier } = s;
      const { bill, facts } = await issueBill(s, "ORDER");
      const reissue = {
        code: "REISSUE",
        by: carrier,
        main: bill,
        facts: { commitment: "a".repeat(64), rightsRoot: facts.rightsRoot, rightsCount: 2 },
      };
      await rejectsWithCode(LawError, "ERR_LAW_STATUS", () => world.submit(reissue));
      await world.submit({ code: "SURRENDER_FOR_AMENDMENT", by: people.shipper, main: bill });
      await world.submit({ code: "SACC", by: carrier, main: bill });
      await world.submit(reissue);
      const record = world.record(bill);
      expect(record && titleTerms(record).version).to.equal(2);
      expect(record?.commitment).to.equal("a".repeat(64));
    });
  });

  it("has no row for a form or state that none names, and says so to whoever decides", async () => {
    const { bill } = await issueBill(s, "BLANK");
    const main = s.world.record(bill);
    expect(chooseAction("SACC", main)).to.include({ applies: false });
    expect(chooseAction("TRANSFER", main)).to.include({ applies: true });
    expect(chooseAction("SING", main)).to.equal(null);
    await rejectsWithCode(LawError, "ERR_LAW_STATUS", () =>
      s.world.submit({ code: "SACC", by: s.carrier, main: bill }),
    );
  });

  it("gives one live record per number", async () => {
    const { facts } = await issueBill(s, "ORDER");
    await rejectsWithCode(LawError, "ERR_LAW_EXISTS", () => s.world.submit({ code: "ISSUE", by: s.carrier, facts }));
  });

  it("is issued by a carrier only", async () => {
    const { facts } = await issueBill(s, "ORDER");
    await rejectsWithCode(LawError, "ERR_LAW_NOT_ENTITLED", () =>
      s.world.submit({ code: "ISSUE", by: s.terminal, facts: { ...facts, beta: "b".repeat(64), cards: facts.cards } }),
    );
  });
});
