export {
  ACT_TYP,
  APPROVAL_TYP,
  actDigest,
  actorKey,
  decodeAct,
  ecJwkShape,
  encodeActPayload,
  encodeApprovalPayload,
  partyIdShape,
} from "./act.ts";
export { satisfies } from "./authority.ts";
export { decide } from "./decide.ts";
export { parseEntry, parseRecordedAct } from "./entry.ts";
export { LAW_ERRORS, LawError } from "./error.ts";
export { RULES_VERSION, networkIdOf, parseGenesis } from "./genesis.ts";
export {
  NETWORK_RECORD_ID, appearanceCommitment, appearanceId, basisId, batchId, batchLeaf, cardId, clockId, codeId, countersignatureId, documentCommitment, documentRecordId, facilityId, lightId,
  mandateId, partyRecordId, presentationId, printingId, rightId, rightSeal, rightsRoot, sealedRightId, undertakingId, vestingDigest,
} from "./ids.ts"; // prettier-ignore
export { openActions, supportingIds } from "./may.ts";
export { planHeads } from "./plan.ts";
export { RECORD_KINDS, encodeRecord, parseRecord, stateDigest } from "./record.ts";
export {
  BINDING_TYP,
  CARD_TYP,
  PRESENTATION_TYP,
  decodeCard,
  decodePresentation,
  encodeStatement,
  parseBinding,
  partyCommitment,
  slotOfCard,
} from "./statement.ts";
export { createSignatureChecker } from "./signatures.ts";
export { drive, driveAsync } from "./steps.ts";
export { ACTIONS, actionsFor, actionsOn } from "./table.ts";
export {
  BASIS_TYPES, CERTIFICATE_ORIGINS, DECISIONS, GATE_PURPOSES, LIGHT_COLOURS, MAX_COPIES, OFFICES, TITLE_FORMS, appearanceTerms, applicationTerms, basisTerms, batchTerms,
  cardTerms, certificateTerms, clockTerms, countersignatureTerms, evidenceTerms, facilityTerms, isKeyLive,
  lightTerms, mandateTerms, networkTerms, orderTerms, partyTerms, presentationTerms, printingTerms, rightTerms, titleTerms, undertakingTerms,
} from "./terms.ts"; // prettier-ignore
export type { ActPayload, Actor, DecodedAct, Head, SignedAct } from "./act.ts";
export type { Decision, Transaction } from "./decide.ts";
export type { Entry, RecordedAct } from "./entry.ts";
export type { LawErrorCode, Reason } from "./error.ts";
export type { Genesis } from "./genesis.ts";
export type { Lookup, Openness, Reader } from "./may.ts";
export type { Plan } from "./plan.ts";
export type { RecordKind, RecordState, Slot } from "./record.ts";
export type { Action } from "./row.ts";
export type { BindingPayload, CardPayload, DecodedStatement, PresentationPayload } from "./statement.ts";
export type { SignatureChecker } from "./signatures.ts";
export type { Answer, Need, Steps } from "./steps.ts";
export type {
  ApplicationTerms,
  CertificateTerms,
  PartyTerms,
  PresentationTerms,
  RegisteredKey,
  TitleTerms,
} from "./terms.ts";
