import { parseInstant, type JsonObject } from "@openlading/core";
import {
  CERTIFICATE_FORMS,
  readCertificate,
  readDeliveryOrder,
  readTransportDocument,
  type DocumentKind,
} from "@openlading/documents";
import type { Opening } from "@openlading/dossier";
import {
  basisId,
  basisTerms,
  certificateTerms,
  evidenceTerms,
  orderTerms,
  rightId,
  rightsRoot,
  titleTerms,
  type Lookup,
  type RecordState,
} from "@openlading/law";
import type { Report } from "./check.ts";

interface Compared {
  readonly kind: DocumentKind;
  readonly data: JsonObject;
  readonly record: RecordState | null;
  readonly openings: readonly Opening[];
  readonly issuedForm: string | null;
}

/** Holds what a document says against the terms its issuer signed into the ledger. @throws RangeError where they differ */
export function verifyTerms(compared: Compared): void {
  const { record } = compared;
  if (record === null) return;
  if (record.kind === "title") titleMatches(compared, record);
  if (record.kind === "order") orderMatches(compared, record);
  const kind = kindOf(record);
  if (kind !== null && kind !== compared.kind) throw new RangeError("documentKind");
  if (record.kind === "certificate") certificateMatches(compared, record);
}

/** A party of the network issues forms that are issued here; of others it registers what was issued elsewhere. */
function certificateMatches({ kind, data }: Compared, record: RecordState): void {
  if (kind !== "certificate-of-origin" || certificateTerms(record).origin === "REGISTERED") return;
  if (!CERTIFICATE_FORMS[readCertificate(data).form].isIssuable)
    throw new RangeError("form: not one that is issued here");
}

/** The kind of document a record says it is of; null where its terms do not say. */
function kindOf(record: RecordState): string | null {
  if (record.kind === "evidence") return evidenceTerms(record).documentKind;
  if (record.kind === "certificate") return certificateTerms(record).documentKind;
  return record.kind === "application" ? "certificate-application" : null;
}

/** Endorsement changes a negotiable bill's form; its kind of form stays what it was issued as. */
const FAMILY: Readonly<Record<string, string>> = { ORDER: "NEGOTIABLE", BLANK: "NEGOTIABLE" };
const familyOf = (form: string): string => FAMILY[form] ?? form;

function titleMatches({ data, openings, issuedForm }: Compared, record: RecordState): void {
  const { form, equipment } = readTransportDocument(data);
  const terms = titleTerms(record);
  if (issuedForm !== null && issuedForm !== form) throw new RangeError("form: not the one the bill was issued in");
  if (familyOf(form) !== familyOf(terms.form)) throw new RangeError("form: not that of the record");
  const containers = new Set(equipment.map((e) => e.equipmentReference));
  if (openings.some((o) => !containers.has(o.equipmentReference)))
    throw new RangeError("openings: a container that is not on the bill");
}

function orderMatches({ data, openings }: Compared, record: RecordState): void {
  const { validTo, containers } = readDeliveryOrder(data);
  const terms = orderTerms(record);
  if (parseInstant(validTo).epochMs !== parseInstant(terms.validTo).epochMs)
    throw new RangeError("validTo: not that of the record");
  if (containers.length !== terms.rights.length) throw new RangeError("containers: not as many as there are rights");
  const named = new Set(containers);
  if (openings.some((o) => !named.has(o.equipmentReference)))
    throw new RangeError("openings: a container that is not on the order");
}

/** A container that is known to be that of a right. */
export interface OpenedRight {
  readonly right: string;
  readonly equipmentReference: string;
}

interface OpeningContext {
  readonly lookup: Lookup;
  readonly report: Report;
}

/** Opens rights: each opening must give a right that a record of this dossier holds. */
export function openRights(
  recordId: string,
  openings: readonly Opening[],
  { lookup, report }: OpeningContext,
): readonly OpenedRight[] {
  if (openings.length === 0) return [];
  const record = lookup(recordId) ?? null;
  const bill = record?.kind === "order" ? orderTerms(record).bill : recordId;
  const opened = openings.map((o) => ({
    right: rightId(bill, o.equipmentReference, o.salt),
    equipmentReference: o.equipmentReference,
  }));
  const held = heldRights(record, bill, opened, lookup);
  const isMatch = held !== null && opened.every((o) => held.has(o.right));
  report.add("RIGHTS", held === null ? "unknown" : isMatch ? "valid" : "invalid", recordId);
  return isMatch ? opened : [];
}

/** Ids of rights the records speak of; null when none of them is carried. */
function heldRights(
  record: RecordState | null,
  bill: string,
  opened: readonly OpenedRight[],
  lookup: Lookup,
): ReadonlySet<string> | null {
  const ids = opened.map((o) => o.right);
  const ordered = record?.kind === "order" ? orderTerms(record).rights : [];
  const basis = lookup(basisId(bill)) ?? null;
  const based = basis?.kind === "basis" ? basisTerms(basis).rights : [];
  const alone = ids.filter((id) => lookup(id)?.kind === "right");
  const rooted = isWhole(lookup(bill) ?? null, ids);
  if (rooted !== null) return new Set(rooted ? ids : []);
  const held = new Set([...ordered, ...based, ...alone]);
  return held.size === 0 ? null : held;
}

/** Whether the openings, all of them there, give the root the bill's terms hold; null when they are not all there. */
function isWhole(bill: RecordState | null, ids: readonly string[]): boolean | null {
  if (bill?.kind !== "title") return null;
  const { rightsRoot: root, rightsCount } = titleTerms(bill);
  if (ids.length !== rightsCount) return null;
  return new Set(ids).size === ids.length && rightsRoot(ids) === root;
}
