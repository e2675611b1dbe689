// Which Node runs this repository: the machine's own when every dependency takes it, else the one from the npm package
// `node`. Plain JavaScript without dependencies, in the syntax of Node 20: it has to run before anything is installed.
// As a command: `node scripts/node.mjs FILE [ARGUMENTS]` runs FILE on that Node.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { argv, execPath, exit, platform, versions } from "node:process";
import { fileURLToPath } from "node:url";

/** The repository's root. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** The oldest release of each line that every dependency accepts (lerna asks for the most); later lines are taken as they are. */
export const NODE_FLOORS = { 22: "22.22.2", 24: "24.15.0" };
const FIRST_LATER_LINE = 26;

/** What to install where the machine's Node is too old. */
export const NODE_PACKAGE = "node@24";

const numbers = (version) => version.split(".").map(Number);

/** Whether `version` ("24.15.0") is a Node that this repository runs on. */
export function isNewEnough(version) {
  const [major, minor, patch] = numbers(version);
  if (major >= FIRST_LATER_LINE) return true;
  const floor = NODE_FLOORS[major];
  if (floor === undefined) return false;
  const [, floorMinor, floorPatch] = numbers(floor);
  return minor > floorMinor || (minor === floorMinor && patch >= floorPatch);
}

/** The executable that the npm package `node` brought, or null when it is absent or too old. */
export function installedNode() {
  const folder = join(ROOT, "node_modules", "node");
  const executable = join(folder, "bin", platform === "win32" ? "node.exe" : "node");
  if (!existsSync(executable)) return null;
  return isNewEnough(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version) ? executable : null;
}

/** The Node to run on, or null when there is none yet. */
export const chooseNode = () => (isNewEnough(versions.node) ? execPath : installedNode());

/** Runs `args` on the chosen Node with this terminal; the exit code. */
export function runOnNode(args, env = process.env) {
  const node = chooseNode();
  if (node === null) throw new Error("no Node that is new enough: run `node scripts/setup.mjs` first");
  return spawnSync(node, args, { cwd: ROOT, stdio: "inherit", env }).status ?? 1;
}

if (argv[1] === fileURLToPath(import.meta.url)) exit(runOnNode(argv.slice(2)));
