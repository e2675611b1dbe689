import { buildDossier, encodeDossier, parseDossier, type Dossier } from "@openlading/dossier";
import { createNoteSigners, createProofs } from "@openlading/testkit";
import { judge, type Question } from "@openlading/verify";
import type { Bench } from "./bench.ts";
import { calls } from "./sample.ts";
import { createPort, ship } from "./workload.ts";

const ACTS = 30;

/** What travels, and what judging it takes. */
export async function dossierGroup(bench: Bench): Promise<void> {
  const { effort } = bench;
  const signers = createNoteSigners();
  const port = await createPort(signers);
  for (let i = 0; i < (bench.isQuick ? 20 : 100); i += 1) await ship(port, 10);
  const { right } = await ship(port, 10);
  const { bill } = await ship(port, ACTS);
  const { world } = port;
  const source = await createProofs(world, { signers });
  const question: Question = {
    trust: { networkId: world.networkId, witnesses: signers.map(({ vkey }) => vkey), threshold: 2, expires: "2036-01-01T00:00:00.000Z" },
    policy: { maxAgeSeconds: 3600 },
    moment: world.now(),
  };
  const proof = buildDossier({ source, main: right, depth: "proof" });
  bench.title("dossier of a spent right, proof depth", `${String(world.history.length)} acts on the ledger; the judge is given the file's bytes and trusts 2 of ${String(signers.length)} witnesses.`);
  bench.figure({ name: "size", value: encodeDossier(proof).length / 1000, unit: "KB", aim: { atMost: 15 } });
  await bench.time("build", calls(effort, () => buildDossier({ source, main: right, depth: "proof" })));
  await judged(bench, proof, question, 1000);

  const whole = buildDossier({ source, main: bill, depth: "replay" });
  bench.title(`dossier of a bill of ${String(ACTS)} acts, replay depth`, `${String(whole.acts.length)} acts travel: the bill's, its shipment's, and those of every party, back to genesis.`);
  bench.figure({ name: "size", value: encodeDossier(whole).length / 1000, unit: "KB", aim: { atMost: 120 } });
  await judged(bench, whole, question, 10_000);
} // prettier-ignore

async function judged(bench: Bench, dossier: Dossier, question: Question, atMostUs: number): Promise<void> {
  const bytes = encodeDossier(dossier);
  const verdict = judge(bytes, question);
  const failed = verdict.checks.filter(({ outcome }) => outcome === "invalid");
  if (failed.length > 0) throw new TypeError(`the judge says invalid: ${failed.map(({ code }) => code).join(", ")}`);
  await bench.time(
    "parse",
    calls(bench.effort, () => parseDossier(bytes)),
  );
  await bench.time(
    "judge, bytes in, verdict out",
    calls(bench.effort, () => judge(bytes, question)),
    { atMostUs },
  );
}
