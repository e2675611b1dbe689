import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The path of third-party test data such as `vectors/jcs`, or `null` when this machine does not have it: under the
 * folder `OPENLADING_VECTORS` names, else under `shared` beside the repository. Tests that get `null` skip and say so.
 */
export function sharedPath(relative: string): string | null {
  const root = process.env["OPENLADING_VECTORS"] ?? fileURLToPath(new URL("../../../../shared", import.meta.url));
  const path = join(root, relative);
  return existsSync(path) ? path : null;
}
