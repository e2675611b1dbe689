import { readFile, rm } from "node:fs/promises";
import { defineChaincode, sharedEnv, startService, waitService, type ChaincodeOptions, type Service } from "./chaincode-service.ts"; // prettier-ignore
import type { NodeRuntime } from "./builder.ts";
import { startCompanions, type Companion, type CompanionOptions } from "./companion.ts";
import { generateCrypto, generateGenesis, writeConfiguration } from "./generate.ts";
import { waitStarted } from "./health.ts";
import { layoutOf, type NetworkPlan } from "./layout.ts";
import { joinPeer, type ChaincodeDefinition } from "./lifecycle.ts";
import { NodeProcess, type ProcessSpec } from "./node-process.ts";
import { asAdmin, asUser, readOrganisation, type Organisation } from "./organisation.ts";
import { joinOrderer } from "./participation.ts";
import { profilePath, writeProfiles } from "./profiles.ts";
import type { FabricPrograms } from "./programs.ts";
import { waitReady } from "./readiness.ts";
import { recordedOrganisations, recordOf } from "./record.ts";
import { findState, writeState } from "./state.ts";
import { stopAll } from "./stop.ts";

const DEADLINE_MS = 45_000;

/** How a network is run. */
export interface RunOptions {
  readonly programs: FabricPrograms;
  readonly chaincodes: readonly ChaincodeOptions[];
  /** A program of each organisation's own beside its peer. */
  readonly companion?: CompanionOptions;
  /** With what peers start chaincodes that come as packages; without it they run services only. */
  readonly nodeRuntime?: NodeRuntime;
  /** Leave the processes running when this one ends. Default false: they end with it. */
  readonly isDetached?: boolean;
  /** For everything until the network is ready; 45 s unless told. */
  readonly deadlineMs?: number;
  /** Told when a stage is done, with how long it took. */
  readonly onStage?: (stage: string, ms: number) => void;
}

/** A network of plain processes that this process started. */
export class FabricNetwork {
  readonly #plan: NetworkPlan;
  readonly #options: RunOptions;
  readonly #processes = new Map<string, NodeProcess>();
  readonly #services: Service[] = [];
  #companions: readonly Companion[] = [];
  readonly #definitions = new Map<string, ChaincodeDefinition>();
  readonly #onExit = (): void => this.#signalAll("SIGKILL");
  #organisations: readonly Organisation[] = [];

  constructor(plan: NetworkPlan, options: RunOptions) {
    this.#plan = plan;
    this.#options = options;
  }

  get dir(): string {
    return this.#plan.dir;
  }

  get channel(): string {
    return this.#plan.channel;
  }

  get organisations(): readonly Organisation[] {
    return this.#organisations;
  }

  /** Names of the processes: `orderer`, each organisation's for its peer, `<chaincode>-<organisation>`. */
  get processes(): readonly string[] {
    return [...this.#processes.keys()];
  }

  /** Path of the profile by which an organisation's client reaches a chaincode: see `readFabricProfile`. */
  profile(organisation: string, chaincode: string): string {
    return profilePath(this.dir, organisation, chaincode);
  }

  /** `host:port` of a peer's operations service: health and metrics, without TLS. */
  operationsAddress(organisation: string): string {
    const found = this.#plan.organisations.find(({ name }) => name === organisation);
    if (found === undefined) throw new TypeError(`the network has no organisation named ${organisation}`);
    return `127.0.0.1:${found.ports.operations}`;
  }

  /** Starts everything; `startNetwork` has done it already. */
  async start(): Promise<void> {
    if (this.#options.isDetached !== true) process.once("exit", this.#onExit);
    const { programs } = this.#options;
    const deadline = this.#deadline();
    await this.#stage("configuration", () => writeConfiguration(this.#plan, this.#options.nodeRuntime));
    await this.#record();
    await this.#stage("certificates", () => generateCrypto(programs, this.#plan));
    this.#organisations = await Promise.all(recordedOrganisations(this.#plan).map(readOrganisation));
    await this.#stage("processes", () => this.#startProcesses(deadline));
    await this.#startCompanions(this.#options);
    const genesis = await readFile(layoutOf(this.dir).genesisBlock);
    await this.#stage("orderer joins", () => joinOrderer(this.#plan.orderer.admin, genesis, deadline));
    await this.#stage("peers join", () =>
      Promise.all(this.#organisations.map((one) => joinPeer(asAdmin(one), genesis))),
    );
    for (const service of this.#services) await this.#define(service, deadline);
    const waiting = this.#companions.map(({ node }) => waitStarted(node, deadline));
    if (waiting.length > 0) await this.#stage("companions", () => Promise.all(waiting));
  }

  /**
   * Adds a chaincode to the running network, or puts another service and definition in the place of one it has.
   * `readyMs`: how long everyone has, once it is defined, to endorse.
   * @throws FabricNetworkError `ERR_FABRIC_NETWORK_PROCESS`, `_CHAINCODE`, `_READY`
   */
  async deploy(chaincode: ChaincodeOptions, { readyMs }: { readonly readyMs?: number } = {}): Promise<void> {
    const deadline = this.#deadline();
    const earlier = this.#services.findIndex((one) => one.chaincode.name === chaincode.name);
    const [replaced] = earlier < 0 ? [] : this.#services.splice(earlier, 1);
    for (const { name } of replaced?.instances ?? []) await this.kill(name, "SIGTERM");
    const service = await this.#startService(chaincode);
    await this.#record();
    await waitService(service, deadline);
    await this.#define(service, deadline, readyMs);
  }

  /** Sends a signal to one process and waits until it is gone. */
  async kill(name: string, signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
    const node = this.#process(name);
    node.signal(signal);
    if (!(await node.waitGone(DEADLINE_MS))) throw node.failed(`did not end after ${signal}`);
  }

  /** Starts a process that was killed again, with the same ports and data, and waits until it is healthy. */
  async restart(name: string): Promise<void> {
    const node = this.#process(name);
    node.start();
    await this.#record();
    await waitStarted(node, this.#deadline());
  }

  /** Waits until every organisation endorses through every gateway again. @throws FabricNetworkError `ERR_FABRIC_NETWORK_READY` */
  async waitReady(chaincode: string): Promise<void> {
    const found = this.#services.find((one) => one.chaincode.name === chaincode);
    if (found === undefined) throw new TypeError(`the network has no chaincode named ${chaincode}`);
    await waitReady(this.#organisations.map(asUser), this.channel, found.chaincode, this.#deadline());
  }

  /** Stops every process by its pid and removes the directory, unless it is to be kept until `stopNetwork`. */
  async stop({ isKept = false }: { readonly isKept?: boolean } = {}): Promise<void> {
    process.off("exit", this.#onExit);
    const known = [...this.#processes.values()].flatMap((node) => (node.known === null ? [] : [node.known]));
    await stopAll(known);
    if (!isKept) await rm(this.dir, { recursive: true, force: true });
  }

  async #startProcesses(deadline: AbortSignal): Promise<void> {
    const { programs, chaincodes } = this.#options;
    const { organisations, orderer } = this.#plan;
    const nodes = [
      this.#spawn(this.#nodeSpec("orderer", [programs.orderer], orderer)),
      ...organisations.map(({ name, ports }) =>
        this.#spawn(
          this.#nodeSpec(name, [programs.peer, "node", "start"], { listen: ports.peer, operations: ports.operations }),
        ),
      ),
    ];
    const services = await Promise.all(chaincodes.map((chaincode) => this.#startService(chaincode)));
    await this.#record();
    await Promise.all([
      generateGenesis(programs, this.#plan),
      ...nodes.map((node) => waitStarted(node, deadline)),
      ...services.map((service) => waitService(service, deadline)),
    ]);
  }

  /** Nobody waits for them before the end: they begin while the organisations wait for each other. */
  async #startCompanions({ companion }: RunOptions): Promise<void> {
    if (companion === undefined) return;
    this.#companions = await startCompanions(this.#plan, companion, (spec) => this.#spawn(spec));
    await this.#record();
  }

  #nodeSpec(
    name: string,
    [command, ...args]: readonly [string, ...string[]],
    { listen: port, operations: operationsPort }: { readonly listen: number; readonly operations: number },
  ): ProcessSpec {
    const layout = layoutOf(this.dir);
    const { config, data } = layout.node(name);
    const env = { ...sharedEnv(), HOME: data, FABRIC_CFG_PATH: config, FABRIC_LOGGING_SPEC: "warning" };
    return { name, command, args, env, cwd: data, logFile: layout.log(name), port, operationsPort };
  }

  async #startService(chaincode: ChaincodeOptions): Promise<Service> {
    const service = await startService(this.#plan, chaincode, (spec) => this.#spawn(spec));
    this.#services.push(service);
    return service;
  }

  async #define(service: Service, deadline: AbortSignal, readyMs?: number): Promise<void> {
    const { name } = service.chaincode;
    const definition = await defineChaincode(service, {
      organisations: this.#organisations,
      channel: this.channel,
      sequence: (this.#definitions.get(name)?.sequence ?? 0) + 1,
      deadline,
      stage: (stage, work) => this.#stage(stage, work),
    });
    this.#definitions.set(name, definition);
    await writeProfiles(this.dir, this.channel, this.#organisations, name);
    await this.#record();
    const users = this.#organisations.map(asUser);
    const ready = readyMs === undefined ? deadline : this.#deadline(readyMs);
    await this.#stage(`${name} ready`, () => waitReady(users, this.channel, service.chaincode, ready));
  }

  #spawn(spec: ProcessSpec): NodeProcess {
    const node = new NodeProcess(spec, this.#options.isDetached ?? false);
    node.start();
    this.#processes.set(spec.name, node);
    return node;
  }

  #process(name: string): NodeProcess {
    const node = this.#processes.get(name);
    if (node === undefined) throw new TypeError(`the network has no process named ${name}`);
    return node;
  }

  #signalAll(signal: NodeJS.Signals): void {
    for (const node of this.#processes.values()) node.signal(signal);
  }

  #deadline(ms = this.#options.deadlineMs ?? DEADLINE_MS): AbortSignal {
    return AbortSignal.timeout(ms);
  }

  async #stage<T>(name: string, work: () => Promise<T>): Promise<T> {
    const begin = performance.now();
    const result = await work();
    this.#options.onStage?.(name, performance.now() - begin);
    return result;
  }

  async #record(): Promise<void> {
    const [processes, definitions] = [[...this.#processes.values()], [...this.#definitions.values()]];
    const known = (await findState(this.dir))?.chaincodes ?? [];
    const added = known.filter(({ name }) => !this.#definitions.has(name));
    const recording = { plan: this.#plan, processes, definitions, added, companions: this.#companions };
    await writeState(this.dir, recordOf(recording));
  }
}
