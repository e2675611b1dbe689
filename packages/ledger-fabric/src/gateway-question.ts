import { status as Grpc } from "@grpc/grpc-js";
import { GatewayError } from "@hyperledger/fabric-gateway";
import { common } from "@hyperledger/fabric-protos";
import { openConnection, type Connection, type ConnectionTarget, type FabricGateway } from "./connection.ts";
import type { FindingCode } from "./findings.ts";

const PATIENCE_MS = 5_000;
const TOLERANCE_MS = 60_000;
/** No contract has it: a refusal shows that the chaincode was reached. */
const NO_SUCH_READER = "openlading-doctor";

/** What every contract of `fabric-contract-api` answers, whoever asks: endorsed, and thrown away. */
const METADATA = { contract: "org.hyperledger.fabric", transaction: "GetMetadata" } as const;

const BY_TEXT: readonly (readonly [RegExp, FindingCode])[] = [
  [/creator org unknown|creator is malformed/, "organisation-unknown"],
  [/access denied|client identity expired/, "identity-denied"],
  [/failed to get config for channel|in channel .* not found|channel '.*' not found/, "channel-unknown"],
  [
    /No metadata was found for chaincode|no peers available to evaluate|make sure the chaincode .* has been successfully defined/,
    "chaincode-unknown",
  ],
  [/satisfy the endorsement policy|failed to find any endorsing peers|failed to collect enough/, "endorsers-missing"],
  [/could not launch chaincode|chaincode stream terminated|timeout expired while/, "chaincode-down"],
];

/** Asks a gateway that can be reached for the channel, the chaincode and the newest block's time. */
export async function askGateway(
  gateway: FabricGateway,
  target: ConnectionTarget,
  nowMs: number,
): Promise<FindingCode> {
  const connection = openConnection(gateway, target);
  try {
    const newest = await newestTime(connection, target.channel);
    if (newest !== null && newest > nowMs + TOLERANCE_MS) return "clock-behind";
    // Its own organisation's peer: any other would hide that the chaincode is down here.
    const own = { endorsingOrganizations: [target.identity.mspId] };
    const reached = await classified(connection.reads.newProposal(NO_SUCH_READER, own).evaluate(inTime()));
    if (reached !== "gateway-ok") return reached;
    const contract = connection.network.getContract(target.chaincode, METADATA.contract);
    return await classified(contract.newProposal(METADATA.transaction).endorse(inTime()));
  } catch (error) {
    return classify(error);
  } finally {
    connection.close();
  }
}

async function classified(asked: Promise<unknown>): Promise<FindingCode> {
  return asked.then(() => "gateway-ok" as const, classify);
}

const inTime = (): { deadline: number } => ({ deadline: Date.now() + PATIENCE_MS });

/** The time the newest block's last transaction claims, in milliseconds since the epoch; null when it claims none. */
async function newestTime({ queries }: Connection, channel: string): Promise<number | null> {
  const ask = (name: string, ...args: string[]) => queries.newProposal(name, { arguments: args }).evaluate(inTime());
  const height = common.BlockchainInfo.deserializeBinary(await ask("GetChainInfo", channel)).getHeight();
  const block = common.Block.deserializeBinary(await ask("GetBlockByNumber", channel, String(height - 1)));
  const envelope = block.getData()?.getDataList_asU8().at(-1);
  if (envelope === undefined) return null;
  const payload = common.Payload.deserializeBinary(common.Envelope.deserializeBinary(envelope).getPayload_asU8());
  const header = common.ChannelHeader.deserializeBinary(
    payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array(),
  );
  const { timestamp } = JSON.parse(JSON.stringify(header.toObject())) as { timestamp?: { seconds?: number } };
  return timestamp?.seconds === undefined ? null : timestamp.seconds * 1000;
}

function classify(error: unknown): FindingCode {
  if (!(error instanceof GatewayError)) return "gateway-silent";
  const texts = [error.message, ...error.details.map(({ message }) => message)];
  if (texts.some((text) => text.includes("chaincode response "))) return "gateway-ok";
  const known = BY_TEXT.find(([pattern]) => texts.some((text) => pattern.test(text)));
  if (known !== undefined) return known[1];
  return error.code === Grpc.UNIMPLEMENTED.valueOf() ? "gateway-absent" : "gateway-silent";
}
