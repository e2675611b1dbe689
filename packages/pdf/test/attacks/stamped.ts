import { addArchiveTimestamp } from "../../src/sign/archive-timestamp.ts";
import { SIGNED_MS, type World } from "../check/fixture.ts";
import type { Attack } from "./attack.ts";
import { Forger, stream } from "./forge.ts";
import { signRaw } from "./sign-raw.ts";

const HOUR_MS = 3600_000;
const WHITE = "q 1 g 60 500 300 80 re f Q";
const top = (bytes: Uint8Array): Forger => new Forger(bytes);
const store = (f: Forger): number => f.ofType("DSS");

/** Anyone can have a time-stamp: it makes every byte below it signed. */
const stamped = async (world: World, bytes: Uint8Array): Promise<Uint8Array> =>
  addArchiveTimestamp(bytes, { timestamp: world.stamper(SIGNED_MS + 2 * HOUR_MS) });

const inRoot = (
  bytes: Uint8Array,
  from: RegExp,
  to: string,
  more: Readonly<Record<number, string>> = {},
): Uint8Array => {
  const f = top(bytes);
  return f.update({ ...more, [f.root]: f.body(f.root).replace(from, to) });
};

/** Points the catalog's store at `number`, changes that, points back, and has it all time-stamped. */
const disguised = (number: (f: Forger) => number, change: (f: Forger) => Readonly<Record<number, string>>) => {
  return async ({ long, world }: { readonly long: Uint8Array; readonly world: World }): Promise<Uint8Array> => {
    const f = top(long);
    const pointed = inRoot(long, /\/DSS \d+ 0 R/, `/DSS ${number(f)} 0 R`);
    const changed = top(pointed).update(change(top(pointed)));
    return stamped(world, inRoot(changed, /\/DSS \d+ 0 R/, `/DSS ${store(f)} 0 R`));
  };
};

/** A document time-stamp in a field with `entries` of the attacker's own. */
async function stampField(
  bytes: Uint8Array,
  world: World,
  entries: string,
  grow = (fields: string, field: number) => fields.replace("]", ` ${field} 0 R ]`),
): Promise<Uint8Array> {
  const f = top(bytes);
  const form = f.find((names) => names.has("SigFlags"));
  const client = world.stamper(SIGNED_MS + 2 * HOUR_MS);
  return signRaw(bytes, {
    entries: { Type: "/DocTimeStamp", SubFilter: "/ETSI.RFC3161" },
    value: async (covered) => (await client.timestamp(...covered)).token,
    build: (revision, signature) => {
      const head = "/Type /Annot /Subtype /Widget /FT /Sig /Rect [ 0 0 0 0 ] /F 132";
      const field = revision.add(`<< ${head} ${entries} /V ${signature} 0 R >>`);
      const fields = f.entry(form, "Fields");
      revision.replace(form, f.body(form).replace(fields, grow(fields, field)));
    },
  });
}

const whitePage = (f: Forger): Readonly<Record<number, string>> => ({
  [f.page]: f.withEntry(f.page, "Contents", `${f.next} 0 R`).replace(/\/OldContents \[?[^\]/]*\]?/, ""),
  [f.next]: stream(WHITE),
});

/** Changes that hide below a document time-stamp. */
export const STAMPED: readonly Attack[] = [
  {
    family: "time-stamped",
    name: "the page is called validation data while it is changed",
    step: 5,
    code: "ERR_PDF_CHANGED_CATALOG",
    make: disguised((f) => f.page, whitePage),
  },
  {
    family: "time-stamped",
    name: "the form is called validation data while it is changed",
    step: 5,
    code: "ERR_PDF_CHANGED_CATALOG",
    make: disguised(
      (f) => f.find((names) => names.has("SigFlags")),
      (f) => {
        const form = f.find((names) => names.has("SigFlags"));
        return { [form]: f.withEntry(form, "NeedAppearances", "true") };
      },
    ),
  },
  {
    family: "time-stamped",
    name: "the store takes other objects along",
    step: 4,
    code: "ERR_PDF_VALIDATION_DATA",
    make: ({ long, world }) => {
      const f = top(long);
      const more = f.withEntry(store(f), "VRI", `${f.next} 0 R`);
      return stamped(world, f.update({ [store(f)]: more, [f.next]: stream(WHITE) }));
    },
  },
  {
    family: "time-stamped",
    name: "a store that stood only for a while takes other objects along",
    step: 5,
    code: "ERR_PDF_CHANGED_OBJECT",
    make: ({ long, world }) => {
      const f = top(long);
      const grown = f.update({
        [store(f)]: f.withEntry(store(f), "VRI", `${f.next} 0 R`),
        [f.next]: stream(WHITE),
      });
      return stamped(world, top(grown).update({ [store(f)]: f.body(store(f)) }));
    },
  },
  {
    family: "time-stamped",
    name: "the store stands in the catalog itself",
    step: 5,
    code: "ERR_PDF_CHANGED_CATALOG",
    make: async ({ long, world }) => {
      const f = top(long);
      return stamped(world, inRoot(long, /\/DSS \d+ 0 R/, `/DSS ${f.body(store(f))}`));
    },
  },
  {
    family: "time-stamped",
    name: "validation data with a picture's dictionary",
    step: 5,
    code: "ERR_PDF_CHANGED_CATALOG",
    make: async ({ sealed, world }) => {
      const f = top(sealed);
      const [first = new Uint8Array()] = (await world.validationData()).certificates;
      const objects = {
        [f.root]: f.withEntry(f.root, "DSS", `${f.next} 0 R`),
        [f.next]: `<< /Type /DSS /Certs [ ${f.next + 1} 0 R ] >>`,
        [f.next + 1]: stream(first, "/Type /XObject /Subtype /Form"),
      };
      return stamped(world, f.update(objects));
    },
  },
  {
    family: "time-stamped",
    name: "the time-stamp's field takes the seal's name",
    step: 5,
    code: "ERR_PDF_CHANGED_FORM",
    make: ({ long, world }) => stampField(long, world, "/T (authority)"),
  },
  {
    family: "time-stamped",
    name: "the time-stamp's field holds others",
    step: 5,
    code: "ERR_PDF_CHANGED_FORM",
    make: ({ long, world }) => stampField(long, world, `/T (timestamp1) /Kids [ ${top(long).page} 0 R ]`),
  },
  {
    family: "time-stamped",
    name: "the form's fields are hidden in a list",
    step: 2,
    code: "ERR_PDF_SIGNATURE_DICT",
    make: ({ long, world }) =>
      stampField(long, world, "/T (timestamp1)", (fields, field) => `[ << /Old ${fields} >> ${field} 0 R ]`),
  },
];
