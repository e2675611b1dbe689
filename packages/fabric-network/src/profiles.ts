import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { JsonObject } from "@openlading/core";
import type { Organisation } from "./organisation.ts";

/** Where the profile is by which an organisation's client reaches a chaincode of the network in `dir`. */
export function profilePath(dir: string, organisation: string, chaincode: string): string {
  return join(dir, "profiles", organisation, `${chaincode}.json`);
}

/** Writes each organisation's profile, its key and its certificates side by side. */
export async function writeProfiles(
  dir: string,
  channel: string,
  organisations: readonly Organisation[],
  chaincode: string,
): Promise<void> {
  await Promise.all(
    organisations.map((one) => writeProfile(profilePath(dir, one.name, chaincode), one, { channel, chaincode })),
  );
}

async function writeProfile(
  file: string,
  { mspId, address, tlsName, tlsRoot, user }: Organisation,
  names: { readonly channel: string; readonly chaincode: string },
): Promise<void> {
  const profile: JsonObject = {
    format: "openlading-fabric-profile/1",
    ...names,
    mspId,
    certificateFile: "user.pem",
    privateKeyFile: "user.key",
    gateways: [{ address, tlsRootFile: "tls.pem", serverName: tlsName }],
  };
  const folder = dirname(file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const write = (name: string, text: string) => writeFile(join(folder, name), text, { mode: 0o600 });
  await Promise.all([
    write("user.pem", user.certificate),
    write("user.key", user.privateKey),
    write("tls.pem", tlsRoot),
    writeFile(file, `${JSON.stringify(profile, null, 2)}\n`, { mode: 0o600 }),
  ]);
}
