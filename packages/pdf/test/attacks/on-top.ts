import type { Attack } from "./attack.ts";
import { bytesOf, Forger, packed, stream, textOf } from "./forge.ts";
import { sneakSignature } from "./sneak.ts";

const WHITE = "q 1 g 60 500 300 80 re f Q";
const PICTURE = "/Type /XObject /Subtype /Form /BBox [0 0 200 80] /Resources << >>";
const top = (bytes: Uint8Array): Forger => new Forger(bytes);
const isContents = (f: Forger): number => Number(/^\d+/.exec(f.entry(f.page, "Contents"))?.[0] ?? 0);
const refOf = (f: Forger, number: number, name: string): number => Number(/\d+/.exec(f.entry(number, name))?.[0] ?? 0);

function annotation(subtype: string, more: string): Attack["make"] {
  return ({ sealed }) => {
    const f = top(sealed);
    const annots = f.entry(f.page, "Annots");
    const page = f.body(f.page).replace(annots, annots.replace("]", `${f.next} 0 R ]`));
    const picture = stream(WHITE, PICTURE);
    const note = `<< /Type /Annot /Subtype /${subtype} /Rect [60 500 360 580] /F 4 ${more} /AP << /N ${f.next + 1} 0 R >> >>`;
    return f.update({ [f.page]: page, [f.next]: note, [f.next + 1]: picture });
  };
}

function catalogEntry(name: string, value: string): Attack["make"] {
  return ({ sealed }) => {
    const f = top(sealed);
    return f.update({ [f.root]: f.withEntry(f.root, name, value) });
  };
}

/** Revisions put on top of a finished file. */
export const ON_TOP: readonly Attack[] = [
  {
    family: "ISA",
    name: "the page gets a second content stream",
    step: 5,
    code: "ERR_PDF_CHANGED_PAGE",
    make: ({ sealed }) => {
      const f = top(sealed);
      const page = f
        .withEntry(f.page, "Contents", `[ ${isContents(f)} 0 R ${f.next} 0 R ]`)
        .replace(/\/OldContents \d+ 0 R/, "");
      return f.update({ [f.page]: page, [f.next]: stream(WHITE) });
    },
  },
  {
    family: "ISA",
    name: "the page's content is replaced",
    step: 5,
    code: "ERR_PDF_CHANGED_PAGE",
    make: ({ sealed }) => top(sealed).update({ [isContents(top(sealed))]: stream(WHITE) }),
  },
  {
    family: "ISA",
    name: "an update without table or end",
    step: 1,
    code: "ERR_PDF_TRAILING",
    make: ({ sealed }) => {
      const f = top(sealed);
      return bytesOf(`${textOf(sealed)}\n${isContents(f)} 0 obj\n${stream(WHITE)}\nendobj\n`);
    },
  },
  {
    family: "ISA",
    name: "an update with a trailer and no table",
    step: 1,
    code: "ERR_PDF_XREF",
    make: ({ sealed }) => {
      const f = top(sealed);
      return f.update({ [isContents(f)]: stream(WHITE) }, { table: () => "" });
    },
  },
  {
    family: "ISA",
    name: "on top of validation data too",
    step: 5,
    code: "ERR_PDF_CHANGED_PAGE",
    make: ({ long }) => {
      const f = top(long);
      return f.update({ [isContents(f)]: stream(WHITE) });
    },
  },
  {
    family: "EAA",
    name: "a stamp over a box",
    step: 5,
    code: "ERR_PDF_CHANGED_ANNOTATION",
    make: annotation("Stamp", ""),
  },
  {
    family: "EAA",
    name: "free text over a box",
    step: 5,
    code: "ERR_PDF_CHANGED_ANNOTATION",
    make: annotation("FreeText", "/DA (/F1 9 Tf) /Contents (1000 CTN)"),
  },
  {
    family: "EAA",
    name: "an existing widget gets another picture",
    step: 5,
    code: "ERR_PDF_CHANGED_FORM",
    make: ({ sealed }) => {
      const f = top(sealed);
      const field = f.field("exporter");
      const body = f.withEntry(field, "AP", `<< /N ${f.next} 0 R >>`).replace(/\/OldAP\s*<<[^>]*>>/, "");
      return f.update({ [field]: body, [f.next]: stream(WHITE, PICTURE) });
    },
  },
  {
    family: "SSA",
    name: "a second seal covers a box",
    step: 5,
    code: "ERR_PDF_CHANGED_ANNOTATION",
    make: ({ sealed, world }) => sneakSignature(sealed, world.pki.authority, true),
  },
  {
    family: "SSA",
    name: "a second seal, in the form alone",
    step: 5,
    code: "ERR_PDF_CHANGED_FORM",
    make: ({ sealed, world }) => sneakSignature(sealed, world.pki.authority, false),
  },
  {
    family: "SSA",
    name: "a signature by the exporter's key in another field",
    step: 4,
    code: "ERR_PDF_ISSUER_KIND",
    make: ({ sealed, world }) => sneakSignature(sealed, world.pki.exporter, true),
  },
  {
    family: "shadow",
    name: "hide: the overlay of a prepared page is emptied after signing",
    step: 5,
    code: "ERR_PDF_CHANGED_PAGE",
    make: async ({ print, world }) => {
      const f = top(print);
      const page = f
        .withEntry(f.page, "Contents", `[ ${isContents(f)} 0 R ${f.next} 0 R ]`)
        .replace(/\/OldContents \d+ 0 R/, "");
      const g = top(await world.signed(f.rebuild({ [f.page]: page, [f.next]: stream(WHITE) })));
      return g.update({ [f.next]: stream("") });
    },
  },
  {
    family: "shadow",
    name: "replace: the font's shapes are exchanged",
    step: 5,
    code: "ERR_PDF_CHANGED_FONT",
    make: ({ sealed }) => {
      const f = top(sealed);
      const file = refOf(f, f.ofType("FontDescriptor"), "FontFile2");
      return f.update({ [file]: packed(new Uint8Array(1000), "/Length1 1000") });
    },
  },
  {
    family: "shadow",
    name: "replace: the font's text table is exchanged",
    step: 5,
    code: "ERR_PDF_CHANGED_FONT",
    make: ({ sealed }) => {
      const f = top(sealed);
      const font = refOf(f, f.page, "Resources");
      const type0 = font === 0 ? f.ofType("Type0") : f.ofType("Type0");
      return f.update({ [refOf(f, type0, "ToUnicode")]: stream("begincmap endcmap") });
    },
  },
  {
    family: "shadow",
    name: "hide and replace: the page tree moves to hidden pages",
    step: 5,
    code: "ERR_PDF_CHANGED_PAGE",
    make: async ({ print, world }) => {
      const f = top(print);
      const hidden = {
        [f.next]: `<< /Type /Pages /Kids [ ${f.next + 1} 0 R ] /Count 1 >>`,
        [f.next + 1]: `<< /Type /Page /Parent ${f.next} 0 R /MediaBox [0 0 595 842] >>`,
      };
      const g = top(await world.signed(f.rebuild(hidden)));
      return g.update({ [g.root]: g.withEntry(g.root, "Pages", `${f.next} 0 R`).replace(/\/OldPages \d+ 0 R/, "") });
    },
  },
  {
    family: "update",
    name: "the attached data are exchanged",
    step: 5,
    code: "ERR_PDF_CHANGED_ATTACHMENT",
    make: ({ sealed, world }) => {
      const f = top(sealed);
      const spec = f.find((names, text) => names.has("EF") && text.includes("(certificate.json)"));
      const file = Number(/\/F (\d+) 0 R/.exec(f.entry(spec, "EF"))?.[1] ?? 0);
      const data = bytesOf(JSON.stringify(world.payload()));
      return f.update({ [file]: packed(data, "/Type /EmbeddedFile") });
    },
  },
  {
    family: "update",
    name: "an attachment is added",
    step: 5,
    code: "ERR_PDF_CHANGED_ATTACHMENT",
    make: ({ sealed }) => {
      const f = top(sealed);
      const more = f.body(f.root).replace(/\/AF \[/, `/AF [ ${f.next} 0 R`);
      return f.update({ [f.root]: more, [f.next]: "<< /Type /Filespec /F (other.json) /UF (other.json) >>" });
    },
  },
  {
    family: "update",
    name: "the XMP metadata are changed",
    step: 5,
    code: "ERR_PDF_CHANGED_METADATA",
    make: ({ sealed }) => {
      const f = top(sealed);
      return f.update({ [refOf(f, f.root, "Metadata")]: stream("<x:xmpmeta/>", "/Type /Metadata /Subtype /XML") });
    },
  },
  {
    family: "update",
    name: "the document information is changed",
    step: 5,
    code: "ERR_PDF_CHANGED_METADATA",
    make: ({ sealed }) => {
      const f = top(sealed);
      return f.update({ [f.find((names) => names.has("Producer"))]: "<< /Title (Another) /Producer (Another) >>" });
    },
  },
  {
    family: "update",
    name: "a page is added",
    step: 5,
    code: "ERR_PDF_CHANGED_PAGE",
    make: ({ sealed }) => {
      const f = top(sealed);
      const pages = f.ofType("Pages");
      const body = f
        .body(pages)
        .replace("]", `${f.next} 0 R ]`)
        .replace(/\/Count \d+/, "/Count 2");
      return f.update({ [pages]: body, [f.next]: `<< /Type /Page /Parent ${pages} 0 R /MediaBox [0 0 595 842] >>` });
    },
  },
  {
    family: "update",
    name: "layers are declared",
    step: 5,
    code: "ERR_PDF_CHANGED_CATALOG",
    make: catalogEntry("OCProperties", "<< /OCGs [] /D << >> >>"),
  },
  {
    family: "update",
    name: "an action on opening",
    step: 5,
    code: "ERR_PDF_CHANGED_CATALOG",
    make: catalogEntry("OpenAction", "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"),
  },
  {
    family: "update",
    name: "the permissions are replaced",
    step: 5,
    code: "ERR_PDF_CHANGED_CATALOG",
    make: ({ sealed }) => {
      const f = top(sealed);
      return f.update({ [f.root]: f.body(f.root).replace(/\/Perms\s*<<[^>]*>>/, "/Perms << >>") });
    },
  },
  {
    family: "update",
    name: "the form asks for new appearances",
    step: 5,
    code: "ERR_PDF_CHANGED_FORM",
    make: ({ sealed }) => {
      const f = top(sealed);
      const form = f.find((names) => names.has("SigFlags"));
      return f.update({ [form]: f.withEntry(form, "NeedAppearances", "true") });
    },
  },
  {
    family: "update",
    name: "the seal's picture is replaced",
    step: 5,
    code: "ERR_PDF_CHANGED_OBJECT",
    make: ({ sealed }) => {
      const f = top(sealed);
      return f.update({ [refOf(f, f.field("authority"), "AP")]: stream(WHITE, PICTURE) });
    },
  },
  {
    family: "update",
    name: "an object that nothing needs",
    step: 5,
    code: "ERR_PDF_ADDED_OBJECT",
    make: ({ sealed }) => {
      const f = top(sealed);
      return f.update({ [f.next]: stream(WHITE) });
    },
  },
  {
    family: "strip",
    name: "the seal is taken out of its field",
    step: 2,
    code: "ERR_PDF_SIGNATURE_DICT",
    make: ({ sealed }) => {
      const f = top(sealed);
      const field = f.field("authority");
      return f.update({ [field]: f.body(field).replace(/\/V \d+ 0 R/, "") });
    },
  },
  {
    family: "strip",
    name: "the seal's dictionary is overwritten",
    step: 2,
    code: "ERR_PDF_SIGNATURE_DICT",
    make: ({ sealed }) => {
      const f = top(sealed);
      const number = refOf(f, f.field("authority"), "V");
      return f.update({ [number]: f.body(number) });
    },
  },
  {
    family: "DSS",
    name: "validation data of nobody are put in",
    step: 4,
    code: "ERR_PDF_VALIDATION_DATA",
    make: async ({ sealed, world }) => {
      const { addValidationData } = await import("../../src/sign/validation-data.ts");
      const { createSpecimenPki } = await import("../../src/specimen/pki.ts");
      const { START_MS } = await import("../check/fixture.ts");
      const other = await createSpecimenPki({ notBeforeMs: START_MS });
      return addValidationData(sealed, { ...(await world.validationData()), certificates: [other.issuing] });
    },
  },
  {
    family: "DSS",
    name: "data that are no certificate are put in",
    step: 4,
    code: "ERR_PDF_VALIDATION_DATA",
    make: ({ long }) => {
      const f = top(long);
      const store = f.ofType("DSS");
      const body = f.body(store).replace(/\/Certs \[/, `/Certs [ ${f.next} 0 R`);
      return f.update({ [store]: body, [f.next]: stream("%!PS not a certificate") });
    },
  },
  {
    family: "DSS",
    name: "an unknown entry in the store",
    step: 4,
    code: "ERR_PDF_VALIDATION_DATA",
    make: ({ long }) => {
      const f = top(long);
      const store = f.ofType("DSS");
      return f.update({ [store]: f.withEntry(store, "XObject", `${f.next} 0 R`), [f.next]: stream(WHITE) });
    },
  },
  {
    family: "DSS",
    name: "an empty revision behind the last signature",
    step: 5,
    code: "ERR_PDF_UNSIGNED_TAIL",
    make: ({ long }) => {
      const f = top(long);
      return f.update({ [f.ofType("DSS")]: f.body(f.ofType("DSS")) });
    },
  },
];
