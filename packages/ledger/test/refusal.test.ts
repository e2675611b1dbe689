import { expect } from "chai";
import fc from "fast-check";
import { ConflictError, encodeRefusal, LedgerError, RefusedError, reviveRefusal, UnknownError } from "../src/index.ts";

describe("reviveRefusal", () => {
  it("brings back code, message, details and height", () => {
    const text = encodeRefusal({ code: "ERR_LAW_NOT_POSSESSOR", message: "not the possessor", details: { slot: 1 } });
    const revived = reviveRefusal(text, 7);
    expect(revived).to.be.instanceOf(RefusedError);
    expect(revived).to.include({ code: "ERR_LAW_NOT_POSSESSOR", message: "not the possessor", height: 7 });
    expect(revived?.details).to.deep.equal(Object.assign(Object.create(null), { slot: 1 }));
  });

  it("finds it inside the words a ledger puts around it", () => {
    const text = `chaincode response 500, ${encodeRefusal({ code: "ERR_LAW_X", message: "a } b" })} (peer0)`;
    expect(reviveRefusal(text, 1)).to.include({ code: "ERR_LAW_X", message: "a } b" });
  });

  it("keeps a contract's conflict a conflict, with its reason", () => {
    const revived = reviveRefusal(encodeRefusal(new ConflictError({ reason: "predecessor" })), 1);
    expect(revived).to.be.instanceOf(ConflictError).with.property("reason", "predecessor");
  });

  it("takes a conflict of no known reason for a refusal, never for a reason to retry", () => {
    const text = encodeRefusal({ code: "ERR_LEDGER_CONFLICT", message: "", details: { reason: "mood" } });
    expect(reviveRefusal(text, 1)).to.be.instanceOf(RefusedError);
  });

  for (const text of ["", "no", "{}", '{"code":"ERR_X"}', '{"code":"x","message":"","details":{}}', "}{"]) {
    it(`finds nothing in ${JSON.stringify(text)}`, () => expect(reviveRefusal(text, 1)).to.equal(null));
  }

  it("never throws, whatever the text", () => {
    fc.assert(fc.property(fc.string(), (text) => void reviveRefusal(`{${text}}`, 1)));
  });
});

describe("the ledger's errors", () => {
  it("carry the transaction id where the outcome is unknown", () => {
    const error = new UnknownError({ transactionId: "ab" });
    expect(error).to.be.instanceOf(LedgerError);
    expect(error).to.include({ code: "ERR_LEDGER_UNKNOWN", transactionId: "ab", name: "UnknownError" });
  });

  it("tell the reasons of a conflict apart", () => {
    const error = new ConflictError({ reason: "phantom", transactionId: "ab" });
    expect(error.details).to.deep.equal({ reason: "phantom", transactionId: "ab" });
  });
});
