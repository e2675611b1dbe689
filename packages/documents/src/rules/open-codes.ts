/** A place in the document (`*` = every item) and the codes published for it so far. */
export interface OpenCode {
  readonly steps: readonly string[];
  readonly codes: readonly string[];
}

const at = (path: string, codes: string): OpenCode => ({ steps: path.split("."), codes: codes.split(" ") });

const MODES = "VESSEL RAIL TRUCK BARGE MULTIMODAL";
const PERSONS = "NATURAL_PERSON LEGAL_PERSON ASSOCIATION_OF_PERSONS";
const COMMODITY_TYPES = "NCM HTS SCHEDULE_B TARIC CN CUS";

/** DCSA's open sets of codes: texts that may grow in a patch, so an unknown one is only a warning. */
export const OPEN_CODES: readonly OpenCode[] = [
  at(
    "transportDocumentStatus",
    "DRAFT APPROVED ISSUED PENDING_SURRENDER_FOR_AMENDMENT SURRENDERED_FOR_AMENDMENT " +
      "PENDING_SURRENDER_FOR_DELIVERY SURRENDERED_FOR_DELIVERY VOIDED",
  ),
  at("cargoMovementTypeAtOrigin", "FCL LCL"),
  at("cargoMovementTypeAtDestination", "FCL LCL"),
  at("transports.preCarriageBy", MODES),
  at("transports.onCarriageBy", MODES),
  at("transports.vesselVoyages.*.role", "FIRST_SEA_GOING MOTHER"),
  at("documentParties.shipper.typeOfPerson", PERSONS),
  at("documentParties.consignee.typeOfPerson", PERSONS),
  at("documentParties.notifyParties.*.typeOfPerson", PERSONS),
  at("documentParties.other.*.partyFunction", "SCO DDR DDS COW COX"),
  at("references.*.type", "CR AKG"),
  at("utilizedTransportEquipments.*.references.*.type", "CR AKG"),
  at("consignmentItems.*.references.*.type", "CR AKG SPO CPO"),
  at("consignmentItems.*.nationalCommodityCodes.*.type", COMMODITY_TYPES),
  at("consignmentItems.*.cargoItems.*.nationalCommodityCodes.*.type", COMMODITY_TYPES),
  at(
    "consignmentItems.*.cargoItems.*.outerPackaging.woodDeclaration",
    "NOT_APPLICABLE NOT_TREATED_AND_NOT_CERTIFIED PROCESSED TREATED_AND_CERTIFIED",
  ),
];
