import { checkIdentifier } from "@openlading/documents";

/** ISO 6346 by form and check digit; a discouraged number is still a number. */
export const isContainerNumber = (text: string): boolean =>
  checkIdentifier("container-number", text)?.severity !== "error";

/** IMO ship number by form and check digit. */
export const isImoNumber = (text: string): boolean => checkIdentifier("imo-number", text) === null;
