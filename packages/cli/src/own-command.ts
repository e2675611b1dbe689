import { execPath } from "node:process";
import { fileURLToPath } from "node:url";

/** How a program of this package is started, `main` unless told: the sources with their condition, or the build. */
export function ownCommand(program: "main" | "witness-main" = "main"): {
  readonly command: string;
  readonly args: readonly string[];
} {
  const isSource = import.meta.url.endsWith(".ts");
  const file = fileURLToPath(new URL(`./${program}.${isSource ? "ts" : "js"}`, import.meta.url));
  const flags = ["--disable-warning=ExperimentalWarning", ...(isSource ? ["--conditions=@openlading/source"] : [])];
  return { command: execPath, args: [...flags, file] };
}
