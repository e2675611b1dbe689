import { argv, exit, stdout } from "node:process";
import { parseArgs } from "node:util";
import { actsGroup } from "./acts.ts";
import { Bench } from "./bench.ts";
import { canonicalGroup } from "./canonical.ts";
import { certificateGroup } from "./certificate.ts";
import { dossierGroup } from "./dossier.ts";
import { fabricGroup } from "./fabric.ts";
import { ledgerGroup } from "./ledger.ts";
import { machineLines } from "./machine.ts";
import { rawVerification, signatureGroup } from "./signature.ts";
import { stateMapGroup } from "./state-map.ts";
import { streamGroup } from "./stream.ts";
import { treeGroup } from "./tree.ts";
import { witnessGroup } from "./witness.ts";

const GROUPS: Readonly<Record<string, (bench: Bench) => Promise<void>>> = {
  canonical: canonicalGroup,
  signature: signatureGroup,
  tree: treeGroup,
  "state-map": stateMapGroup,
  ledger: ledgerGroup,
  acts: actsGroup,
  witness: witnessGroup,
  dossier: dossierGroup,
  certificate: certificateGroup,
  scan: streamGroup,
  fabric: fabricGroup,
};

const { values } = parseArgs({
  args: argv.slice(2),
  options: { quick: { type: "boolean", default: false }, group: { type: "string", multiple: true } },
});
const wanted = values.group ?? Object.keys(GROUPS);
const unknown = wanted.filter((name) => !Object.hasOwn(GROUPS, name));
if (unknown.length > 0) {
  stdout.write(`no group ${unknown.join(", ")}; there are ${Object.keys(GROUPS).join(", ")}\n`);
  exit(2);
}

const print = (line: string): void => void stdout.write(`${line}\n`);
const effort = values.quick ? "quick" : "full";
for (const line of machineLines()) print(line);
print(
  "Medians of several rounds. A ratio is taken between samples side by side; in brackets, half of all rounds lie between.",
);
print(
  "× verify: as a multiple of one raw ES256 verification of 6.7 KB, measured beside it. Aims are for two idle cores.",
);
const bench = new Bench({ effort, print, verification: rawVerification(effort) });
for (const name of wanted) await GROUPS[name]?.(bench);
