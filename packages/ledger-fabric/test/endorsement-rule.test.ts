import { common, msp } from "@hyperledger/fabric-protos";
import { expect } from "chai";
import { readSignatureRule } from "../src/endorsement-rule.ts";
import { judge } from "../src/policy-question.ts";

type Tree = string | readonly [number, ...Tree[]];
const MEMBERS = ["CarrierMSP", "TerminalMSP", "CustomsMSP"];

/** Writes a policy as a chaincode definition carries it. */
function encode(tree: Tree): Uint8Array {
  const names: string[] = [];
  const write = (one: Tree): InstanceType<typeof common.SignaturePolicy> => {
    const policy = new common.SignaturePolicy();
    if (typeof one === "string") {
      names.push(one);
      policy.setSignedBy(names.length - 1);
      return policy;
    }
    const [n, ...rest] = one;
    const several = new common.SignaturePolicy.NOutOf();
    several.setN(n);
    several.setRulesList(rest.map(write));
    policy.setNOutOf(several);
    return policy;
  };
  const envelope = new common.SignaturePolicyEnvelope();
  envelope.setRule(write(tree));
  envelope.setIdentitiesList(names.map(peerOf));
  return envelope.serializeBinary();
}

function peerOf(mspId: string): InstanceType<typeof msp.MSPPrincipal> {
  const role = new msp.MSPRole();
  role.setMspIdentifier(mspId);
  role.setRole(msp.MSPRole.MSPRoleType.PEER);
  const principal = new msp.MSPPrincipal();
  principal.setPrincipalClassification(msp.MSPPrincipal.Classification.ROLE);
  principal.setPrincipal(role.serializeBinary());
  return principal;
}

/** The policy, what is found, and about whom. */
const ROWS: readonly (readonly [string, Tree, string, string])[] = [
  ["one of several", [1, "CarrierMSP", "CustomsMSP"], "policy-alone", "CarrierMSP, CustomsMSP"],
  ["an organisation named twice", [2, "CarrierMSP", "CarrierMSP"], "policy-alone", "CarrierMSP"],
  ["two of three", [2, "CarrierMSP", "TerminalMSP", "CustomsMSP"], "policy-ok", "CarrierMSP, TerminalMSP, CustomsMSP"],
  [
    "carrier, terminal and one more",
    [3, "CarrierMSP", "TerminalMSP", [1, "CustomsMSP", "BankMSP"]],
    "policy-ok",
    "CarrierMSP, TerminalMSP, CustomsMSP, BankMSP",
  ],
  ["a way round the second", [1, "CarrierMSP", [2, "TerminalMSP", "CustomsMSP"]], "policy-alone", "CarrierMSP"],
  ["an organisation that is not there", [2, "CarrierMSP", "NobodyMSP"], "policy-impossible", "NobodyMSP"],
];

describe("an endorsement policy", () => {
  for (const [name, tree, code, organisations] of ROWS) {
    it(`of ${name} is ${code}`, () => {
      expect(judge(readSignatureRule(encode(tree)), MEMBERS)).to.include({ code, organisations });
    });
  }

  it("is spoken in Fabric's language", () => {
    const rule = readSignatureRule(encode([2, "CarrierMSP", [1, "CustomsMSP", "BankMSP"]]));
    expect(rule.text).to.equal("AND('CarrierMSP.peer', OutOf(1, 'CustomsMSP.peer', 'BankMSP.peer'))");
  });

  it("without a rule is satisfied by nobody", () => {
    expect(judge(readSignatureRule(new Uint8Array()), MEMBERS).code).to.equal("policy-impossible");
  });
});
