import type { PdfError } from "../error.ts";
import { latin1 } from "../read/bytes.ts";
import { fault } from "../read/fault.ts";
import { nameOf, type PdfDict, type PdfObject } from "../read/object.ts";
import type { PdfFile } from "../read/pdf-file.ts";
import { allDictionaries, reachable, referencesIn } from "../read/walk.ts";
import type { CheckErrorCode } from "./errors.ts";
import { decodeText } from "./text.ts";

/** A dictionary that has one of these entries at all. */
const ENTRIES: Readonly<Record<string, CheckErrorCode>> = {
  JS: "ERR_PDF_JAVASCRIPT",
  JavaScript: "ERR_PDF_JAVASCRIPT",
  OpenAction: "ERR_PDF_OPEN_ACTION",
  AA: "ERR_PDF_OPEN_ACTION",
  XFA: "ERR_PDF_XFA",
  OCProperties: "ERR_PDF_OPTIONAL_CONTENT",
  OCGs: "ERR_PDF_OPTIONAL_CONTENT",
  OC: "ERR_PDF_OPTIONAL_CONTENT",
  RichMediaContent: "ERR_PDF_RICH_MEDIA",
  Collection: "ERR_PDF_ATTACHMENT",
};
/** What an action (/S) does. */
const ACTIONS: Readonly<Record<string, CheckErrorCode>> = {
  JavaScript: "ERR_PDF_JAVASCRIPT",
  Rendition: "ERR_PDF_RICH_MEDIA",
  RichMediaExecute: "ERR_PDF_RICH_MEDIA",
  SetOCGState: "ERR_PDF_OPTIONAL_CONTENT",
};
const OTHER_ACTIONS: ReadonlySet<string> = new Set([
  "Launch", "SubmitForm", "ResetForm", "ImportData", "GoToR", "GoToE", "GoTo3DView", "Named", "Hide", "Thread", "Trans",
  "Sound", "Movie", "GoToDp",
]); // prettier-ignore
/** What stands on a page (/Subtype) and moves, sounds or holds files. */
const SUBTYPES: ReadonlySet<string> = new Set([
  "RichMedia",
  "3D",
  "Movie",
  "Sound",
  "Screen",
  "FileAttachment",
  "Projection",
]);
const TYPES: Readonly<Record<string, CheckErrorCode>> = {
  OCG: "ERR_PDF_OPTIONAL_CONTENT",
  OCMD: "ERR_PDF_OPTIONAL_CONTENT",
};
const PDF_MAGIC = "%PDF-";
/** What a print of this package carries. */
const OWN_FILES = /^(?:print\.json|[a-z-]+\.(?:json|jws)|(?:seal|signature)\.(?:png|jpg))$/;

interface PolicyInput {
  readonly isNative: boolean;
  /** Where a link may lead. */
  readonly links: readonly string[];
  readonly attachments: ReadonlyMap<string, Uint8Array>;
}

interface Finding {
  readonly code: CheckErrorCode;
  readonly object: number;
  readonly place: string;
}

/** Step 6: what such a document must not hold, in any state it ever had. One fault of each code. */
export function findPolicyFaults(file: PdfFile, input: PolicyInput): readonly PdfError[] {
  const found = new Map<string, PdfError>();
  for (const { code, object, place } of findings(file, input))
    if (!found.has(code)) found.set(code, fault(code, "the file holds what it must not", { object, place }));
  return [...found.values()];
}

function* findings(file: PdfFile, input: PolicyInput): Generator<Finding> {
  for (const { dict, object } of allDictionaries(file))
    for (const [code, place] of dictFindings(file, dict, input)) yield { code, object, place };
  for (const [object, place] of externals(file)) yield { code: "ERR_PDF_EXTERNAL", object, place };
  yield* attachmentFindings(input);
  for (const object of input.isNative ? unusedObjects(file) : [])
    yield { code: "ERR_PDF_UNUSED_OBJECT", object, place: "object" };
}

function* dictFindings(file: PdfFile, dict: PdfDict, input: PolicyInput): Generator<readonly [CheckErrorCode, string]> {
  for (const [name, code] of Object.entries(ENTRIES)) if (dict.entries.has(name)) yield [code, name];
  const action = isLink(dict) ? linkFault(file, dict, input) : actionFault(dict);
  if (action !== null) yield [action, "S"];
  if (SUBTYPES.has(nameOf(dict.entries.get("Subtype")) ?? "")) yield ["ERR_PDF_RICH_MEDIA", "Subtype"];
  const type = TYPES[nameOf(dict.entries.get("Type")) ?? ""];
  if (type !== undefined) yield [type, "Type"];
}

function* attachmentFindings({ attachments, isNative }: PolicyInput): Generator<Finding> {
  for (const content of attachments.values())
    if (latin1(content, 0, 1024).includes(PDF_MAGIC))
      yield { code: "ERR_PDF_NESTED_PDF", object: 0, place: "attachment" };
  for (const name of isNative ? attachments.keys() : [])
    if (!OWN_FILES.test(name)) yield { code: "ERR_PDF_ATTACHMENT", object: 0, place: "attachment" };
}

function isLink({ entries }: PdfDict): boolean {
  return nameOf(entries.get("S")) === "URI" || entries.get("URI")?.kind === "string";
}

function linkFault(file: PdfFile, dict: PdfDict, { isNative, links }: PolicyInput): CheckErrorCode | null {
  const target = file.entry(dict, "URI");
  const text = target?.kind === "string" ? decodeText(target.bytes) : "";
  return links.includes(text) || (!isNative && text.startsWith("https://")) ? null : "ERR_PDF_ACTION";
}

function actionFault({ entries }: PdfDict): CheckErrorCode | null {
  const kind = nameOf(entries.get("S")) ?? "";
  return ACTIONS[kind] ?? (OTHER_ACTIONS.has(kind) ? "ERR_PDF_ACTION" : null);
}

/** Streams whose data are elsewhere, and forms that come from other files. */
function* externals(file: PdfFile): Generator<readonly [number, string]> {
  for (const { objects } of file.revisions)
    for (const { number, value } of objects.values())
      if (value.kind === "stream")
        for (const name of ["F", "FFilter", "FDecodeParms", "Ref", "OPI"])
          if (value.dict.entries.has(name)) yield [number, name];
}

/** What revision 0 holds and nothing in it leads to: hidden content waits there for a later revision. */
function unusedObjects(file: PdfFile): readonly number[] {
  const first = file.revisions[0];
  if (first === undefined) return [];
  const roots = ["Root", "Info"].flatMap((name) =>
    referencesIn(first.trailer.entries.get(name) satisfies PdfObject | undefined),
  );
  const used = reachable(file, roots, 0);
  return [...first.objects.keys()].filter((number) => !used.has(number));
}
