import process from "node:process";
import { createNodeTerminal } from "./node-terminal.ts";
import { runCli } from "./program.ts";

// Whoever reads our output may stop early: `openlading act | head`.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});
process.exitCode = await runCli(process.argv.slice(2), createNodeTerminal());
