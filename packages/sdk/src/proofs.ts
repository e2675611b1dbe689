import type { ProofSource } from "@openlading/dossier";
import { appendCosignatures } from "@openlading/log";
import type { CallOptions } from "@openlading/ledger";
import type { Witness, WitnessSnapshot } from "@openlading/witness";
import { SdkError } from "./error.ts";

/** How often the ledger may move on while the witnesses agree. */
const MAX_ATTEMPTS = 8;

/** A checkpoint's body with what enough witnesses signed for it. */
interface Agreed {
  readonly body: string;
  readonly note: string;
}

/**
 * Has the witnesses catch up to one checkpoint and reads proofs from the first of them, all of one moment. `use` MUST
 * be synchronous.
 * @throws SdkError `ERR_SDK_WITNESSES` when fewer than `threshold` cosign one checkpoint
 */
export async function proveWith<T>(
  witnesses: readonly Witness[],
  threshold: number,
  use: (source: ProofSource) => T,
  { signal }: CallOptions,
): Promise<T> {
  const [first] = witnesses;
  if (first === undefined) throw tooFew("there is no local witness");
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const agreed = await agree(first, { witnesses, threshold, signal });
    if (agreed === null) continue;
    const done = first.snapshot((snapshot) =>
      snapshot.checkpoint()?.body === agreed.body ? { value: use(sourceOf(snapshot, agreed.note)) } : null,
    );
    if (done !== null) return done.value;
  }
  throw tooFew("the witnesses do not agree on one checkpoint");
}

interface Agreeing {
  readonly witnesses: readonly Witness[];
  readonly threshold: number;
  readonly signal: AbortSignal | undefined;
}

async function agree(first: Witness, { witnesses, threshold, signal }: Agreeing): Promise<Agreed | null> {
  const options = signal === undefined ? {} : { signal };
  const { height } = await first.catchUp(options);
  const checkpoint = first.checkpointAt(height);
  if (checkpoint === null) return null;
  const lines: string[] = [];
  for (const witness of witnesses) {
    await witness.catchUp({ ...options, height });
    const theirs = witness.checkpointAt(height);
    if (theirs?.body === checkpoint.body) lines.push(theirs.cosignature);
  }
  const { body } = checkpoint;
  return lines.length < threshold ? null : { body, note: appendCosignatures(body, lines) };
}

function sourceOf(snapshot: WitnessSnapshot, note: string): ProofSource {
  return {
    networkId: snapshot.networkId,
    checkpoint: () => {
      const checkpoint = snapshot.checkpoint();
      if (checkpoint === null) throw tooFew("the newest block is not cosigned");
      return { note, closing: checkpoint.closing };
    },
    record: (recordId) => snapshot.record(recordId),
    act: (digest) => snapshot.act(digest),
    stateByDigest: (recordId, digest) => snapshot.stateByDigest(recordId, digest),
  };
}

/** A view that lasts beyond one call: it answers only while the witness stands where it stood. */
export async function snapshotOf(
  witnesses: readonly Witness[],
  threshold: number,
  options: CallOptions,
): Promise<ProofSource> {
  const fixed = await proveWith(witnesses, threshold, (source) => source.checkpoint(), options);
  const networkId = witnesses[0]?.networkId ?? "";
  const ask = <T>(use: (source: ProofSource) => T): T => {
    const answer = witnesses[0]?.snapshot((snapshot) => {
      const now = snapshot.checkpoint()?.closing;
      const isSame = now?.leafIndex === fixed.closing.leafIndex && now.stateRoot === fixed.closing.stateRoot;
      return isSame ? { value: use(sourceOf(snapshot, fixed.note)) } : null;
    });
    if (answer === null || answer === undefined) throw tooFew("the witness has moved on: take a new snapshot");
    return answer.value;
  };
  return {
    networkId,
    checkpoint: () => fixed,
    record: (recordId) => ask((s) => s.record(recordId)),
    act: (digest) => ask((s) => s.act(digest)),
    stateByDigest: (recordId, digest) => ask((s) => s.stateByDigest(recordId, digest)),
  };
}

export function tooFew(message: string): SdkError {
  return new SdkError({ code: "ERR_SDK_WITNESSES", message });
}
