/** What a reader allows before it reads. */
export interface ReadLimits {
  /** The longest file, in bytes. */
  readonly maxBytes: number;
  readonly maxRevisions: number;
  /** Objects over all revisions. */
  readonly maxObjects: number;
  /** How deep arrays and dictionaries nest. */
  readonly maxDepth: number;
  /** The longest stream after inflating, in bytes. */
  readonly maxStreamBytes: number;
  /** All streams after inflating, in bytes. */
  readonly maxInflatedBytes: number;
}

export const READ_LIMITS: ReadLimits = {
  maxBytes: 64 * 1024 * 1024,
  maxRevisions: 64,
  maxObjects: 100_000,
  maxDepth: 32,
  maxStreamBytes: 16 * 1024 * 1024,
  maxInflatedBytes: 64 * 1024 * 1024,
};
