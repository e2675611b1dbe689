// One organisation's witness in a process of its own: catches up to a height over its own organisation's peer, and prints
// the checkpoint there. Arguments: profile, home, witness's name, passphrase, height.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { argv, stdout } from "node:process";
import { decodeBase64url, parseStrictJson } from "@openlading/core";
import { openKeyFile } from "@openlading/jws";
import { networkIdOf, parseGenesis } from "@openlading/law";
import { createFabricLedger, readFabricProfile } from "@openlading/ledger-fabric";
import { formatVerifierKey } from "@openlading/log";
import { openWitness } from "@openlading/witness";

const [profile = "", home = "", name = "", passphrase = "", height = ""] = argv.slice(2);
const folder = join(home, "witnesses", name);
const key = await openKeyFile(join(folder, "note.pem"), { passphrase });
if (key.publicJwk.kty !== "OKP") throw new TypeError("a checkpoint is signed with an Ed25519 key");
const vkey = formatVerifierKey({ name, publicKey: decodeBase64url(key.publicJwk.x) });
const ledger = createFabricLedger(await readFabricProfile(profile));
const witness = await openWitness({
  ledger,
  path: join(folder, "witness.db"),
  networkId: networkIdOf(parseGenesis(parseStrictJson(await readFile(join(home, "genesis.json"))))),
  signer: { name, vkey, sign: (bytes) => key.sign(bytes) },
  now: Date.now,
  hasSparseHeights: true,
});
await witness.catchUp({ height: Number(height) });
const checkpoint = witness.checkpointAt(Number(height));
stdout.write(JSON.stringify({ body: checkpoint?.body, cosignature: checkpoint?.cosignature }));
await witness.close();
await ledger.close();
