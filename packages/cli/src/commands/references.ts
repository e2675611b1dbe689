import { DOCUMENT_KINDS, documentNumber } from "@openlading/documents";
import { facilityId, type RecordState } from "@openlading/law";
import type { Network, Party, StoredDocument } from "@openlading/sdk";
import { normalizeDocumentNumber } from "@openlading/vrf";
import { CliError, usage } from "../error.ts";
import { stripControls } from "../text.ts";

const RECORD_ID = /^[0-9a-f]{64}$/;

export interface Known {
  readonly network: Network;
  readonly party: Party;
}

/**
 * The record id behind what was typed: an id itself, the number of a document this party keeps, or of one it issued.
 * @throws CliError `ERR_CLI_REFERENCE`
 */
export async function resolveRecord(
  { network, party }: Known,
  typed: string,
  families?: readonly string[],
): Promise<string> {
  if (RECORD_ID.test(typed)) return typed;
  const number = normal(typed);
  const kept = (await party.documents()).find(
    (doc) => isOf(doc, families) && number !== null && numberOf(doc) === number,
  );
  if (kept !== undefined) return kept.recordId;
  for (const family of families ?? [...new Set(Object.values(DOCUMENT_KINDS).map((kind) => kind.family))]) {
    const { recordId } = await party.recordId(family, typed);
    if ((await network.read(recordId)) !== null) return recordId;
  }
  throw unknown(typed);
}

const isOf = ({ kind }: StoredDocument, families: readonly string[] | undefined): boolean =>
  kind !== null && (families === undefined || families.includes(DOCUMENT_KINDS[kind].family));

const numberOf = ({ kind, data }: StoredDocument): string | null =>
  kind === null || data === null ? null : normal(documentNumber(kind, data));

const normal = (number: string): string | null => {
  try {
    return normalizeDocumentNumber(number);
  } catch {
    return null;
  }
};

export const BILLS = ["transport-document"] as const;
export const ORDERS = ["delivery-order"] as const;

/** The right behind what was typed: an id, or a container number whose opening this party keeps. */
export async function resolveRight({ party }: Known, typed: string): Promise<string> {
  if (RECORD_ID.test(typed)) return typed;
  const documents = await party.documents();
  const found = new Set(documents.flatMap((doc) => openingsOf(doc, typed)));
  const [right] = found;
  if (right === undefined) throw unknown(typed);
  if (found.size > 1)
    throw usage(`${stripControls(typed)}: more than one right of this container is known, give the record id`);
  return right;
}

const openingsOf = (doc: StoredDocument, container: string): readonly string[] =>
  doc.openings.filter((o) => o.equipmentReference === container).map((o) => o.right);

/** The facility behind `operator.example/CODE`, or an id. */
export function resolveFacility(network: Network, typed: string): string {
  if (RECORD_ID.test(typed)) return typed;
  const [operator, code, ...rest] = typed.split("/");
  if (operator === undefined || code === undefined || rest.length > 0) throw usage("a facility is OPERATOR/CODE");
  return facilityId(network.networkId, operator, code);
}

/** @throws CliError `ERR_CLI_ABSENT` */
export async function readRecord(network: Network, recordId: string): Promise<RecordState> {
  const record = await network.read(recordId);
  if (record === null)
    throw new CliError({ code: "ERR_CLI_ABSENT", message: "the ledger has no such record", details: { recordId } });
  return record;
}

function unknown(typed: string): CliError {
  return new CliError({ code: "ERR_CLI_REFERENCE", message: `${stripControls(typed)}: not known here` });
}
