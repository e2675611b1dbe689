// Bundles the program of the officer's page into one script: `node scripts/bundle-officer.mjs` from what was compiled, or,
// for tests, from the sources. Plain JavaScript, since the set-up runs it.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HOME = fileURLToPath(new URL("../", import.meta.url));
/** Where createOfficerPage looks for it. */
export const PROGRAM = join(HOME, "dist", "officer", "program.js");

/** The program as text. It holds nothing of Node.js: what imports it falls out, or the bundler's output is refused. */
export async function bundleOfficer({ fromSource = false } = {}) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: HOME,
    entryPoints: [fromSource ? "src/officer/page/main.ts" : "dist/officer/page/main.js"],
    bundle: true,
    write: false,
    metafile: true,
    platform: "browser",
    format: "iife",
    target: ["chrome109", "firefox115", "safari16.4"],
    conditions: fromSource ? ["@openlading/source"] : [],
    external: ["node:*", "module", "fs", "path", "url", "crypto"],
    define: { "import.meta.url": '""' },
    minify: true,
    legalComments: "none",
    charset: "utf8",
    logLevel: "error",
  });
  // The decoder asks for "module" only where it finds itself in Node.js; anything else that is left would be called.
  const needed = Object.values(metafile.outputs).flatMap(({ imports }) =>
    imports.filter(({ path }) => path !== "module"),
  );
  if (needed.length > 0) throw new Error(`the program would need ${needed.map(({ path }) => path).join(", ")}`);
  return outputFiles[0].text;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(dirname(PROGRAM), { recursive: true });
  writeFileSync(PROGRAM, await bundleOfficer());
}
