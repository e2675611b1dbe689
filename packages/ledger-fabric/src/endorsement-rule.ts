import { common, msp } from "@hyperledger/fabric-protos";

type Group = InstanceType<typeof common.ConfigGroup>;
type Signed = InstanceType<typeof common.SignaturePolicy>;
interface MapOf<V> {
  get(name: string): V | undefined;
  forEach(visit: (value: V, name: string) => void): void;
}

/** The maps of a group: their types stand in a package that the library names but does not bring. */
interface Maps {
  getGroupsMap(): MapOf<Group>;
  getPoliciesMap(): MapOf<InstanceType<typeof common.ConfigPolicy>>;
  getValuesMap(): MapOf<InstanceType<typeof common.ConfigValue>>;
}
const mapsOf = (group: Group): Maps => group;

const { Rule: Meta } = common.ImplicitMetaPolicy;
const { PolicyType } = common.Policy;
const { RoleType, classification } = {
  RoleType: msp.MSPRole.MSPRoleType,
  classification: msp.MSPPrincipal.Classification,
};

/** A policy as far as organisations go: who is named, and whether some of them are enough. */
export interface EndorsementRule {
  /** In Fabric's policy language. */
  readonly text: string;
  readonly mspIds: readonly string[];
  /** Whether peers of these organisations, as many of each as need be, satisfy it. */
  readonly isSatisfiedBy: (mspIds: ReadonlySet<string>) => boolean;
}

/** Reads a policy over signatures. @see fabric-protos common/policies.proto, Fabric `common/cauthdsl` */
export function readSignatureRule(bytes: Uint8Array): EndorsementRule {
  const envelope = common.SignaturePolicyEnvelope.deserializeBinary(bytes);
  const principals = envelope.getIdentitiesList().map(readPrincipal);
  const root = envelope.getRule();
  return root === undefined ? NOBODY : toRule(root, principals);
}

/** Reads the policy at a path like `/Channel/Application/Endorsement`. @see Fabric `common/policies/implicitmeta.go` */
export function readRuleAt(channel: Group, path: string): EndorsementRule {
  const steps = path.split("/").filter((step) => step !== "");
  const name = steps.pop() ?? "";
  const group = steps
    .slice(1)
    .reduce<Group | undefined>((at, step) => at && mapsOf(at).getGroupsMap().get(step), channel);
  return group === undefined ? NOBODY : readRuleOf(group, name);
}

/** The MSP ids of a channel's organisations. */
export function readMembers(channel: Group): readonly string[] {
  const application = mapsOf(channel).getGroupsMap().get("Application");
  return application === undefined ? [] : childrenOf(application).map(mspIdOf);
}

const NOBODY: EndorsementRule = { text: "?", mspIds: [], isSatisfiedBy: () => false };

function childrenOf(group: Group): readonly Group[] {
  const children: Group[] = [];
  mapsOf(group)
    .getGroupsMap()
    .forEach((child) => void children.push(child));
  return children;
}

function readRuleOf(group: Group, name: string): EndorsementRule {
  const policy = mapsOf(group).getPoliciesMap().get(name)?.getPolicy();
  if (policy === undefined) return NOBODY;
  if (policy.getType() === PolicyType.SIGNATURE) return readSignatureRule(policy.getValue_asU8());
  if (policy.getType() !== PolicyType.IMPLICIT_META) return NOBODY;
  const meta = common.ImplicitMetaPolicy.deserializeBinary(policy.getValue_asU8());
  const subPolicy = meta.getSubPolicy();
  const rules = childrenOf(group).map((child) => readRuleOf(child, subPolicy));
  const { word, needed } = wanted(meta.getRule(), rules.length);
  const mspIds = [...new Set(rules.flatMap((rule) => rule.mspIds))];
  return { text: `${word} ${subPolicy} (${mspIds.join(", ")})`, mspIds, isSatisfiedBy: enough(needed, rules) };
}

function wanted(rule: number, count: number): { readonly word: string; readonly needed: number } {
  if (rule === Meta.ANY.valueOf()) return { word: "ANY", needed: Math.min(1, count) };
  if (rule === Meta.ALL.valueOf()) return { word: "ALL", needed: count };
  return { word: "MAJORITY", needed: Math.floor(count / 2) + 1 };
}

function toRule(policy: Signed, principals: readonly EndorsementRule[]): EndorsementRule {
  const several = policy.getNOutOf();
  if (several === undefined) return principals[policy.getSignedBy()] ?? NOBODY;
  const rules = several.getRulesList().map((one) => toRule(one, principals));
  const texts = rules.map(({ text }) => text).join(", ");
  return {
    text: several.getN() === rules.length ? `AND(${texts})` : `OutOf(${several.getN()}, ${texts})`,
    mspIds: [...new Set(rules.flatMap(({ mspIds }) => mspIds))],
    isSatisfiedBy: enough(several.getN(), rules),
  };
}

function enough(needed: number, rules: readonly EndorsementRule[]): EndorsementRule["isSatisfiedBy"] {
  return (mspIds) => rules.filter((rule) => rule.isSatisfiedBy(mspIds)).length >= needed;
}

function readPrincipal(principal: InstanceType<typeof msp.MSPPrincipal>): EndorsementRule {
  if (principal.getPrincipalClassification() !== classification.ROLE) return NOBODY;
  const role = msp.MSPRole.deserializeBinary(principal.getPrincipal_asU8());
  const mspId = role.getMspIdentifier();
  const name = Object.entries(RoleType).find(([, value]) => value === role.getRole())?.[0] ?? "member";
  return { text: `'${mspId}.${name.toLowerCase()}'`, mspIds: [mspId], isSatisfiedBy: (mspIds) => mspIds.has(mspId) };
}

/** An organisation's MSP id stands in its configuration, under a name of the channel's own. */
function mspIdOf(group: Group): string {
  const value = mapsOf(group).getValuesMap().get("MSP")?.getValue_asU8() ?? new Uint8Array();
  const config = msp.MSPConfig.deserializeBinary(value).getConfig_asU8();
  return msp.FabricMSPConfig.deserializeBinary(config).getName();
}
