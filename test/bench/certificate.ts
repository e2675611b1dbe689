import type { JsonObject } from "@openlading/core";
import { drawPage, scan, verifyQrText, writePng } from "@openlading/pdf";
import type { Bench } from "./bench.ts";
import { exampleOf, NOW, Office } from "./certificate-office.ts";
import { processor } from "./sample.ts";
import { rawVerify } from "./signature.ts";

const MS = 1000;
const VERIFICATIONS = 40;
const ATTRIBUTES_BYTES = 200;

/** Print, sign, seal, check and scan a certificate of origin; then many of them, and what the process holds meanwhile. */
export async function certificateGroup(shared: Bench): Promise<void> {
  // A single print outlasts what a busy scheduler lets a process run: processor time of the whole process, of both sides.
  const bench = shared.beside(processor(rawVerify(), VERIFICATIONS));
  const office = await Office.open();
  await many(bench, office); // first: reading pictures takes memory that would hide it
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

/** What the process holds, in MB: all of it, and of that the heap and what hangs on it. */
interface Look {
  readonly resident: number;
  readonly alive: number;
}

function look(): Look {
  const { rss, heapUsed, external } = process.memoryUsage();
  return { resident: rss / 1e6, alive: (heapUsed + external) / 1e6 };
}

/** Each certificate another number, another name: other glyphs, another font subset. */
async function many(bench: Bench, office: Office): Promise<void> {
  const count = bench.isQuick ? 100 : 1000;
  const looks: Look[] = [];
  for (let i = 0; i < count; i += 1) {
    const input = await office.input(certificate(i));
    await office.sign(await office.print(input));
    if (i % 10 === 9) looks.push(look());
  }
  const half = Math.floor(looks.length / 2);
  const [first, second] = [looks.slice(0, half), looks.slice(half)];
  const tenths = looks.filter((_, i) => (i + 1) % Math.ceil(looks.length / 10) === 0);
  bench.title(
    `${count.toLocaleString("en-US")} certificates printed, signed and sealed`,
    `No two alike. Resident memory along the way: ${tenths.map(({ resident }) => resident.toFixed(0)).join(", ")} MB.`,
  );
  // Between two collections garbage is held, too: the least of many looks is what is alive, the most is what it takes.
  const alive = Math.min(...first.map((one) => one.alive));
  const resident = Math.max(...first.map((one) => one.resident));
  bench.figure({ name: "resident memory, most of the first half", value: resident, unit: "MB" });
  bench.figure({
    name: "most of the second half: grown by",
    value: Math.max(...second.map((one) => one.resident)) - resident,
    unit: "MB",
    aim: { atMost: 20 },
  });
  bench.figure({ name: "memory alive, first half", value: alive, unit: "MB" });
  bench.figure({
    name: "memory alive, second half: grown by",
    value: Math.min(...second.map((one) => one.alive)) - alive,
    unit: "MB",
    aim: { atMost: 5 },
  });
}

function certificate(i: number): JsonObject {
  const base = exampleOf("rcep");
  const number = `SPEC26RCEP${String(i + 1).padStart(6, "0")}`;
  const exporter = base["exporter"] as JsonObject;
  const name = Array.from({ length: 6 }, (_, k) => commonHan(i * 37 + k * 331)).join("");
  return { ...base, documentNumber: number, exporter: { ...exporter, nameInChinese: `${name}有限公司` } };
}

/** One of the 3,755 characters of level 1 of GB 2312. */
function commonHan(index: number): string {
  const [row, cell] = [Math.floor((index % 3755) / 94), (index % 3755) % 94];
  return new TextDecoder("gbk").decode(Uint8Array.of(0xb0 + row, 0xa1 + cell));
}

const items = (data: JsonObject): number => (data["items"] as readonly unknown[]).length;

async function assertValid(office: Office, files: readonly Uint8Array[]): Promise<void> {
  for (const file of files) {
    const { overall, checks } = await office.check(file);
    const failed = checks.flatMap(({ code }) => (code === null ? [] : [code]));
    if (overall !== "valid") throw new TypeError(`the checker says ${overall}: ${failed.join(", ")}`);
  }
}
