import { shape, type Infer } from "@openlading/core";
import { ecJwkShape, partyIdShape } from "./act.ts";
import { parseGenesis, type Genesis } from "./genesis.ts";
import type { RecordState } from "./record.ts";
import { defineTerms } from "./row.ts";

// Terms: the closed, ledger-visible part of each kind of record.

export const OFFICES = [
  "carrier",
  "agent",
  "terminal",
  "depot",
  "customs",
  "quarantine",
  "bank",
  "forwarder",
  "shipper",
  "chamber",
  "registrar",
] as const;
export const TITLE_FORMS = ["STRAIGHT", "ORDER", "BLANK", "WAYBILL"] as const;
export const BASIS_TYPES = [
  "SURRENDERED_EBL",
  "SURRENDERED_PAPER",
  "TELEX_RELEASE",
  "SEA_WAYBILL",
  "BANK_GUARANTEE",
] as const;
export const LIGHT_COLOURS = ["GREEN", "RED"] as const;
/** Purposes of a gate-out; only DELIVERY spends the right. */
export const GATE_PURPOSES = ["DELIVERY", "INSPECTION"] as const;
/** What an authority answers to an application, and customs to a certificate that is shown to it. */
export const DECISIONS = ["ACCEPTED", "REFUSED"] as const;
/** Issued by a party of the network, or elsewhere and registered by its holder. */
export const CERTIFICATE_ORIGINS = ["NATIVE", "REGISTERED"] as const;

export const id = shape.hex(32);
/** Rights of one bill: all must be vested in one act, each in a card of its own, and the act must fit its limit. */
export const MAX_RIGHTS = 100;
/** Actions one mandate may name: more than there are that can be mandated. */
export const MAX_MANDATED = 64;
/** Copies of one certificate: a reader is shown what came of every one of them. */
export const MAX_COPIES = 99;
/** Keys a party keeps registered, revoked ones included: a signature's key must stay findable. */
export const MAX_KEYS = 32;
/** A public code of few characters: a facility, a scheme, a reason. */
export const publicCode = shape.text({ min: 1, max: 40, pattern: /^[A-Z0-9][A-Z0-9_.:-]*$/ });
const officeList = shape.list(shape.literal(...OFFICES), { max: OFFICES.length, unique: true });

const registeredKey = shape.object({
  kid: shape.base64url({ bytes: 32 }),
  jwk: ecJwkShape,
  validFrom: shape.instant(),
  validTo: shape.instant(),
  revoked: shape.nullable(
    shape.object({ at: shape.instant(), reason: publicCode, compromisedSince: shape.nullable(shape.instant()) }),
  ),
});
export type RegisteredKey = Infer<typeof registeredKey>;

const partyTermsShape = shape.object({
  partyId: partyIdShape,
  name: shape.text({ min: 1, max: 200 }),
  codes: shape.list(shape.object({ scheme: publicCode, value: publicCode }), { max: 32 }),
  offices: officeList,
  keys: shape.list(registeredKey, { min: 1, max: MAX_KEYS }),
  vrfKey: shape.nullable(shape.base64url({ bytes: 33 })),
});
export type PartyTerms = Infer<typeof partyTermsShape>;
export const partyTerms = defineTerms("party", partyTermsShape);
export { officeList };

const titleTermsShape = shape.object({
  form: shape.literal(...TITLE_FORMS),
  issuer: partyIdShape,
  rightsRoot: id,
  rightsCount: shape.integer({ min: 1, max: MAX_RIGHTS }),
  version: shape.integer({ min: 1, max: 9999 }),
  /** Whether the present endorsee may endorse on. */
  isEndorsable: shape.boolean(),
  /** Waybill: the shipper has waived the right to redirect. */
  isRedirectWaived: shape.boolean(),
  offer: shape.nullable(shape.object({ expiresAt: shape.instant() })),
  surrender: shape.nullable(
    shape.object({ purpose: shape.literal("DELIVERY", "AMENDMENT"), vesting: shape.nullable(id) }),
  ),
});
export type TitleTerms = Infer<typeof titleTermsShape>;
export const titleTerms = defineTerms("title", titleTermsShape);

export const basisTerms = defineTerms(
  "basis",
  shape.object({
    type: shape.literal(...BASIS_TYPES),
    bill: id,
    issuer: partyIdShape,
    rights: shape.list(id, { min: 1, max: MAX_RIGHTS, unique: true }),
  }),
);
export const rightTerms = defineTerms("right", shape.object({ bill: id, issuer: partyIdShape }));
export const orderTerms = defineTerms(
  "order",
  shape.object({
    issuer: partyIdShape,
    bill: id,
    facility: id,
    rights: shape.list(id, { min: 1, max: MAX_RIGHTS, unique: true }),
    validTo: shape.instant(),
  }),
);
export const undertakingTerms = defineTerms("undertaking", shape.object({ order: id, issuer: partyIdShape }));
export const lightTerms = defineTerms(
  "light",
  shape.object({ right: id, lightKind: publicCode, authority: partyIdShape, reason: publicCode }),
);

const demandedLights = shape.list(shape.object({ lightKind: publicCode, authority: partyIdShape }), {
  min: 1,
  max: 16,
  unique: true,
});
export const purposesShape = shape.object({ DELIVERY: demandedLights, INSPECTION: shape.optional(demandedLights) });
export const facilityTerms = defineTerms(
  "facility",
  shape.object({ operator: partyIdShape, facilityCode: publicCode, purposes: purposesShape }),
);

export const mandateTerms = defineTerms(
  "mandate",
  shape.object({
    principal: partyIdShape,
    agent: partyIdShape,
    actionCodes: shape.list(publicCode, { min: 1, max: MAX_MANDATED, unique: true }),
    facilities: shape.nullable(shape.list(id, { min: 1, max: 64, unique: true })),
    validFrom: shape.instant(),
    validTo: shape.instant(),
  }),
);

export const evidenceTerms = defineTerms(
  "evidence",
  shape.object({
    documentKind: shape.text({ min: 1, max: 40 }),
    issuer: partyIdShape,
    version: shape.integer({ min: 1, max: 9999 }),
    successor: shape.nullable(id),
  }),
);
export const countersignatureTerms = defineTerms(
  "countersignature",
  shape.object({ evidence: id, signer: partyIdShape }),
);
export const batchTerms = defineTerms(
  "batch",
  shape.object({ issuer: partyIdShape, root: id, size: shape.integer({ min: 1, max: 10_000 }) }),
);

export const copyNumber = shape.integer({ min: 1, max: MAX_COPIES });
const reason = shape.nullable(publicCode);
const applicationShape = shape.object({ applicant: partyIdShape, authority: partyIdShape, reason });
export type ApplicationTerms = Infer<typeof applicationShape>;
export const applicationTerms = defineTerms("application", applicationShape);

const certificateShape = shape.object({
  documentKind: shape.text({ min: 1, max: 40 }),
  origin: shape.literal(...CERTIFICATE_ORIGINS),
  /** Null for one that was issued outside this network. */
  issuer: shape.nullable(partyIdShape),
  holder: partyIdShape,
  application: shape.nullable(id),
  version: shape.integer({ min: 1, max: 9999 }),
  duplicates: shape.integer({ min: 0, max: 9999 }),
  successor: shape.nullable(id),
  reason,
});
export type CertificateTerms = Infer<typeof certificateShape>;
export const certificateTerms = defineTerms("certificate", certificateShape);

export const appearanceTerms = defineTerms("appearance", shape.object({ party: partyIdShape }));
export const printingTerms = defineTerms("printing", shape.object({ certificate: id, copies: copyNumber }));
const presentationShape = shape.object({
  certificate: id,
  copy: copyNumber,
  place: publicCode,
  office: partyIdShape,
  at: shape.instant(),
  reason,
});
export type PresentationTerms = Infer<typeof presentationShape>;
export const presentationTerms = defineTerms("presentation", presentationShape);

export const cardTerms = defineTerms(
  "card",
  shape.object({ partyId: partyIdShape, thumbprint: shape.base64url({ bytes: 32 }) }),
);
export const clockTerms = defineTerms("clock", shape.object({ time: shape.instant() }));

const networkTermsShape = shape.object({
  networkId: id,
  rulesVersion: shape.integer({ min: 1, max: 1000 }),
  genesis: shape.json({ maxBytes: 65_536 }),
});
const readNetworkTerms = defineTerms("network", networkTermsShape);
const geneses = new WeakMap<RecordState, Genesis>();
/** Terms of the network record, its genesis parsed. */
export function networkTerms(record: RecordState): {
  readonly networkId: string;
  readonly rulesVersion: number;
  readonly genesis: Genesis;
} {
  const terms = readNetworkTerms(record);
  const genesis = geneses.get(record) ?? parseGenesis(terms.genesis);
  geneses.set(record, genesis);
  return { ...terms, genesis };
}

/** A key signs validly from `validFrom` to `validTo` inclusive, unless revoked. Times are canonical UTC texts. */
export function isKeyLive(key: RegisteredKey, at: string): boolean {
  return key.revoked === null && key.validFrom <= at && at <= key.validTo;
}
