import { dictOf, nameOf, type PdfDict, type PdfObject } from "../read/object.ts";
import type { PdfFile } from "../read/pdf-file.ts";
import { reachable, referencesIn } from "../read/walk.ts";
import type { CheckErrorCode } from "./errors.ts";

/** What an object is for, as far as its change has a name of its own. */
type Role = "font" | "annotation" | "form" | "attachment" | "metadata" | "page";

const CODES: Readonly<Record<Role, CheckErrorCode>> = {
  font: "ERR_PDF_CHANGED_FONT",
  annotation: "ERR_PDF_CHANGED_ANNOTATION",
  form: "ERR_PDF_CHANGED_FORM",
  attachment: "ERR_PDF_CHANGED_ATTACHMENT",
  metadata: "ERR_PDF_CHANGED_METADATA",
  page: "ERR_PDF_CHANGED_PAGE",
};

/** Object number → the code its change is refused with, from the file as it was at `revision`. */
export function changeCodes(file: PdfFile, revision: number): ReadonlyMap<number, CheckErrorCode> {
  const roles = new Map<number, Role>();
  const trailer = file.revisions[revision]?.trailer.entries ?? new Map<string, PdfObject>();
  const catalog = file.catalog(revision);
  const root = trailer.get("Root");
  const claim = (role: Role, value: PdfObject | undefined, isDeep: boolean): void => {
    const from = referencesIn(value);
    const numbers = isDeep ? reachable(file, from, revision, (number) => !roles.has(number)) : from;
    claimAll(roles, numbers, role, rootNumber(root));
  };
  claim("metadata", catalog.entries.get("Metadata"), true);
  claim("metadata", trailer.get("Info"), true);
  claim("attachment", catalog.entries.get("AF"), true);
  claim("attachment", catalog.entries.get("Names"), true);
  const pages = [...pageObjects(file, catalog, revision)];
  for (const { number } of pages) roles.set(number, "page");
  claim("form", catalog.entries.get("AcroForm"), true);
  for (const { dict } of pages) {
    const resources = dictOf(file.entry(dict, "Resources", revision));
    claim("font", resources?.entries.get("Font"), true);
    claim("annotation", dict?.entries.get("Annots"), true);
    claim("page", dict?.entries.get("Contents"), true);
    claim("page", dict?.entries.get("Resources"), true);
  }
  return new Map([...roles].map(([number, role]) => [number, CODES[role]]));
}

function claimAll(roles: Map<number, Role>, numbers: Iterable<number>, role: Role, root: number): void {
  for (const number of numbers) if (!roles.has(number) && number !== root) roles.set(number, role);
}

const rootNumber = (root: PdfObject | undefined): number => (root?.kind === "reference" ? root.number : -1);

/** The nodes of the page tree, the root among them. */
export function* pageObjects(
  file: PdfFile,
  catalog: PdfDict,
  revision: number,
): Generator<{ readonly number: number; readonly dict: PdfDict | null }> {
  const open = [...referencesIn(catalog.entries.get("Pages"))];
  const seen = new Set<number>();
  for (let number = open.pop(); number !== undefined; number = open.pop()) {
    if (seen.has(number)) continue;
    seen.add(number);
    const dict = dictOf(file.object(number, revision)?.value);
    yield { number, dict };
    if (nameOf(dict?.entries.get("Type")) === "Pages") open.push(...referencesIn(file.entry(dict, "Kids", revision)));
  }
}
