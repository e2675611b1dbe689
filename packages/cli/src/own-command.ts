import { execPath } from "node:process";
import { fileURLToPath } from "node:url";

/** How this very command is started again: the sources with their condition, or the build. */
export function ownCommand(): { readonly command: string; readonly args: readonly string[] } {
  const isSource = import.meta.url.endsWith(".ts");
  const main = fileURLToPath(new URL(isSource ? "./main.ts" : "./main.js", import.meta.url));
  const flags = ["--disable-warning=ExperimentalWarning", ...(isSource ? ["--conditions=@openlading/source"] : [])];
  return { command: execPath, args: [...flags, main] };
}
