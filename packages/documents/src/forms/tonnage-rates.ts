/** The rates of tonnage dues of one tier, in CNY for each net ton. */
export interface TonnageTier {
  /** The largest net tonnage of the tier. */
  readonly upTo: number;
  readonly ORDINARY: Readonly<Record<TonnagePeriod, number>>;
  readonly PREFERENTIAL: Readonly<Record<TonnagePeriod, number>>;
}

/** A licence period: 30 days, 90 days, one year. */
export type TonnagePeriod = "D30" | "D90" | "Y1";

/** A table of rates with the day from which it applies. */
export interface TonnageRates {
  readonly since: string;
  readonly source: string;
  /** A table that was not held against the printed law makes warnings only. */
  readonly isVerified: boolean;
  readonly tiers: readonly TonnageTier[];
}

const tier = (
  upTo: number,
  [y1, d90, d30]: readonly [number, number, number],
  [py1, pd90, pd30]: readonly [number, number, number],
): TonnageTier => ({
  upTo,
  ORDINARY: { D30: d30, D90: d90, Y1: y1 },
  PREFERENTIAL: { D30: pd30, D90: pd90, Y1: py1 },
});

/** The rate tables of the Tonnage Dues Law, newest last. The figures of the annex are not verified. */
export const TONNAGE_RATES: readonly TonnageRates[] = [
  {
    since: "2018-07-01",
    source: "Tonnage Dues Law of the People's Republic of China, annex (not verified)",
    isVerified: false,
    tiers: [
      tier(2_000, [12.6, 4.2, 2.1], [9.0, 3.0, 1.5]),
      tier(10_000, [24.0, 8.0, 4.0], [17.4, 5.8, 2.9]),
      tier(50_000, [27.6, 9.2, 4.6], [19.8, 6.6, 3.3]),
      tier(Infinity, [31.8, 10.6, 5.3], [22.8, 7.6, 3.8]),
    ],
  },
];

/** Tugs and unpowered barges pay half. */
export const TONNAGE_HALF: readonly string[] = ["TUG", "UNPOWERED_BARGE"];
/** Dues of no more than this are not collected (Tonnage Dues Law, article 9). */
export const TONNAGE_EXEMPT_CNY = 50;

/** The table in force on the day `on` and the rate it gives, or null before the first. */
export function tonnageRate(
  on: string,
  netTonnage: number,
  rateClass: "ORDINARY" | "PREFERENTIAL",
  period: TonnagePeriod,
): { readonly rates: TonnageRates; readonly perTon: number } | null {
  const rates = TONNAGE_RATES.findLast(({ since }) => since <= on);
  const found = rates?.tiers.find(({ upTo }) => netTonnage <= upTo);
  return rates === undefined || found === undefined ? null : { rates, perTon: found[rateClass][period] };
}
