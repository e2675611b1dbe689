/**
 * Where a history tree keeps the hashes of its complete subtrees. Level 0 holds the leaf hashes; node `index` of
 * level `l` covers leaves `index * 2^l` up to `(index + 1) * 2^l`, exclusive.
 *
 * An implementation MUST return exactly what was set last, MUST let a node be set again (after a crash the same
 * leaves are appended again), and MUST NOT change the arrays it hands out. Callers MUST NOT change what they get.
 */
export interface NodeStore {
  get(level: number, index: number): Uint8Array | null;
  set(level: number, index: number, hash: Uint8Array): void;
}

/** A node store in memory, for tests, batches and short histories. */
export function createMemoryNodeStore(): NodeStore {
  const levels: Uint8Array[][] = [];
  return {
    get: (level, index) => levels[level]?.[index] ?? null,
    set(level, index, hash) {
      (levels[level] ??= [])[index] = hash;
    },
  };
}
