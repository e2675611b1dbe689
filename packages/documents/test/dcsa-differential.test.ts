import { expect } from "chai";
import { sharedPath } from "@openlading/testkit";
import type { Json } from "@openlading/core";
import { checkSchema } from "../src/schema/check.ts";
import { transportDocument } from "../src/schema/transport-document.ts";
import { fullValue, readOracle, transportObjects, type Oracle } from "./dcsa-oracle.ts";

const folder = sharedPath("dcsa");

/** What DCSA's schema accepts and ours refuses, each with its reason. There is nothing the other way round. */
const DEVIATIONS: readonly { readonly value: string; readonly reason: string }[] = [
  { value: "2026-05-01 08:00:00Z", reason: "RFC 3339 as ISO 8601 profile: date and time are joined by T" },
  { value: "2026-06-30T23:59:60Z", reason: "second 60 is refused everywhere in this library" },
];

const long = (length: number): string => "x".repeat(length);
const LENGTHS = [1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 15, 16, 20, 25, 30, 35, 50, 65, 70, 100, 150, 250, 255];
const LONG_LENGTHS = [500, 5000, 20_000, 50_000];
const LONG_MEMBERS = /(termsAndConditions|carrierClauses\.0|message|jsonPath|partyName)$/;
const TEXTS = [
  ..."|a|A|9|A9|AB|ABC|BOL|SWB|COL|CFS|KGM|LTR|SHI|NMFTA|NLRT2|NLRT1|nlrtm|EURO|123456789012|1234567890123|ab@c|a@b c|9.9|9.99|1803Z|0zz9".split(
    "|",
  ),
  " a",
  "a ",
  "a\nb",
  "\u00a0a",
  "２０２６-05-01",
  "2024-02-29",
  "2023-02-29",
  "2026-13-01",
  "2026-04-31",
  "2026-05-01T08:00:00+08:00",
  "2026-05-01T08:00:00",
  "2026-05-01T25:00:00Z",
  "😀".repeat(35),
  "😀".repeat(36),
  ...LENGTHS.flatMap((length) => [long(length), long(length + 1)]),
];
const OTHERS: readonly Json[] = [
  null,
  true,
  false,
  0,
  -1,
  1,
  1.5,
  100.5,
  3,
  4,
  1e8,
  2 ** 31 - 1,
  2 ** 31,
  -(2 ** 31) - 1,
  1e300,
  [],
  {},
  [1],
  [{}],
  ["x"],
  { value: 1 },
];

type Holder = Record<string | number, unknown>;
const isHolder = (value: unknown): value is Holder => typeof value === "object" && value !== null;

function isAccepted(data: unknown): boolean {
  let isFaulty = false;
  checkSchema(transportDocument, data as Json, "$", () => {
    isFaulty = true;
  });
  return !isFaulty;
}

/** Replaces every value below `holder` in turn by every mutant, and puts it back. */
function mutate(holder: Holder, path: string, visit: (path: string, mutant: unknown) => void): void {
  for (const key of Object.keys(holder)) {
    const original = holder[key];
    const here = `${path}.${key}`;
    for (const mutant of [...OTHERS, ...TEXTS, ...longTexts(here), ...listsOf(original)]) {
      holder[key] = mutant;
      visit(here, mutant);
    }
    if (!Array.isArray(holder)) {
      Reflect.deleteProperty(holder, key);
      visit(`${here} deleted`, undefined);
    }
    holder[key] = original;
    if (isHolder(original)) mutate(original, here, visit);
  }
}

function longTexts(path: string): string[] {
  return LONG_MEMBERS.test(path) ? LONG_LENGTHS.flatMap((length) => [long(length), long(length + 1)]) : [];
}

function listsOf(original: unknown): unknown[] {
  if (!Array.isArray(original)) return [];
  const item: unknown = original[0];
  return [2, 3, 4, 5, 6, 7, 50, 51, 150, 151].map((length) => Array.from({ length }, () => item));
}

describe("the schema of the transport document against DCSA's", () => {
  let oracle: Oracle;

  before(function () {
    // The folder is a copy of public repositories; docs/spec/document-kinds.md names them.
    if (folder === null) this.skip();
    oracle = readOracle(folder);
  });

  it("agrees on every example that DCSA publishes", () => {
    if (folder === null) return;
    const objects = ["examples", "conformance/messages", "vectors"].flatMap((name) =>
      transportObjects(`${folder}/${name}`),
    );
    const verdicts = objects.map(({ file, data }) => ({ file, ours: isAccepted(data), theirs: oracle.accepts(data) }));
    expect(verdicts.filter(({ ours, theirs }) => ours !== theirs)).to.deep.equal([]);
    expect({ all: verdicts.length, accepted: verdicts.filter(({ ours }) => ours).length }).to.deep.equal({
      all: 37,
      accepted: 17,
    });
  });

  it("agrees on every mutation of a document with every member", function () {
    this.timeout(120_000);
    const full = fullValue(oracle.schemas, oracle.schemas["TransportDocument"]) as Holder;
    expect(oracle.accepts(full)).to.equal(true);
    expect(isAccepted(full)).to.equal(true);
    const differences: string[] = [];
    let count = 0;
    let accepted = 0;
    mutate(full, "$", (path, mutant) => {
      count += 1;
      const isOurs = isAccepted(full);
      if (isOurs) accepted += 1;
      const isSame = isOurs === oracle.accepts(full);
      if (!isSame) differences.push(`${path} = ${JSON.stringify([mutant]).slice(0, 40)}`);
    });
    expect(differences).to.deep.equal([]);
    expect({ count, accepted }).to.deep.equal({ count: 68_559, accepted: 20_394 });
  });

  it("agrees on alternatives in every combination", () => {
    const full = fullValue(oracle.schemas, oracle.schemas["TransportDocument"]) as Holder;
    const location = ["NLRTM", "bad", undefined];
    for (const UNLocationCode of location) {
      for (const other of ["ok", long(36), 7, undefined]) {
        full["invoicePayableAt"] = { UNLocationCode, freeText: other };
        full["placeOfIssue"] = { UNLocationCode, countryCode: other === "ok" ? "NL" : other };
        full["partyContactDetails"] = [
          { name: "a", phone: other, email: UNLocationCode === "NLRTM" ? "a@b" : UNLocationCode },
        ];
        const plain: unknown = JSON.parse(JSON.stringify(full));
        expect(isAccepted(plain), JSON.stringify(full["invoicePayableAt"])).to.equal(oracle.accepts(plain));
      }
    }
  });

  for (const { value, reason } of DEVIATIONS) {
    it(`deviates knowingly: ${reason}`, () => {
      const goods = { properShippingName: "a", imoClass: "3", UNNumber: "1234", fumigationDateTime: value };
      const full = fullValue(oracle.schemas, oracle.schemas["TransportDocument"]) as Holder;
      dangerousPackaging(full)["dangerousGoods"] = [goods];
      expect({ theirs: oracle.accepts(full), ours: isAccepted(full) }).to.deep.equal({ theirs: true, ours: false });
    });
  }
});

function dangerousPackaging(full: Holder): Holder {
  const step = (value: unknown, key: string | number): Holder => {
    const next = isHolder(value) ? value[key] : undefined;
    if (!isHolder(next)) throw new Error(`no ${key}`);
    return next;
  };
  const cargo = step(step(step(step(full, "consignmentItems"), 0), "cargoItems"), 0);
  return step(cargo, "outerPackaging");
}
