import { common, peer } from "@hyperledger/fabric-protos";
import { openConnection, type Connection, type ConnectionTarget, type FabricGateway } from "./connection.ts";
import { readMembers, readRuleAt, readSignatureRule, type EndorsementRule } from "./endorsement-rule.ts";
import type { FindingCode } from "./findings.ts";

const PATIENCE_MS = 5_000;

/** What a gateway tells of the chaincode's policy. */
export interface PolicyAnswer {
  readonly code: FindingCode;
  readonly policy: string;
  /** The organisations the finding is about. */
  readonly organisations: string;
}

/** Asks for the committed definition and the channel's configuration, and judges the policy they make. */
export async function askPolicy(gateway: FabricGateway, target: ConnectionTarget): Promise<PolicyAnswer> {
  const connection = openConnection(gateway, target);
  try {
    const [parameter, channel] = await Promise.all([
      readParameter(connection, target.chaincode),
      readChannel(connection, target.channel),
    ]);
    return judge(ruleOf(parameter, channel), readMembers(channel));
  } catch {
    return { code: "policy-unread", policy: "", organisations: "" };
  } finally {
    connection.close();
  }
}

/** Fits when the channel's members can satisfy it and none can alone. */
export function judge({ text, mspIds, isSatisfiedBy }: EndorsementRule, members: readonly string[]): PolicyAnswer {
  const strangers = mspIds.filter((mspId) => !members.includes(mspId));
  const alone = members.filter((mspId) => isSatisfiedBy(new Set([mspId])));
  const answer = (code: FindingCode, named: readonly string[]): PolicyAnswer => ({
    code,
    policy: text,
    organisations: named.join(", "),
  });
  if (!isSatisfiedBy(new Set(members))) return answer("policy-impossible", strangers);
  return alone.length > 0 ? answer("policy-alone", alone) : answer("policy-ok", mspIds);
}

type Group = InstanceType<typeof common.ConfigGroup>;

function ruleOf(parameter: Uint8Array, channel: Group): EndorsementRule {
  const policy = peer.ApplicationPolicy.deserializeBinary(parameter);
  const signature = policy.getSignaturePolicy();
  if (signature !== undefined) return readSignatureRule(signature.serializeBinary());
  return readRuleAt(channel, policy.getChannelConfigPolicyReference());
}

async function readParameter({ network }: Connection, chaincode: string): Promise<Uint8Array> {
  const args = new peer.lifecycle.QueryChaincodeDefinitionArgs();
  args.setName(chaincode);
  const proposal = network
    .getContract("_lifecycle")
    .newProposal("QueryChaincodeDefinition", { arguments: [args.serializeBinary()] });
  const result = peer.lifecycle.QueryChaincodeDefinitionResult.deserializeBinary(await proposal.evaluate(inTime()));
  return result.getValidationParameter_asU8();
}

async function readChannel({ network }: Connection, channel: string): Promise<Group> {
  const proposal = network.getContract("cscc").newProposal("GetChannelConfig", { arguments: [channel] });
  const group = common.Config.deserializeBinary(await proposal.evaluate(inTime())).getChannelGroup();
  if (group === undefined) throw new TypeError("the channel has no configuration");
  return group;
}

const inTime = (): { deadline: number } => ({ deadline: Date.now() + PATIENCE_MS });
