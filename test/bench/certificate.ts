import { execFile } from "node:child_process";
import { execPath } from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { JsonObject } from "@openlading/core";
import { drawPage, scan, verifyQrText, writePng } from "@openlading/pdf";
import type { Bench } from "./bench.ts";
import { exampleOf, NOW, Office } from "./certificate-office.ts";
import { processor } from "./sample.ts";
import { rawVerify } from "./signature.ts";

const run = promisify(execFile);
const MS = 1000;
const HEAP_MB = 96;
const VERIFICATIONS = 40;
const ATTRIBUTES_BYTES = 200;

/** Print, sign, seal, check and scan a certificate of origin; then many of them, and what the process holds meanwhile. */
export async function certificateGroup(shared: Bench): Promise<void> {
  // A single print outlasts what a busy scheduler lets a process run: processor time of the whole process, of both sides.
  const bench = shared.beside(processor(rawVerify(), VERIFICATIONS));
  const office = await Office.open();
  const data = exampleOf("rcep");
  const input = await office.input(data);
  const print = await office.print(input);
  const files = await office.levels(print);
  await assertValid(office, Object.values(files));
  const { qrText = "" } = input.print;
  bench.title(
    "certificate of origin",
    `RCEP, A4, ${String(items(data))} items, Chinese and English, code of ${String(qrText.length)} characters, ES256; processor time of all threads, not the clock.`,
  );
  await bench.time("the code: facts, COSE, signature", processor(() => office.code(data), 8));
  await bench.time("print with its code, unsigned", processor(() => office.print(input)), { atMostUs: 60 * MS });
  await signing(bench, office, print);
  await bench.time("check a file of four revisions, page printed again", processor(() => office.check(files["B-LT"])), { atMostUs: 60 * MS });
  await bench.time("check an archived file (five revisions)", processor(() => office.check(files["B-LTA"])));
  await bench.time("verify the code's text against the trust list", processor(() => verifyQrText(qrText, office.trust, { now: NOW }), 8));
  const picture = writePng(await drawPage(files["B-B"], { dpi: 150, isGrey: true }));
  await bench.time("find the code in a scanned page, A4 at 150 dpi", processor(() => scan(picture)));
  await bench.time("find the code in a PDF", processor(() => scan(files["B-B"])));
  const size = (name: string, file: Uint8Array, atMost?: number): void =>
    bench.figure({ name, value: file.length / 1000, unit: "KB", ...(atMost === undefined ? {} : { aim: { atMost } }) });
  size("size, unsigned", print);
  size("size, two B-B signatures", files["B-B"], 120);
  size("size, two B-T signatures", files["B-T"], 150);
  size("size, B-LT", files["B-LT"]);
  size("size, B-LTA", files["B-LTA"]);
  await many(bench);
} // prettier-ignore

async function signing(bench: Bench, office: Office, print: Uint8Array): Promise<void> {
  const attributes = new Uint8Array(ATTRIBUTES_BYTES);
  const whole = await bench.measure(processor(() => office.sign(print)));
  const keys = await bench.measure(processor(() => office.keysAlone(attributes), 8));
  const beyond = (whole.us - keys.us) / MS;
  const verifications = whole.verifications - keys.verifications;
  bench.figure({ name: "sign and seal (B-B, both appearances)", value: whole.us / MS, unit: "ms", verifications: whole.verifications });
  bench.figure({ name: "  of that the two keys", value: keys.us, unit: "µs", verifications: keys.verifications });
  bench.figure({ name: "  beyond the two keys", value: beyond, unit: "ms", verifications, aim: { atMost: 15 } });
} // prettier-ignore

/** In a process of its own, whose heap may not grow as it likes: what is not let go of ends it. */
async function many(bench: Bench): Promise<void> {
  const count = bench.isQuick ? 100 : 1000;
  const program = fileURLToPath(new URL("certificate-many.ts", import.meta.url));
  const flags = ["--conditions=@openlading/source", "--disable-warning=ExperimentalWarning"];
  const heap = `--max-old-space-size=${String(HEAP_MB)}`;
  const { stdout } = await run(execPath, [...flags, heap, program, String(count)]);
  const looks = stdout.trim().split("\n").map((line) => Number(line) / 1e6); // prettier-ignore
  const half = Math.floor(looks.length / 2);
  const first = Math.max(...looks.slice(0, half));
  const tenths = looks.filter((_, i) => (i + 1) % Math.ceil(looks.length / 10) === 0);
  bench.title(
    `${count.toLocaleString("en-US")} certificates printed, signed and sealed`,
    `No two alike, in a process with a heap of at most ${String(HEAP_MB)} MB. Resident memory along the way: ${tenths.map((mb) => mb.toFixed(0)).join(", ")} MB.`,
  );
  bench.figure({ name: "resident memory, most of the first half", value: first, unit: "MB" });
  const grown = Math.max(...looks.slice(half)) - first;
  bench.figure({
    name: "most of the second half: grown by",
    value: grown,
    unit: "MB",
    ...(bench.isQuick ? {} : { aim: { atMost: 20 } }),
  }); // a hundred are not enough to fill the heap
}

const items = (data: JsonObject): number => (data["items"] as readonly unknown[]).length;

async function assertValid(office: Office, files: readonly Uint8Array[]): Promise<void> {
  for (const file of files) {
    const { overall, checks } = await office.check(file);
    const failed = checks.flatMap(({ code }) => (code === null ? [] : [code]));
    if (overall !== "valid") throw new TypeError(`the checker says ${overall}: ${failed.join(", ")}`);
  }
}
