// `npm run check`: types, lint, format, generated pages in step. Every step runs, so that one visit shows all there is to mend.
import { exit, stderr } from "node:process";
import { runOnNode } from "./node.mjs";

const STEPS = [
  ["types", ["node_modules/typescript/bin/tsc", "-p", "tsconfig.check.json"]],
  ["lint", ["node_modules/eslint/bin/eslint.js", "--max-warnings=0", "."]],
  ["format", ["node_modules/prettier/bin/prettier.cjs", "--check", "--log-level=warn", "."]],
  ["errors page", ["--conditions=@openlading/source", "scripts/errors-doc.ts", "--check"]],
  ["actions page", ["--conditions=@openlading/source", "scripts/actions-doc.ts", "--check"]],
];

const failed = STEPS.filter(([name, args]) => {
  const start = performance.now();
  const code = runOnNode(args);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  stderr.write(`check: ${name} ${code === 0 ? "ok" : "FAILED"} (${seconds} s)\n`);
  return code !== 0;
});
if (failed.length > 0) exit(1);
