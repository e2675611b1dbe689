import { mkdir } from "node:fs/promises";
import { decodeBase64url } from "@openlading/core";
import { generateSigner, openKeyFile, writeKeyFile, type Signer } from "@openlading/jws";
import type { Genesis } from "@openlading/law";
import type { LedgerClient } from "@openlading/ledger";
import { formatVerifierKey, type NoteSigner } from "@openlading/log";
import { openWitness, type Witness } from "@openlading/witness";
import { withPassphrase } from "./home-keys.ts";
import { layoutOf } from "./home-layout.ts";
import { ecJwkOf } from "./keyring.ts";

/** Three witnesses of three owners: all of this one machine, so they vouch for no more than it. */
export const WITNESS_NAMES = ["witness-a.local", "witness-b.local", "witness-c.local"] as const;

/** Makes one witness's two keys: Ed25519 for checkpoints, ES256 for the clock. */
export async function writeWitness(
  home: string,
  { name, passphrase }: { readonly name: string; readonly passphrase: string },
): Promise<Genesis["witnesses"][number]> {
  const { folder, note, clock } = layoutOf(home).witness(name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const [noteKey, clockKey] = [await generateSigner("EdDSA"), await generateSigner("ES256")];
  await writeKeyFile(note, noteKey, { passphrase });
  await writeKeyFile(clock, clockKey, { passphrase });
  return { name, owner: name, vkey: noteSignerOf(name, noteKey).vkey, clockKey: ecJwkOf(clockKey) };
}

interface HomeWitnesses {
  readonly home: string;
  readonly passphrase: string;
  readonly genesis: Genesis;
  readonly networkId: string;
  readonly ledger: LedgerClient;
  readonly now: () => number;
  /** Connections of the witnesses' own, in the genesis's order, and whether their ledger counts blocks it does not show. */
  readonly following: { readonly ledgers: readonly LedgerClient[]; readonly hasSparseHeights: boolean };
}

/** Opens the witnesses of a home over its ledger. */
export async function openHomeWitnesses(options: HomeWitnesses): Promise<readonly Witness[]> {
  const { home, passphrase, genesis, networkId, now } = options;
  const { ledgers, hasSparseHeights } = options.following;
  const opened: Witness[] = [];
  for (const [index, { name }] of genesis.witnesses.entries()) {
    const ledger = ledgers[index] ?? options.ledger;
    const { note, clock, database } = layoutOf(home).witness(name);
    const [noteKey, clockSigner] = await withPassphrase(() =>
      Promise.all([openKeyFile(note, { passphrase }), openKeyFile(clock, { passphrase })]),
    );
    const signer = noteSignerOf(name, noteKey);
    opened.push(await openWitness({ ledger, path: database, networkId, signer, clockSigner, now, hasSparseHeights }));
  }
  return opened;
}

function noteSignerOf(name: string, key: Signer): NoteSigner {
  const { publicJwk } = key;
  if (publicJwk.kty !== "OKP") throw new TypeError("a checkpoint is signed with an Ed25519 key");
  const vkey = formatVerifierKey({ name, publicKey: decodeBase64url(publicJwk.x) });
  return { name, vkey, sign: (bytes) => key.sign(bytes) };
}
