import type { PdfError } from "../error.ts";
import { fault } from "../read/fault.ts";
import { dictOf, isSameObject, nameOf, type PdfDict, type PdfObject } from "../read/object.ts";
import type { PdfFile, Revision } from "../read/pdf-file.ts";
import { reachable, referencesIn } from "../read/walk.ts";
import { ARCHIVE_FIELDS } from "../sign/archive-fields.ts";
import type { CheckErrorCode } from "./errors.ts";
import { appearanceFault } from "./appearance-box.ts";
import { readFields, type FormField } from "./fields.ts";
import { changeCodes, pageObjects } from "./roles.ts";
import type { FileSignature } from "./signatures.ts";
import { storeStreams } from "./store-form.ts";

/**
 * Step 5: what each revision behind `base` did to the one before. Allowed is what signing needs: the value and picture
 * of the prepared field, the signature itself, the catalog's Perms and DSS, a time-stamp's field without a place on the
 * page, and the objects these need. All faults, those of existing objects first.
 */
export function findChanges(file: PdfFile, signatures: readonly FileSignature[], base: number): readonly PdfError[] {
  if (base >= file.last) return [];
  const codes = changeCodes(file, base);
  return file.revisions.slice(base + 1).flatMap((revision) => {
    const signature = signatures.find((one) => one.revision === revision.index);
    return new RevisionDiff(file, revision, signature, codes).faults();
  });
}

class RevisionDiff {
  readonly #file: PdfFile;
  readonly #revision: Revision;
  readonly #signature: FileSignature | undefined;
  readonly #codes: ReadonlyMap<number, CheckErrorCode>;
  readonly #before: number;
  /** What the allowed changes lead to. */
  readonly #needed: number[] = [];

  constructor(
    file: PdfFile,
    revision: Revision,
    signature: FileSignature | undefined,
    codes: ReadonlyMap<number, CheckErrorCode>,
  ) {
    this.#file = file;
    this.#revision = revision;
    this.#signature = signature;
    this.#codes = codes;
    this.#before = revision.index - 1;
  }

  faults(): readonly PdfError[] {
    const own = [...this.#revision.objects.values()];
    const changed = own.filter(({ number }) => this.#old(number) !== undefined);
    const faults = changed.flatMap(({ number, value }) => this.#change(number, value));
    return [...faults, ...this.#trailer(), ...this.#added(own.map(({ number }) => number)), ...this.#missing()];
  }

  #old(number: number): PdfObject | undefined {
    return this.#file.object(number, this.#before)?.value;
  }

  #change(number: number, now: PdfObject): readonly PdfError[] {
    const was = this.#old(number);
    const catalog = this.#file.catalog(this.#before);
    if (was === undefined || was === catalog) return this.#catalog(number, catalog, dictOf(now));
    if (isReferenceTo(catalog.entries.get("AcroForm"), number)) return this.#form(number, dictOf(was), dictOf(now));
    if (isReferenceTo(catalog.entries.get("DSS"), number) && this.#isStore(number)) return [];
    if (number === this.#signature?.field.number) return this.#field(number, dictOf(was), dictOf(now));
    return [this.#refuse(this.#codeOf(number, was, now), number)];
  }

  /** A page whose annotations alone changed says so. */
  #codeOf(number: number, was: PdfObject, now: PdfObject): CheckErrorCode {
    const code = this.#codes.get(number) ?? "ERR_PDF_CHANGED_OBJECT";
    if (code !== "ERR_PDF_CHANGED_PAGE" || nameOf(dictOf(was)?.entries.get("Type")) !== "Page") return code;
    const names = changedNames(dictOf(was), dictOf(now));
    return names.length === 1 && names[0] === "Annots" ? "ERR_PDF_CHANGED_ANNOTATION" : code;
  }

  #catalog(number: number, was: PdfDict, now: PdfDict | null): readonly PdfError[] {
    return changedNames(was, now).flatMap((name) => this.#catalogEntry(number, name, was, now));
  }

  #catalogEntry(number: number, name: string, was: PdfDict, now: PdfDict | null): readonly PdfError[] {
    const value = now?.entries.get(name);
    if (name === "Perms" && this.#isCertification(was, value)) return [];
    if (name === "DSS" && this.#isNewStore(value)) return [];
    const form = name === "AcroForm" ? [dictOf(was.entries.get(name)), dictOf(value)] : [];
    if (form[0] && form[1]) return this.#form(number, form[0], form[1]);
    return [this.#refuse(CATALOG_CODES[name] ?? "ERR_PDF_CHANGED_CATALOG", number, name)];
  }

  #isCertification(was: PdfDict, value: PdfObject | undefined): boolean {
    const permissions = dictOf(value);
    if (was.entries.has("Perms") || permissions?.entries.size !== 1 || this.#signature === undefined) return false;
    return isReferenceTo(permissions.entries.get("DocMDP"), this.#signature.number);
  }

  /** A store is an object of this revision: were it an old one, that could be changed under its name. */
  #isNewStore(value: PdfObject | undefined): boolean {
    if (value?.kind !== "reference" || this.#old(value.number) !== undefined) return false;
    this.#needed.push(value.number);
    return this.#isStore(value.number);
  }

  #isStore(number: number): boolean {
    const streams = storeStreams(this.#file, number, this.#revision.index);
    this.#needed.push(...(streams ?? []));
    return streams !== null;
  }

  /** The form may take a time-stamp's field, which has no place on the page, and nothing else. */
  #form(number: number, was: PdfDict | null, now: PdfDict | null): readonly PdfError[] {
    const names = changedNames(was, now);
    const field = this.#signature?.field;
    const isGrown =
      names.join() === "Fields" &&
      field !== undefined &&
      hasOneMore(was?.entries.get("Fields"), now?.entries.get("Fields"), field.number) &&
      this.#isStampField(field);
    if (isGrown) this.#needed.push(field.number);
    return isGrown || names.length === 0 ? [] : [this.#refuse("ERR_PDF_CHANGED_FORM", number)];
  }

  /** One of the fields the seal leaves open, named as no field before it. */
  #isStampField({ number, name, dict }: FormField): boolean {
    const taken = readFields(this.#file, this.#before).map((field) => field.name);
    if (!ARCHIVE_FIELDS.includes(name) || taken.includes(name)) return false;
    const box = dict.entries.get("Rect");
    const hasNoPlace = box?.kind === "array" && box.items.every((side) => side.kind === "number" && side.value === 0);
    const names = [...dict.entries.keys()].every((name) => STAMP_FIELD.has(name));
    return this.#signature?.subFilter === "ETSI.RFC3161" && this.#old(number) === undefined && hasNoPlace && names;
  }

  #field(number: number, was: PdfDict | null, now: PdfDict | null): readonly PdfError[] {
    const names = changedNames(was, now);
    const isAllowed = names.every((name) => name === "V" || name === "AP") && !was?.entries.has("V");
    if (!isAllowed || now === null) return [this.#refuse("ERR_PDF_CHANGED_FORM", number)];
    this.#needed.push(...referencesIn(now.entries.get("V")), ...referencesIn(now.entries.get("AP")));
    if (!names.includes("AP")) return [];
    const wrong = appearanceFault(this.#file, now, this.#revision);
    return wrong === null ? [] : [this.#refuse("ERR_PDF_APPEARANCE", number, wrong)];
  }

  #trailer(): readonly PdfError[] {
    const was = this.#file.revisions[this.#before]?.trailer ?? null;
    const names = changedNames(was, this.#revision.trailer).filter((name) => !TRAILER.has(name));
    return names.map((name) => this.#refuse(TRAILER_CODES[name] ?? "ERR_PDF_CHANGED_OBJECT", 0, name));
  }

  #added(own: readonly number[]): readonly PdfError[] {
    const isNew = (number: number): boolean => this.#revision.objects.has(number) && this.#old(number) === undefined;
    const needed = reachable(this.#file, this.#needed, this.#revision.index, isNew);
    const stray = own.filter((number) => isNew(number) && !needed.has(number));
    return stray.map((number) => this.#refuse("ERR_PDF_ADDED_OBJECT", number));
  }

  /** What is not there yet could be filled in later, under a signature that never saw it. */
  #missing(): readonly PdfError[] {
    const isThere = (number: number): boolean => this.#file.object(number, this.#revision.index) !== undefined;
    const own = [...this.#revision.objects.values()];
    const lost = own.filter(({ value }) => !referencesIn(value).every(isThere));
    return lost.map(({ number }) => this.#refuse("ERR_PDF_MISSING_OBJECT", number));
  }

  #refuse(code: CheckErrorCode, object: number, place?: string): PdfError {
    const details = { revision: this.#revision.index, object, ...(place === undefined ? {} : { place }) };
    return fault(code, "a revision changes what no signature needs", details);
  }
}

const STAMP_FIELD: ReadonlySet<string> = new Set(["Type", "Subtype", "FT", "T", "Rect", "F", "P", "V"]);
const TRAILER: ReadonlySet<string> = new Set(["Size", "Prev", "ID"]);
const TRAILER_CODES: Readonly<Record<string, CheckErrorCode>> = { Info: "ERR_PDF_CHANGED_METADATA" };
const CATALOG_CODES: Readonly<Record<string, CheckErrorCode>> = {
  AcroForm: "ERR_PDF_CHANGED_FORM",
  Pages: "ERR_PDF_CHANGED_PAGE",
  Names: "ERR_PDF_CHANGED_ATTACHMENT",
  AF: "ERR_PDF_CHANGED_ATTACHMENT",
  Metadata: "ERR_PDF_CHANGED_METADATA",
};

function isReferenceTo(value: PdfObject | undefined, number: number): boolean {
  return value?.kind === "reference" && value.number === number;
}

/** A list of references that grew by one at its end. */
function hasOneMore(was: PdfObject | undefined, now: PdfObject | undefined, number: number): boolean {
  if (was?.kind !== "array" || now?.kind !== "array" || now.items.length !== was.items.length + 1) return false;
  return (
    was.items.every((item, index) => isSameObject(item, now.items[index])) && isReferenceTo(now.items.at(-1), number)
  );
}

function changedNames(was: PdfDict | null, now: PdfDict | null): readonly string[] {
  const names = new Set([...(was?.entries.keys() ?? []), ...(now?.entries.keys() ?? [])]);
  return [...names].filter((name) => !isSameObject(was?.entries.get(name), now?.entries.get(name)));
}

/** Native files: the exporter certifies first, the authority seals last, each once, and time-stamps come after. */
export function findOrderFault(file: PdfFile, signatures: readonly FileSignature[]): PdfError | null {
  const signed = signatures.filter(({ subFilter }) => subFilter !== "ETSI.RFC3161");
  const names = signed.map(({ field }) => field.name);
  if (!names.includes("authority") || !names.includes("exporter"))
    return fault("ERR_PDF_SEAL_ABSENT", "one of the two signatures is missing", { signed: names });
  const [exporter, authority] = signed;
  const isInOrder =
    names.join() === "exporter,authority" && isCertified(file, exporter) && isSealed(authority, signatures);
  return isInOrder ? null : fault("ERR_PDF_SIGNING_ORDER", "the signatures are not in order", { signed: names });
}

function isCertified(file: PdfFile, exporter: FileSignature | undefined): boolean {
  const permissions = dictOf(file.entry(file.catalog(), "Perms"));
  return exporter?.certifies === 2 && isReferenceTo(permissions?.entries.get("DocMDP"), exporter.number);
}

function isSealed(authority: FileSignature | undefined, signatures: readonly FileSignature[]): boolean {
  if (authority === undefined || authority.certifies !== null || !authority.locks) return false;
  const stamps = signatures.filter(({ subFilter }) => subFilter === "ETSI.RFC3161");
  return stamps.every(({ revision }) => revision > authority.revision);
}

/** The number of pages at a revision: for people, and to see that none was added. */
export function countPages(file: PdfFile, revision = file.last): number {
  const nodes = [...pageObjects(file, file.catalog(revision), revision)];
  return nodes.filter(({ dict }) => nameOf(dict?.entries.get("Type")) === "Page").length;
}
