import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * The external builder by which a peer takes a package of type `ccaas` as "this chaincode runs as a service there".
 * @see https://hyperledger-fabric.readthedocs.io/en/release-2.5/cc_builders/ccs.html the protocol of external builders
 */
export const BUILDER_SCRIPTS = {
  detect: `#!/bin/sh
grep -q '"type" *: *"ccaas"' "$2/metadata.json"
`,
  build: `#!/bin/sh
set -e
cp "$1/connection.json" "$3/connection.json"
if [ -d "$1/META-INF" ]; then cp -R "$1/META-INF" "$3/META-INF"; fi
`,
  release: `#!/bin/sh
set -e
mkdir -p "$2/chaincode/server"
cp "$1/connection.json" "$2/chaincode/server/connection.json"
if [ -d "$1/META-INF/statedb" ]; then cp -R "$1/META-INF/statedb" "$2/statedb"; fi
`,
} as const;

/** Writes the builder's three programs under `folder`, ready to be named in a peer's `chaincode.externalBuilders`. */
export async function writeBuilder(folder: string): Promise<void> {
  await mkdir(join(folder, "bin"), { recursive: true });
  const scripts = Object.entries(BUILDER_SCRIPTS);
  await Promise.all(scripts.map(([name, text]) => writeFile(join(folder, "bin", name), text, { mode: 0o755 })));
}
