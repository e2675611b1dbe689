import { CORE_ERRORS, type ErrorEntry, type ErrorTable } from "@openlading/core";
import { DOCUMENT_ERRORS } from "@openlading/documents";
import { DOSSIER_ERRORS } from "@openlading/dossier";
import { FABRIC_NETWORK_ERRORS } from "@openlading/fabric-network";
import { FORMAT_ERRORS } from "@openlading/formats";
import { JWS_ERRORS } from "@openlading/jws";
import { LAW_ERRORS } from "@openlading/law";
import { LEDGER_ERRORS } from "@openlading/ledger";
import { SDK_ERRORS } from "@openlading/sdk";
import { VERIFY_ERRORS } from "@openlading/verify";
import { CLI_ERRORS } from "./error.ts";

const TABLES: readonly ErrorTable[] = [
  CORE_ERRORS, JWS_ERRORS, DOCUMENT_ERRORS, FORMAT_ERRORS, LAW_ERRORS, LEDGER_ERRORS, DOSSIER_ERRORS, VERIFY_ERRORS,
  SDK_ERRORS, FABRIC_NETWORK_ERRORS, CLI_ERRORS,
]; // prettier-ignore
const entries = new Map<string, ErrorEntry>(TABLES.flatMap((table) => Object.entries(table)));

/** Adds the table of a library that only some commands load. */
export function addErrorPages(table: ErrorTable): void {
  for (const [code, entry] of Object.entries(table)) entries.set(code, entry);
}

/** What a code means and what to do next, from the table of the package that raises it. */
export function findErrorPage(code: string): ErrorEntry | undefined {
  return entries.get(code);
}
