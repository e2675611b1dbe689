import { Server, ServerCredentials, status as Status } from "@grpc/grpc-js";
import { gateway, peer, type common } from "@hyperledger/fabric-protos";
import { Chain } from "./chain.ts";
import { Endorser } from "./endorser.ts";
import { Faults, type FaultCounts } from "./faults.ts";
import { createDeliverService, createGatewayService, type GatewayParts } from "./gateway-service.ts";
import { Orderer, type Batching } from "./orderer.ts";

/** One simulated organisation: its name, and where its chaincode listens. */
export interface SimulatedOrganisation {
  readonly mspId: string;
  readonly chaincodeAddress: string;
}

/** What to simulate. */
export interface SimulatorOptions {
  readonly channel: string;
  /** The chaincode's name on the channel. */
  readonly chaincode: string;
  readonly organisations: readonly SimulatedOrganisation[];
  readonly batching?: Partial<Batching>;
  /** How many calls a gateway takes at once; a peer's default is 500. */
  readonly concurrency?: number;
}

/** A simulated network: one gateway for each organisation, one chain, one orderer; and what can be done to it. */
export interface FabricSimulator {
  /** `host:port` of each organisation's gateway, without TLS, by MSP id. */
  readonly gateways: ReadonlyMap<string, string>;
  /** Makes the next calls to one gateway fail. */
  fail(mspId: string, counts: Partial<FaultCounts>): void;
  /** Makes the next endorsements of one organisation differ. */
  disagree(mspId: string, count: number): void;
  /** Keeps one organisation's peer some blocks behind. */
  lag(mspId: string, blocks: number): void;
  /** Keeps transactions unordered until `release`, so that all of them are endorsed on one state. */
  hold(): void;
  release(): void;
  /** Resolves when the orderer holds so many transactions that are in no block. */
  waiting(count: number): Promise<void>;
  /** An orderer's crash: what was taken and is in no block is lost. Returns how many. */
  crashOrderer(): number;
  /** Ends every stream of block events, as a peer's restart does. */
  cutStreams(mspId: string): void;
  /** Stops one gateway and starts it again on the same port. */
  restart(mspId: string, whileDown?: () => Promise<void>): Promise<void>;
  /** Every block as bytes: all that a member of the channel can read. */
  blockBytes(): readonly Uint8Array[];
  close(): Promise<void>;
}

type Block = InstanceType<typeof common.Block>;

/**
 * Starts the simulator: everything of a Fabric network that a client and a chaincode can see, in this process, over
 * gRPC, around the real chaincode process. It imitates ordering, blocks, version and phantom checks and the gateway's
 * errors; it does not imitate certificates, gossip, private data, rich queries or more than one orderer.
 */
export async function startFabricSimulator(options: SimulatorOptions): Promise<FabricSimulator> {
  const { channel, chaincode, organisations, batching = {}, concurrency = 500 } = options;
  const threshold = Math.floor(organisations.length / 2) + 1; // ImplicitMeta "MAJORITY Endorsement"
  const chain = new Chain(channel, threshold);
  const orderer = new Orderer(chain, { timeoutMs: 40, maxMessages: 500, ...batching });
  const endorsers = organisations.map(
    ({ mspId, chaincodeAddress: address }) => new Endorser(chain, { mspId, channel, chaincode, address }),
  );
  const nodes = new Map<string, GatewayNode>();
  for (const own of endorsers) {
    const parts = { chain, orderer, own, endorsers, threshold, faults: new Faults(), concurrency };
    nodes.set(own.mspId, await GatewayNode.start(parts));
  }
  const node = (mspId: string): GatewayNode => required(nodes.get(mspId), mspId);
  const endorser = (mspId: string): Endorser =>
    required(
      endorsers.find((one) => one.mspId === mspId),
      mspId,
    );
  return {
    gateways: new Map([...nodes].map(([mspId, { address }]) => [mspId, address])),
    fail: (mspId, counts) => node(mspId).faults.add(counts),
    disagree: (mspId, count) => void (endorser(mspId).disagreements = count),
    lag: (mspId, blocks) => void (endorser(mspId).lag = blocks),
    hold: () => orderer.hold(),
    release: () => orderer.release(),
    waiting: (count) => orderer.waiting(count),
    crashOrderer: () => orderer.forget(),
    cutStreams: (mspId) => node(mspId).cutStreams(),
    restart: (mspId, whileDown) => node(mspId).restart(whileDown),
    blockBytes: () => chain.blocks.map((block: Block) => block.serializeBinary()),
    close: async () => {
      orderer.stop();
      for (const one of nodes.values()) one.stop();
      for (const one of endorsers) one.close();
      return Promise.resolve();
    },
  };
}

/** One organisation's gateway as a gRPC server. */
class GatewayNode {
  readonly #parts: GatewayParts;
  readonly #streams: Parameters<typeof createDeliverService>[1] = new Set();
  #server: Server | null = null;
  #port = 0;

  private constructor(parts: GatewayParts) {
    this.#parts = parts;
  }

  static async start(parts: GatewayParts): Promise<GatewayNode> {
    const node = new GatewayNode(parts);
    await node.#listen();
    return node;
  }

  get address(): string {
    return `127.0.0.1:${this.#port}`;
  }

  get faults(): Faults {
    return this.#parts.faults;
  }

  cutStreams(): void {
    for (const stream of this.#streams)
      stream.emit("error", Object.assign(new Error("the stream was cut"), { code: Status.UNAVAILABLE }));
    this.#streams.clear();
  }

  async restart(whileDown: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    this.stop();
    await whileDown();
    await this.#listen();
  }

  stop(): void {
    this.#streams.clear();
    this.#server?.forceShutdown();
  }

  #listen(): Promise<void> {
    const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
    server.addService(gateway.GatewayService, createGatewayService(this.#parts));
    server.addService(peer.DeliverService, createDeliverService(this.#parts, this.#streams));
    this.#server = server;
    return new Promise((resolve, reject) => {
      server.bindAsync(`127.0.0.1:${this.#port}`, ServerCredentials.createInsecure(), (error, port) => {
        this.#port = port;
        if (error === null) resolve();
        else reject(error);
      });
    });
  }
}

function required<T>(value: T | undefined, mspId: string): T {
  if (value !== undefined) return value;
  throw new TypeError(`the simulator has no organisation ${mspId}`);
}
