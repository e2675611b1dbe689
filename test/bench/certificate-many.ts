import { argv, memoryUsage, stdout } from "node:process";
import type { JsonObject } from "@openlading/core";
import { exampleOf, Office } from "./certificate-office.ts";

const GB2312_LEVEL_1 = 3755;
const ROW = 94;

/** A program: prints, signs and seals as many certificates as told, and writes its resident memory after every tenth. */
const office = await Office.open();
for (let i = 0; i < Number(argv[2]); i += 1) {
  const input = await office.input(certificate(i));
  await office.sign(await office.print(input));
  if (i % 10 === 9) stdout.write(`${String(memoryUsage.rss())}\n`);
}

/** Each another number and another name: other glyphs, another font subset. */
function certificate(i: number): JsonObject {
  const base = exampleOf("rcep");
  const number = `SPEC26RCEP${String(i + 1).padStart(6, "0")}`;
  const exporter = base["exporter"] as JsonObject;
  const name = Array.from({ length: 6 }, (_, k) => commonHan(i * 37 + k * 331)).join("");
  return { ...base, documentNumber: number, exporter: { ...exporter, nameInChinese: `${name}有限公司` } };
}

/** One of the characters of level 1 of GB 2312. */
function commonHan(index: number): string {
  const at = index % GB2312_LEVEL_1;
  return new TextDecoder("gbk").decode(Uint8Array.of(0xb0 + Math.floor(at / ROW), 0xa1 + (at % ROW)));
}
