import { mkdir } from "node:fs/promises";
import { sharedEnv, type ServiceCommand } from "./chaincode-service.ts";
import { layoutOf, type NetworkPlan, type OrganisationPlan } from "./layout.ts";
import type { NodeProcess, ProcessSpec } from "./node-process.ts";
import { findFreePorts } from "./ports.ts";
import { profilePath } from "./profiles.ts";

/** Where one organisation's companion lives. */
export interface CompanionPlace {
  readonly organisation: string;
  readonly mspId: string;
  readonly domain: string;
  /** Its own, and empty. */
  readonly folder: string;
  /** Free, for it to listen on. */
  readonly port: number;
  /** Path of the profile by which it reaches a chaincode through its own organisation's peer, there once that is defined. */
  readonly profile: (chaincode: string) => string;
}

/** A program of each organisation's own that runs beside its peer: a witness, for instance. */
export interface CompanionOptions {
  readonly name: string;
  /** Makes what it needs and says how it is started. It counts as started when it listens on its port. */
  readonly prepare: (place: CompanionPlace) => Promise<ServiceCommand>;
}

/** One that was started. */
export interface Companion {
  readonly name: string;
  readonly organisation: string;
  readonly folder: string;
  readonly node: NodeProcess;
}

/** Starts a companion beside every organisation's peer; `<name>-<organisation>` is the process's name. */
export async function startCompanions(
  plan: NetworkPlan,
  options: CompanionOptions,
  spawn: (spec: ProcessSpec) => NodeProcess,
): Promise<readonly Companion[]> {
  const ports = await findFreePorts(plan.organisations.length);
  return Promise.all(plan.organisations.map((one, index) => startCompanion(plan, one, ports[index] ?? 0)));

  async function startCompanion({ dir }: NetworkPlan, one: OrganisationPlan, port: number): Promise<Companion> {
    const { name: organisation, mspId, domain } = one;
    const layout = layoutOf(dir);
    const folder = layout.companion(options.name, organisation);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const profile = (chaincode: string): string => profilePath(dir, organisation, chaincode);
    const { command, args, env } = await options.prepare({ organisation, mspId, domain, folder, port, profile });
    const name = `${options.name}-${organisation}`;
    const spec = { name, command, args, env: { ...sharedEnv(), ...env }, cwd: folder, logFile: layout.log(name), port };
    return { name: options.name, organisation, folder, node: spawn(spec) };
  }
}
