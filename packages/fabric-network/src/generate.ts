import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Json } from "@openlading/core";
import { writeBuilder, type NodeRuntime } from "./builder.ts";
import { channelConfig, PROFILE } from "./channel-config.ts";
import { cryptoConfig } from "./crypto-config.ts";
import { layoutOf, type NetworkPlan } from "./layout.ts";
import { ordererConfig } from "./orderer-config.ts";
import { peerConfig } from "./peer-config.ts";
import type { FabricPrograms } from "./programs.ts";
import { runProgram } from "./run-program.ts";

/** Fabric reads YAML, and JSON is YAML. */
const write = (file: string, value: Json): Promise<void> => writeFile(file, `${JSON.stringify(value, null, 2)}\n`);

/** Writes every configuration file and the builder into the network's directory. */
export async function writeConfiguration(plan: NetworkPlan, runtime?: NodeRuntime): Promise<void> {
  const layout = layoutOf(plan.dir);
  const nodes = ["orderer", ...plan.organisations.map(({ name }) => name)].map((name) => layout.node(name));
  const folders = [layout.logs, layout.config, layout.packages, ...nodes.flatMap(({ config, data }) => [config, data])];
  await mkdir(plan.dir, { recursive: true, mode: 0o700 });
  await Promise.all(folders.map((folder) => mkdir(folder, { recursive: true })));
  await Promise.all([
    writeBuilder(layout.builder, runtime),
    write(layout.cryptoConfig, cryptoConfig(plan)),
    write(join(layout.config, "configtx.yaml"), channelConfig(plan)),
    write(join(layout.node("orderer").config, "orderer.yaml"), ordererConfig(plan)),
    ...plan.organisations.map((one) => write(join(layout.node(one.name).config, "core.yaml"), peerConfig(plan, one))),
  ]);
}

/** Makes certificates and keys for everyone. */
export async function generateCrypto(programs: FabricPrograms, { dir }: NetworkPlan): Promise<void> {
  const { cryptoConfig: config, crypto } = layoutOf(dir);
  await runProgram(programs.cryptogen, ["generate", "--config", config, "--output", crypto], dir);
}

/** Makes the channel's first block. */
export async function generateGenesis(programs: FabricPrograms, { dir, channel }: NetworkPlan): Promise<void> {
  const { config, genesisBlock } = layoutOf(dir);
  const args = ["-configPath", config, "-profile", PROFILE, "-channelID", channel, "-outputBlock", genesisBlock];
  await runProgram(programs.configtxgen, args, dir);
}
