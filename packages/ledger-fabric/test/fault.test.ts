import { Metadata, status } from "@grpc/grpc-js";
import { EndorseError, GatewayError } from "@hyperledger/fabric-gateway";
import { ConflictError, LedgerError, RefusedError } from "@openlading/ledger";
import { expect } from "chai";
import { readFault, reviveAnswer } from "../src/fault.ts";

type Detail = ConstructorParameters<typeof GatewayError>[0]["details"][number];

function properties(code: status, message: string, texts: readonly string[]) {
  const details: Detail[] = texts.map((text) => ({ address: "peer:7051", mspId: "PortMSP", message: text }));
  const cause = Object.assign(new Error(message), { code, details: message, metadata: new Metadata() });
  return { code, message, details, cause };
}

const ENDORSE = "10 ABORTED: failed to endorse transaction, see attached details for more info";
const COLLECT = "10 ABORTED: failed to collect enough transaction endorsements, see attached details for more info";
const REFUSAL = '{"code":"ERR_LAW_STATUS","message":"no","details":{}}';

/** Texts as a network sent them. */
const ROWS: readonly (readonly [string, status, string, readonly string[]])[] = [
  ["answered", status.ABORTED, ENDORSE, [`chaincode response 500, ${REFUSAL}`]],
  ["differing", status.ABORTED, COLLECT, [`chaincode response 500, ${REFUSAL}`]],
  ["differing", status.ABORTED, COLLECT, ["ProposalResponsePayloads do not match"]],
  ["busy", status.UNKNOWN, "2 UNKNOWN: too many requests for /gateway.Gateway, exceeding concurrency limit (500)", []],
  [
    "denied",
    status.FAILED_PRECONDITION,
    "9 FAILED_PRECONDITION: no peer combination can satisfy the endorsement policy",
    ["error validating proposal: access denied: channel [trade] creator org [CarrierMSP]"],
  ],
  [
    "endorsers",
    status.FAILED_PRECONDITION,
    "9 FAILED_PRECONDITION: no peer combination can satisfy the endorsement policy",
    [],
  ],
  ["endorsers", status.ABORTED, COLLECT, ["rpc error: code = Unavailable desc = connection refused"]],
  ["endorsers", status.UNAVAILABLE, "14 UNAVAILABLE: failed to find any endorsing peers for org(s): PortMSP", []],
  [
    "unavailable",
    status.ABORTED,
    ENDORSE,
    ["error in simulation: failed to execute transaction x: could not launch chaincode openlading: connection refused"],
  ],
  ["unavailable", status.UNAVAILABLE, "14 UNAVAILABLE: No connection established", []],
  ["late", status.DEADLINE_EXCEEDED, "4 DEADLINE_EXCEEDED: Deadline exceeded", []],
];

describe("a gateway's error", () => {
  for (const [kind, code, message, texts] of ROWS) {
    it(`is ${kind}: ${(texts[0] ?? message).slice(0, 70)}`, () => {
      const error = new EndorseError({ ...properties(code, message, texts), transactionId: "x" });
      expect(readFault(error).kind).to.equal(kind);
    });
  }

  it("is found in the message where a query failed", () => {
    const message = `2 UNKNOWN: evaluate call to endorser returned error: chaincode response 500, ${REFUSAL}`;
    const fault = readFault(new GatewayError(properties(status.UNKNOWN, message, [])));
    expect(fault).to.deep.equal({ kind: "answered", text: REFUSAL });
  });
});

describe("a contract's own words", () => {
  it("become what they were", () => {
    expect(reviveAnswer(REFUSAL, 7)).to.be.instanceOf(RefusedError).and.include({ code: "ERR_LAW_STATUS", height: 7 });
    const conflict = '{"code":"ERR_LEDGER_CONFLICT","message":"m","details":{"reason":"predecessor"}}';
    expect(reviveAnswer(conflict, 7)).to.be.instanceOf(ConflictError);
    const unknown = '{"code":"ERR_LEDGER_NO_SUCH_TRANSACTION","message":"m","details":{}}';
    expect(reviveAnswer(unknown, 7))
      .to.be.instanceOf(LedgerError)
      .and.include({ code: "ERR_LEDGER_NO_SUCH_TRANSACTION" });
  });

  it("without a code are the contract's fault, never a refusal", () => {
    for (const text of ["out of order", "{}", '{"code":"ERR_LEDGER_CONTRACT","message":"m","details":{}}']) {
      expect(reviveAnswer(text, 7)).to.be.instanceOf(LedgerError).and.include({ code: "ERR_LEDGER_CONTRACT" });
    }
  });
});
