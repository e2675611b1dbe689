import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { rejectsWithCode } from "@openlading/testkit";
import { assertCommitted, SdkError, type Network } from "../src/index.ts";
import { writeParty } from "../src/home-keys.ts";
import { createPlace, enrolAll, issueToBank, open, PASSPHRASE, type Place } from "./fixture.ts";

describe("enrolment", function () {
  this.timeout(30_000);
  let place: Place;
  let network: Network;
  beforeEach(async () => {
    place = await createPlace();
    network = await open(place);
  });
  afterEach(async () => {
    await network.close();
    place.remove();
  });

  it("refuses a party twice", async () => {
    await network.enrol({ partyId: "exl.example", name: "Example Lines", offices: ["carrier"] });
    const again = { partyId: "exl.example", name: "Other", offices: [] };
    await rejectsWithCode(SdkError, "ERR_SDK_PARTY_EXISTS", () => network.enrol(again));
  });

  it("goes on with the keys of an enrolment that broke off", async () => {
    const { kid } = await writeParty(place.home, { partyId: "exl.example", passphrase: PASSPHRASE });
    const party = await network.enrol({ partyId: "exl.example", name: "Example Lines", offices: ["carrier"] });
    expect(JSON.stringify((await network.readParty(party.partyId))?.terms)).to.include(kid);
  });

  it("needs a registrar's keys here", async () => {
    rmSync(join(place.home, "parties", "registrar.example"), { recursive: true });
    const party = { partyId: "exl.example", name: "Example Lines", offices: ["carrier"] };
    await rejectsWithCode(SdkError, "ERR_SDK_NO_REGISTRAR", () => network.enrol(party));
  });

  it("raises what the law refuses", async () => {
    const codes = [{ scheme: "SMDG", value: "EXL" }];
    await network.enrol({ partyId: "exl.example", name: "Example Lines", offices: ["carrier"], codes });
    const other = { partyId: "other.example", name: "Other", offices: ["carrier"], codes };
    const error = await rejectsWithCode(SdkError, "ERR_SDK_REFUSED", () => network.enrol(other));
    expect(error.details["code"]).to.equal("ERR_LAW_EXISTS");
  });

  it("does not let a holder surrender rights whose openings it never got", async () => {
    const parties = await enrolAll(network);
    const { bill } = await issueToBank(parties);
    const { card } = await parties.buyer.newCard({ recordId: bill });
    assertCommitted(await parties.bank.transfer({ bill, card }));
    await rejectsWithCode(SdkError, "ERR_SDK_NO_DOCUMENT", () => parties.buyer.vestingFor({ bill }));
    await rejectsWithCode(SdkError, "ERR_SDK_NO_RECORD", () => parties.buyer.vestingFor({ bill: "0".repeat(64) }));
  });
});
