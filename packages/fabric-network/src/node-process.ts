import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { FabricNetworkError } from "./error.ts";
import { isAlive, signalProcess, startOf, type KnownProcess } from "./process-identity.ts";

const LOG_LINES = 15;
const LOOK_MS = 10;

/** What to run under which name. */
export interface ProcessSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly logFile: string;
  /** The loopback port on which it takes calls once it has started. */
  readonly port: number;
  /** Where one of Fabric's own nodes says that it is healthy. */
  readonly operationsPort?: number;
}

/** One process of the network: started, watched, stopped by the pid it was given, and never by its name. */
export class NodeProcess {
  readonly spec: ProcessSpec;
  readonly #isDetached: boolean;
  #known: KnownProcess | null = null;
  #failure: Error | null = null;

  constructor(spec: ProcessSpec, isDetached: boolean) {
    this.spec = spec;
    this.#isDetached = isDetached;
  }

  get name(): string {
    return this.spec.name;
  }

  /** The process as recorded, or null before it was started. */
  get known(): KnownProcess | null {
    return this.#known;
  }

  get isRunning(): boolean {
    return this.#known !== null && isAlive(this.#known);
  }

  start(): void {
    if (this.isRunning) throw new TypeError(`${this.name} runs already`);
    const { command, args, env, cwd, logFile } = this.spec;
    const log = openSync(logFile, "a");
    try {
      const child = spawn(command, args, { cwd, env, stdio: ["ignore", log, log], detached: this.#isDetached });
      this.#watch(child);
    } finally {
      closeSync(log);
    }
  }

  #watch(child: ChildProcess): void {
    this.#failure = null;
    child.once("error", (error) => (this.#failure = error));
    if (this.#isDetached) child.unref();
    const { pid } = child;
    const startedAt = pid === undefined ? null : startOf(pid);
    this.#known = pid === undefined || startedAt === null ? null : { pid, startedAt };
  }

  signal(signal: NodeJS.Signals): void {
    if (this.#known !== null) signalProcess(this.#known, signal);
  }

  /** Waits until the process is gone; false when it is still there after `ms`. */
  async waitGone(ms: number): Promise<boolean> {
    for (const end = performance.now() + ms; this.isRunning && performance.now() < end;) await pause(LOOK_MS);
    return !this.isRunning;
  }

  /** @throws FabricNetworkError `ERR_FABRIC_NETWORK_PROCESS` when it has ended */
  assertRunning(): void {
    if (!this.isRunning) throw this.failed("ended");
  }

  /** The error that says what became of the process, with the end of its log. */
  failed(what: string): FabricNetworkError {
    return new FabricNetworkError({
      code: "ERR_FABRIC_NETWORK_PROCESS",
      message: `${this.name} ${what}; its log is ${this.spec.logFile}`,
      details: { process: this.name, log: this.#logTail() },
      ...(this.#failure === null ? {} : { cause: this.#failure }),
    });
  }

  #logTail(): string {
    try {
      return readFileSync(this.spec.logFile, "utf8").trimEnd().split("\n").slice(-LOG_LINES).join("\n");
    } catch {
      return "";
    }
  }
}
