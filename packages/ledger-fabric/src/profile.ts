import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { parseShape, parseStrictJson, shape, type Infer } from "@openlading/core";
import type { FabricLedgerOptions } from "./open.ts";
import { createFabricSigner } from "./signer.ts";

const name = shape.text({ min: 1, max: 255 });
const path = shape.text({ min: 1, max: 4096 });

const profileShape = shape.object({
  format: shape.literal("openlading-fabric-profile/1"),
  channel: name,
  chaincode: name,
  mspId: name,
  certificateFile: path,
  privateKeyFile: path,
  gateways: shape.list(
    shape.object({
      address: shape.text({ min: 3, max: 255, pattern: /^[^\s/]+:\d{1,5}$/ }),
      tlsRootFile: path,
      serverName: shape.optional(name),
    }),
    { min: 1, max: 32 },
  ),
  agreeingOrganizations: shape.optional(shape.list(name, { min: 2, max: 32, unique: true })),
});

/** How an organisation reaches a contract, as a file says it. Paths are taken from the file's own folder. */
export type FabricProfile = Infer<typeof profileShape>;

/**
 * Reads a profile and the keys and certificates it names.
 * @throws CoreError `ERR_CORE_SHAPE`, `ERR_CORE_JSON` for a file of another form; the system's error for one that cannot be read
 */
export async function readFabricProfile(file: string): Promise<FabricLedgerOptions> {
  const profile = parseShape(profileShape, parseStrictJson(await readFile(file)), "fabric profile");
  const read = async (name: string): Promise<Uint8Array> => readFile(resolve(dirname(file), name));
  const { mspId, channel, chaincode, agreeingOrganizations } = profile;
  return {
    ...(agreeingOrganizations === undefined ? {} : { agreeingOrganizations }),
    channel,
    chaincode,
    identity: { mspId, credentials: await read(profile.certificateFile) },
    signer: createFabricSigner(await read(profile.privateKeyFile)),
    gateways: await Promise.all(
      profile.gateways.map(async ({ address, tlsRootFile, serverName }) => ({
        address,
        tls: { rootCertificates: await read(tlsRootFile), ...(serverName === undefined ? {} : { serverName }) },
      })),
    ),
  };
}
