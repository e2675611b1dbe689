import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A fresh folder, with a way to take it away. The name has a space and Han characters: people's folders do. */
export function createFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "openlading 港口-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
