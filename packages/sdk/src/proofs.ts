import type { ProofSource } from "@openlading/dossier";
import { appendCosignatures } from "@openlading/log";
import type { CallOptions } from "@openlading/ledger";
import { WitnessError, type WitnessPort, type WitnessSnapshot } from "@openlading/witness";
import { SdkError } from "./error.ts";

/** How often the ledger may move on while the witnesses agree. */
const MAX_ATTEMPTS = 8;

/** A checkpoint's body with what enough witnesses signed for it. */
interface Agreed {
  readonly source: WitnessPort;
  readonly body: string;
  readonly note: string;
}

/**
 * Has the witnesses catch up to one checkpoint and reads proofs from one of them, all of one moment. `use` MUST
 * be synchronous and without effects: it may run more than once.
 * @throws SdkError `ERR_SDK_WITNESSES` when fewer than `threshold` cosign one checkpoint
 */
export async function proveWith<T>(
  witnesses: readonly WitnessPort[],
  threshold: number,
  use: (source: ProofSource) => T,
  { signal }: CallOptions,
): Promise<T> {
  if (witnesses.length === 0) throw tooFew("there is no local witness");
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    // Another leads each time: one whose word nobody else confirms holds nobody up.
    const lead = attempt % witnesses.length;
    const ranked = [...witnesses.slice(lead), ...witnesses.slice(0, lead)];
    const agreed = await agree({ witnesses: ranked, threshold, signal });
    const done = agreed === null ? null : await readFrom(agreed, use);
    if (done !== null) return done.value;
  }
  throw tooFew("the witnesses do not agree on one checkpoint");
}

/** Null when the witness has moved on since, or has gone. */
async function readFrom<T>(
  { source, body, note }: Agreed,
  use: (source: ProofSource) => T,
): Promise<{ readonly value: T } | null> {
  try {
    return await source.snapshot((snapshot) =>
      snapshot.checkpoint()?.body === body ? { value: use(sourceOf(snapshot, note)) } : null,
    );
  } catch (error) {
    if (error instanceof WitnessError && error.code === "ERR_WITNESS_UNREACHABLE") return null;
    throw error;
  }
}

interface Agreeing {
  readonly witnesses: readonly WitnessPort[];
  readonly threshold: number;
  readonly signal: AbortSignal | undefined;
}

/** The first that answers leads; whoever is down or halted is left out as long as enough remain. */
async function agree({ witnesses, threshold, signal }: Agreeing): Promise<Agreed | null> {
  const faults: unknown[] = [];
  const words: Word[] = [];
  for (const source of witnesses) {
    try {
      words.push(...(await wordOf(source, { height: words[0]?.height, signal })));
    } catch (error) {
      signal?.throwIfAborted();
      faults.push(error);
    }
  }
  const [lead] = words;
  const lines = words.filter(({ body }) => body === lead?.body).map(({ cosignature }) => cosignature);
  if (witnesses.length - faults.length < threshold) throw tooFew("too few witnesses answer", faults[0]);
  if (lead === undefined || lines.length < threshold) return null;
  return { source: lead.source, body: lead.body, note: appendCosignatures(lead.body, lines) };
}

/** What a witness says of one height. */
interface Word {
  readonly source: WitnessPort;
  readonly height: number;
  readonly body: string;
  readonly cosignature: string;
}

async function wordOf(
  source: WitnessPort,
  asked: { readonly height: number | undefined; readonly signal: AbortSignal | undefined },
): Promise<readonly Word[]> {
  const { signal } = asked;
  const reached = await source.catchUp({
    ...(signal === undefined ? {} : { signal }),
    ...(asked.height === undefined ? {} : { height: asked.height }),
  });
  const height = asked.height ?? reached.height;
  const checkpoint = await source.checkpointAt(height);
  if (checkpoint === null) return [];
  const { body, cosignature } = checkpoint;
  return [{ source, height, body, cosignature }];
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
  witnesses: readonly WitnessPort[],
  threshold: number,
  options: CallOptions,
): Promise<ProofSource> {
  const fixed = await proveWith(witnesses, threshold, (source) => source.checkpoint(), options);
  const networkId = witnesses[0]?.networkId ?? "";
  // A witness elsewhere cannot be asked in the middle of a synchronous read.
  if (witnesses[0]?.snapshot(() => null) instanceof Promise) throw tooFew("a view that lasts needs a witness in this process; prove does not"); // prettier-ignore
  const ask = <T>(use: (source: ProofSource) => T): T => {
    const answer = witnesses[0]?.snapshot((snapshot) => {
      const now = snapshot.checkpoint()?.closing;
      const isSame = now?.leafIndex === fixed.closing.leafIndex && now.stateRoot === fixed.closing.stateRoot;
      return isSame ? { value: use(sourceOf(snapshot, fixed.note)) } : null;
    });
    if (answer === null || answer === undefined || answer instanceof Promise)
      throw tooFew("the witness has moved on: take a new snapshot");
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

export function tooFew(message: string, cause?: unknown): SdkError {
  return new SdkError({ code: "ERR_SDK_WITNESSES", message, cause });
}
