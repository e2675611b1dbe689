import { DOCUMENT_KINDS } from "../kinds.ts";
import { code, dateTime, list, record, text, trimmed } from "./notation.ts";
import {
  customsDeclarationNumber,
  customsOffice,
  envelopeOptional,
  envelopeRequired,
  equipmentReference,
  measured,
  packages,
  statedSeal,
  transportDocumentReference,
  vessel,
} from "./trade-common.ts";

/** 海关放行通知: what customs lets go, or takes back. `containerScope` ALL means every container of the bills named. */
export const customsRelease = record(
  {
    ...envelopeRequired(...DOCUMENT_KINDS["customs-release"].untdid),
    messageId: trimmed(70),
    direction: code("IMPORT", "EXPORT"),
    customsOffice,
    customsDeclarationNumber,
    transportDocumentReferences: list(transportDocumentReference, { min: 1 }),
    containerScope: code("ALL", "LISTED"),
    result: code("RELEASED", "CONDITIONAL", "GUARANTEED", "SUSPENDED", "REVOKED"),
    releaseDateTime: dateTime,
  },
  {
    ...envelopeOptional,
    houseTransportDocumentReferences: list(transportDocumentReference),
    vessel,
    train: trimmed(35),
    containers: list(record({ equipmentReference }, { seals: list(statedSeal) }), { min: 1 }),
    numberOfPackages: packages,
    grossKg: measured,
    retracts: record({ documentNumber: trimmed(35) }, { messageId: trimmed(70) }),
    controlResultCode: trimmed(10),
    taxState: code("PAID", "GUARANTEED", "EXEMPT", "UNPAID"),
    permits: list(record({ type: trimmed(10), number: trimmed(35) })),
    conditions: list(text(512)),
  },
);
