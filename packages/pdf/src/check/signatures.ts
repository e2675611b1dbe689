import { afterEol, latin1 } from "../read/bytes.ts";
import { fault } from "../read/fault.ts";
import { dictOf, integerOf, nameOf, type PdfDict, type PdfObject } from "../read/object.ts";
import type { PdfFile } from "../read/pdf-file.ts";
import { allDictionaries } from "../read/walk.ts";
import { ARCHIVE_FIELDS } from "../sign/archive-fields.ts";
import { derLength } from "../sign/der-reader.ts";
import { readFields, type FormField } from "./fields.ts";
import { decodeDate, decodeText } from "./text.ts";

/** The kinds of signature that are read. */
export type SubFilter = "ETSI.CAdES.detached" | "ETSI.RFC3161" | "adbe.pkcs7.detached";

/** A signature of the file whose place and extent are sound. What it is worth, the later steps say. */
export interface FileSignature {
  readonly field: FormField;
  /** The object number of its dictionary. */
  readonly number: number;
  readonly dict: PdfDict;
  /** The revision it made and covers whole. */
  readonly revision: number;
  readonly subFilter: SubFilter;
  /** The CMS, without the zeros that fill its room. */
  readonly cms: Uint8Array;
  readonly covered: readonly [Uint8Array, Uint8Array];
  /** The time the signer claims (/M), canonical; null where it claims none. */
  readonly claimedAt: string | null;
  /** What a certification leaves open (DocMDP), null where it is none. */
  readonly certifies: number | null;
  /** It locks every field (FieldMDP). */
  readonly locks: boolean;
}

/** The white list: sub-filter → the /Type that goes with it. `REGISTERED` files may carry the last. */
const SUB_FILTERS: Readonly<Record<SubFilter, string>> = {
  "ETSI.CAdES.detached": "Sig",
  "ETSI.RFC3161": "DocTimeStamp",
  "adbe.pkcs7.detached": "Sig",
};
const NATIVE_ONLY: ReadonlySet<string> = new Set(["ETSI.CAdES.detached", "ETSI.RFC3161"]);
const SIGNATURE_TYPES: ReadonlySet<string | null> = new Set(["Sig", "DocTimeStamp"]);

/**
 * Step 2: every signature dictionary of the file stands in one field, covers its revision but for its own value, and
 * that value is one run of hex digits with zeros behind the CMS. In the order of the file.
 */
export function readSignatures(file: PdfFile, isNative: boolean): readonly FileSignature[] {
  const holders = signedFields(file);
  const signatures: FileSignature[] = [];
  for (const { dict, object, revision, isTop } of allDictionaries(file)) {
    if (!isSignature(dict) && !(isTop && holders.has(object))) continue;
    const field = holders.get(object);
    const isRewritten = file.revisions.some(({ objects, index }) => index !== revision && objects.has(object));
    if (!isTop || field === undefined || isRewritten)
      throw fault("ERR_PDF_SIGNATURE_DICT", "a signature dictionary is not the value of one field", {
        object,
        revision,
      });
    signatures.push(readSignature({ file, dict, object, revision, field, isNative }));
  }
  if (signatures.length === 0) throw fault("ERR_PDF_UNSIGNED", "the file carries no signature");
  if (signatures.length !== holders.size) throw fault("ERR_PDF_SIGNATURE_DICT", "a field has no signature it names");
  return signatures.sort((a, b) => a.revision - b.revision);
}

function isSignature({ entries }: PdfDict): boolean {
  return entries.has("ByteRange") || entries.has("SubFilter") || SIGNATURE_TYPES.has(nameOf(entries.get("Type")));
}

/** Signature dictionary's object number → the field it is the value of. */
function signedFields(file: PdfFile): ReadonlyMap<number, FormField> {
  const holders = new Map<number, FormField>();
  for (const field of readFields(file)) {
    const value = field.dict.entries.get("V");
    if (field.type !== "Sig" || value === undefined) continue;
    if (value.kind !== "reference" || holders.has(value.number))
      throw fault("ERR_PDF_SIGNATURE_DICT", "a field's value is not a signature of its own", { object: field.number });
    holders.set(value.number, field);
  }
  return holders;
}

interface Found {
  readonly file: PdfFile;
  readonly dict: PdfDict;
  readonly object: number;
  readonly revision: number;
  readonly field: FormField;
  readonly isNative: boolean;
}

function readSignature(found: Found): FileSignature {
  const { file, dict, object, revision, field } = found;
  const range = readRange(found);
  const contents = readContents(found);
  const [, hole, after, rest] = range;
  if (hole !== contents.start || after !== contents.end)
    throw fault("ERR_PDF_HOLE", "a signature leaves out more, or something else, than its value", { object });
  checkCoverage(found, after + rest);
  const claimed = dict.entries.get("M");
  const claimedAt = claimed?.kind === "string" ? decodeDate(decodeText(claimed.bytes)) : null;
  return {
    field,
    number: object,
    dict,
    revision,
    subFilter: readSubFilter(found),
    cms: unpadded(contents, object),
    covered: [file.bytes.subarray(0, hole), file.bytes.subarray(after, after + rest)],
    claimedAt,
    ...readPermissions(file, dict),
  };
}

function readSubFilter({ dict, object, isNative }: Found): SubFilter {
  const name = nameOf(dict.entries.get("SubFilter")) ?? "";
  if (!isSubFilter(name) || (isNative && !NATIVE_ONLY.has(name)))
    throw fault("ERR_PDF_SUBFILTER", "a signature is of a kind that is not on the list", { object });
  const stated = nameOf(dict.entries.get("Type")) ?? (isNative ? "" : SUB_FILTERS[name]);
  const isWhole = nameOf(dict.entries.get("Filter")) === "Adobe.PPKLite" && !dict.entries.has("Cert");
  if (!isWhole || stated !== SUB_FILTERS[name])
    throw fault("ERR_PDF_SIGNATURE_DICT", "a signature dictionary lacks its type or filter", { object });
  return name;
}

function isSubFilter(name: string): name is SubFilter {
  return Object.hasOwn(SUB_FILTERS, name);
}

function readRange({ dict, object }: Found): readonly [number, number, number, number] {
  const value = dict.entries.get("ByteRange");
  const [zero, hole, after, rest, more] = value?.kind === "array" ? value.items.map(integerOf) : [];
  const isWhole = zero === 0 && more === undefined && isCount(hole) && isCount(after) && isCount(rest);
  if (!isWhole || hole >= after || rest === 0)
    throw fault("ERR_PDF_BYTE_RANGE", "a byte range is not four numbers that leave one hole", { object });
  return [zero, hole, after, rest];
}

const isCount = (value: number | null | undefined): value is number => typeof value === "number" && value >= 0;

function readContents({ file, dict, object }: Found): Extract<PdfObject, { kind: "string" }> {
  const value = dict.entries.get("Contents");
  if (value?.kind !== "string" || !value.isHex || value.bytes[0] !== 0x30 || value.bytes[1] === 0x80)
    throw fault("ERR_PDF_CONTENTS", "a signature has no value in hex", { object });
  // Digits of one case only: the value has one spelling, so not a bit of it can be changed unseen.
  const text = latin1(file.bytes, value.start, value.end);
  if (/[a-f]/.test(text) && /[A-F]/.test(text))
    throw fault("ERR_PDF_CONTENTS", "a signature's value mixes upper and lower case", { object });
  return value;
}

/** The range must end where the signature's own revision ends; the last one, where the file does. */
function checkCoverage({ file, object, revision }: Found, end: number): void {
  const own = file.revisions[revision]?.end ?? 0;
  const ends = [own, afterEol(file.bytes, own)];
  if (revision === file.last ? end !== file.bytes.length : !ends.includes(end))
    throw fault("ERR_PDF_COVERAGE", "a signature does not cover its revision to the end", { object, revision });
}

function unpadded(contents: Extract<PdfObject, { kind: "string" }>, object: number): Uint8Array {
  const { bytes } = contents;
  let length: number;
  try {
    length = derLength(bytes);
  } catch {
    throw fault("ERR_PDF_CONTENTS", "a signature's value is not DER", { object });
  }
  if (bytes.subarray(length).some((byte) => byte !== 0))
    throw fault("ERR_PDF_PADDING", "a signature's room is filled with something else than zeros", { object });
  return bytes.subarray(0, length);
}

function readPermissions(file: PdfFile, dict: PdfDict): Pick<FileSignature, "certifies" | "locks"> {
  const references = file.entry(dict, "Reference");
  const items = references?.kind === "array" ? references.items.map((item) => dictOf(file.resolve(item))) : [];
  const parameters = (method: string): readonly (PdfDict | null)[] =>
    items
      .filter((item) => nameOf(file.entry(item, "TransformMethod")) === method)
      .map((item) => dictOf(file.entry(item, "TransformParams")));
  const [certification] = parameters("DocMDP");
  const certifies = certification === undefined ? null : (integerOf(file.entry(certification, "P")) ?? 2);
  return { certifies, locks: parameters("FieldMDP").some((one) => isLock(file, one)) };
}

/** Every field is locked, or every one but those that archive time-stamps bring. */
function isLock(file: PdfFile, parameters: PdfDict | null): boolean {
  const action = nameOf(file.entry(parameters, "Action"));
  const fields = file.entry(parameters, "Fields");
  if (action !== "Exclude" || fields?.kind !== "array") return action === "All";
  return fields.items.every((one) => one.kind === "string" && ARCHIVE_FIELDS.includes(decodeText(one.bytes)));
}
