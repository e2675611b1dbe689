import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { parseStrictJson, type Text } from "@openlading/core";
import type { Party } from "@openlading/sdk";
import { isObject } from "../commands/inspect.ts";
import { EXIT_CODES, type ExitCode } from "../exit-code.ts";
import { stripControls } from "../text.ts";
import type { ImportStage } from "./import-stage.ts";
import { wrong } from "./stage.ts";
import type { Launch, Released } from "./story-release.ts";

/** A file the demo leaves, and what judging it must come to. */
export interface Exhibit {
  readonly file: string;
  readonly what: Text;
  readonly exitCode: ExitCode;
  /** What judges it, run in the demo's folder; `verify` with trust.json unless told. */
  readonly args?: readonly string[];
  /** The code of the reason that must be given. */
  readonly code?: string;
  /** What to quote of the answer's lines; the first unless told. */
  readonly quote?: (lines: readonly string[]) => string;
}

interface Export {
  readonly name: string;
  readonly by: Party;
  readonly recordId: string;
  readonly depth?: "proof" | "replay";
  readonly what: Text;
  readonly exitCode: ExitCode;
}

/** Writes the dossiers, while there still is a ledger to prove from. */
export async function exportExhibits(stage: ImportStage, released: Released): Promise<readonly Exhibit[]> {
  const exhibits: Exhibit[] = [];
  for (const { name, by, recordId, depth, what, exitCode } of exportsOf(stage, released)) {
    const bytes = await by.export({ recordId, ...(depth === undefined ? {} : { depth }) });
    await stage.handOver(name, bytes);
    exhibits.push({ file: `outbox/${name}`, what, exitCode });
  }
  await writeFile(join(stage.folder.root, "trust.json"), `${JSON.stringify(stage.network.trust, null, 2)}\n`);
  return exhibits;
}

function exportsOf({ people }: ImportStage, o: Released): readonly Export[] {
  const { buyer, agent, exporter, carrier, terminal } = people;
  return [
    { name: "bill.dossier.json", by: buyer, recordId: o.bill, depth: "replay", exitCode: EXIT_CODES.ENDED,
      what: { en: "the bill, with its whole history", zh: "提单及其完整历史" } },
    { name: `right-${o.gone.container}.dossier.json`, by: buyer, recordId: o.gone.right, exitCode: EXIT_CODES.ENDED,
      what: { en: "the right of the container that left", zh: "已提离集装箱的提货权" } },
    { name: `right-${o.left.container}.dossier.json`, by: buyer, recordId: o.left.right, exitCode: EXIT_CODES.OK,
      what: { en: "the right of the container still there", zh: "仍在场集装箱的提货权" } },
    { name: "order.dossier.json", by: agent, recordId: o.order, exitCode: EXIT_CODES.OK,
      what: { en: "the delivery order", zh: "提货单" } },
    { name: "packing-list.dossier.json", by: exporter, recordId: o.packingList, exitCode: EXIT_CODES.OK,
      what: { en: "the packing list, anchored in a batch", zh: "批量锚定的装箱清单" } },
    { name: "eir.dossier.json", by: carrier, recordId: o.eir, exitCode: EXIT_CODES.OK,
      what: { en: "the interchange receipt", zh: "设备交接单" } },
    { name: "eir-completed.dossier.json", by: terminal, recordId: o.countersigned, exitCode: EXIT_CODES.OK,
      what: { en: "the receipt, completed and countersigned", zh: "码头补全并会签的设备交接单" } },
  ]; // prettier-ignore
}

/** Forges two dossiers: one digit of a weight, and a history without its last act. */
export async function forgeExhibits({ folder }: ImportStage): Promise<readonly Exhibit[]> {
  const order = await readFile(join(folder.outbox, "order.dossier.json"));
  await writeFile(join(folder.tampered, "flipped-byte.dossier.json"), flipDigit(order));
  const bill = parseStrictJson(await readFile(join(folder.outbox, "bill.dossier.json")), {
    maxBytes: 16 * 1024 * 1024,
  });
  await writeFile(join(folder.tampered, "cut-tail.dossier.json"), JSON.stringify(withoutLastAct(bill)));
  return [
    { file: "tampered/flipped-byte.dossier.json", exitCode: EXIT_CODES.INVALID, what: { en: "one digit of a weight changed", zh: "重量被改一位数字" } },
    { file: "tampered/cut-tail.dossier.json", exitCode: EXIT_CODES.INVALID, what: { en: "the bill's last act cut off", zh: "提单的最后一个行为被截去" } },
  ]; // prettier-ignore
}

const WEIGHT = '"grossKg":12500';

function flipDigit(bytes: Uint8Array): Uint8Array {
  const at = Buffer.from(bytes).indexOf(WEIGHT);
  if (at < 0) throw wrong("the delivery order's weight is not in its dossier");
  const forged = Uint8Array.from(bytes);
  const digit = at + WEIGHT.length - 4;
  forged[digit] = (forged[digit] ?? 0) ^ 1;
  return forged;
}

/** Drops the newest act that wrote the main record. */
function withoutLastAct(dossier: unknown): unknown {
  if (!isObject(dossier as never)) throw wrong("the dossier is no object");
  const { acts, main, ...rest } = dossier as {
    readonly acts: readonly { readonly leafIndex: number; readonly entry: unknown }[];
    readonly main: string;
  };
  const own = acts.filter(({ entry }) => JSON.stringify(entry).includes(main));
  const last = own.reduce((newest, one) => (one.leafIndex > newest.leafIndex ? one : newest));
  return { ...rest, main, acts: acts.filter((one) => !isDeepStrictEqual(one, last)) };
}

/** What another process said of an exhibit: exit code and first line. */
export interface Judged extends Omit<Exhibit, "quote"> {
  readonly said: string;
}

/** Judges every exhibit in a process of its own, with the trust material and nothing else. */
export async function judgeElsewhere(o: {
  readonly root: string;
  readonly exhibits: readonly Exhibit[];
  readonly lang: string;
  readonly launch: Launch;
  readonly progress: (done: number, total: number) => void;
}): Promise<readonly Judged[]> {
  const judged = new Map<Exhibit, Judged>();
  const waiting = [...o.exhibits];
  o.progress(0, o.exhibits.length);
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      judged.set(next, await judgeOne(o, next));
      o.progress(judged.size, o.exhibits.length);
    }
  };
  await Promise.all([work(), work()]);
  return o.exhibits.map((exhibit) => judged.get(exhibit)).filter((one) => one !== undefined);
}

async function judgeOne(o: Parameters<typeof judgeElsewhere>[0], exhibit: Exhibit): Promise<Judged> {
  const own = exhibit.args ?? ["verify", exhibit.file, "--trust", "trust.json"];
  const args = [...own, "--lang", o.lang, "--no-input", "--no-color"];
  const { exitCode, stdout, stderr } = await o.launch(args, { cwd: o.root, env: { OPENLADING_HOME: "" } });
  if (exitCode !== exhibit.exitCode)
    throw wrong(`${own.join(" ")}: exit code ${exitCode} instead of ${exhibit.exitCode}: ${stdout}${stderr}`);
  if (exhibit.code !== undefined && !stdout.includes(exhibit.code) && !stderr.includes(exhibit.code))
    throw wrong(`${exhibit.file}: ${exhibit.code} was not given as a reason: ${stdout}${stderr}`);
  const { quote = ([first = ""]) => first, ...kept } = exhibit;
  return { ...kept, said: stripControls(quote(stdout.split("\n"))) };
}
