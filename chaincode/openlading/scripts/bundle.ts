// Bundles the contract into one CommonJS file, and packs it for a peer's Node runtime: `node … scripts/bundle.ts [folder]`.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv, stdout } from "node:process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { packNode, type ArchiveFile, type ChaincodePackage } from "@openlading/fabric-network";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const HOME = fileURLToPath(new URL("../", import.meta.url));

/** The bundle's bytes: everything in it but Fabric's own packages, which the lock file beside it pins. */
export async function bundle(entry = join(HOME, "src/main.ts")): Promise<Uint8Array> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: "node",
    target: "node22",
    format: "cjs",
    conditions: ["@openlading/source"],
    external: ["fabric-contract-api", "fabric-shim"],
    legalComments: "none",
    charset: "utf8",
    logLevel: "error",
  });
  const [file] = outputFiles;
  if (file === undefined) throw new TypeError("the bundler wrote nothing");
  return file.contents;
}

/** The files a peer builds and starts. */
export async function deployedFiles(): Promise<readonly ArchiveFile[]> {
  const beside = ["package.json", "package-lock.json"].map((path) => ({
    path,
    bytes: Uint8Array.from(readFileSync(join(HOME, "deploy", path))),
  }));
  return [...beside, { path: "openlading.cjs", bytes: await bundle() }];
}

/** The package for the peers' Node runtime. */
export async function createNodePackage(label: string): Promise<ChaincodePackage> {
  return packNode(label, await deployedFiles());
}

async function run(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const files = await deployedFiles();
  for (const { path, bytes } of files) writeFileSync(join(folder, path), bytes);
  const { version } = JSON.parse(readFileSync(join(HOME, "package.json"), "utf8")) as { version: string };
  const { bytes, packageId } = packNode(`openlading_${version}`, files);
  writeFileSync(join(folder, "openlading.tar.gz"), bytes);
  stdout.write(`${packageId}\n`);
}

if (argv[1] === fileURLToPath(import.meta.url)) await run(argv[2] ?? join(HOME, "dist", "package"));
