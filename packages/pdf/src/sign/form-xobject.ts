import { deflateSync } from "node:zlib";
import { appearanceBox, type Appearance, type AppearanceImage } from "../appearance/appearance.ts";
import { formatDictionary } from "./pdf-syntax.ts";
import { streamBody, type Revision } from "./revision.ts";

/** The best level takes six times as long and saves a twentieth. */
const LEVEL = 6;

/** Adds an appearance as a form XObject, and its images; returns the form's object number. */
export function addAppearance(revision: Revision, appearance: Appearance): number {
  const images = appearance.images.map((image) => [image.name, `${addImage(revision, image)} 0 R`] as const);
  const resources = images.length === 0 ? {} : { XObject: formatDictionary(Object.fromEntries(images)) };
  const entries = {
    Type: "/XObject",
    Subtype: "/Form",
    BBox: `[ ${appearanceBox(appearance).join(" ")} ]`,
    Resources: formatDictionary(resources),
    Filter: "/FlateDecode",
  };
  return revision.add(streamBody(entries, new Uint8Array(deflateSync(appearance.operators, { level: LEVEL }))));
}

function addImage(revision: Revision, image: AppearanceImage): number {
  const mask = image.softMask === undefined ? {} : { SMask: `${addImage(revision, image.softMask)} 0 R` };
  const entries = {
    Type: "/XObject",
    Subtype: "/Image",
    Width: String(image.width),
    Height: String(image.height),
    ColorSpace: `/${image.colorSpace}`,
    BitsPerComponent: String(image.bitsPerComponent),
    Filter: `/${image.filter}`,
    ...mask,
  };
  return revision.add(streamBody(entries, image.bytes));
}
