import { join } from "node:path";
import { decodeBase64url, parseShape } from "@openlading/core";
import { generateSigner, openKeyFile, writeKeyFile, type Signer } from "@openlading/jws";
import { ecJwkShape, type Actor } from "@openlading/law";
import { formatVerifierKey, type NoteSigner } from "@openlading/log";

/** What a genesis says of a witness's keys. */
export interface WitnessPublicKeys {
  /** The verifier key of its cosignatures. */
  readonly vkey: string;
  /** The public half of the key that moves the clock. */
  readonly clockKey: NonNullable<Actor["key"]>;
}

/** What a witness signs with. */
export interface WitnessKeys {
  readonly signer: NoteSigner;
  readonly clockSigner: Signer;
}

interface Naming {
  /** The witness's name in the genesis. */
  readonly name: string;
  readonly passphrase: string;
}

const filesIn = (folder: string) => ({ note: join(folder, "note.pem"), clock: join(folder, "clock.pem") });

/**
 * Makes a witness's two keys in a folder that is there: Ed25519 for checkpoints, ES256 for the clock.
 * @throws JwsError `ERR_JWS_KEY_FILE_EXISTS`, `ERR_JWS_KEY_FILE`
 */
export async function writeWitnessKeys(folder: string, { name, passphrase }: Naming): Promise<WitnessPublicKeys> {
  const { note, clock } = filesIn(folder);
  const [noteKey, clockKey] = [await generateSigner("EdDSA"), await generateSigner("ES256")];
  await writeKeyFile(note, noteKey, { passphrase });
  await writeKeyFile(clock, clockKey, { passphrase });
  return publicKeysOf({ signer: noteSignerOf(name, noteKey), clockSigner: clockKey });
}

/** Opens the keys that {@link writeWitnessKeys} made. @throws JwsError as `openKeyFile` */
export async function openWitnessKeys(folder: string, { name, passphrase }: Naming): Promise<WitnessKeys> {
  const { note, clock } = filesIn(folder);
  const [noteKey, clockSigner] = await Promise.all([openKeyFile(note, { passphrase }), openKeyFile(clock, { passphrase })]); // prettier-ignore
  return { signer: noteSignerOf(name, noteKey), clockSigner };
}

function publicKeysOf({ signer, clockSigner }: WitnessKeys): WitnessPublicKeys {
  const { publicJwk } = clockSigner;
  if (publicJwk.kty !== "EC") throw new TypeError("the clock is moved with a P-256 key");
  const { kty, crv, x, y } = publicJwk;
  return { vkey: signer.vkey, clockKey: parseShape(ecJwkShape, { kty, crv, x, y }, "public key") };
}

function noteSignerOf(name: string, key: Signer): NoteSigner {
  const { publicJwk } = key;
  if (publicJwk.kty !== "OKP") throw new TypeError("a checkpoint is signed with an Ed25519 key");
  const vkey = formatVerifierKey({ name, publicKey: decodeBase64url(publicJwk.x) });
  return { name, vkey, sign: (bytes) => key.sign(bytes) };
}
