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

/** Why a signature's new picture is not confined to its field, or null: a form of this revision, as large as its box. */
export function appearanceFault(file: PdfFile, field: PdfDict, revision: Revision): string | null {
  const picture = dictOf(field.entries.get("AP"));
  const reference = picture?.entries.get("N");
  if (picture?.entries.size !== 1 || reference?.kind !== "reference") return "AP";
  const form = revision.objects.get(reference.number)?.value;
  if (form?.kind !== "stream" || nameOf(form.dict.entries.get("Subtype")) !== "Form") return "N";
  if ([...form.dict.entries.keys()].some((name) => !FORM_NAMES.has(name))) return "form";
  const box = sides(file, form.dict.entries.get("BBox"));
  const place = sides(file, field.entries.get("Rect"));
  if (box === null || place === null) return "BBox";
  const fits =
    box[0] === 0 && box[1] === 0 && isAbout(box[2], place[2] - place[0]) && isAbout(box[3], place[3] - place[1]);
  return fits ? null : "BBox";
}

const isAbout = (a: number, b: number): boolean => Math.abs(a - b) <= TOLERANCE_POINTS;

function sides(file: PdfFile, value: PdfObject | undefined): readonly [number, number, number, number] | null {
  const array = file.resolve(value);
  const [a, b, c, d, more] = array?.kind === "array" ? array.items.map(numberOf) : [];
  if (more !== undefined || a == null || b == null || c == null || d == null) return null;
  return [a, b, c, d];
}

const numberOf = (value: PdfObject): number | null => (value.kind === "number" ? value.value : null);
