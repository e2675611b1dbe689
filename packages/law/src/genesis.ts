import { canonicalize, domainDigest, encodeHex, parseShape, shape, type Infer } from "@openlading/core";
import { actorKey, ecJwkShape, partyIdShape } from "./act.ts";
import { LawError } from "./error.ts";

/** Versions of the rules this library carries. */
export const RULES_VERSION = 1;

/** An act carries so many approvals: a higher threshold could never be met. */
const MAX_THRESHOLD = 16;

const name = shape.text({ min: 1, max: 200 });
export const partyKeyShape = shape.object({ jwk: ecJwkShape, validFrom: shape.instant(), validTo: shape.instant() });

const genesisShape = shape.object({
  format: shape.literal("openlading-genesis/1"),
  name,
  createdAt: shape.instant(),
  rulesVersion: shape.integer({ min: 1, max: 1000 }),
  registrars: shape.list(
    shape.object({ partyId: partyIdShape, name, keys: shape.list(partyKeyShape, { min: 1, max: 4 }) }),
    { min: 1, max: 32 },
  ),
  registrarThreshold: shape.integer({ min: 1, max: MAX_THRESHOLD }),
  witnesses: shape.list(
    shape.object({
      name: shape.text({ min: 1, max: 128 }),
      owner: partyIdShape,
      vkey: shape.text({ min: 1, max: 300 }),
      clockKey: ecJwkShape,
    }),
    { min: 1, max: 32 },
  ),
  witnessThreshold: shape.integer({ min: 1, max: MAX_THRESHOLD }),
  clockMaxAgeSeconds: shape.integer({ min: 10, max: 86_400 }),
});

/**
 * The founding document of a network: its registrars, its witnesses (C2SP verifier key for checkpoints, ES256 key for
 * the clock, owner) and thresholds. Its digest is the network's id.
 */
export type Genesis = Infer<typeof genesisShape>;

/** Parses a genesis and holds its thresholds against distinct owners. @throws LawError `ERR_LAW_GENESIS` */
export function parseGenesis(value: unknown): Genesis {
  const genesis = shaped(value);
  const registrars = new Set(genesis.registrars.map((r) => r.partyId));
  const owners = new Set(genesis.witnesses.map((w) => w.owner));
  const names = new Set(genesis.witnesses.map((w) => w.name));
  const keys = new Set(genesis.witnesses.flatMap((w) => [w.vkey, actorKey(w.clockKey).thumbprint]));
  const sound =
    registrars.size === genesis.registrars.length &&
    names.size === genesis.witnesses.length &&
    keys.size === 2 * genesis.witnesses.length &&
    genesis.registrarThreshold <= registrars.size &&
    genesis.witnessThreshold <= owners.size;
  if (!sound)
    throw new LawError({
      code: "ERR_LAW_GENESIS",
      message: "a threshold exceeds the distinct owners, or a name or key repeats",
    });
  return genesis;
}

function shaped(value: unknown): Genesis {
  try {
    return parseShape(genesisShape, value, "genesis");
  } catch (cause) {
    throw new LawError({ code: "ERR_LAW_GENESIS", message: "the genesis document is malformed", cause });
  }
}

/** The network's id: digest of its genesis, hex. */
export function networkIdOf(genesis: Genesis): string {
  return encodeHex(domainDigest("openlading/network/1", canonicalize(genesis)));
}
