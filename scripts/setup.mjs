// Sets a clone up, and does nothing when there is nothing to do. Plain JavaScript without dependencies (Node 20 syntax).
// Three steps: the packages of the lock file; a Node that is new enough; the build that `npx openlading` runs.
// The build ends with the program of the officer's page, bundled.
// `--keep-going`: a build that fails is reported, but does not stop what follows (tests run from source).
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { argv, env, execPath, exit, platform, stderr, versions } from "node:process";
import { chooseNode, installedNode, isNewEnough, NODE_PACKAGE, ROOT } from "./node.mjs";

const say = (line) => stderr.write(`setup: ${line}\n`);
const readJson = (path) => JSON.parse(readFileSync(path, "utf8"));

/** npm on the machine's own Node: the one under node_modules may be replaced while npm runs, and workspace flags are the caller's. */
function npm(...args) {
  const path = (env.PATH ?? "").split(delimiter).filter((folder) => !folder.includes(join("node_modules", ".bin")));
  const clean = { ...env, PATH: path.join(delimiter) };
  for (const name of ["npm_config_workspace", "npm_config_workspaces"]) delete clean[name];
  const options = { cwd: ROOT, stdio: ["ignore", 2, 2], env: clean, shell: platform === "win32" };
  return (
    spawnSync("npm", [...args, "--no-audit", "--no-fund", "--loglevel=error", "--no-update-notifier"], options)
      .status === 0
  );
}

/** Names in the lock file that are not installed in the locked version. */
function missingPackages() {
  const installed = join(ROOT, "node_modules", ".package-lock.json");
  if (!existsSync(installed)) return ["everything"];
  const have = readJson(installed).packages;
  const wanted = Object.entries(readJson(join(ROOT, "package-lock.json")).packages);
  return wanted
    .filter(([path, entry]) => path.startsWith("node_modules/") && !entry.optional && !entry.devOptional)
    .filter(([path, entry]) => have[path]?.version !== entry.version || !existsSync(join(ROOT, path)))
    .map(([path]) => path.slice("node_modules/".length));
}

function installPackages() {
  const missing = missingPackages();
  if (missing.length === 0) return true;
  say(`installing packages (${missing.slice(0, 3).join(", ")}${missing.length > 3 ? ", …" : ""}); this takes a minute`);
  if (npm("ci")) return true;
  say("the lock file is out of step with package.json: installing without it");
  return npm("install", "--no-save");
}

const runs = (node) => node !== null && spawnSync(node, ["--version"]).status === 0;

function installNode() {
  if (isNewEnough(versions.node) && !execPath.startsWith(join(ROOT, "node_modules"))) return true;
  if (installedNode() !== null) return true;
  say(`Node ${versions.node} is too old for some dependencies: installing ${NODE_PACKAGE} into node_modules`);
  npm("install", "--no-save", "--ignore-scripts=false", NODE_PACKAGE);
  // An npm that does not run install scripts leaves the package without its executable: run its one script ourselves.
  const folder = join(ROOT, "node_modules", "node");
  if (!runs(installedNode()) && existsSync(folder)) {
    spawnSync(execPath, ["installArchSpecificPackage.js"], { cwd: folder, stdio: ["ignore", 2, 2] });
  }
  if (runs(installedNode())) return true;
  say("could not install a newer Node; install Node 24 yourself and run this again");
  return false;
}

function newestChange(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce(
      (newest, { parentPath, path, name }) => Math.max(newest, statSync(join(parentPath ?? path, name)).mtimeMs),
      0,
    );
}

const buildInformation = (path) => join(ROOT, path, "dist", ".tsbuildinfo");

/** Packages, by their folder, whose sources or settings are newer than what was built from them. */
function stalePackages() {
  const folders = ["packages", "chaincode"].flatMap((room) =>
    readdirSync(join(ROOT, room)).map((name) => `${room}/${name}`),
  );
  return folders.filter((path) => {
    const folder = join(ROOT, path);
    if (!existsSync(join(folder, "tsconfig.json"))) return false;
    const built = buildInformation(path);
    if (!existsSync(built)) return true;
    const changed = Math.max(newestChange(join(folder, "src")), statSync(join(folder, "tsconfig.json")).mtimeMs);
    return changed > statSync(built).mtimeMs;
  });
}

function build() {
  const stale = stalePackages();
  if (stale.length === 0) return true;
  say(`building ${stale.length === 1 ? stale[0] : `${stale.length} packages`}`);
  const tsc = join(ROOT, "node_modules", "typescript", "bin", "tsc");
  const compile = () => spawnSync(chooseNode(), [tsc, "-b"], { cwd: ROOT, stdio: ["ignore", 2, 2] }).status === 0;
  if (!compile()) {
    for (const path of stale) rmSync(buildInformation(path), { force: true });
    return false;
  }
  // A touched file with the same content leaves its build information as it was: build that package anew.
  const unmoved = stalePackages();
  for (const path of unmoved) rmSync(join(ROOT, path, "dist"), { recursive: true, force: true });
  return unmoved.length === 0 || compile();
}

/** The program of the officer's page is bundled from what was compiled; anew when any part of it was. */
function bundle() {
  const program = join(ROOT, "packages", "pdf", "dist", "officer", "program.js");
  const parts = ["packages/core", "packages/jws", "packages/pdf"].map(buildInformation);
  const isFresh = () => parts.every((part) => statSync(part).mtimeMs <= statSync(program).mtimeMs);
  if (existsSync(program) && parts.every(existsSync) && isFresh()) return true;
  const script = join(ROOT, "packages", "pdf", "scripts", "bundle-officer.mjs");
  return spawnSync(chooseNode(), [script], { cwd: ROOT, stdio: ["ignore", 2, 2] }).status === 0;
}

if (!installPackages()) {
  say("npm could not install the packages; its message is above");
  exit(1);
}
if (!installNode()) exit(1);
if (!build() || !bundle()) {
  say("the build failed; the compiler's messages are above");
  if (!argv.includes("--keep-going")) exit(1);
}
