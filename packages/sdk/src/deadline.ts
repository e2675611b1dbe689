import type { CallOptions } from "@openlading/ledger";

/** A caller's signal and deadline as one signal, so that several steps share one deadline. */
export function bounded({ signal, deadlineMs }: CallOptions = {}): CallOptions {
  if (deadlineMs === undefined) return signal === undefined ? {} : { signal };
  const deadline = AbortSignal.timeout(deadlineMs);
  return { signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]) };
}
