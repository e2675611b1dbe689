import { utf8 } from "@openlading/core";
import { jwkThumbprint, type Signer } from "@openlading/jws/web";
import { PdfError } from "../error.ts";
import { decodeCbor, encodeCbor, isTag, type Cbor } from "./cbor.ts";

/** COSE_Sign1 (RFC 9052 section 4.2) as a QR code carries it: tag 18, ES256, a short kid, an empty unprotected header. */
export interface CoseSign1 {
  /** The first eight characters of the key's RFC 7638 thumbprint, base64url: it selects, it does not identify. */
  readonly kid: string;
  readonly payload: Uint8Array;
  /** r and s, 32 bytes each. */
  readonly signature: Uint8Array;
  /** What the signature covers. */
  readonly toBeSigned: Uint8Array;
}

const TAG = 18;
const ALG = 1;
const KID = 4;
const ES256 = -7;
const SIGNATURE_BYTES = 64;
/** Characters of a thumbprint that stand in the header, as ASCII. */
export const KID_LENGTH = 8;
const KID_TEXT = /^[A-Za-z0-9_-]{8}$/;

/** The kid that a key has in a QR code. */
export async function shortKid(jwk: Parameters<typeof jwkThumbprint>[0]): Promise<string> {
  return (await jwkThumbprint(jwk)).slice(0, KID_LENGTH);
}

/** How long {@link signCose} makes a payload of `length` bytes. */
export function coseLength(payload: Uint8Array): number {
  return encodeCose(protectedHeader("A".repeat(KID_LENGTH)), payload, new Uint8Array(SIGNATURE_BYTES)).length;
}

/** Signs a payload. @throws TypeError when the signer is not ES256 */
export async function signCose(signer: Signer, payload: Uint8Array): Promise<Uint8Array> {
  if (signer.alg !== "ES256") throw new TypeError("signCose: a QR code is signed with ES256");
  const header = protectedHeader(await shortKid(signer.publicJwk));
  return encodeCose(header, payload, await signer.sign(signatureStructure(header, payload)));
}

/**
 * Takes a COSE_Sign1 apart **without** trust.
 * @throws PdfError `ERR_PDF_QR_CBOR`, `ERR_PDF_QR_COSE`
 */
export function decodeCose(bytes: Uint8Array): CoseSign1 {
  const [header, unprotected, payload, signature] = readParts(decodeCbor(bytes));
  if (!(header instanceof Uint8Array) || !(payload instanceof Uint8Array)) throw refuse("no header or no payload");
  if (!(unprotected instanceof Map) || unprotected.size > 0) throw refuse("an unprotected header is not empty");
  if (!(signature instanceof Uint8Array) || signature.length !== SIGNATURE_BYTES) throw refuse("no ES256 signature");
  return { kid: readKid(header), payload, signature, toBeSigned: signatureStructure(header, payload) };
}

function readParts(message: Cbor): readonly Cbor[] {
  const parts = message !== null && isTag(message) && message.tag === TAG ? message.value : null;
  if (!Array.isArray(parts) || parts.length !== 4) throw refuse("not the four parts of a Sign1");
  return parts as readonly Cbor[];
}

function readKid(header: Uint8Array): string {
  const map = decodeCbor(header);
  if (!(map instanceof Map) || map.size !== 2 || map.get(ALG) !== ES256) throw refuse("not alg ES256 and a kid alone");
  const kid: unknown = map.get(KID);
  const text = kid instanceof Uint8Array ? String.fromCharCode(...kid.subarray(0, KID_LENGTH + 1)) : "";
  if (!KID_TEXT.test(text)) throw refuse("not alg ES256 and a kid alone");
  return text;
}

function protectedHeader(kid: string): Uint8Array {
  return encodeCbor(new Map<number, Cbor>([[ALG, ES256], [KID, utf8(kid)]])); // prettier-ignore
}

function encodeCose(header: Uint8Array, payload: Uint8Array, signature: Uint8Array): Uint8Array {
  return encodeCbor({ tag: TAG, value: [header, new Map(), payload, signature] });
}

function signatureStructure(header: Uint8Array, payload: Uint8Array): Uint8Array {
  return encodeCbor(["Signature1", header, new Uint8Array(0), payload]);
}

function refuse(message: string): PdfError {
  return new PdfError({ code: "ERR_PDF_QR_COSE", message: `the COSE message of a code is refused: ${message}` });
}
