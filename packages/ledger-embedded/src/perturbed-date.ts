/** More than a year, and no whole number of days, hours, minutes or seconds. */
const CLOCK_SHIFT_MS = 400 * 86_400_000 + 5 * 3_600_000 + 13 * 60_000 + 7_501;
/** More than a day, so that every local field but month and year always differs. */
const ZONE_SHIFT_MS = 25 * 3_600_000 + 45 * 60_000;
const OTHER_ZONES = ["Pacific/Kiritimati", "Pacific/Pago_Pago"] as const;

const LOCAL_GETTERS = [
  "getFullYear",
  "getMonth",
  "getDate",
  "getDay",
  "getHours",
  "getMinutes",
  "toString",
  "toDateString",
  "toTimeString",
] as const;
const LOCAL_SETTERS = ["setFullYear", "setMonth", "setDate", "setHours", "setMinutes"] as const;
const LOCALE_TEXTS = ["toLocaleString", "toLocaleDateString", "toLocaleTimeString"] as const;

/** A `Date` that behaves as `Real`, except where `isPerturbed` says so: there the clock and the zone are others. */
export function perturbedDate(Real: DateConstructor, isPerturbed: () => boolean): DateConstructor {
  const Shifted = shiftedDate(Real);
  const now = (): number => Real.now() + (isPerturbed() ? CLOCK_SHIFT_MS : 0);
  const substitute: DateConstructor = new Proxy(Real, {
    construct(target, args, newTarget): object {
      const chosen = isPerturbed() ? Shifted : target;
      return Reflect.construct(chosen, args, newTarget === substitute ? chosen : newTarget) as object;
    },
    apply: () => (isPerturbed() ? new Shifted() : new Real()).toString(),
    get: (target, name, receiver): unknown => (name === "now" ? now : Reflect.get(target, name, receiver)),
  });
  return substitute;
}

/** An `Intl.DateTimeFormat` whose default zone is another where `isPerturbed` says so. */
export function perturbedDateTimeFormat(
  Real: typeof Intl.DateTimeFormat,
  isPerturbed: () => boolean,
): typeof Intl.DateTimeFormat {
  const create = (locales?: Intl.LocalesArgument, options?: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Real(locales, isPerturbed() ? { timeZone: otherZone(Real), ...options } : options);
  return new Proxy(Real, {
    construct: (_, [locales, options]: Parameters<typeof create>) => create(locales, options),
    apply: (_, __, [locales, options]: Parameters<typeof create>) => create(locales, options),
  });
}

function otherZone(Real: typeof Intl.DateTimeFormat): string {
  const here = new Real().resolvedOptions().timeZone;
  return here === OTHER_ZONES[0] ? OTHER_ZONES[1] : OTHER_ZONES[0];
}

function shiftedDate(Real: DateConstructor): new (...parts: DateParts) => Date {
  const Shifted = class extends Real {
    constructor(...parts: DateParts) {
      super(instantOf(Real, parts));
    }
    override getTimezoneOffset(): number {
      return super.getTimezoneOffset() - ZONE_SHIFT_MS / 60_000;
    }
  };
  for (const name of LOCAL_GETTERS) define(Shifted, name, (date) => new Real(date.getTime() + ZONE_SHIFT_MS)[name]());
  for (const name of LOCAL_SETTERS) {
    define(Shifted, name, (date, args) => {
      const local = new Real(date.getTime() + ZONE_SHIFT_MS);
      Reflect.apply(Reflect.get(local, name) as (...fields: unknown[]) => number, local, args);
      return date.setTime(local.getTime() - ZONE_SHIFT_MS);
    });
  }
  for (const name of LOCALE_TEXTS) {
    define(Shifted, name, (date, [locales, options]) => {
      const zoned = { timeZone: OTHER_ZONES[0], ...(options as Intl.DateTimeFormatOptions | undefined) };
      return new Real(date.getTime())[name](locales as string | undefined, zoned);
    });
  }
  return Shifted;
}

type DateParts = readonly (number | string | Date)[];

function instantOf(Real: DateConstructor, parts: DateParts): number {
  const [first] = parts;
  if (parts.length === 0) return Real.now() + CLOCK_SHIFT_MS;
  if (parts.length === 1) return new Real(first ?? Number.NaN).getTime();
  const local = Reflect.construct(Real, parts) as Date;
  return local.getTime() - ZONE_SHIFT_MS;
}

function define(
  Shifted: new (...parts: DateParts) => Date,
  name: string,
  act: (date: Date, args: unknown[]) => unknown,
): void {
  const method = function (this: Date, ...args: unknown[]): unknown {
    return act(this, args);
  };
  Object.defineProperty(Shifted.prototype, name, { value: method, configurable: true, writable: true });
}
