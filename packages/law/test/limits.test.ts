import { documentCommitment, LawError, parseGenesis, partyTerms, rightsRoot, vestingDigest } from "@openlading/law";
import { generateSigner } from "@openlading/jws";
import {
  createShipment,
  createWorld,
  issueBill,
  rejectsWithCode,
  surrender,
  throwsWithCode,
  newRight,
  vesting,
  type WorldHolder,
} from "@openlading/testkit";
import { expect } from "chai";

const hex = (bytes: number): string => Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString("hex");

describe("what the law lets in, it can carry to the end", () => {
  it("surrenders a bill of as many containers as a bill may have", async () => {
    const s = await createShipment();
    const { beta, recordId: bill } = await s.world.number(s.carrier, "transport-document", "HUNDRED-1");
    const rights = Array.from({ length: 100 }, (_, i) => newRight(bill, `EXMU${String(2_000_000 + i)}`));
    const cards = { possessor: await s.world.card(s.people.shipper, bill) };
    const facts = {
      beta, commitment: documentCommitment(hex(16), hex(32)), form: "BLANK", rightsRoot: rightsRoot(rights), rightsCount: 100, isRedirectWaived: false, cards,
    }; // prettier-ignore
    await s.world.submit({ code: "ISSUE", by: s.carrier, facts });
    const { writes } = await surrender(s, bill, rights, s.people.shipper);
    expect(writes).to.have.length(102);
  });

  it("registers no more keys than a party's record holds", async () => {
    const { world, carrier } = await createShipment();
    const main = world.party(carrier.partyId)?.recordId ?? "";
    const rotate = async (): Promise<unknown> => {
      const signer = await generateSigner("ES256");
      const fresh: WorldHolder = { partyId: carrier.partyId, signer, nonce: "" };
      const add = { jwk: signer.publicJwk as never, validFrom: world.now(), validTo: "2030-01-01T00:00:00.000Z" };
      return world.submit({
        code: "ROTATE_KEY",
        by: carrier,
        main,
        facts: { add },
        approvals: [fresh, world.registrar],
      });
    };
    for (let i = 1; i < 32; i += 1) await rotate();
    await rejectsWithCode(LawError, "ERR_LAW_FACTS", rotate);
    const party = world.party(carrier.partyId);
    expect(party && partyTerms(party).keys).to.have.length(32);
  });

  it("founds no network whose threshold outnumbers the approvals an act can carry", async () => {
    const names = Array.from({ length: 20 }, (_, i) => ({ name: `w${String(i)}.example`, vkey: `w${String(i)}` }));
    const { genesis } = await createWorld(names);
    const { witnesses } = genesis;
    expect(parseGenesis({ ...genesis, witnesses, witnessThreshold: 16 }).witnessThreshold).to.equal(16);
    throwsWithCode(LawError, "ERR_LAW_GENESIS", () => parseGenesis({ ...genesis, witnesses, witnessThreshold: 17 }));
  });

  it("computes no root over a right that repeats", () => {
    const right = hex(32);
    throwsWithCode(LawError, "ERR_LAW_RIGHTS", () => rightsRoot([right, hex(32), right]));
  });
});

describe("a waybill", () => {
  it("is not surrendered for amendment, since nobody holds it", async () => {
    const s = await createShipment();
    const { bill } = await issueBill(s, "WAYBILL");
    await rejectsWithCode(LawError, "ERR_LAW_FORM", () =>
      s.world.submit({ code: "SURRENDER_FOR_AMENDMENT", by: s.people.shipper, main: bill }),
    );
  });

  it("releases its own rights only", async () => {
    const s = await createShipment();
    const { bill, rights } = await issueBill(s, "WAYBILL");
    const release = async (of: readonly string[]) =>
      s.world.submit({
        code: "RELEASE_ON_WAYBILL", by: s.carrier, main: bill, approvals: [s.people.buyer],
        facts: { bill, rights: await vesting(s.world, of, s.people.buyer) },
      }); // prettier-ignore
    for (const others of [rights.slice(1), [...rights, hex(32)], [...rights].reverse(), [hex(32), hex(32)]])
      await rejectsWithCode(LawError, "ERR_LAW_RIGHTS", () => release(others));
    await release(rights);
  });
});

describe("a published card", () => {
  it("is signed by the key it names", async () => {
    const s = await createShipment();
    const card = await s.world.card(s.people.bank, null);
    const forged = `${card.slice(0, card.lastIndexOf(".") + 1)}${"A".repeat(86)}`;
    const publish = (token: string, by = s.bank) =>
      s.world.submit({ code: "PUBLISH_CARD", by, approvals: [s.people.bank], facts: { card: token } });
    await rejectsWithCode(LawError, "ERR_LAW_CARD", () => publish(forged));
    await rejectsWithCode(LawError, "ERR_LAW_CARD", async () => publish(await s.world.card(s.people.bank, hex(32))));
    const unasked = { code: "PUBLISH_CARD", by: s.carrier, facts: { card } };
    await rejectsWithCode(LawError, "ERR_LAW_APPROVALS", () => s.world.submit(unasked));
    await publish(card);
    await rejectsWithCode(LawError, "ERR_LAW_EXISTS", () => publish(card, s.carrier));
  });
});

describe("a surrender", () => {
  it("names a right twice in vain", async () => {
    const s = await createShipment();
    const { bill, rights } = await issueBill(s, "BLANK");
    const [first = ""] = rights;
    const twice = await vesting(s.world, [first, first], s.people.shipper);
    const facts = { vesting: vestingDigest(twice) };
    await s.world.submit({ code: "SURRENDER_FOR_DELIVERY", by: s.people.shipper, main: bill, facts });
    await rejectsWithCode(LawError, "ERR_LAW_HEADS", () =>
      s.world.submit({ code: "SACC", by: s.carrier, main: bill, facts: { rights: twice } }),
    );
  });
});
