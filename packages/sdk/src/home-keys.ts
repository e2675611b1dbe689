import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { generateSigner, JwsError, openKeyFile, writeKeyFile, type KeySigner } from "@openlading/jws";
import { createKeyProver, generateVrfKey, readVrfKeyFile, VrfError, writeVrfKeyFile } from "@openlading/vrf";
import { SdkError } from "./error.ts";
import { layoutOf } from "./home-layout.ts";
import type { PartyKeyring, PartyKeys } from "./keyring.ts";

const PARTY_ID = /^[a-z0-9][a-z0-9.-]{1,62}[a-z0-9]$/;

/** The keys of a home's parties: two encrypted files each, in `parties/<partyId>/keys`. */
export function createHomeKeyring(home: string, passphrase: string): PartyKeyring {
  const layout = layoutOf(home);
  const opened = new Map<string, PartyKeys>();
  const list = async (): Promise<readonly string[]> =>
    (await readdir(layout.parties, { withFileTypes: true }))
      .filter((entry) => entry.isDirectory() && PARTY_ID.test(entry.name))
      .map((entry) => entry.name)
      .sort();
  return {
    list,
    open: async (partyId) => {
      const known = opened.get(partyId);
      if (known !== undefined) return known;
      if (!(await list()).includes(partyId)) return null;
      const { sign, vrf } = layout.party(partyId);
      const keys = await withPassphrase(async () => ({
        signer: await openKeyFile(sign, { passphrase }),
        prover: createKeyProver(await readVrfKeyFile(vrf, { passphrase })),
      }));
      opened.set(partyId, keys);
      return keys;
    },
    create: async (partyId) => {
      if (!PARTY_ID.test(partyId)) throw new TypeError("a party id is a lower-case name such as carrier.example");
      await writeParty(home, { partyId, passphrase });
      const { sign, vrf } = layout.party(partyId);
      const keys = {
        signer: await openKeyFile(sign, { passphrase }),
        prover: createKeyProver(await readVrfKeyFile(vrf, { passphrase })),
      };
      opened.set(partyId, keys);
      return keys;
    },
  };
}

interface NewParty {
  readonly partyId: string;
  readonly passphrase: string;
}

/** Makes a party's keys beside their place and moves them in whole. @throws SdkError `ERR_SDK_PARTY_EXISTS` */
export async function writeParty(home: string, { partyId, passphrase }: NewParty): Promise<KeySigner> {
  const { parties, party } = layoutOf(home);
  const made = await mkdtemp(join(parties, ".new-"));
  try {
    const keys = join(made, "keys");
    await mkdir(keys, { mode: 0o700 });
    const signer = await generateSigner("ES256");
    await writeKeyFile(join(keys, "sign.pem"), signer, { passphrase });
    await writeVrfKeyFile(join(keys, "vrf.pem"), generateVrfKey(), { passphrase });
    await rename(made, party(partyId).folder);
    return signer;
  } catch (cause) {
    await rm(made, { recursive: true, force: true });
    if (!isTaken(cause)) throw cause;
    throw new SdkError({ code: "ERR_SDK_PARTY_EXISTS", message: "keys of that party are kept here already", cause });
  }
}

/** Whether a directory could not be moved because something is there. */
export function isTaken(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && ["EEXIST", "ENOTEMPTY", "ENOTDIR"].includes(String(cause.code));
}

/** A key that does not open for the passphrase is the caller's fault, and said so. */
export async function withPassphrase<T>(open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (cause) {
    const isPassphrase =
      (cause instanceof JwsError && cause.code === "ERR_JWS_PASSPHRASE") ||
      (cause instanceof VrfError && cause.code === "ERR_VRF_PASSPHRASE");
    if (!isPassphrase) throw cause;
    throw new SdkError({
      code: "ERR_SDK_PASSPHRASE",
      message: "the passphrase does not open a key of the home",
      cause,
    });
  }
}
