import { addressLines, address, countryCode, partyAddress } from "./dcsa-common.ts";
import { atLeastOne, flag, list, matching, record, text, trimmed } from "./notation.ts";

// DCSA transport document 3.0.4: documentParties.

export const contactDetail = record(
  { name: trimmed(35) },
  {},
  atLeastOne({ phone: trimmed(30) }, { email: matching(/^.+@\S+$/u, 100) }),
);

const partyName = trimmed(70);
const identifyingCode = record({ codeListProvider: text(100), partyCode: text(150) }, { codeListName: text(100) });
const taxLegalReference = record({ type: trimmed(50), countryCode, value: trimmed(35) });

const identifyingCodes = list(identifyingCode);
const someIdentifyingCodes = list(identifyingCode, { min: 1 });
const addressed = { address: partyAddress, addressLines };
const registered = { taxLegalReferences: list(taxLegalReference), partyContactDetails: list(contactDetail) };
const displayedAddress = list(text(35), { max: 6 });
const typeOfPerson = trimmed(50);
const eblPlatform = matching(/^\S+$/u, 4);
const orders = { reference: trimmed(35), purchaseOrderReferences: list(trimmed(35)) };

const shipper = record(
  { partyName },
  { eblPlatform, typeOfPerson, ...addressed, displayedAddress, identifyingCodes, ...registered, ...orders },
);

const consignee = record(
  { partyName, identifyingCodes: someIdentifyingCodes },
  { eblPlatform, typeOfPerson, ...addressed, displayedAddress, ...registered, ...orders, isNotifyParty: flag },
);

const endorsee = record(
  { partyName, identifyingCodes: someIdentifyingCodes },
  { eblPlatform, ...addressed, displayedAddress, ...registered, isNotifyParty: flag },
);

const issuingParty = record({ partyName, address: partyAddress }, { addressLines, identifyingCodes, ...registered });

const carriersAgentAtDestination = record(
  { partyName, address, partyContactDetails: list(contactDetail) },
  { addressLines },
);

const notifyParty = record(
  { partyName },
  { typeOfPerson, ...addressed, displayedAddress, identifyingCodes, ...registered, reference: trimmed(35) },
);

const party = record({ partyName }, { ...addressed, identifyingCodes, ...registered, reference: trimmed(35) });

/** Who the transport document names. */
export const documentParties = record(
  { shipper, issuingParty },
  {
    onBehalfOfShipper: record({ partyName }, { ...addressed, identifyingCodes }),
    consignee,
    onBehalfOfConsignee: record({ partyName }, { ...addressed, identifyingCodes: someIdentifyingCodes }),
    endorsee,
    carriersAgentAtDestination,
    notifyParties: list(notifyParty, { max: 3 }),
    other: list(record({ party, partyFunction: text(3) })),
  },
);
