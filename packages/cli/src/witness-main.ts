// What `openlading witness run` does, started without the rest of the command: three of them begin beside three peers.
// Arguments: the witness's folder, and a file that holds its passphrase.
import { readFile } from "node:fs/promises";
import process from "node:process";
import { runWitness } from "./run-witness.ts";

const [folder = "", passphraseFile = ""] = process.argv.slice(2);
await runWitness({
  folder,
  passphrase: await readFile(passphraseFile, "utf8"),
  now: () => Date.now(),
  onStart: (name, url) => process.stderr.write(`witness ${name} answers at ${url}\n`),
  onFault: (line) => process.stderr.write(`${line}\n`),
});
