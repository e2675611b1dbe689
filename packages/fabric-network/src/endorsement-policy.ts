import { common, msp, peer } from "@hyperledger/fabric-protos";

/** So many peers, each of another of these organisations, have to endorse. */
export interface EndorsementPolicy {
  readonly threshold: number;
  readonly mspIds: readonly string[];
}

/** Writes a policy in the form a chaincode definition carries. No policy means the channel's: a majority. */
export function encodeEndorsementPolicy(policy: EndorsementPolicy | undefined): Uint8Array {
  if (policy === undefined) return new Uint8Array();
  const { threshold, mspIds } = policy;
  if (threshold < 1 || threshold > mspIds.length) throw new TypeError("the threshold is not within the organisations");
  const rule = new common.SignaturePolicy.NOutOf();
  rule.setN(threshold);
  rule.setRulesList(mspIds.map((_, index) => signedBy(index)));
  const root = new common.SignaturePolicy();
  root.setNOutOf(rule);
  const envelope = new common.SignaturePolicyEnvelope();
  envelope.setRule(root);
  envelope.setIdentitiesList(mspIds.map(peerOf));
  const application = new peer.ApplicationPolicy();
  application.setSignaturePolicy(envelope);
  return application.serializeBinary();
}

function signedBy(index: number): common.SignaturePolicy {
  const policy = new common.SignaturePolicy();
  policy.setSignedBy(index);
  return policy;
}

function peerOf(mspId: string): msp.MSPPrincipal {
  const role = new msp.MSPRole();
  role.setMspIdentifier(mspId);
  role.setRole(msp.MSPRole.MSPRoleType.PEER);
  const principal = new msp.MSPPrincipal();
  principal.setPrincipalClassification(msp.MSPPrincipal.Classification.ROLE);
  principal.setPrincipal(role.serializeBinary());
  return principal;
}
