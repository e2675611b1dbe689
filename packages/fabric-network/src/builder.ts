import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** With what a peer starts a chaincode that comes to it as a package of type `node`. */
export interface NodeRuntime {
  /** The Node executable. */
  readonly node: string;
  /** The command of Fabric's Node shim: `cli.js` of `fabric-shim`. */
  readonly shim: string;
  /** A `node_modules` folder where the chaincode finds what it imports. */
  readonly modules: string;
}

const DETECT_SERVICE = `grep -q '"type" *: *"ccaas"' "$2/metadata.json"`;
const DETECT_BOTH = `grep -Eq '"type" *: *"(ccaas|node)"' "$2/metadata.json"`;

/**
 * The external builder: it takes a package of type `ccaas` as "this chaincode runs as a service there", and, where there
 * is a Node runtime, one of type `node` as "start this".
 * @see https://hyperledger-fabric.readthedocs.io/en/release-2.5/cc_builders/ccs.html the protocol of external builders
 */
function scriptsOf(folder: string, runtime: NodeRuntime | undefined): Readonly<Record<string, string>> {
  const scripts = {
    detect: `#!/bin/sh
${runtime === undefined ? DETECT_SERVICE : DETECT_BOTH}
`,
    build: `#!/bin/sh
set -e
if [ -d "$1/src" ]; then cp -R "$1/src/." "$3"; else cp "$1/connection.json" "$3/connection.json"; fi
if [ -d "$1/META-INF" ]; then cp -R "$1/META-INF" "$3/META-INF"; fi
`,
    release: `#!/bin/sh
set -e
if [ -f "$1/connection.json" ]; then
  mkdir -p "$2/chaincode/server"
  cp "$1/connection.json" "$2/chaincode/server/connection.json"
fi
if [ -d "$1/META-INF/statedb" ]; then cp -R "$1/META-INF/statedb" "$2/statedb"; fi
`,
  };
  if (runtime === undefined) return scripts;
  const { node, shim, modules } = runtime;
  const words = [node, join(folder, "run.mjs"), shim].map(quote).join(" ");
  return { ...scripts, run: `#!/bin/sh\nNODE_PATH=${quote(modules)} exec ${words} "$1" "$2"\n` };
}

/** A word of a POSIX shell that means itself. */
const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** What `run` does once it is on Node: from the peer's `chaincode.json` to the shim's own command, in one process. */
const RUN = `import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import process from "node:process";

const [shim, output, metadata] = process.argv.slice(2);
const told = JSON.parse(readFileSync(join(metadata, "chaincode.json"), "utf8"));
const keep = (name, text) => {
  const path = join(metadata, name);
  writeFileSync(path, text, { mode: 0o600 });
  return path;
};
process.env.CORE_CHAINCODE_LOGGING_LEVEL ??= "error";
process.env.CORE_PEER_LOCALMSPID = told.mspid;
process.env.CORE_PEER_TLS_ENABLED = String(Boolean(told.root_cert));
if (told.root_cert) {
  process.env.CORE_PEER_TLS_ROOTCERT_FILE = keep("root.pem", told.root_cert);
  // The shim takes key and certificate as base64 of their PEM text, as the peer hands them to a container.
  const base64 = (text) => Buffer.from(text).toString("base64");
  process.env.CORE_TLS_CLIENT_KEY_PATH = keep("client.key", base64(told.client_key));
  process.env.CORE_TLS_CLIENT_CERT_PATH = keep("client.crt", base64(told.client_cert));
}
const args = ["--peer.address", told.peer_address, "--chaincode-id-name", told.chaincode_id, "--module-path", output];
process.argv.splice(1, process.argv.length, shim, "start", ...args);
process.chdir(output);
// A peer that is killed says nothing: whoever it started ends when somebody else is its parent.
const parent = process.ppid;
setInterval(() => process.ppid === parent || process.exit(0), 250).unref();
for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => process.exit(0));
createRequire(shim)(shim);
`;

/** Writes the builder's programs under `folder`, ready to be named in a peer's `chaincode.externalBuilders`. */
export async function writeBuilder(folder: string, runtime?: NodeRuntime): Promise<void> {
  await mkdir(join(folder, "bin"), { recursive: true });
  const scripts = Object.entries(scriptsOf(folder, runtime));
  await Promise.all([
    ...scripts.map(([name, text]) => writeFile(join(folder, "bin", name), text, { mode: 0o755 })),
    ...(runtime === undefined ? [] : [writeFile(join(folder, "run.mjs"), RUN)]),
  ]);
}
