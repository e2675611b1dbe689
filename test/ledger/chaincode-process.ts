import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type AddressInfo } from "node:net";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { execPath } from "node:process";
import { fileURLToPath } from "node:url";
import { bundle } from "../../chaincode/openlading/scripts/bundle.ts";

const NODE_MODULES = fileURLToPath(new URL("../../node_modules", import.meta.url));
const SHIM = join(dirname(createRequire(import.meta.url).resolve("fabric-shim")), "cli.js");
const START_TIMEOUT_MS = 15_000;

/** A folder with a bundled contract, as it is deployed. */
export interface DeployedChaincode {
  readonly folder: string;
  readonly dispose: () => void;
}

/** Bundles a module that exports `contracts` and lays it out as a deployed chaincode. */
export async function deployChaincode(entry: URL): Promise<DeployedChaincode> {
  const folder = mkdtempSync(join(tmpdir(), "openlading-chaincode-"));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{"name":"chaincode-under-test","version":"0.0.0","main":"main.cjs"}');
  writeFileSync(join(folder, "main.cjs"), await bundle(fileURLToPath(entry)));
  return { folder, dispose: () => rmSync(folder, { recursive: true }) };
}

/** A chaincode that runs as a service, the way an operator starts it. */
export class ChaincodeProcess {
  readonly port: number;
  readonly #folder: string;
  readonly #preload: readonly string[];
  readonly #env: Readonly<Record<string, string>>;
  #child: ChildProcess | null = null;

  constructor(
    folder: string,
    port: number,
    options: { preload?: readonly string[]; env?: Record<string, string> } = {},
  ) {
    this.#folder = folder;
    this.port = port;
    this.#preload = options.preload ?? [];
    this.#env = options.env ?? {};
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** Starts it and waits until it listens. */
  async start(): Promise<this> {
    const flags = this.#preload.flatMap((file) => ["--import", file]);
    const args = ["server", `--chaincode-address=${this.address}`, "--chaincode-id=suite:0"];
    const child = spawn(execPath, [...flags, SHIM, ...args], {
      cwd: this.#folder,
      env: { PATH: process.env["PATH"], NODE_PATH: NODE_MODULES, ...QUIET, ...this.#env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4_000)));
    this.#child = child;
    const until = Date.now() + START_TIMEOUT_MS;
    while (!(await isListening(this.port))) {
      if (child.exitCode !== null || Date.now() > until) throw new Error(`the chaincode did not start: ${output}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return this;
  }

  async kill(signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
    const child = this.#child;
    if (child === null || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await gone;
  }
}

/** The shim writes a line for each transaction unless it is told not to. */
const QUIET = { CORE_CHAINCODE_LOGGING_LEVEL: "error" };

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const end = (is: boolean): void => {
      socket.destroy();
      resolve(is);
    };
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
  });
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
