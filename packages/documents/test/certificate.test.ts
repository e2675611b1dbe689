import { expect } from "chai";
import fc from "fast-check";
import type { Json, JsonObject } from "@openlading/core";
import {
  CERTIFICATE_FORM_CODES,
  CERTIFICATE_FORMS,
  checkDocument,
  isKnownCode,
  parseDocument,
  readCertificate,
  readOriginCriterion,
  type CertificateForm,
} from "../src/index.ts";
import { asForm } from "./certificate-broken.ts";
import { changed, EXAMPLES } from "./examples.ts";

const CERTIFICATE = "certificate-of-origin";
const codesOf = (data: JsonObject): readonly string[] => checkDocument(CERTIFICATE, data).map(({ code }) => code);

/** The example with the first of its items repeated `count` times. */
function withItems(count: number, change: Readonly<Record<string, Json | undefined>> = {}): JsonObject {
  const data = changed(CERTIFICATE, change);
  const [item] = data["items"] as JsonObject[];
  return { ...data, items: Array.from({ length: count }, (_, index) => ({ ...item, itemNumber: index + 1 })) };
}

const to = (country: string) => ({ destinationCountryCode: country, "consignee.countryCode": country });
const AUSTRALIA = { ...asForm("CHINA_AUSTRALIA", "WO", "WP", "PSR"), ...to("AU") };

/** The example turned into each form; none breaks a rule. */
const OF_FORM: Readonly<Record<CertificateForm, Readonly<Record<string, Json | undefined>>>> = {
  RCEP: {},
  FORM_E: { ...asForm("FORM_E", "PE", "45%", "PSR"), "items.1.fob": { amount: 1, currencyCode: "USD" } },
  CHINA_AUSTRALIA: { ...AUSTRALIA, "items.0.shippingMarks": [] },
  CHINA_KOREA: { ...asForm("CHINA_KOREA", "WO", "OP", "PSR"), ...to("KR") },
  APTA: {
    ...asForm("APTA", "A", "B 55%", "C 60%"),
    ...to("KR"),
    "items.0.HSCode": "8482",
    "consignee.name": "TO ORDER",
  },
  NON_PREFERENTIAL: {
    ...asForm("NON_PREFERENTIAL", undefined),
    ...to("DE"),
    documentTypeCode: "861",
    "items.0.HSCode": "8482102000",
    "consignee.name": "To whom it may concern",
  },
  FORM_D: {
    ...asForm("FORM_D", "CTH", "RVC 40%", "WO"),
    originCountryCode: "MY",
    "items.0.originCountryCode": undefined,
    "items.1.originCountryCode": undefined,
    "items.2.originCountryCode": undefined,
    "items.1.fob": { amount: 1, currencyCode: "USD" },
  },
};

describe("a certificate of origin", () => {
  for (const form of CERTIFICATE_FORM_CODES) {
    it(`of form ${form} is accepted without fault or warning`, () => {
      expect(checkDocument(CERTIFICATE, changed(CERTIFICATE, OF_FORM[form]))).to.deep.equal([]);
    });
  }

  it("of a form without a limit holds 40 items, and of China-Australia 20", () => {
    expect(codesOf(withItems(40))).to.deep.equal([]);
    expect(codesOf(withItems(20, AUSTRALIA))).to.deep.equal([]);
    expect(codesOf(withItems(21, AUSTRALIA))).to.deep.equal(["ERR_DOC_RULE_CERTIFICATE_ITEM_LIMIT"]);
    expect(codesOf(withItems(0))).to.include("ERR_DOC_COUNT");
  });

  it("issued late says so: from the fourth day after departure with Form E", () => {
    const late = { ...OF_FORM.FORM_E, "transport.departureDate": "2026-05-08", ticks: ["RETROACTIVE"] };
    expect(codesOf(changed(CERTIFICATE, late))).to.deep.equal([]);
    const inTime = { ...OF_FORM.FORM_E, "transport.departureDate": "2026-05-09" };
    expect(codesOf(changed(CERTIFICATE, inTime))).to.deep.equal([]);
  });

  it("counts seven working days for China-Korea: a weekend is not counted", () => {
    const inTime = { ...OF_FORM.CHINA_KOREA, "transport.departureDate": "2026-05-01" };
    expect(codesOf(changed(CERTIFICATE, inTime))).to.deep.equal([]);
    const late = { ...OF_FORM.CHINA_KOREA, "transport.departureDate": "2026-04-30", ticks: ["RETROACTIVE"] };
    expect(codesOf(changed(CERTIFICATE, late))).to.deep.equal([]);
  });

  it("with a third party's invoice is accepted once it is ticked", () => {
    const change = { ticks: ["THIRD_PARTY_INVOICING"], "invoices.0.issuer": { name: "Example Trading Pte Ltd" } };
    expect(codesOf(changed(CERTIFICATE, change))).to.deep.equal([]);
  });

  it("that duplicates another may keep its number, one that replaces another may not", () => {
    const same = { number: "SPEC26RCEP000123", date: "2026-05-12" };
    expect(codesOf(changed(CERTIFICATE, { duplicateOf: same }))).to.deep.equal([]);
    expect(codesOf(changed(CERTIFICATE, { replaces: same }))).to.deep.equal(["ERR_DOC_RULE_CERTIFICATE_REPLACES"]);
  });

  it("from an exporter elsewhere is refused, unless it is passed on back to back", () => {
    const elsewhere = { "exporter.countryCode": "SG" };
    expect(codesOf(changed(CERTIFICATE, elsewhere))).to.deep.equal(["ERR_DOC_RULE_CERTIFICATE_EXPORTER_COUNTRY"]);
    expect(codesOf(changed(CERTIFICATE, { ...elsewhere, ticks: ["BACK_TO_BACK"] }))).to.deep.equal([]);
  });

  it("of a least developed party has no limit on its APTA percentage", () => {
    const bangladesh = { ...OF_FORM.APTA, "items.1.originCriterion": "B 65%", originCountryCode: "BD" };
    const items = {
      "items.0.originCountryCode": "BD",
      "items.1.originCountryCode": "BD",
      "items.2.originCountryCode": "BD",
    };
    expect(codesOf(changed(CERTIFICATE, { ...bangladesh, ...items, "exporter.countryCode": "BD" }))).to.deep.equal([]);
  });

  it("tells what it says in one shape, and only of a certificate", () => {
    const view = readCertificate(parseDocument(CERTIFICATE, EXAMPLES[CERTIFICATE]).data);
    expect(view).to.include({ number: "SPEC26RCEP000123", form: "RCEP", certifiedOn: "2026-05-12", replaces: null });
    expect(view.presentBy).to.equal("2027-05-12");
    expect(view.items.map(({ HSCode, originCriterion }) => `${HSCode} ${originCriterion ?? ""}`)).to.deep.equal([
      "848210 CTC",
      "848330 RVC",
      "340319 PE",
    ]);
    const application = readCertificate(EXAMPLES["certificate-application"]);
    expect([application.certifiedOn, application.presentBy]).to.deep.equal([null, null]);
    expect(readCertificate(changed(CERTIFICATE, OF_FORM.NON_PREFERENTIAL)).presentBy).to.equal(null);
    expect(() => readCertificate(EXAMPLES.clp)).to.throw(TypeError);
  });
});

describe("the forms of certificate of origin", () => {
  const rows = CERTIFICATE_FORM_CODES.map((form) => CERTIFICATE_FORMS[form]);

  it("number their boxes 1, 2, 3 and hold each content of a certificate once", () => {
    for (const { boxes, form } of rows) {
      expect(
        boxes.map(({ number }) => number),
        form,
      ).to.deep.equal(boxes.map((_, index) => index + 1));
      const contents = boxes.flatMap(({ holds }) => holds);
      expect(new Set(contents).size, form).to.equal(contents.length);
      expect(contents, form).to.include.members(["exporter", "consignee", "declaration", "certification", "invoice"]);
    }
  });

  it("name countries of ISO 3166, China in all that are issued here", () => {
    for (const { parties, isIssuable, form } of rows) {
      for (const party of parties ?? []) expect(isKnownCode("country", party), `${form} ${party}`).to.equal(true);
      if (isIssuable && parties !== null) expect(parties).to.include("CN");
    }
    expect(rows.filter(({ isIssuable }) => !isIssuable).map(({ form }) => form)).to.deep.equal(["FORM_D"]);
  });

  it("give the source of every figure and speak two languages", () => {
    for (const row of rows) {
      const limits = row.criteria.map(({ limit }) => limit ?? null);
      const figures = [
        row.criteriaSource,
        row.itemLimit,
        row.HSDigits,
        row.fob,
        row.retroactive,
        row.validity,
        row.ticks,
        ...limits,
      ];
      for (const figure of figures) if (figure !== null) expect(figure.source).to.match(/\S/);
      const texts = [
        row.name,
        row.agreement,
        ...row.boxes.map(({ label }) => label),
        ...row.criteria.map(({ name }) => name),
      ];
      for (const { zh } of texts) expect(zh).to.match(/\p{Script=Han}/u);
    }
  });

  const CRITERIA: readonly (readonly [form: CertificateForm, text: string, codes: readonly string[] | null])[] = [
    ["RCEP", "CTC", ["CTC"]],
    ["RCEP", "CTC, ACU", ["CTC", "ACU"]],
    ["RCEP", "RVC  DMI ACU", ["RVC", "DMI", "ACU"]],
    ["RCEP", "ctc", null],
    ["RCEP", "CTC CTC", null],
    ["RCEP", "RVC 40%", null],
    ["RCEP", "", null],
    ["FORM_E", "45%", ["%"]],
    ["FORM_E", "45.5%", ["%"]],
    ["FORM_E", "101%", null],
    ["FORM_E", "40% 50%", null],
    ["FORM_E", "PSR 45%", null],
    ["APTA", "B 50%", ["B"]],
    ["APTA", "B", null],
    ["FORM_D", "RVC 45%", ["RVC"]],
    ["FORM_D", "RVC", null],
    ["NON_PREFERENTIAL", "WO", null],
  ];
  for (const [form, text, codes] of CRITERIA) {
    it(`${form} ${codes === null ? "does not know" : "knows"} the criterion "${text}"`, () => {
      const found = readOriginCriterion(form, text);
      expect(found?.rows.map(({ code }) => code) ?? null).to.deep.equal(codes);
    });
  }

  it("read any text as a criterion or as none, and spacing does not matter", () => {
    const words = fc.constantFrom("WO", "PE", "CTC", "RVC", "ACU", "DMI", "A", "B", "40%", "%", "100.01%", "x");
    fc.assert(
      fc.property(fc.constantFrom(...CERTIFICATE_FORM_CODES), fc.array(words, { maxLength: 4 }), (form, tokens) => {
        const found = readOriginCriterion(form, tokens.join(" "));
        expect(readOriginCriterion(form, `  ${tokens.join(" ,  ")} `)).to.deep.equal(found);
        if (found !== null) expect(found.rows.length).to.be.within(1, tokens.length);
      }),
    );
  });
});
