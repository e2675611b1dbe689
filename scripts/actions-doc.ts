// Writes docs/spec/actions.md from the rows of the law and a tour of every act; with `--check`, only says whether it is in step.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import { ACTIONS } from "@openlading/law";
import { takeTour, transitionsOf, type Transition } from "@openlading/testkit";
import { CLAUSES } from "./actions-clauses.ts";
import { signersOf, type Signers } from "./actions-signers.ts";

const PAGE = new URL("../docs/spec/actions.md", import.meta.url);

const MACHINES: Readonly<Record<string, string>> = {
  registry: "Network, clock, parties, and what a party lets stand in the registry.",
  evidence: "Documents that prove and do not carry title, one by one or anchored in batches.",
  title: "Bills of lading and sea waybills: the operative record.",
  release: "From a surrendered bill, or another basis, to the open gate.",
  certificate: "Certificates, issued here or registered from elsewhere: applied for, printed, presented, replaced.",
};

const HEAD = `# Actions

Every act there is, by machine: under which clause, who signs, which records are read and written. An action code may have
several rows, one for each form or state of its main record. A refusal names the rule in its [code](errors.md); the shape of an
act is [act.md](act.md), that of a record [record.md](record.md).

- **signs**: whose key the act is signed with. _named_ means the one party that the record or the facts name. A party may act
  through an agent with a [mandate](#registry), a slot's key may not. **with**: whose approvals stand beside it, by distinct owners.
- **writes**: + created, ± changed, × created or changed; the first is the main record. **reads**: what else the rule looks at.
- **card**: the act carries the recipient's [receiving card](statements.md). **deadline**: the act also reads the network's clock.

The diagrams show every change of status that a tour of all acts makes; random walks make no other. Nothing changes state by
time passing.

This page is written from the rows by \`npm run docs\`; do not edit it.
`;

/** What one tour cannot show: it issues one kind of document, founds with one key, and there is one version of the rules. */
const ELSEWISE: Readonly<Record<string, Partial<Signers>>> = {
  "registry/1": { by: "a registrar's key, of the genesis" },
  "registry/7": { by: "registrars", approvals: "registrars" },
  "evidence/1": { by: "an office of the kind" },
  "evidence/6": { by: "an office of the kind" },
  "certificate/2": { by: "chamber or customs, named" },
  "certificate/4": { by: "chamber or customs, named" },
  "certificate/7": { by: "its issuer; of a registered one its holder" },
  "certificate/8": { by: "its issuer" },
  "certificate/9": { by: "its issuer; of a registered one its holder" },
};

type Action = (typeof ACTIONS)[number];
const MODES: Readonly<Record<string, string>> = { creates: "+", changes: "±", puts: "×" };
const ticked = (text: string): string => `\`${text}\``;
const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

function formatRow(action: Action, signers: Signers | undefined): string {
  const { actionCode, clause, roles } = action;
  const writes = roles.filter((r) => r.mode !== "reads").map((r) => `${MODES[r.mode] ?? ""}${r.kind}`);
  const reads = roles.filter((r) => r.mode === "reads").map((r) => r.kind);
  const extras = [...(action.recipient ? ["card"] : []), ...(signers?.hasDeadline === true ? ["deadline"] : [])];
  const who = signers === undefined ? "nobody" : signers.by;
  return row([
    ticked(actionCode), clause, CLAUSES[clause] ?? "", who, signers?.approvals ?? "", writes.join(", "), reads.join(", "), extras.join(", "),
  ]); // prettier-ignore
}

function signersFor(clause: string, found: ReadonlyMap<string, Signers>): Signers | undefined {
  const elsewise = ELSEWISE[clause];
  const none = { by: "nobody", approvals: "", hasDeadline: false };
  return elsewise === undefined ? found.get(clause) : { ...none, ...found.get(clause), ...elsewise };
}

function formatDiagram(kind: string, transitions: readonly Transition[]): string {
  const merged = Map.groupBy(transitions, (t) => `${t.from ?? "[*]"} --> ${t.to}`);
  const lines = [...merged].map(([arrow, group]) => `    ${arrow} : ${group.map((t) => t.actionCode).sort().join(", ")}`); // prettier-ignore
  return [`### ${kind}`, "", "```mermaid", "stateDiagram-v2", ...lines.sort(), "```", ""].join("\n");
}

function formatMachine(machine: string, all: readonly Transition[], signers: ReadonlyMap<string, Signers>): string {
  const rows = ACTIONS.filter((a) => a.machine === machine);
  const written = rows.flatMap((a) => a.roles.filter((r) => r.mode !== "reads").map((r) => r.kind));
  const own = [...new Set(written)].filter((kind) => HOME[kind] === machine);
  const columns = ["action", "clause", "rule", "signs", "with", "writes", "reads", ""];
  return [
    `## ${machine}`,
    "",
    MACHINES[machine] ?? "",
    "",
    row(columns),
    row(columns.map(() => "---")),
    ...rows.map((a) => formatRow(a, signersFor(a.clause, signers))),
    "",
    ...own.map((kind) => formatDiagram(kind, all.filter((t) => t.kind === kind))), // prettier-ignore
  ].join("\n");
}

/** The machine under which a kind of record is drawn. */
const HOME: Readonly<Record<string, string>> = {
  network: "registry", clock: "registry", party: "registry", code: "registry", card: "registry", mandate: "registry", facility: "registry",
  evidence: "evidence", countersignature: "evidence", batch: "evidence",
  title: "title", basis: "release", right: "release", order: "release", undertaking: "release", light: "release",
  application: "certificate", certificate: "certificate", appearance: "certificate", printing: "certificate", presentation: "certificate",
}; // prettier-ignore

/** The whole page, as it should be. */
export async function formatActionsPage(): Promise<string> {
  const { world } = await takeTour();
  const transitions = transitionsOf(world.history);
  const signers = signersOf(world.history);
  return (
    [HEAD, ...Object.keys(MACHINES).map((m) => formatMachine(m, transitions, signers))].join("\n").trimEnd() + "\n"
  );
}

/** The page as it is; empty when there is none. */
export function readActionsPage(): string {
  return existsSync(PAGE) ? readFileSync(PAGE, "utf8") : "";
}

async function main(): Promise<void> {
  const page = await formatActionsPage();
  if (page === readActionsPage()) return;
  if (process.argv.includes("--check")) {
    process.stderr.write("docs/spec/actions.md is not in step with the rows of the law: run `npm run docs`\n");
    process.exitCode = 1;
    return;
  }
  writeFileSync(PAGE, page);
}

if (import.meta.main) await main();
