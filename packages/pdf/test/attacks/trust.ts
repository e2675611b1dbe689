import { encodeBase64, encodeHex } from "@openlading/core";
import { generateSigner } from "@openlading/jws";
import { createSpecimenPki } from "../../src/specimen/pki.ts";
import { documentNumberDigest } from "../../src/trust/lookup.ts";
import { ISSUER, KIND, NOW_MS, NUMBER, SIGNED_MS, START_MS, type World } from "../check/fixture.ts";
import type { Attack } from "./attack.ts";
import { textOf } from "./forge.ts";

const DAY_MS = 24 * 3600_000;
const number = NUMBER;
const digest = (of: string): Promise<string> => documentNumberDigest({ issuer: ISSUER, number: of });

/** A list that trusts the issuing authority for seals, so that the seal's certificate itself can expire or be revoked. */
export const caTrust = (world: World) => {
  const anchor = (kinds: string[]) => ({
    certificate: encodeBase64(world.pki.issuing),
    name: { en: "Specimen CA", zh: "示例机构" },
    documentKinds: kinds,
  });
  return world.trust({ authorities: [anchor([KIND, "exporter-declaration", "time-stamp"])] });
};

const until = (bytes: Uint8Array, count: number): Uint8Array => {
  const ends = [...textOf(bytes).matchAll(/%%EOF\n?/g)].map(({ index, 0: mark }) => index + mark.length);
  return bytes.subarray(0, ends[count - 1]);
};

/** Signatures that are sound, by keys, at times or in states that do not count. */
export const TRUST: readonly Attack[] = [
  {
    family: "stripped",
    name: "revision 0 without any signature",
    step: 2,
    code: "ERR_PDF_UNSIGNED",
    make: ({ print }) => print,
  },
  {
    family: "old revision",
    name: "cut back to the exporter's signature",
    step: 5,
    code: "ERR_PDF_SEAL_ABSENT",
    make: ({ sealed }) => until(sealed, 2),
  },
  {
    family: "old revision",
    name: "cut back to revision 0",
    step: 2,
    code: "ERR_PDF_UNSIGNED",
    make: ({ sealed }) => until(sealed, 1),
  },
  {
    family: "old revision",
    name: "a replaced certificate is presented again",
    step: 8,
    code: "ERR_PDF_REPLACED",
    make: async ({ sealed, world }) => {
      const successor = { numberDigest: await digest("EX260000000002"), number: "EX260000000002" };
      const row = {
        numberDigest: await digest(number),
        status: "REPLACED" as const,
        at: "2026-05-13T00:00:00.000Z",
        successor,
      };
      return { bytes: sealed, options: { trust: await world.trust({ withdrawn: [row] }) } };
    },
  },
  {
    family: "old revision",
    name: "a cancelled certificate is presented again",
    step: 8,
    code: "ERR_PDF_CANCELLED",
    make: async ({ sealed, world }) => {
      const row = { numberDigest: await digest(number), status: "CANCELLED" as const, at: "2026-05-13T00:00:00.000Z" };
      return { bytes: sealed, options: { trust: await world.trust({ withdrawn: [row] }) } };
    },
  },
  {
    family: "wrong CA",
    name: "the seal's certificate is of another authority",
    step: 4,
    code: "ERR_PDF_UNTRUSTED",
    make: async ({ print, world }) => {
      const { authority } = await createSpecimenPki({ notBeforeMs: START_MS });
      return world.sealed(await world.declare(print), authority);
    },
  },
  {
    family: "wrong CA",
    name: "the exporter seals for the authority",
    step: 4,
    code: "ERR_PDF_ISSUER_KIND",
    make: async ({ print, world }) => world.sealed(await world.declare(print), world.pki.exporter),
  },
  {
    family: "wrong CA",
    name: "the seal is another party's than the data's issuer",
    step: 7,
    code: "ERR_PDF_DATA_ISSUER",
    make: async ({ sealed, world }) => {
      const rows = world
        .payload()
        .authorities.map((row) => (row.partyId === undefined ? row : { ...row, partyId: "other.example" }));
      return { bytes: sealed, options: { trust: await world.trust({ authorities: rows }) } };
    },
  },
  {
    family: "wrong CA",
    name: "the time-stamp is of another service",
    step: 4,
    code: "ERR_PDF_UNTRUSTED",
    make: async ({ print, world }) => {
      const { timestamping } = await createSpecimenPki({ notBeforeMs: START_MS });
      return world.signed(print, world.stamper(SIGNED_MS, timestamping));
    },
  },
  {
    family: "validity",
    name: "the seal's certificate has expired since",
    step: 4,
    code: "ERR_PDF_CERTIFICATE_EXPIRED",
    make: async ({ print, world }) => {
      const signer = await generateSigner("ES256");
      const identity = await world.pki.issue({ name: "Short-lived seal", signer, notAfterMs: SIGNED_MS + DAY_MS });
      return {
        bytes: await world.sealed(await world.declare(print), identity),
        options: { trust: await caTrust(world) },
      };
    },
  },
  {
    family: "validity",
    name: "the seal's certificate was revoked",
    step: 4,
    code: "ERR_PDF_CERTIFICATE_REVOKED",
    make: async ({ print, world }) => {
      const signer = await generateSigner("ES256");
      const identity = await world.pki.issue({ name: "Revoked seal", signer });
      world.pki.revoke(identity.chain[0] ?? print, { atMs: SIGNED_MS + DAY_MS });
      return {
        bytes: await world.sealed(await world.declare(print), identity),
        options: { trust: await caTrust(world) },
      };
    },
  },
  {
    family: "validity",
    name: "revoked before the time-stamp",
    step: 4,
    code: "ERR_PDF_CERTIFICATE_REVOKED",
    make: async ({ print, world }) => {
      const signer = await generateSigner("ES256");
      const identity = await world.pki.issue({ name: "Seal revoked before", signer });
      world.pki.revoke(identity.chain[0] ?? print, { atMs: SIGNED_MS - DAY_MS });
      const timestamp = world.stamper();
      return {
        bytes: await world.sealed(await world.declare(print, { timestamp }), { ...identity, timestamp }),
        options: { trust: await caTrust(world) },
      };
    },
  },
  {
    family: "validity",
    name: "a time-stamp from the future",
    step: 4,
    code: "ERR_PDF_TIMESTAMP",
    make: ({ print, world }) => world.signed(print, world.stamper(NOW_MS + DAY_MS)),
  },
  {
    family: "validity",
    name: "nothing says whether a certificate was revoked",
    step: 4,
    code: "ERR_PDF_REVOCATION_UNKNOWN",
    overall: "unknown",
    make: ({ sealed }) => ({ bytes: sealed, options: { crls: [] } }),
  },
  {
    family: "validity",
    name: "the revocation list is too old",
    step: 4,
    code: "ERR_PDF_REVOCATION_UNKNOWN",
    overall: "unknown",
    make: async ({ sealed, world }) => ({
      bytes: sealed,
      options: { crls: await world.pki.crls({ nowMs: START_MS }) },
    }),
  },
  {
    family: "order",
    name: "the exporter does not certify",
    step: 5,
    code: "ERR_PDF_SIGNING_ORDER",
    make: async ({ print, world }) => world.sealed(await world.declare(print, { certify: null })),
  },
  {
    family: "order",
    name: "the seal locks nothing",
    step: 5,
    code: "ERR_PDF_SIGNING_ORDER",
    make: async ({ print, world }) => world.sealed(await world.declare(print), { lock: null }),
  },
  {
    family: "status",
    name: "the trust list has expired",
    step: 4,
    code: "ERR_PDF_TRUST_OLD",
    overall: "unknown",
    make: async ({ sealed, world }) => ({
      bytes: sealed,
      options: { trust: await world.trust({ expiresAt: "2026-05-14T00:00:00.000Z" }) },
    }),
  },
  {
    family: "status",
    name: "the status handed in is another document's",
    step: 8,
    code: "ERR_PDF_STATUS_OTHER",
    overall: "unknown",
    make: ({ sealed }) => ({
      bytes: sealed,
      options: {
        status: {
          issuer: ISSUER,
          number: "OTHER",
          documentChecksum: encodeHex(new Uint8Array(32)),
          state: "LIVE",
          asOf: "2026-05-14T00:00:00.000Z",
        },
      },
    }),
  },
];
