import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Whether the openssl program is there. */
export const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;

/** Runs openssl with files of these contents in the current folder; returns what it says and whether it is content. */
export function openssl(
  files: Readonly<Record<string, Uint8Array | string>>,
  ...args: readonly string[]
): { readonly ok: boolean; readonly says: string } {
  const folder = mkdtempSync(join(tmpdir(), "openlading-openssl-"));
  try {
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
    const { status, stdout, stderr } = spawnSync("openssl", args, { cwd: folder, encoding: "utf8" });
    return { ok: status === 0, says: `${stdout}${stderr}` };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A DER object as PEM. */
export function pem(der: Uint8Array, label: "CERTIFICATE" | "X509 CRL" = "CERTIFICATE"): string {
  const lines =
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}
