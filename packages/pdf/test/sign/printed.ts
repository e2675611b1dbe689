import { readFileSync } from "node:fs";
import type { JsonObject } from "@openlading/core";
import type { Appearance } from "../../src/appearance/appearance.ts";
import { renderPrint } from "../../src/page/render.ts";
import { createSpecimenPki, type SpecimenPki } from "../../src/specimen/pki.ts";

const EXAMPLE = new URL("../../../../examples/certificate/rcep.json", import.meta.url);

export const START_MS = Date.UTC(2026, 0, 1);
export const SIGNED_AT = "2026-05-01T08:00:00.000Z";
export const SIGNED_AT_MS = Date.parse(SIGNED_AT);

let printed: Promise<Uint8Array> | undefined;
let specimen: Promise<SpecimenPki> | undefined;

/** A certificate of origin as printed: revision 0. */
export function printedFile(): Promise<Uint8Array> {
  return (printed ??= print());
}

/** One specimen PKI for all the tests. */
export function specimenPki(): Promise<SpecimenPki> {
  return (specimen ??= createSpecimenPki({ notBeforeMs: START_MS }));
}

/** A red square. */
export const SQUARE: Appearance = {
  widthMm: 40,
  heightMm: 40,
  operators: new TextEncoder().encode("1 0 0 RG 2 w 5 5 100 100 re S"),
  images: [],
};

async function print(): Promise<Uint8Array> {
  const data = JSON.parse(readFileSync(EXAMPLE, "utf8")) as JsonObject;
  return (await renderPrint({ kind: "certificate-of-origin", data, print: { copy: 1, printedAt: SIGNED_AT } })).bytes;
}

/** A signature as it stands in a file. */
export interface FoundSignature {
  readonly covered: readonly [Uint8Array, Uint8Array];
  readonly cms: Uint8Array;
  /** What follows the CMS in its room. */
  readonly padding: Uint8Array;
  readonly end: number;
}

/** Every signature of a file, in order. */
export function signaturesOf(file: Uint8Array): readonly FoundSignature[] {
  const text = Buffer.from(file).toString("latin1");
  return [...text.matchAll(/\/ByteRange \[0 (\d+) (\d+) (\d+) *\]/g)].map((match) => {
    const [hole = 0, after = 0, length = 0] = match.slice(1).map(Number);
    const value = Buffer.from(text.slice(hole + 1, after - 1), "hex");
    const cmsLength = 4 + value.readUInt16BE(2);
    return {
      covered: [file.subarray(0, hole), file.subarray(after, after + length)],
      cms: value.subarray(0, cmsLength),
      padding: value.subarray(cmsLength),
      end: after + length,
    };
  });
}

/** One signature of a file: counted from 0, from behind when negative. */
export function signatureAt(file: Uint8Array, index: number): FoundSignature {
  const found = signaturesOf(file).at(index);
  if (found === undefined) throw new RangeError(`the file has no signature ${index}`);
  return found;
}

/** The certificate of an identity's key. */
export function leafOf({ chain }: { readonly chain: readonly Uint8Array[] }): Uint8Array {
  const [leaf] = chain;
  if (leaf === undefined) throw new RangeError("the chain is empty");
  return leaf;
}

/** Bytes as text to compare. */
export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
