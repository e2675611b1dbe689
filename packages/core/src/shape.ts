import { isBase64url } from "./encoding.ts";
import { CoreError } from "./error.ts";
import { FaultList } from "./fault.ts";
import { readUtcInstant } from "./instant.ts";
import type { Json } from "./json.ts";
import {
  FLAWS,
  canonicalLength,
  isPlainObject,
  leaf,
  lengthFlaw,
  literalFlaw,
  noteRepeats,
  rangeFlaw,
  refuse,
  textLeaf,
} from "./shape-fault.ts";

/** A closed description of a JSON value; `accepts` notes every fault at the place the walk has reached. */
export interface Shape<T> {
  readonly accepts: (value: unknown, faults: FaultList) => value is T;
}

/** A member that may be absent. Present, it has the shape; `null` and `undefined` are not absence. */
export interface OptionalShape<T> {
  readonly optional: Shape<T>;
}

/** The type of the values a shape accepts. */
export type Infer<S> = S extends Shape<infer T> ? T : never;

type Members = Readonly<Record<string, Shape<unknown> | OptionalShape<unknown>>>;
type OptionalNames<M> = { [N in keyof M]: M[N] extends OptionalShape<unknown> ? N : never }[keyof M];
type Flat<T> = { readonly [N in keyof T]: T[N] };
/** The object type of described members. */
export type InferMembers<M> = Flat<
  { [N in Exclude<keyof M, OptionalNames<M>>]: Infer<M[N]> } & {
    [N in OptionalNames<M>]?: M[N] extends OptionalShape<infer T> ? T : never;
  }
>;

type ListOptions = { readonly min?: number; readonly max?: number; readonly unique?: boolean };

/** The shapes JSON data is described with. Lengths of text are in UTF-16 units. */
export const shape = {
  /** Text of `min` to `max` units matching `pattern` (linear, without `g` or `y`; anchor it yourself). */
  text(options: { readonly min?: number; readonly max?: number; readonly pattern?: RegExp } = {}): Shape<string> {
    const { min = 0, max = Infinity, pattern } = options;
    assertStateless(pattern);
    return textLeaf((value) => {
      if (value.length < min || value.length > max) return lengthFlaw(min, max);
      return pattern !== undefined && !pattern.test(value) ? FLAWS.PATTERN : null;
    });
  },

  /** Lower-case hex of exactly `byteLength` bytes. */
  hex(byteLength: number): Shape<string> {
    return textLeaf((value) => (value.length === byteLength * 2 && /^[0-9a-f]*$/.test(value) ? null : FLAWS.HEX));
  },

  /** Canonical unpadded base64url of exactly `bytes`, or at most `maxBytes`; it stays text. */
  base64url(options: { readonly bytes?: number; readonly maxBytes?: number } = {}): Shape<string> {
    const most = options.bytes ?? options.maxBytes ?? Infinity;
    return textLeaf((value) => {
      if (value.length > Math.ceil((most * 4) / 3)) return FLAWS.BASE64URL;
      const length = Math.floor((value.length * 3) / 4);
      const fits = length <= most && (options.bytes === undefined || length === options.bytes);
      return fits && isBase64url(value) ? null : FLAWS.BASE64URL;
    });
  },

  /** A whole number from `min` to `max`; not -0. */
  integer(options: { readonly min: number; readonly max: number }): Shape<number> {
    const { min, max } = options;
    return leaf(
      (value): value is number => Number.isSafeInteger(value) && !Object.is(value, -0),
      FLAWS.INTEGER,
      (value) => (value < min || value > max ? rangeFlaw(min, max) : null),
    );
  },

  /** `true` or `false`. */
  boolean(): Shape<boolean> {
    return leaf((value) => typeof value === "boolean", FLAWS.BOOLEAN);
  },

  /** One of the texts given. */
  literal<const L extends readonly [string, ...string[]]>(...literals: L): Shape<L[number]> {
    const known: ReadonlySet<unknown> = new Set(literals);
    return leaf((value): value is L[number] => known.has(value), literalFlaw(literals));
  },

  /** A moment in the one canonical form `2026-05-01T08:00:00.000Z`; it stays text. */
  instant(): Shape<string> {
    return textLeaf((value) => (readUtcInstant(value) === null ? FLAWS.INSTANT : null));
  },

  /** A list of `min` to `max` items; with `unique`, no two with the same canonical form. */
  list<T>(item: Shape<T>, options: ListOptions = {}): Shape<readonly T[]> {
    const { min = 0, max = Infinity, unique = false } = options;
    return {
      accepts: (value, faults): value is readonly T[] => {
        if (!Array.isArray(value)) return refuse(faults, FLAWS.LIST);
        if (value.length < min || value.length > max) return refuse(faults, lengthFlaw(min, max));
        const before = faults.count;
        value.forEach((element: unknown, index) => faults.within(index, () => item.accepts(element, faults)));
        if (unique && faults.count === before) noteRepeats(value, faults);
        return faults.count === before;
      },
    };
  },

  /** An object with exactly the members described; unknown ones are refused. */
  object<const M extends Members>(members: M): Shape<InferMembers<M>> {
    const described = new Map(Object.entries(members));
    return {
      accepts: (value, faults): value is InferMembers<M> => {
        if (!isPlainObject(value)) return refuse(faults, FLAWS.OBJECT);
        const before = faults.count;
        for (const name of Object.keys(value)) {
          if (!described.has(name)) faults.add(FLAWS.UNKNOWN.code, FLAWS.UNKNOWN.text, name);
        }
        for (const [name, member] of described) acceptMember(value, name, member, faults);
        return faults.count === before;
      },
    };
  },

  /** Marks a member of an object that may be absent. */
  optional<T>(member: Shape<T>): OptionalShape<T> {
    return { optional: member };
  },

  /** `null`, or what `inner` accepts. */
  nullable<T>(inner: Shape<T>): Shape<T | null> {
    return { accepts: (value, faults): value is T | null => value === null || inner.accepts(value, faults) };
  },

  /** An object of at most `max` members of any name, each with one shape. */
  map<T>(
    item: Shape<T>,
    options: { readonly max: number; readonly name?: RegExp },
  ): Shape<Readonly<Record<string, T>>> {
    assertStateless(options.name);
    return {
      accepts: (value, faults): value is Readonly<Record<string, T>> => {
        if (!isPlainObject(value)) return refuse(faults, FLAWS.OBJECT);
        const names = Object.keys(value);
        if (names.length > options.max) return refuse(faults, lengthFlaw(0, options.max));
        const before = faults.count;
        for (const name of names) {
          if (options.name !== undefined && !options.name.test(name))
            faults.add(FLAWS.NAME.code, FLAWS.NAME.text, name);
          faults.within(name, () => item.accepts(value[name], faults));
        }
        return faults.count === before;
      },
    };
  },

  /** Any JSON value whose canonical form is at most `maxBytes` long. */
  json(options: { readonly maxBytes: number }): Shape<Json> {
    return {
      accepts: (value, faults): value is Json => {
        const length = canonicalLength(value);
        if (length === null) return refuse(faults, FLAWS.JSON);
        return length <= options.maxBytes || refuse(faults, FLAWS.SIZE);
      },
    };
  },
} as const;

/**
 * `value` itself, known to have the shape. `what` names the thing in the error. Values are not copied.
 * @throws CoreError `ERR_CORE_SHAPE`, every fault with its JSON path in `details.faults`
 */
export function parseShape<T>(described: Shape<T>, value: unknown, what: string): T {
  const faults = new FaultList();
  if (described.accepts(value, faults)) return value;
  const place = faults.kept[0]?.path ?? "$";
  throw new CoreError({
    code: "ERR_CORE_SHAPE",
    message: `${what} has ${faults.count} faults of form, the first at ${place}`,
    details: { what, ...faults.toDetails() },
  });
}

function assertStateless(pattern: RegExp | undefined): void {
  if (pattern?.global === true || pattern?.sticky === true) throw new TypeError("a pattern must not be g or y");
}

function acceptMember(
  object: Readonly<Record<string, unknown>>,
  name: string,
  member: Shape<unknown> | OptionalShape<unknown>,
  faults: FaultList,
): void {
  const isOptional = "optional" in member;
  if (Object.hasOwn(object, name)) {
    const inner = isOptional ? member.optional : member;
    faults.within(name, () => inner.accepts(object[name], faults));
  } else if (!isOptional) {
    faults.add(FLAWS.MISSING.code, FLAWS.MISSING.text, name);
  }
}
