// Cuts packages/pdf/fonts/NotoSansSC-OpenLading.ttf; packages/pdf/fonts/README.md says from what.
//   npm install --no-save subset-font@2.9.0 @expo-google-fonts/noto-sans-sc@0.4.3     (in a folder of its own)
//   node scripts/cut-font.mjs <that folder> <a text of the 8,105 characters of 通用规范汉字表> <output.ttf>
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [folder, list, output] = process.argv.slice(2);
const load = createRequire(resolve(folder, "package.json"));
const cut = load("subset-font");
const whole = readFileSync(load.resolve("@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf"));

/** Every character of GB 2312: two bytes, each from A1 to FE. */
function gb2312() {
  const decoder = new TextDecoder("gbk");
  const rows = Array.from({ length: 0xf7 - 0xa1 + 1 }, (_, row) => 0xa1 + row).filter(
    (row) => row < 0xaa || row > 0xaf,
  );
  const cells = Array.from({ length: 0xfe - 0xa1 + 1 }, (_, cell) => 0xa1 + cell);
  const text = rows.map((row) => cells.map((cell) => decoder.decode(Uint8Array.of(row, cell))).join("")).join("");
  return [...text].filter((character) => !/[\p{Co}\p{Cn}\p{Cc}\uFFFD]/u.test(character));
}

/** Latin with Vietnamese and pinyin, punctuation, currencies, signs, ticks, circled numbers, full-width forms. */
const RANGES = [
  [0x20, 0x7e], [0xa0, 0x17f], [0x18f, 0x192], [0x1a0, 0x1b0], [0x1cd, 0x1dc], [0x1f8, 0x21b], [0x1e00, 0x1eff],
  [0x2010, 0x205e], [0x2070, 0x209c], [0x20a0, 0x20bf], [0x2100, 0x214f], [0x2150, 0x218b], [0x2190, 0x21ff],
  [0x2200, 0x22ff], [0x2460, 0x2473], [0x25a0, 0x25ff], [0x2600, 0x2642], [0x2700, 0x27bf], [0x3000, 0x303f],
  [0x3220, 0x33ff], [0xff01, 0xffee],
]; // prettier-ignore

/** Characters of people's and companies' names that neither list has. */
const NAMES =
  "龑頔頫媖玥玘琤瑀瑄璘甯旻昪晞晧曌杺栐楙榘浤淏湜溦漈炘焜燊爔犇猋祎禛竑絪羑翯芃茀荇薏虓鑫龢仝亓喆堃淼垚焱骉麤尛昇峯邨逹囍凃叚吔哋喼咁啱嘅嚟冇佢唔喺嗰哂啲煱脷靚靓";

const ranged = RANGES.flatMap(([from, to]) =>
  Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at)),
);
const standard = [...readFileSync(list, "utf8")].filter((character) => /\p{Script=Han}/u.test(character));
if (new Set(standard).size !== 8105) throw new Error(`8,105 characters wanted, ${new Set(standard).size} found`);
const text = [...new Set([...gb2312(), ...ranged, ...standard, ...NAMES])].sort().join("");
const bytes = await cut(whole, text, {
  targetFormat: "truetype",
  noHinting: true,
  noLayoutClosure: true,
  keepFeatures: [],
  dropTables: ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG", "STAT", "DSIG", "gasp", "meta"],
  preserveNameIds: [0, 13, 14],
});
writeFileSync(output, bytes);
