import { parseShape } from "@openlading/core";
import { ecJwkShape, type Actor } from "@openlading/law";
import type { Signer } from "@openlading/jws";
import type { Prover } from "@openlading/vrf";

/** A party's registered keys: ES256 for signing, another for its record numbers. */
export interface PartyKeys {
  readonly signer: Signer;
  readonly prover: Prover;
}

/** Where the keys of local parties are kept. */
export interface PartyKeyring {
  list(): Promise<readonly string[]>;
  /** Null when the party is not kept here. MUST raise what cannot be read. */
  open(partyId: string): Promise<PartyKeys | null>;
  /** Makes and keeps keys for a party. MUST refuse one that is kept already. */
  create(partyId: string): Promise<PartyKeys>;
}

/** A signer's public key as the law takes it. @throws CoreError `ERR_CORE_SHAPE` when it is no P-256 key */
export function ecJwkOf(signer: Signer): NonNullable<Actor["key"]> {
  const { publicJwk } = signer;
  if (publicJwk.kty !== "EC") throw new TypeError("acts are signed with P-256 keys");
  const { kty, crv, x, y } = publicJwk;
  return parseShape(ecJwkShape, { kty, crv, x, y }, "public key");
}
