import {
  NETWORK_RECORD_ID, appearanceTerms, applicationTerms, basisTerms, batchTerms, cardTerms, certificateTerms, clockId, countersignatureTerms, evidenceTerms, facilityTerms, lightTerms, mandateTerms, orderTerms, partyRecordId,
  presentationTerms, rightTerms, supportingIds, titleTerms, undertakingTerms, type Entry, type Lookup, type RecordKind, type RecordState,
} from "@openlading/law"; // prettier-ignore

/** Parties a record's terms name, by kind. What is not here names none. */
const NAMED: Partial<Readonly<Record<RecordKind, (record: RecordState) => readonly string[]>>> = {
  title: (r) => [titleTerms(r).issuer],
  basis: (r) => [basisTerms(r).issuer],
  right: (r) => [rightTerms(r).issuer],
  order: (r) => [orderTerms(r).issuer],
  undertaking: (r) => [undertakingTerms(r).issuer],
  light: (r) => [lightTerms(r).authority],
  evidence: (r) => [evidenceTerms(r).issuer],
  countersignature: (r) => [countersignatureTerms(r).signer],
  batch: (r) => [batchTerms(r).issuer],
  card: (r) => [cardTerms(r).partyId],
  mandate: (r) => [mandateTerms(r).principal, mandateTerms(r).agent],
  facility: (r) => {
    const { operator, purposes } = facilityTerms(r);
    return [operator, ...Object.values(purposes).flatMap((lights) => lights.map((l) => l.authority))];
  },
  application: (r) => [applicationTerms(r).applicant, applicationTerms(r).authority],
  certificate: (r) => {
    const { issuer, holder } = certificateTerms(r);
    return issuer === null ? [holder] : [issuer, holder];
  },
  appearance: (r) => [appearanceTerms(r).party],
  presentation: (r) => [presentationTerms(r).office],
};

interface Required {
  readonly networkId: string;
  readonly main: string;
  /** The batch the main document is anchored in, when it has no record of its own. */
  readonly batch: string | null;
  /** Entry of the main record's last act, when there is one. */
  readonly head: Entry | null;
  readonly lookup: Lookup;
}

/**
 * The records whose proofs a verdict needs, the main one first: what the guards of its open actions read, what its last
 * act read, the network, the clock, and every party these name. The exporter carries them; the judge asks for them.
 */
export function requiredRecords({ networkId, main, batch, head, lookup }: Required): readonly string[] {
  const ids = new Set([main, NETWORK_RECORD_ID, clockId(networkId)]);
  if (batch !== null) ids.add(batch);
  const subject = lookup(main);
  if (subject) for (const id of supportingIds(networkId, subject, lookup)) ids.add(id);
  for (const { recordId } of head?.reads ?? []) ids.add(recordId);
  for (const id of [...ids]) {
    for (const partyId of namedParties(lookup(id) ?? null)) ids.add(partyRecordId(networkId, partyId));
  }
  return [...ids];
}

function namedParties(record: RecordState | null): readonly string[] {
  return record === null ? [] : (NAMED[record.kind]?.(record) ?? []);
}
