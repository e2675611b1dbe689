import { credentials, type ClientDuplexStream } from "@grpc/grpc-js";
import { peer } from "@hyperledger/fabric-protos";
import { toQueryResult } from "./envelope.ts";
import { nextBatch, type RangeRead, type ReadWriteSet } from "./read-write-set.ts";
import type { StateRow } from "./world-state.ts";

type Message = InstanceType<typeof peer.ChaincodeMessage>;
const { Type } = peer.ChaincodeMessage;
const OPTIONS = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };
const REGISTER_TIMEOUT_MS = 10_000;

/** What a chaincode answered. */
export interface ChaincodeAnswer {
  readonly response: InstanceType<typeof peer.Response>;
  readonly event: InstanceType<typeof peer.ChaincodeEvent> | undefined;
}

/** A call to be answered by the chaincode. */
export interface ChaincodeCall {
  readonly transactionId: string;
  readonly channel: string;
  readonly chaincode: string;
  readonly input: Uint8Array;
  readonly proposal: InstanceType<typeof peer.SignedProposal>;
  readonly set: ReadWriteSet;
}

interface Running {
  readonly call: ChaincodeCall;
  readonly cursors: Map<string, { readonly range: RangeRead; readonly pending: StateRow[] }>;
  readonly resolve: (answer: ChaincodeAnswer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The peer's end of the stream to a chaincode that runs as a service: registration, then transactions, during which
 * the chaincode asks for state.
 * @see Fabric `core/chaincode/handler.go`, docs/source/cc_service.md, fabric-protos peer/chaincode_shim.proto
 */
export class ChaincodeStream {
  readonly #address: string;
  readonly #running = new Map<string, Running>();
  #stream: ClientDuplexStream<Message, Message> | null = null;
  #ready: Promise<void> | null = null;

  constructor(address: string) {
    this.#address = address;
  }

  /** Runs one transaction. A stream that has ended is dialled again, as a peer does at the next proposal. */
  async execute(call: ChaincodeCall): Promise<ChaincodeAnswer> {
    this.#ready ??= this.#dial();
    await this.#ready;
    if (this.#running.has(call.transactionId)) throw new Error(`txid: ${call.transactionId}(${call.channel}) exists`);
    return new Promise((resolve, reject) => {
      this.#running.set(call.transactionId, { call, cursors: new Map(), resolve, reject });
      const message = reply(call, Type.TRANSACTION, call.input);
      message.setProposal(call.proposal);
      this.#stream?.write(message);
    });
  }

  close(): void {
    this.#stream?.cancel();
  }

  #dial(): Promise<void> {
    return new Promise((resolve, reject) => {
      const client = new peer.ChaincodeClient(this.#address, credentials.createInsecure(), OPTIONS);
      const stream = client.connect({ deadline: Infinity });
      const timer = setTimeout(() => stream.cancel(), REGISTER_TIMEOUT_MS);
      this.#stream = stream;
      const end = (cause: Error): void => {
        clearTimeout(timer);
        client.close();
        this.#ready = null;
        const error = new Error(`could not launch chaincode: connection to it failed: ${cause.message}`);
        reject(error);
        for (const { reject: fail } of this.#running.values()) fail(new Error("chaincode stream terminated"));
        this.#running.clear();
      };
      stream.on("error", end);
      stream.on("end", () => end(new Error("the stream ended")));
      stream.on("data", (message: Message) => {
        if (message.getType() === Type.REGISTER) {
          stream.write(typed(Type.REGISTERED));
          stream.write(typed(Type.READY));
          clearTimeout(timer);
          resolve();
        } else this.#receive(message);
      });
    });
  }

  #receive(message: Message): void {
    const running = this.#running.get(message.getTxid());
    if (running === undefined) return;
    if (message.getType() === Type.COMPLETED || message.getType() === Type.ERROR) {
      this.#running.delete(message.getTxid());
      if (message.getType() === Type.ERROR) {
        running.reject(
          new Error(`transaction returned with failure: ${Buffer.from(message.getPayload_asU8()).toString()}`),
        );
        return;
      }
      const response = peer.Response.deserializeBinary(message.getPayload_asU8());
      running.resolve({ response, event: message.getChaincodeEvent() });
      return;
    }
    const answer = serve(running, message);
    this.#stream?.write(
      answer === null
        ? reply(running.call, Type.ERROR, Buffer.from("the simulator does not know this request"))
        : reply(running.call, Type.RESPONSE, answer),
    );
  }
}

/** Answers what a chaincode asks of its peer; null for what the simulator does not imitate (rich queries, private data). */
function serve({ call, cursors }: Running, message: Message): Uint8Array | null {
  const payload = message.getPayload_asU8();
  switch (message.getType()) {
    case Type.GET_STATE:
      return call.set.get(peer.GetState.deserializeBinary(payload).getKey());
    case Type.PUT_STATE: {
      const put = peer.PutState.deserializeBinary(payload);
      call.set.write(put.getKey(), put.getValue_asU8());
      return new Uint8Array();
    }
    case Type.DEL_STATE:
      call.set.write(peer.DelState.deserializeBinary(payload).getKey(), null);
      return new Uint8Array();
    case Type.GET_STATE_BY_RANGE:
      return openRange(call, cursors, peer.GetStateByRange.deserializeBinary(payload));
    case Type.QUERY_STATE_NEXT:
      return nextRows(call, cursors, peer.QueryStateNext.deserializeBinary(payload).getId());
    case Type.QUERY_STATE_CLOSE: {
      const id = peer.QueryStateClose.deserializeBinary(payload).getId();
      cursors.delete(id);
      return toResponse(call, id, [], false);
    }
    default:
      return null;
  }
}

function openRange(
  call: ChaincodeCall,
  cursors: Running["cursors"],
  request: InstanceType<typeof peer.GetStateByRange>,
): Uint8Array {
  const id = String(cursors.size + 1);
  const metadata = request.getMetadata_asU8();
  if (metadata.length > 0) {
    const { pagesize, bookmark } = peer.QueryMetadata.deserializeBinary(metadata).toObject();
    const from = bookmark === "" ? request.getStartkey() : bookmark;
    return toResponse(call, id, call.set.page(from, request.getEndkey(), pagesize), false);
  }
  cursors.set(id, { range: call.set.openRange(request.getStartkey(), request.getEndkey()), pending: [] });
  return nextRows(call, cursors, id);
}

function nextRows(call: ChaincodeCall, cursors: Running["cursors"], id: string): Uint8Array {
  const cursor = cursors.get(id);
  if (cursor === undefined) return toResponse(call, id, [], false);
  const { rows, hasMore } = nextBatch(cursor.range, cursor.pending);
  return toResponse(call, id, rows, hasMore);
}

function toResponse(call: ChaincodeCall, id: string, rows: readonly StateRow[], hasMore: boolean): Uint8Array {
  const response = new peer.QueryResponse();
  response.setResultsList(rows.map(({ key, bytes }) => toQueryResult(call.chaincode, key, bytes)));
  response.setHasMore(hasMore);
  response.setId(id);
  return response.serializeBinary();
}

function typed(type: (typeof Type)[keyof typeof Type]): Message {
  const message = new peer.ChaincodeMessage();
  message.setType(type);
  return message;
}

function reply(call: ChaincodeCall, type: (typeof Type)[keyof typeof Type], payload: Uint8Array): Message {
  const message = typed(type);
  message.setTxid(call.transactionId);
  message.setChannelId(call.channel);
  message.setPayload(payload);
  return message;
}
