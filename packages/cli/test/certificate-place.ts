import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { createFolder } from "./folder.ts";
import { pick, run, type Ran } from "./run.ts";

export const SHIPMENT = fileURLToPath(new URL("../../../examples/certificate/", import.meta.url));
const START_MS = Date.UTC(2026, 4, 12, 1);
const STEP_MS = 1000;

/** A home with an exporter, a chamber and customs, driven by the command line alone on a clock of its own. */
export interface CertificatePlace {
  readonly path: string;
  readonly file: (name: string) => string;
  readonly cli: (...argv: string[]) => Promise<Ran>;
  readonly as: (party: string, ...argv: string[]) => Promise<Ran>;
  /** Standard output of a line that must be done. */
  readonly good: (running: Promise<Ran>) => Promise<string>;
  /** Writes an example, its top members changed. */
  readonly example: (name: string, changes?: Readonly<Record<string, unknown>>, as?: string) => string;
  readonly copy: (name: string, from: string) => string;
  readonly advance: (ms: number) => void;
  readonly now: () => number;
  /** Applies and approves; the exporter has imported the certificate. Its number. */
  readonly issue: (reference: string, changes?: Readonly<Record<string, unknown>>) => Promise<string>;
  readonly remove: () => void;
}

export async function createCertificatePlace(): Promise<CertificatePlace> {
  const folder = createFolder();
  const file = (name: string): string => join(folder.path, name);
  let clock = START_MS;
  const now = (): number => (clock += STEP_MS);
  const env = { OPENLADING_PASSPHRASE_FILE: "pass" };
  const cli = (...argv: string[]): Promise<Ran> => run(argv, { cwd: folder.path, env, now });
  const as = (party: string, ...argv: string[]): Promise<Ran> => cli(...argv, "--as", `${party}.example`);
  const good = async (running: Promise<Ran>): Promise<string> => {
    const { code, stdout, stderr } = await running;
    expect(code, stderr).to.equal(0);
    expect(stdout + stderr).not.to.include(readFileSync(file("pass"), "utf8").trim());
    return stdout;
  };
  const example: CertificatePlace["example"] = (name, changes = {}, as = name) => {
    const data = JSON.parse(readFileSync(join(SHIPMENT, name), "utf8")) as Readonly<Record<string, unknown>>;
    writeFileSync(file(as), JSON.stringify({ ...data, ...changes }));
    return as;
  };
  const issue: CertificatePlace["issue"] = async (reference, changes = {}) => {
    example("application.json", { ...changes, documentNumber: reference });
    await good(as("huamao", "certificate", "apply", "application.json", "--to", "chamber.example"));
    await good(as("huamao", "export", reference, "--audience", "chamber.example", "-o", `${reference}.json`));
    await good(as("chamber", "import", `${reference}.json`));
    const issued = await good(as("chamber", "certificate", "approve", reference, "--out", "outbox", "--json"));
    await good(as("huamao", "import", String(pick(issued, 0, "path"))));
    return String(pick(issued, 0, "number"));
  };
  const start = await run(["init", "--make-passphrase", "pass"], { cwd: folder.path, now });
  expect(start.code, start.stderr).to.equal(0);
  await good(cli("party", "add", "huamao.example", "--name", "HUAMAO EXAMPLE TRADING CO., LTD."));
  await good(cli("party", "add", "chamber.example", "--name", "EXAMPLE CHAMBER OF COMMERCE", "--office", "chamber"));
  await good(cli("party", "add", "customs.example", "--name", "EXAMPLE CUSTOMS", "--office", "customs"));
  return {
    path: folder.path, file, cli, as, good, example, issue, now, remove: folder.remove,
    copy: (name, from) => { writeFileSync(file(name), readFileSync(file(from))); return name; },
    advance: (ms) => void (clock += ms),
  }; // prettier-ignore
}
