import { dictOf, nameOf, type PdfDict, type PdfObject } from "../read/object.ts";
import type { PdfFile, Revision } from "../read/pdf-file.ts";

const TOLERANCE_POINTS = 0.1;
const FORM_NAMES: ReadonlySet<string> = new Set([
  "Type",
  "Subtype",
  "BBox",
  "Resources",
  "Filter",
  "Length",
  "FormType",
]);

type Box = readonly [number, number, number, number];

/** Why a signature's new picture is not confined to its field, or null: a form of this revision, as large as its box. */
export function appearanceFault(file: PdfFile, field: PdfDict, revision: Revision): string | null {
  const form = pictureOf(field, revision);
  if (form === null) return "AP";
  if ([...form.entries.keys()].some((name) => !FORM_NAMES.has(name))) return "form";
  const box = sides(file, form.entries.get("BBox"));
  const place = sides(file, field.entries.get("Rect"));
  return box !== null && place !== null && fits(box, place) ? null : "BBox";
}

function pictureOf(field: PdfDict, revision: Revision): PdfDict | null {
  const picture = dictOf(field.entries.get("AP"));
  const reference = picture?.entries.get("N");
  if (picture?.entries.size !== 1 || reference?.kind !== "reference") return null;
  const form = revision.objects.get(reference.number)?.value;
  return form?.kind === "stream" && nameOf(form.dict.entries.get("Subtype")) === "Form" ? form.dict : null;
}

function fits([left, bottom, right, top]: Box, [x0, y0, x1, y1]: Box): boolean {
  return left === 0 && bottom === 0 && isAbout(right, x1 - x0) && isAbout(top, y1 - y0);
}

const isAbout = (a: number, b: number): boolean => Math.abs(a - b) <= TOLERANCE_POINTS;

function sides(file: PdfFile, value: PdfObject | undefined): Box | null {
  const array = file.resolve(value);
  if (array?.kind !== "array") return null;
  const numbers = array.items.map((one) => (one.kind === "number" ? one.value : Number.NaN));
  return numbers.length === 4 && !numbers.some(Number.isNaN) ? (numbers as unknown as Box) : null;
}
