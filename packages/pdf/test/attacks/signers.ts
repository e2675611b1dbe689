import { generateSigner } from "@openlading/jws";
import { renderPrint } from "../../src/page/render.ts";
import { createQrText } from "../../src/qr/create.ts";
import { createSpecimenPki } from "../../src/specimen/pki.ts";
import { certificate, HOST, ISSUER, KIND, NOW, NUMBER, START_MS, type World } from "../check/fixture.ts";
import type { Attack, Forged, Honest } from "./attack.ts";
import { stream } from "./forge.ts";
import { declareWith } from "./sign-raw.ts";

const FORM = "/Type /XObject /Subtype /Form";
const OTHER = "other.example";

/** The exporter signs well, with a picture of its own making; the authority seals it unseen. */
const pictured = (picture: (width: number, height: number) => string): Attack["make"] => {
  return async ({ print, world }) => world.sealed(await declareWith(print, world.pki.exporter, picture));
};

const appearance = (name: string, picture: (width: number, height: number) => string): Attack => {
  return { family: "picture", name, step: 5, code: "ERR_PDF_APPEARANCE", make: pictured(picture) };
};

/** Another party of the trust list, whose key is good for the same documents. */
async function stranger(
  world: World,
): Promise<{ readonly signer: World["issuer"]; readonly options: Forged["options"] }> {
  const signer = await generateSigner("ES256");
  const [own] = world.payload().signers;
  if (own === undefined) throw new Error("no signer");
  const other = { ...own, kid: signer.kid, jwk: signer.publicJwk as never, partyId: OTHER };
  return { signer, options: { trust: await world.trust({ signers: [own, other] }) } };
}

/** The exporter's signature by a certificate of the exporters' authority that is for something else. */
async function declaredBy({ print, world }: Honest, role: "ocsp" | "time-stamping"): Promise<Uint8Array> {
  const identity = await world.pki.issue({ name: `Signer: ${role}`, signer: await generateSigner("ES256"), role });
  return world.sealed(await declareWith(print, identity, plain));
}

const plain = (width: number, height: number): string =>
  stream("", `${FORM} /BBox [0 0 ${width} ${height}] /Resources << >>`);

/** What somebody who may sign, or whose key is good for something, does with it. */
export const SIGNERS: readonly Attack[] = [
  appearance("larger than its field", (width, height) =>
    stream("1 g 0 0 900 900 re f", `${FORM} /BBox [-300 -300 ${width + 300} ${height + 300}] /Resources << >>`),
  ),
  appearance("moved by a matrix", (width, height) =>
    stream("1 g 0 0 900 900 re f", `${FORM} /BBox [0 0 ${width} ${height}] /Matrix [9 0 0 9 0 0] /Resources << >>`),
  ),
  appearance("an image, not a form", () =>
    stream("\0", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"),
  ),
  {
    family: "picture",
    name: "a part of it is left to be filled in later",
    step: 5,
    code: "ERR_PDF_MISSING_OBJECT",
    make: pictured((width, height) =>
      stream("/Later Do", `${FORM} /BBox [0 0 ${width} ${height}] /Resources << /XObject << /Later 900 0 R >> >>`),
    ),
  },
  {
    family: "extra",
    name: "a certificate that the signature does not need",
    step: 4,
    code: "ERR_PDF_CMS_EXTRA",
    make: async ({ print, world }) => {
      const other = await createSpecimenPki({ notBeforeMs: START_MS });
      return world.sealed(await declareWith(print, world.pki.exporter, plain, [other.issuing]));
    },
  },
  {
    family: "usage",
    name: "a time-stamping service signs",
    step: 4,
    code: "ERR_PDF_CERTIFICATE_USAGE",
    make: (honest) => declaredBy(honest, "time-stamping"),
  },
  {
    family: "usage",
    name: "an OCSP responder signs",
    step: 4,
    code: "ERR_PDF_CERTIFICATE_USAGE",
    make: (honest) => declaredBy(honest, "ocsp"),
  },
  {
    family: "borrowed",
    name: "another party's key signs data in the issuer's name",
    step: 7,
    code: "ERR_PDF_DATA_ISSUER",
    make: async ({ world }) => {
      const { signer, options } = await stranger(world);
      const rows = world
        .payload()
        .authorities.map((row) => (row.partyId === undefined ? row : { ...row, partyId: OTHER }));
      const trust = await world.trust({ signers: [...(options?.trust?.signers ?? [])], authorities: rows });
      const input = await world.input(certificate(), {}, 1, { signer, signerId: OTHER });
      return { bytes: await world.signed((await renderPrint(input)).bytes), options: { trust } };
    },
  },
  {
    family: "borrowed",
    name: "the QR code is signed by another party of the trust list",
    step: 7,
    code: "ERR_PDF_QR_OTHER",
    make: async ({ world }) => {
      const { signer, options = {} } = await stranger(world);
      const input = await world.input();
      const qrText = await createQrText({ host: HOST, signer, documentKind: KIND, data: input.data });
      const { bytes } = await renderPrint({ ...input, print: { ...input.print, qrText } });
      return { bytes: await world.signed(bytes), options };
    },
  },
  {
    family: "status",
    name: "the trust list has expired, and somebody says that the document stands",
    step: 4,
    code: "ERR_PDF_TRUST_OLD",
    overall: "unknown",
    make: async ({ sealed, world }) => {
      const trust = await world.trust({ expiresAt: "2026-05-14T00:00:00.000Z" });
      return {
        bytes: sealed,
        options: { trust, status: { issuer: ISSUER, number: NUMBER, state: "LIVE", asOf: NOW } },
      };
    },
  },
];
