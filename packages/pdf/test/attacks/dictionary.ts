import type { Attack } from "./attack.ts";
import { bytesOf, patch, textOf } from "./forge.ts";

const RANGE = /\/ByteRange \[[^\]]*\]/;
const VALUE = /\/Contents <[0-9A-Fa-f]+>/;
const numbers = (range: string): number[] => (range.match(/\d+/g) ?? []).map(Number);

function range(
  name: string,
  change: (values: number[]) => string,
  code: Attack["code"] = "ERR_PDF_BYTE_RANGE",
  family = "USF",
): Attack {
  return { family, name, step: 2, code, make: ({ sealed }) => patch(sealed, RANGE, (found) => change(numbers(found))) };
}

function value(name: string, change: (found: string) => string, code: Attack["code"]): Attack {
  return { family: "USF", name, step: 2, code, make: ({ sealed }) => patch(sealed, VALUE, change) };
}

/** The signature dictionary, patched in place: the cryptography is not even reached. */
export const DICTIONARY: readonly Attack[] = [
  range("no byte range", () => ""),
  range("a byte range of null", () => "/ByteRange null"),
  range("an empty byte range", () => "/ByteRange []"),
  range("a byte range of zeros", () => "/ByteRange [0 0 0 0]"),
  range("a byte range with a negative number", ([, b = 0, c = 0, d = 0]) => `/ByteRange [0 ${b} -${c} ${d}]`),
  range("a byte range of real numbers", ([, b = 0, c = 0, d = 0]) => `/ByteRange [0 ${b}. ${c} ${d}]`),
  range("a byte range of five numbers", ([, b = 0, c = 0, d = 0]) => `/ByteRange [0 ${b} ${c} ${d} 0]`),
  range("a byte range that does not begin at 0", ([, b = 0, c = 0, d = 0]) => `/ByteRange [1 ${b} ${c} ${d}]`),
  range("a byte range beyond the file", ([, b = 0, c = 0]) => `/ByteRange [0 ${b} ${c} 99999999]`, "ERR_PDF_COVERAGE"),
  range(
    "a range that overlaps",
    ([, b = 0, , d = 0]) => `/ByteRange [0 ${b} ${b - 9} ${d}]`,
    "ERR_PDF_BYTE_RANGE",
    "overlap",
  ),
  range(
    "a hole that begins early",
    ([, b = 0, c = 0, d = 0]) => `/ByteRange [0 ${b - 9} ${c} ${d}]`,
    "ERR_PDF_HOLE",
    "hole",
  ),
  range(
    "a hole that ends late",
    ([, b = 0, c = 0, d = 0]) => `/ByteRange [0 ${b} ${c + 9} ${d - 9}]`,
    "ERR_PDF_HOLE",
    "hole",
  ),
  range(
    "a range that stops early",
    ([, b = 0, c = 0, d = 0]) => `/ByteRange [0 ${b} ${c} ${d - 30}]`,
    "ERR_PDF_COVERAGE",
    "coverage",
  ),
  value("no value", () => "", "ERR_PDF_CONTENTS"),
  value("a value of null", () => "/Contents null", "ERR_PDF_CONTENTS"),
  value("an empty value", () => "/Contents <>", "ERR_PDF_CONTENTS"),
  value("a value of zeros", (found) => found.replace(/[0-9A-F](?=[0-9A-F]*>)/g, "0"), "ERR_PDF_CONTENTS"),
  value(
    "a value of 30 80 …, no definite length",
    (found) => found.replace("<30", "<3080").replace(/..>$/, ">"),
    "ERR_PDF_CONTENTS",
  ),
  value(
    "another spelling of the value",
    (found) => found.replace(/[A-F](?=[0-9A-F]*>)/, (letter) => letter.toLowerCase()),
    "ERR_PDF_CONTENTS",
  ),
  {
    family: "hole",
    name: "content between the value and the rest",
    step: 2,
    code: "ERR_PDF_HOLE",
    make: ({ sealed }) => patch(sealed, VALUE, (found) => `${found.slice(0, -41)}> /Evil (content)`),
  },
  {
    family: "hole",
    name: "content in the room behind the value",
    step: 2,
    code: "ERR_PDF_PADDING",
    make: async ({ print, world }) => {
      const roomy = await world.sealed(await world.declare(print), { reserveBytes: 4000 });
      return patch(roomy, VALUE, (found) => `${found.slice(0, -40)}4556494C${"0".repeat(31)}>`);
    },
  },
  {
    family: "SWA",
    name: "the second part is moved and content put before it",
    step: 1,
    code: "ERR_PDF_XREF",
    make: ({ sealed }) => {
      const text = textOf(sealed);
      const evil = "\n9 0 obj\n<< /Type /Page >>\nendobj\n";
      const [found = ""] = [...text.matchAll(new RegExp(RANGE, "g"))].at(-1) ?? [];
      const [, b = 0, c = 0, d = 0] = numbers(found);
      const moved = `/ByteRange [0 ${b} ${c + evil.length} ${d}]`.padEnd(found.length);
      return bytesOf((text.slice(0, c) + evil + text.slice(c)).replace(found, moved));
    },
  },
  {
    family: "SWA",
    name: "the second part is moved inside the dictionary",
    step: 2,
    code: "ERR_PDF_HOLE",
    make: async ({ print, world }) => {
      const roomy = await world.sealed(await world.declare(print), { reserveBytes: 4000 });
      const text = textOf(roomy);
      const [found = ""] = [...text.matchAll(new RegExp(VALUE, "g"))].at(-1) ?? [];
      return bytesOf(text.replace(found, `${found.slice(0, -201)}> /Evil (${"x".repeat(191)})`));
    },
  },
  {
    family: "sub-filter",
    name: "adbe.pkcs7.sha1",
    step: 2,
    code: "ERR_PDF_SUBFILTER",
    make: ({ sealed }) => patch(sealed, /\/ETSI.CAdES.detached/, () => "/adbe.pkcs7.sha1"),
  },
  {
    family: "sub-filter",
    name: "adbe.x509.rsa_sha1",
    step: 2,
    code: "ERR_PDF_SUBFILTER",
    make: ({ sealed }) => patch(sealed, /\/ETSI.CAdES.detached/, () => "/adbe.x509.rsa_sha1"),
  },
  {
    family: "sub-filter",
    name: "a signature that calls itself a time-stamp",
    step: 2,
    code: "ERR_PDF_SIGNATURE_DICT",
    make: ({ sealed }) => patch(sealed, /\/ETSI.CAdES.detached/, () => "/ETSI.RFC3161"),
  },
  {
    family: "signed bytes",
    name: "the claimed time is changed",
    step: 3,
    code: "ERR_PDF_CMS_DIGEST",
    make: ({ sealed }) => patch(sealed, /\(D:2026/, () => "(D:2025"),
  },
  {
    family: "signed bytes",
    name: "the printed page is changed",
    step: 3,
    code: "ERR_PDF_CMS_DIGEST",
    make: ({ sealed }) => patch(sealed, /\/MediaBox \[ 0 0 595/, () => "/MediaBox [ 0 0 591"),
  },
];
