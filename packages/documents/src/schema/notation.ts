/** Text; `max` and `min` count characters (code points). */
export interface TextType {
  readonly kind: "text";
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
  readonly codes?: readonly string[];
  readonly format?: "date" | "date-time";
}

/** A number; `above` is exclusive, `decimals` the most digits after the point. */
export interface NumberType {
  readonly kind: "number" | "integer";
  readonly min?: number;
  readonly max?: number;
  readonly above?: number;
  readonly decimals?: number;
}

/** `true` or `false`. */
export interface BooleanType {
  readonly kind: "boolean";
}

/** A list of one type. */
export interface ListType {
  readonly kind: "list";
  readonly item: MemberType;
  readonly min: number;
  readonly max: number;
}

/** Alternatives of a record: how many of the branches must hold. */
export interface Choice {
  readonly must: "exactly-one" | "at-least-one";
  readonly branches: readonly RecordType[];
}

/** An object with described members. Members that are not described are kept and never refused. */
export interface RecordType {
  readonly kind: "record";
  readonly members: readonly Member[];
  readonly choice?: Choice;
}

/** One described member of a record. */
export interface Member {
  readonly name: string;
  readonly type: MemberType;
  readonly isRequired: boolean;
}

/** A type that contains itself. */
export interface RecursiveType {
  readonly kind: "recursive";
  readonly type: () => MemberType;
}

/** The notation in which the schema of every kind of document is written. */
export type MemberType = TextType | NumberType | BooleanType | ListType | RecordType | RecursiveType;

/** A set of members by name, as the tables spell it. */
export type Members = Readonly<Record<string, MemberType>>;

const NO_OUTER_SPACE = /^\S(?:.*\S)?$/u;

/** Text of at most `max` characters. */
export const text = (max: number): TextType => ({ kind: "text", max });
/** Text of at most `max` characters on one line, without white space at either end. */
export const trimmed = (max: number): TextType => ({ kind: "text", max, pattern: NO_OUTER_SPACE });
/** Text that matches `pattern`. */
export const matching = (pattern: RegExp, max?: number): TextType =>
  max === undefined ? { kind: "text", pattern } : { kind: "text", pattern, max };
/** Text that is one of `codes`. */
export const code = (...codes: readonly string[]): TextType => ({ kind: "text", codes });
/** A list of at most `max` and at least `min` items. */
export const list = (item: MemberType, size: { readonly min?: number; readonly max?: number } = {}): ListType => ({
  kind: "list",
  item,
  min: size.min ?? 0,
  max: size.max ?? Infinity,
});
/** A number within limits. */
export const number = (limits: Omit<NumberType, "kind"> = {}): NumberType => ({ kind: "number", ...limits });
/** A whole number within limits; those of 32 bits unless narrower. */
export const integer = (limits: { readonly min?: number; readonly max?: number } = {}): NumberType => ({
  kind: "integer",
  min: limits.min ?? -(2 ** 31),
  max: limits.max ?? 2 ** 31 - 1,
});

/** `true` or `false`. */
export const flag: BooleanType = { kind: "boolean" };
/** A calendar date, `2026-05-01`. */
export const date: TextType = { kind: "text", format: "date" };
/** An RFC 3339 date-time with its offset. */
export const dateTime: TextType = { kind: "text", format: "date-time" };

/** An object with `required` and `optional` members; a name in both is required. */
export function record(required: Members, optional: Members = {}, choice?: Choice): RecordType {
  const described = (members: Members, isRequired: boolean): Member[] =>
    Object.entries(members).map(([name, type]) => ({ name, type, isRequired }));
  const others = described(optional, false).filter(({ name }) => !Object.hasOwn(required, name));
  const members = [...described(required, true), ...others];
  return choice === undefined ? { kind: "record", members } : { kind: "record", members, choice };
}

/** Exactly one of the branches must hold. */
export const exactlyOne = (...branches: readonly Members[]): Choice => ({
  must: "exactly-one",
  branches: branches.map((members) => record(members)),
});

/** At least one of the branches must hold. */
export const atLeastOne = (...branches: readonly Members[]): Choice => ({
  must: "at-least-one",
  branches: branches.map((members) => record(members)),
});
