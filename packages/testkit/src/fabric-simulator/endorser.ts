import { peer, type gateway } from "@hyperledger/fabric-protos";
import type { Chain } from "./chain.ts";
import { ChaincodeStream } from "./chaincode-stream.ts";
import { createResponsePayload, isSignedBy, readProposal, type ReadProposal } from "./envelope.ts";
import { ReadWriteSet } from "./read-write-set.ts";
import { querySystem } from "./system-chaincode.ts";

type SignedProposal = InstanceType<typeof peer.SignedProposal>;
export type ErrorDetail = ReturnType<InstanceType<typeof gateway.ErrorDetail>["toObject"]>;

/** From this status on an answer of a chaincode is a refusal. @see fabric-chaincode-node `fabric-shim/lib/stub.js` */
const ERROR_THRESHOLD = 400;

/** What an endorser came to. */
export type Endorsed =
  | { readonly ok: true; readonly payload: Uint8Array; readonly result: Uint8Array }
  | { readonly ok: false; readonly message: string };

/** One organisation's peer as an endorser. @see Fabric `core/endorser/endorser.go` */
export class Endorser {
  readonly mspId: string;
  readonly #chain: Chain;
  readonly #channel: string;
  readonly #chaincode: string;
  readonly #stream: ChaincodeStream;
  /** How many of the next endorsements are to differ from the others'. */
  disagreements = 0;
  /** How many blocks this peer is behind. */
  lag = 0;

  constructor(chain: Chain, options: { mspId: string; channel: string; chaincode: string; address: string }) {
    this.mspId = options.mspId;
    this.#chain = chain;
    this.#channel = options.channel;
    this.#chaincode = options.chaincode;
    this.#stream = new ChaincodeStream(options.address);
  }

  /** The newest block this peer has committed. */
  get height(): number {
    return Math.max(0, this.#chain.newest - this.lag);
  }

  async process(signed: SignedProposal): Promise<Endorsed> {
    const proposal = readProposal(signed.getProposalBytes_asU8());
    const refusal = this.#check(signed, proposal);
    if (refusal !== null) return { ok: false, message: refusal };
    if (proposal.chaincode === "qscc") return this.#query(proposal);
    try {
      return await this.#simulate(signed, proposal);
    } catch (error) {
      const cause = error instanceof Error ? error.message : String(error);
      const message = `error in simulation: failed to execute transaction ${proposal.transactionId}: ${cause}`;
      return { ok: false, message };
    }
  }

  close(): void {
    this.#stream.close();
  }

  /** @see Fabric `core/endorser/endorser.go` preProcess: signature, then access, then duplicates */
  #check(signed: SignedProposal, proposal: ReadProposal): string | null {
    if (proposal.channel !== this.#channel) return `failed to get config for channel [${proposal.channel}]`;
    if (!isSignedBy(proposal.creator, signed.getProposalBytes_asU8(), signed.getSignature_asU8())) {
      return `error validating proposal: access denied: channel [${proposal.channel}] creator org [${this.mspId}]`;
    }
    if (proposal.chaincode !== "qscc" && this.#chain.find(proposal.transactionId) !== undefined) {
      return `duplicate transaction found [${proposal.transactionId}]. Creator []`;
    }
    if (proposal.chaincode === "qscc" || proposal.chaincode === this.#chaincode) return null;
    return `make sure the chaincode ${proposal.chaincode} has been successfully defined on channel ${proposal.channel} and try again: chaincode ${proposal.chaincode} not found`;
  }

  #query(proposal: ReadProposal): Endorsed {
    const answer = querySystem(this.#chain, proposal.args, this.height);
    if (!answer.ok) return { ok: false, message: `chaincode response 500, ${answer.message}` };
    return { ok: true, payload: new Uint8Array(), result: answer.payload };
  }

  async #simulate(signed: SignedProposal, proposal: ReadProposal): Promise<Endorsed> {
    const set = new ReadWriteSet(this.#chain.state, this.height);
    const { transactionId, channel, chaincode, input } = proposal;
    const { response, event } = await this.#stream.execute({
      transactionId,
      channel,
      chaincode,
      input,
      proposal: signed,
      set,
    });
    if (response.getStatus() >= ERROR_THRESHOLD) {
      return { ok: false, message: `chaincode response ${response.getStatus()}, ${response.getMessage()}` };
    }
    const result = response.getPayload_asU8();
    if (this.disagreements > 0) {
      this.disagreements -= 1;
      response.setPayload(Uint8Array.of(...result, 0));
    }
    const action = new peer.ChaincodeAction();
    action.setResults(set.serialize(chaincode));
    action.setResponse(response);
    const id = new peer.ChaincodeID();
    id.setName(chaincode);
    action.setChaincodeId(id);
    if (event !== undefined) {
      event.setChaincodeId(chaincode);
      event.setTxId(transactionId);
      action.setEvents(event.serializeBinary());
    }
    return { ok: true, payload: createResponsePayload(proposal, action.serializeBinary()), result };
  }
}
