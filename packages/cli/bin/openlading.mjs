#!/usr/bin/env node
// Starts the command on a Node that can run it. Plain JavaScript in the syntax of old Nodes, so that it can say what is wrong.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const FLOOR = [22, 18];
const here = dirname(fileURLToPath(import.meta.url));
const [major, minor] = process.versions.node.split(".").map(Number);

function stop(message) {
  process.stderr.write(`openlading: ${message}\n`);
  process.exit(1);
}

/** The nearest Node that the npm package `node` put under a node_modules folder, upwards from here. */
function findInstalledNode() {
  const executable = process.platform === "win32" ? "node.exe" : "node";
  for (let folder = here; ; folder = dirname(folder)) {
    const found = join(folder, "node_modules", "node", "bin", executable);
    if (existsSync(found) && found !== process.execPath) return found;
    if (folder === dirname(folder)) return null;
  }
}

/** What to run: the build, else the sources when this is the repository. */
function findProgram() {
  const built = join(here, "..", "dist", "main.js");
  if (existsSync(built)) return [built];
  const source = join(here, "..", "src", "main.ts");
  if (existsSync(source)) return ["--conditions=@openlading/source", source];
  return stop(
    "neither dist/main.js nor src/main.ts is here: run `node scripts/setup.mjs` in the repository, or install again",
  );
}

function run(node, args) {
  const { status, signal, error } = spawnSync(node, [...args, ...process.argv.slice(2)], { stdio: "inherit" });
  if (error) stop(error.message);
  if (signal) process.kill(process.pid, signal);
  process.exit(status ?? 1);
}

const program = findProgram();
if (major < FLOOR[0] || (major === FLOOR[0] && minor < FLOOR[1])) {
  const node = findInstalledNode();
  if (node === null) stop(`needs Node ${FLOOR.join(".")} or newer; this is ${process.versions.node}`);
  run(node, ["--disable-warning=ExperimentalWarning", ...program]);
} else if (program.length > 1) {
  run(process.execPath, ["--disable-warning=ExperimentalWarning", ...program]);
} else {
  await import(new URL("../dist/main.js", import.meta.url).href);
}
