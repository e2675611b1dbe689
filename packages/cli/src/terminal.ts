/** Another run of this command, in a process of its own. */
export interface Launched {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface LaunchOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * All that a command touches outside itself but files. Implementers MUST write text as it is given; callers MUST have
 * taken control characters out of whatever came from a file.
 */
export interface Terminal {
  /** Data. */
  out(text: string): void;
  /** Talk. */
  err(text: string): void;
  readonly isTty: { readonly in: boolean; readonly out: boolean; readonly err: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  readonly cwd: string;
  /** Milliseconds since the epoch. */
  now(): number;
  readStdin(maxBytes: number): Promise<Uint8Array>;
  /** Asks on the terminal without echo. */
  promptHidden(question: string): Promise<string>;
  /** Runs this command again in another process. */
  readonly launch: (args: readonly string[], options?: LaunchOptions) => Promise<Launched>;
}
