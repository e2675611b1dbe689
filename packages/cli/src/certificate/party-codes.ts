import type { Json, JsonObject } from "@openlading/core";
import { partyTerms } from "@openlading/law";
import type { Network } from "@openlading/sdk";
import { isObject } from "../commands/inspect.ts";
import { CliError } from "../error.ts";

/** The code under which a party's own id stands in a document. */
export const ownCode = (partyId: string) => ({ scheme: "DID", value: `did:web:${partyId}` }) as const;

/**
 * Holds a party of a document against the registry: one of its codes must be the party's own id, or a code registered
 * for it. The law knows party ids only, so nobody else looks.
 * @throws CliError `ERR_CLI_PARTY_CODE`
 */
export async function assertIsParty(
  network: Network,
  party: Json | undefined,
  partyId: string,
  path: string,
): Promise<void> {
  const record = await network.readParty(partyId);
  const own = ownCode(partyId);
  const registered = [own, ...(record === null ? [] : partyTerms(record).codes)];
  const isSame = idsOf(party).some(({ scheme, value }) =>
    registered.some((code) => code.scheme === scheme && code.value === value),
  );
  if (isSame) return;
  const message = `${path}: no code of the party is registered for ${partyId}`;
  throw new CliError({ code: "ERR_CLI_PARTY_CODE", message, details: { path, partyId } });
}

function idsOf(party: Json | undefined): readonly JsonObject[] {
  const ids = isObject(party) ? party["ids"] : undefined;
  return Array.isArray(ids) ? ids.filter((one): one is JsonObject => isObject(one as Json)) : [];
}
