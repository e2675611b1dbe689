import type { Json, JsonObject } from "@openlading/core";
import { createMemorySigner, generateSigner, type KeySigner } from "@openlading/jws";
import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { createTrustList } from "../../src/trust/create.ts";
import type { TrustAnchor, TrustListPayload, VerifiedTrustList } from "../../src/trust/trust-list.ts";
import { verifyTrustList } from "../../src/trust/verify.ts";

export const NOW = "2026-06-01T09:00:00.000Z";
export const HOST = "verify.chamber.example";
export const ISSUER = "chamber.example";

/** The RCEP certificate of the examples; `change` is merged over it. */
export function certificate(change: JsonObject = {}): JsonObject {
  const path = new URL("../../../../examples/certificate/rcep.json", import.meta.url);
  return { ...(JSON.parse(readFileSync(path, "utf8")) as JsonObject), ...change };
}

/** `count` lines of goods after the first of the example. */
export function items(count: number): Json[] {
  const [first] = certificate()["items"] as JsonObject[];
  return Array.from({ length: count }, (_, index) => ({ ...first, itemNumber: index + 1 }));
}

/** Three roots and an authority, new for each suite. */
export interface World {
  readonly roots: readonly KeySigner[];
  readonly authority: KeySigner;
  readonly anchor: TrustAnchor;
  readonly payload: TrustListPayload;
}

export async function createWorld(): Promise<World> {
  const [one, two, three, authority] = await Promise.all([1, 2, 3, 4].map(() => generateSigner("ES256")));
  if (one === undefined || two === undefined || three === undefined || authority === undefined) throw new Error("keys");
  const roots = [one, two, three];
  const owners = ["customs.example", "chamber.example", "port.example"];
  const keys = roots.map(({ publicJwk }, index) => ({ owner: owners[index] ?? "", jwk: publicJwk as never }));
  return { roots, authority, anchor: { listId: "origin.example", threshold: 2, keys }, payload: payloadOf(authority) };
}

function payloadOf(authority: KeySigner): TrustListPayload {
  return {
    version: 7,
    issuedAt: "2026-05-30T00:00:00.000Z",
    expiresAt: "2026-06-29T00:00:00.000Z",
    listId: "origin.example",
    signers: [
      {
        kid: authority.kid,
        jwk: authority.publicJwk as never,
        partyId: ISSUER,
        name: { en: "Example Chamber of Commerce", zh: "示例商会" },
        documentKinds: ["certificate-of-origin"],
        forms: ["RCEP", "FORM_E", "NON_PREFERENTIAL"],
        notBefore: "2026-01-01T00:00:00.000Z",
      },
    ],
    authorities: [],
    withdrawn: [],
  };
}

/** The world's list with `change`, signed by the first two roots and verified. */
export async function listOf(world: World, change: Partial<TrustListPayload> = {}): Promise<VerifiedTrustList> {
  const file = await createTrustList({ ...world.payload, ...change }, world.roots.slice(0, 2));
  return verifyTrustList(file, world.anchor, { now: NOW, allowExpired: true });
}

/** The same key again from its PKCS#8 form: for signing what the library would not. */
export function sameKey(signer: KeySigner): KeySigner {
  return createMemorySigner(createPrivateKey({ key: signer.exportPkcs8("pass"), passphrase: "pass" }));
}
