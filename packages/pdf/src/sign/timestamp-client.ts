/** A time-stamp that was checked. */
export interface Timestamp {
  /** The token, DER. */
  readonly token: Uint8Array;
  /** The time the service states, in milliseconds of the epoch. */
  readonly timeMs: number;
}

/** The port through which time-stamps are had. */
export interface TimestampClient {
  /** The room to keep for a token of this service, in bytes. */
  readonly tokenBytes: number;
  /** Has the SHA-256 of `bytes` (in parts) time-stamped. MUST return a token that is for these bytes. */
  timestamp(...bytes: readonly Uint8Array[]): Promise<Timestamp>;
}
