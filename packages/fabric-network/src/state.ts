import { readFile, rename, writeFile } from "node:fs/promises";
import { parseShape, parseStrictJson, shape, type Infer } from "@openlading/core";
import { FabricNetworkError } from "./error.ts";
import { layoutOf } from "./layout.ts";

const name = shape.text({ min: 1, max: 64 });
const path = shape.text({ min: 1, max: 4096 });
const port = shape.integer({ min: 1, max: 65_535 });

const stateShape = shape.object({
  format: shape.literal("openlading-fabric-network/1"),
  channel: name,
  organisations: shape.list(
    shape.object({
      name,
      mspId: name,
      peer: shape.object({ address: name, tlsRoot: path }),
      user: path,
      admin: path,
    }),
    { min: 1, max: 16 },
  ),
  companions: shape.list(shape.object({ name, organisation: name, folder: path }), { max: 64 }),
  processes: shape.list(
    shape.object({
      name,
      pid: shape.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
      startedAt: name,
      logFile: path,
      // How it was started, so that it can be started again from any process.
      command: path,
      args: shape.list(path, { max: 64 }),
      env: shape.map(shape.text({ max: 65_536 }), { max: 64 }),
      cwd: path,
      port,
      operationsPort: shape.optional(port),
    }),
    { max: 256 },
  ),
  chaincodes: shape.list(
    shape.object({
      name,
      version: name,
      sequence: shape.integer({ min: 1, max: 1_000_000 }),
      // In the organisations' order.
      packageIds: shape.list(shape.text({ min: 1, max: 255 }), { min: 1, max: 16 }),
      policy: shape.optional(
        shape.object({ threshold: shape.integer({ min: 1, max: 16 }), mspIds: shape.list(name, { min: 1, max: 16 }) }),
      ),
    }),
    { max: 64 },
  ),
});

/** What a network's directory says about it: enough to look at it, use it and take it down from another process. */
export type NetworkState = Infer<typeof stateShape>;

/** Replaces the state as a whole: whoever reads it sees the old one or the new one. */
export async function writeState(dir: string, state: NetworkState): Promise<void> {
  const file = layoutOf(dir).state;
  await writeFile(`${file}.new`, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/** The state of the network in `dir`. @throws FabricNetworkError `ERR_FABRIC_NETWORK_ABSENT` */
export async function readState(dir: string): Promise<NetworkState> {
  const state = await findState(dir);
  if (state !== null) return state;
  throw new FabricNetworkError({ code: "ERR_FABRIC_NETWORK_ABSENT", message: `no network is in ${dir}` });
}

/** The state of the network in `dir`, or null when there is none. @throws CoreError when the file is damaged */
export async function findState(dir: string): Promise<NetworkState | null> {
  try {
    return parseShape(stateShape, parseStrictJson(await readFile(layoutOf(dir).state)), "network.json");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
