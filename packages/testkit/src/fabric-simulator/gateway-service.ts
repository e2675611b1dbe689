import {
  Metadata, status as Status, type sendUnaryData, type ServerDuplexStream, type ServerUnaryCall, type ServiceError,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js"; // prettier-ignore
import { common, gateway, orderer, peer } from "@hyperledger/fabric-protos";
import type { Chain } from "./chain.ts";
import { creatorOf, isSignedBy, prepareTransaction, readProposal } from "./envelope.ts";
import type { Endorsed, Endorser, ErrorDetail } from "./endorser.ts";
import type { Faults } from "./faults.ts";
import type { Orderer } from "./orderer.ts";

type Envelope = InstanceType<typeof common.Envelope>;
type DeliverResponse = InstanceType<typeof peer.DeliverResponse>;
type Deliveries = ServerDuplexStream<Envelope, DeliverResponse>;
type Unary<Q, A> = (call: ServerUnaryCall<Q, A>, callback: sendUnaryData<A>) => void;

/** What one organisation's gateway works with. */
export interface GatewayParts {
  readonly chain: Chain;
  readonly orderer: Orderer;
  readonly own: Endorser;
  readonly endorsers: readonly Endorser[];
  readonly threshold: number;
  readonly faults: Faults;
  /** How many calls may run at once. @see Fabric `internal/peer/node/grpc_limiters.go` */
  readonly concurrency: number;
}

/** The Gateway service of a peer. @see Fabric docs/source/gateway.md, `internal/pkg/gateway/*.go` */
export function createGatewayService(parts: GatewayParts): UntypedServiceImplementation {
  let running = 0;
  const limited = <Q, A>(work: (request: Q, call: ServerUnaryCall<Q, A>) => Promise<A>): Unary<Q, A> => {
    return (call, callback) => {
      if (running >= parts.concurrency) {
        const limit = `exceeding concurrency limit (${parts.concurrency})`;
        callback(rpcError(Status.UNKNOWN, `too many requests for /gateway.Gateway, ${limit}`));
        return;
      }
      running += 1;
      work(call.request, call)
        .then(
          (answer) => callback(null, answer),
          (error: unknown) => callback(error as ServiceError),
        )
        .finally(() => (running -= 1));
    };
  };
  return {
    evaluate: limited((request: InstanceType<typeof gateway.EvaluateRequest>) => evaluate(parts, request)),
    endorse: limited((request: InstanceType<typeof gateway.EndorseRequest>) => endorse(parts, request)),
    submit: limited((request: InstanceType<typeof gateway.SubmitRequest>) => submit(parts, request)),
    commitStatus: limited((request: InstanceType<typeof gateway.SignedCommitStatusRequest>, call) =>
      commitStatus(parts, request, call),
    ),
    chaincodeEvents: (call: { emit: (name: string, error: Error) => void }) => {
      call.emit("error", rpcError(Status.UNIMPLEMENTED, "the simulator delivers block events only"));
    },
  };
}

/** The block events of a peer, full blocks only. @see Fabric `core/peer/deliverevents.go`, docs/source/peer_event_services.rst */
export function createDeliverService({ chain }: GatewayParts, open: Set<Deliveries>): UntypedServiceImplementation {
  const deliver = (call: Deliveries): void => {
    open.add(call);
    let stop = (): void => undefined;
    call.on("data", (envelope: Envelope) => {
      if (!isSignedBy(creatorOf(envelope), envelope.getPayload_asU8(), envelope.getSignature_asU8())) {
        const denied = new peer.DeliverResponse();
        denied.setStatus(common.Status.FORBIDDEN);
        call.write(denied);
        call.end();
        return;
      }
      stop = follow(call, chain, startOf(envelope, chain));
    });
    const done = (): void => {
      stop();
      open.delete(call);
    };
    call.on("cancelled", done);
    call.on("end", () => {
      done();
      call.end();
    });
    call.on("error", done);
  };
  const unimplemented = (call: Deliveries): void => {
    call.emit("error", rpcError(Status.UNIMPLEMENTED, "the simulator delivers full blocks only"));
  };
  return { deliver, deliverFiltered: unimplemented, deliverWithPrivateData: unimplemented };
}

function follow(call: Deliveries, chain: Chain, from: number): () => void {
  let next = from;
  const send = (): void => {
    for (; next < chain.blocks.length; next += 1) {
      const response = new peer.DeliverResponse();
      response.setBlock(chain.blocks[next]);
      call.write(response);
    }
  };
  send();
  return chain.onBlock(send);
}

function startOf(envelope: Envelope, chain: Chain): number {
  const data = common.Payload.deserializeBinary(envelope.getPayload_asU8()).getData_asU8();
  const specified = orderer.SeekInfo.deserializeBinary(data).getStart()?.getSpecified();
  return specified === undefined ? chain.blocks.length : specified.getNumber();
}

async function evaluate(
  { own, endorsers }: GatewayParts,
  request: InstanceType<typeof gateway.EvaluateRequest>,
): Promise<InstanceType<typeof gateway.EvaluateResponse>> {
  const [target] = request.getTargetOrganizationsList();
  const endorser = target === undefined ? own : endorsers.find(({ mspId }) => mspId === target);
  if (endorser === undefined) throw rpcError(Status.FAILED_PRECONDITION, "no peers available to evaluate chaincode");
  const endorsed = await endorser.process(signedProposal(request.getProposedTransaction()));
  if (!endorsed.ok) {
    const message = `evaluate call to endorser returned error: ${endorsed.message}`;
    throw rpcError(Status.UNKNOWN, message, [detail(endorser, endorsed.message)]);
  }
  const result = new peer.Response();
  result.setStatus(200);
  result.setPayload(endorsed.result);
  const response = new gateway.EvaluateResponse();
  response.setResult(result);
  return response;
}

const NO_COMBINATION =
  "no combination of peers can be derived which satisfy the endorsement policy: no peer combination can satisfy the endorsement policy";

/** The gateway's own organisation first; then others, until enough agree. @see Fabric `internal/pkg/gateway/endorse.go` */
async function endorse(
  parts: GatewayParts,
  request: InstanceType<typeof gateway.EndorseRequest>,
): Promise<InstanceType<typeof gateway.EndorseResponse>> {
  const signed = signedProposal(request.getProposedTransaction());
  const named = request.getEndorsingOrganizationsList();
  // @see Fabric `internal/pkg/gateway/registry.go`, `discovery/endorsement/endorsement.go`
  if (parts.faults.take("missEndorsers")) throw rpcError(Status.FAILED_PRECONDITION, NO_COMBINATION);
  const plan = planFor(parts, named);
  const [first, ...others] = plan;
  const isUnder = parts.faults.take("underEndorse");
  const wanted = named.length > 0 ? plan.length : isUnder ? 1 : parts.threshold;
  if (first === undefined) throw rpcError(Status.UNAVAILABLE, "failed to find any endorsing peers for org(s)");
  const firstAnswer = await first.process(signed);
  if (!firstAnswer.ok) {
    const message = "failed to endorse transaction, see attached details for more info";
    throw rpcError(Status.ABORTED, message, [detail(first, firstAnswer.message)]);
  }
  const agreeing = [first.mspId];
  const faults: ErrorDetail[] = [];
  for (const endorser of others) {
    if (agreeing.length >= wanted) break;
    const fault = faultIn(await endorser.process(signed), firstAnswer.payload);
    if (fault === null) agreeing.push(endorser.mspId);
    else faults.push(detail(endorser, fault));
  }
  if (agreeing.length < wanted) {
    const message = "failed to collect enough transaction endorsements, see attached details for more info";
    throw rpcError(Status.ABORTED, message, faults);
  }
  const response = new gateway.EndorseResponse();
  const proposal = readProposal(signed.getProposalBytes_asU8());
  response.setPreparedTransaction(prepareTransaction(proposal, firstAnswer.payload, agreeing));
  return response;
}

function planFor({ own, endorsers }: GatewayParts, named: readonly string[]): readonly Endorser[] {
  if (named.length === 0) return [own, ...endorsers.filter((other) => other !== own)];
  return named.map((mspId) => {
    const endorser = endorsers.find((one) => one.mspId === mspId);
    if (endorser !== undefined) return endorser;
    throw rpcError(Status.UNAVAILABLE, `failed to find any endorsing peers for org(s): ${mspId}`);
  });
}

/** @see Fabric `internal/pkg/gateway/endorsement.go` processEndorsement */
function faultIn(answer: Endorsed, payload: Uint8Array): string | null {
  if (!answer.ok) return answer.message;
  return Buffer.compare(answer.payload, payload) === 0 ? null : "ProposalResponsePayloads do not match";
}

async function submit(
  { orderer: queue, faults }: GatewayParts,
  request: InstanceType<typeof gateway.SubmitRequest>,
): Promise<InstanceType<typeof gateway.SubmitResponse>> {
  const envelope = request.getPreparedTransaction();
  if (envelope === undefined) throw rpcError(Status.INVALID_ARGUMENT, "a prepared transaction is required");
  if (envelope.getSignature_asU8().length === 0) {
    throw rpcError(Status.INVALID_ARGUMENT, "prepared transaction must be signed");
  }
  if (faults.take("refuseSubmits")) {
    throw rpcError(Status.UNAVAILABLE, "no orderers could successfully process transaction");
  }
  // An orderer says that it took a transaction before the transaction is in a block: a crash then loses it.
  if (!faults.take("loseSubmits")) queue.enqueue(envelope);
  return Promise.resolve(new gateway.SubmitResponse());
}

/** Waits for the transaction. @see Fabric `internal/pkg/gateway/commitstatus.go` */
async function commitStatus(
  { chain, faults }: GatewayParts,
  signed: InstanceType<typeof gateway.SignedCommitStatusRequest>,
  call: { on: (event: "cancelled", listener: () => void) => unknown },
): Promise<InstanceType<typeof gateway.CommitStatusResponse>> {
  const request = gateway.CommitStatusRequest.deserializeBinary(signed.getRequest_asU8());
  if (!isSignedBy(request.getIdentity_asU8(), signed.getRequest_asU8(), signed.getSignature_asU8())) {
    throw rpcError(Status.PERMISSION_DENIED, "access denied");
  }
  const id = request.getTransactionId();
  while (chain.find(id) === undefined) {
    const isCancelled = await new Promise<boolean>((resolve) => {
      const stop = chain.onBlock(() => {
        stop();
        resolve(false);
      });
      call.on("cancelled", () => {
        stop();
        resolve(true);
      });
    });
    if (isCancelled) throw rpcError(Status.CANCELLED, "cancelled");
  }
  if (faults.take("loseReplies")) throw rpcError(Status.UNAVAILABLE, "Connection dropped");
  const placed = chain.find(id);
  const response = new gateway.CommitStatusResponse();
  response.setResult((placed?.code ?? 255) as Parameters<typeof response.setResult>[0]);
  response.setBlockNumber(placed?.block ?? 0);
  return response;
}

function signedProposal(
  proposal: InstanceType<typeof peer.SignedProposal> | undefined,
): InstanceType<typeof peer.SignedProposal> {
  if (proposal !== undefined) return proposal;
  throw rpcError(Status.INVALID_ARGUMENT, "the proposed transaction must contain a signed proposal");
}

function detail({ mspId }: Endorser, message: string): ErrorDetail {
  return { address: `${mspId}.simulated`, mspId, message };
}

/** An error as Fabric sends it: a status, and details about each node. @see Fabric `internal/pkg/gateway/apiutils.go` newRpcError */
function rpcError(code: Status, message: string, details: readonly ErrorDetail[] = []): ServiceError {
  const metadata = new Metadata();
  metadata.set("grpc-status-details-bin", Buffer.concat(details.map(toStatusDetail)));
  return Object.assign(new Error(message), { code, details: message, metadata });
}

/** Field 3 of `google.rpc.Status`: an `Any` around one detail, on the wire. @see fabric-protos google/rpc/status.proto */
function toStatusDetail({ address, mspId, message }: ErrorDetail): Buffer {
  const detail = new gateway.ErrorDetail();
  detail.setAddress(address);
  detail.setMspId(mspId);
  detail.setMessage(message);
  const type = Buffer.from("type.googleapis.com/gateway.ErrorDetail");
  return toField(3, Buffer.concat([toField(1, type), toField(2, Buffer.from(detail.serializeBinary()))]));
}

/** A length-delimited field of a protobuf message. */
function toField(number: number, bytes: Buffer): Buffer {
  const length: number[] = [];
  for (let rest = bytes.length; rest > 0 || length.length === 0; rest >>= 7) {
    length.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
  }
  return Buffer.concat([Buffer.of((number << 3) | 2, ...length), bytes]);
}
