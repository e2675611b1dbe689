import { status as Grpc } from "@grpc/grpc-js";
import { GatewayError } from "@hyperledger/fabric-gateway";
import { LedgerError, reviveRefusal, type ConflictError, type RefusedError } from "@openlading/ledger";

/** What a gateway's error comes to. */
export type Fault =
  /** The contract itself answered, on one peer's state. */
  | { readonly kind: "answered"; readonly text: string }
  /** The endorsers came to different results: one is behind, or the contract is not deterministic. */
  | { readonly kind: "differing" }
  /** The gateway's limit is reached. */
  | { readonly kind: "busy" }
  /** The identity or its signature is not accepted. */
  | { readonly kind: "denied" }
  /** The orderer would not take the transaction, whoever sends it. */
  | { readonly kind: "rejected" }
  /** The gateway gets no endorsements that satisfy the policy: it never will, or not yet. */
  | { readonly kind: "endorsers" }
  /** The answer did not come in time. */
  | { readonly kind: "late" }
  /** Another gateway, or this one later, may do. */
  | { readonly kind: "unavailable" };

const LATE: number = Grpc.DEADLINE_EXCEEDED;
const ABORTED: number = Grpc.ABORTED;
const ANSWER = /chaincode response \d+, ([\s\S]*)$/;
const BUSY = /too many requests for .*exceeding concurrency limit/;
const DENIED = /access denied|creator org unknown|client identity expired|status: ?FORBIDDEN|no permission/i;
const DIFFERING = /ProposalResponsePayloads do not match/;
/** @see Fabric `internal/pkg/gateway/registry.go`, `discovery/endorsement/endorsement.go` */
const ENDORSERS =
  /no (?:peer combination|combination of peers) can .*satisfy the endorsement policy|failed to select a set of endorsers|failed to find any endorsing peers/;
/** The peer joined by a snapshot and has no earlier blocks; another may. @see Fabric `common/ledger/blkstorage/blockfile_mgr.go` */
const SNAPSHOT = /bootstrapped from a snapshot/i;
const BY_TEXT = [
  [BUSY, "busy"],
  [DENIED, "denied"],
  [DIFFERING, "differing"],
  [ENDORSERS, "endorsers"],
  [SNAPSHOT, "unavailable"],
] as const;
/** The gateway's own peer endorsed; one of the others did not. */
const OTHERS = /failed to collect enough transaction endorsements/;

/**
 * Tells a gateway's errors apart. Fabric gives a gRPC status and texts; a contract's own message stands in the details
 * when it endorses and in the message too when it evaluates.
 * @see Fabric `internal/pkg/gateway/apiutils.go`, docs/source/gateway.md "How the gateway handles errors"
 */
export function readFault(error: unknown): Fault {
  if (!(error instanceof GatewayError)) return { kind: "unavailable" };
  const texts = [...error.details.map(({ message }) => message), error.message];
  const spoken = BY_TEXT.find(([pattern]) => texts.some((text) => pattern.test(text)));
  if (spoken !== undefined) return { kind: spoken[1] };
  const answer = texts.flatMap((text) => ANSWER.exec(text)?.[1] ?? []).at(0);
  if (answer !== undefined)
    return OTHERS.test(error.message) ? { kind: "differing" } : { kind: "answered", text: answer };
  if (OTHERS.test(error.message)) return { kind: "endorsers" };
  if (error.code === LATE) return { kind: "late" };
  return isSubmitError(error) && error.code === ABORTED ? { kind: "rejected" } : { kind: "unavailable" };
}

/** Whether the transaction was on its way to an orderer; the gateway's client exports this class as a type only. */
export function isSubmitError(error: unknown): boolean {
  return error instanceof GatewayError && error.name === "SubmitError";
}

/** The contract's own words as the error they were: a refusal, a conflict, or a fault of the contract. */
export function reviveAnswer(text: string, height: number): RefusedError | ConflictError | LedgerError {
  const revived = reviveRefusal(text, height);
  const failure = (cause?: unknown): LedgerError =>
    new LedgerError({ code: "ERR_LEDGER_CONTRACT", message: "the contract failed without a code", cause });
  if (revived === null) return failure(new Error(text));
  const { code, message, details } = revived;
  if (code === "ERR_LEDGER_CONTRACT") return failure(revived);
  return code === "ERR_LEDGER_NO_SUCH_TRANSACTION" ? new LedgerError({ code, message, details }) : revived;
}
