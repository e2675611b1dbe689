import { expect } from "chai";
import fc from "fast-check";
import { checkDocument, SELF_PRINT_ANNOUNCEMENTS, selfPrintable, TONNAGE_RATES, tonnageRate } from "../src/index.ts";
import { addMonths, addWorkingDays, dayOf } from "../src/calendar.ts";
import { productToCents, sumOfAmounts } from "../src/decimal.ts";
import { changed } from "./examples.ts";

describe("self-printing", () => {
  const ANSWERS = [
    [
      "RCEP",
      "VN",
      "2024-08-31",
      { selfPrintable: false, reason: "not-yet", announcement: "GACC 106/2024", since: "2024-09-01" },
    ],
    [
      "RCEP",
      "VN",
      "2024-09-01",
      { selfPrintable: true, announcement: "GACC 106/2024", since: "2024-09-01", where: "everywhere" },
    ],
    [
      "FORM_E",
      "MY",
      "2026-05-12",
      { selfPrintable: true, announcement: "GACC 106/2024", since: "2024-09-01", where: "everywhere" },
    ],
    ["RCEP", "TH", "2026-05-12", { selfPrintable: "unknown", reason: "no-announcement-held" }],
    ["FORM_E", "ID", "2026-05-12", { selfPrintable: "unknown", reason: "no-announcement-held" }],
    [
      "CHINA_KOREA",
      "KR",
      "2019-03-24",
      { selfPrintable: false, reason: "not-yet", announcement: "GACC 49/2019", since: "2019-03-25" },
    ],
    [
      "CHINA_KOREA",
      "KR",
      "2019-05-19",
      { selfPrintable: true, announcement: "GACC 49/2019", since: "2019-03-25", where: "pilot" },
    ],
    [
      "CHINA_AUSTRALIA",
      "AU",
      "2019-05-20",
      { selfPrintable: true, announcement: "GACC 77/2019", since: "2019-05-20", where: "everywhere" },
    ],
    ["APTA", "IN", "2026-05-12", { selfPrintable: "unknown", reason: "no-announcement-held" }],
    [
      "NON_PREFERENTIAL",
      "DE",
      "2026-05-12",
      { selfPrintable: true, announcement: "GACC 77/2019", since: "2019-05-20", where: "everywhere" },
    ],
    ["FORM_D", "VN", "2026-05-12", { selfPrintable: false, reason: "not-issued-in-china" }],
  ] as const;
  for (const [form, destination, on, answer] of ANSWERS) {
    it(`of ${form} to ${destination} on ${on}: ${String(answer.selfPrintable)}`, () => {
      expect(selfPrintable(form, destination, on)).to.deep.equal(answer);
    });
  }

  it("has its announcements in the order of their days", () => {
    const days = SELF_PRINT_ANNOUNCEMENTS.map(({ since }) => dayOf(since) ?? 0);
    expect([...days].sort((left, right) => left - right)).to.deep.equal(days);
  });
});

describe("tonnage dues", () => {
  it("rise with tier, class and period, and have no rate before the law", () => {
    expect(tonnageRate("2026-05-20", 2000, "PREFERENTIAL", "D30")?.perTon).to.equal(1.5);
    expect(tonnageRate("2026-05-20", 2001, "PREFERENTIAL", "D30")?.perTon).to.equal(2.9);
    expect(tonnageRate("2026-05-20", 50_001, "ORDINARY", "Y1")?.perTon).to.equal(31.8);
    expect(tonnageRate("2018-06-30", 2000, "ORDINARY", "Y1")).to.equal(null);
    for (const { tiers, isVerified } of TONNAGE_RATES) {
      expect(isVerified).to.equal(false);
      for (const tier of tiers) {
        expect(tier.ORDINARY.D30).to.be.greaterThan(tier.PREFERENTIAL.D30);
        expect(tier.ORDINARY.Y1).to.be.greaterThan(tier.ORDINARY.D90);
      }
    }
  });

  it("of a tug are half, of a small ship none", () => {
    const tug = { "ship.shipTypeCode": "TUG", amount: 19800 };
    expect(checkDocument("tonnage-voucher", changed("tonnage-voucher", tug))).to.deep.equal([]);
    const small = { netTonnage: 33, amount: 49.5, exemptionCode: "ART9-1" };
    expect(checkDocument("tonnage-voucher", changed("tonnage-voucher", small))).to.deep.equal([]);
  });

  it("paid late carry a late fee, unless it is too small to collect", () => {
    const late = { "payment.date": "2026-06-07", lateFee: 59.4 };
    expect(checkDocument("tonnage-voucher", changed("tonnage-voucher", late))).to.deep.equal([]);
    expect(
      checkDocument("tonnage-voucher", changed("tonnage-voucher", { "payment.date": "2026-06-06" })),
    ).to.deep.equal([]);
  });

  it("cover the period with its first day or from it, and every day of an extension", () => {
    const extended = { licenceTo: "2026-06-21", extensions: [{ reasonCode: "REPAIR", days: 3, proof: "REP-1" }] };
    for (const change of [
      extended,
      { licenceTo: "2026-06-19" },
      { periodCode: "Y1", licenceTo: "2027-05-19", amount: 237600 },
    ]) {
      expect(checkDocument("tonnage-licence", changed("tonnage-licence", change))).to.deep.equal([]);
    }
  });

  it("are known for what they are by their first day", () => {
    const voucher = changed("tonnage-voucher", { licenceFrom: "2026-05-20" });
    expect(checkDocument("tonnage-voucher", voucher)).to.deep.equal([]);
  });
});

describe("exact amounts", () => {
  const cents = fc.integer({ min: 0, max: 10 ** 11 });

  it("are products rounded half up at the hundredth", () => {
    expect(productToCents([1.005, 3], [1, 0])).to.equal(1.01);
    expect(productToCents([80000.5 + 4800.03, 2], [13, 4], [0.01, 2])).to.equal(11024.07);
    expect(productToCents([1e300, 2], [1, 0])).to.equal(null);
    fc.assert(
      fc.property(cents, fc.integer({ min: 0, max: 10 ** 6 }), (amount, rate) => {
        const expected = (BigInt(amount) * BigInt(rate) + 5000n) / 10_000n;
        expect(productToCents([amount / 100, 2], [rate / 10_000, 4])).to.equal(Number(expected) / 100);
      }),
    );
  });

  it("are sums without residue in any order", () => {
    fc.assert(
      fc.property(fc.array(cents, { maxLength: 30 }), (amounts) => {
        const total = amounts.reduce((sum, amount) => sum + amount, 0) / 100;
        expect(sumOfAmounts(amounts.map((amount) => amount / 100))).to.equal(total);
        expect(sumOfAmounts(amounts.toReversed().map((amount) => amount / 100))).to.equal(total);
      }),
    );
  });
});

describe("days of the calendar", () => {
  const days = fc.integer({ min: 0, max: 40_000 });

  it("are read when they are real", () => {
    expect(dayOf("1970-01-02")).to.equal(1);
    for (const text of ["2026-02-30", "2026-5-1", "x", "", undefined]) expect(dayOf(text)).to.equal(undefined);
  });

  it("that are working days take seven for every five", () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 20 }), (day, weeks) => {
        const isWeekday = (day + 3) % 7 < 5;
        if (isWeekday) expect(addWorkingDays(day, weeks * 5)).to.equal(day + weeks * 7);
      }),
    );
  });

  it("of a month that is too short end with it", () => {
    expect(addMonths(dayOf("2024-02-29") ?? 0, 12)).to.equal(dayOf("2025-02-28"));
    expect(addMonths(dayOf("2026-01-31") ?? 0, 1)).to.equal(dayOf("2026-02-28"));
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 36 }), (day, months) => {
        expect(addMonths(day, months) - day).to.be.within(months * 28, months * 31);
      }),
    );
  });
});
