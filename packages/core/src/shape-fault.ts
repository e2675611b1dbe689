import { utf8Length } from "./bytes.ts";
import { canonicalText } from "./canonical.ts";
import type { FaultList } from "./fault.ts";
import type { Json, Text } from "./json.ts";
import type { Shape } from "./shape.ts";

/** What is wrong with a value: a fault without its place. */
export interface Flaw {
  readonly code: string;
  readonly text: Text;
}

/** The flaws whose sentence does not depend on the shape. */
export const FLAWS = {
  MISSING: flaw("MISSING", "the member is required", "缺少必填成员"),
  UNKNOWN: flaw("UNKNOWN", "the format defines no such member", "格式中没有定义该成员"),
  NAME: flaw("NAME", "the member name does not have the form required", "成员名不符合规定的格式"),
  TEXT: flaw("TYPE", "must be text", "必须是文本"),
  INTEGER: flaw("TYPE", "must be a whole number", "必须是整数"),
  BOOLEAN: flaw("TYPE", "must be true or false", "必须是 true 或 false"),
  LIST: flaw("TYPE", "must be a list", "必须是数组"),
  OBJECT: flaw("TYPE", "must be an object", "必须是对象"),
  JSON: flaw("TYPE", "must be a JSON value", "必须是 JSON 值"),
  PATTERN: flaw("PATTERN", "the text does not match its pattern", "文本不符合规定的格式"),
  HEX: flaw("ENCODING", "must be lower-case hex of the length defined", "必须是规定长度的小写十六进制"),
  BASE64URL: flaw("ENCODING", "must be canonical base64url of the length defined", "必须是规定长度的规范 base64url"),
  INSTANT: flaw(
    "INSTANT",
    "must be an instant such as 2026-05-01T08:00:00.000Z",
    "必须是形如 2026-05-01T08:00:00.000Z 的时刻",
  ),
  REPEATED: flaw("REPEATED", "an equal item stands earlier in the list", "数组中前面已有相同的项"),
  SIZE: flaw("SIZE", "the value is larger than allowed", "该值超过允许的大小"),
} as const;

/** A length outside `min` to `max`. */
export function lengthFlaw(min: number, max: number): Flaw {
  const range = max === Infinity ? `>= ${min}` : `${min}..${max}`;
  return flaw("LENGTH", `the length must be ${range}`, `长度必须为 ${range}`);
}

/** A number outside `min` to `max`. */
export function rangeFlaw(min: number, max: number): Flaw {
  return flaw("RANGE", `must be from ${min} to ${max}`, `必须在 ${min} 到 ${max} 之间`);
}

/** A value that is none of `literals`. */
export function literalFlaw(literals: readonly string[]): Flaw {
  const shown = literals.length > 20 ? [...literals.slice(0, 20), "…"] : literals;
  return flaw("LITERAL", `must be one of: ${shown.join(", ")}`, `必须是以下之一：${shown.join("、")}`);
}

/** Notes `found` at the place reached, and is false, so that `accepts` can return it. */
export function refuse(faults: FaultList, found: Flaw): false {
  faults.add(found.code, found.text);
  return false;
}

/** A shape without inner places: the type, then what else may be wrong. */
export function leaf<T>(
  isType: (value: unknown) => value is T,
  typeFlaw: Flaw,
  find?: (value: T) => Flaw | null,
): Shape<T> {
  return {
    accepts: (value, faults): value is T => {
      const found = isType(value) ? (find?.(value) ?? null) : typeFlaw;
      return found === null || refuse(faults, found);
    },
  };
}

/** A leaf that is text. */
export function textLeaf(find: (value: string) => Flaw | null): Shape<string> {
  return leaf((value) => typeof value === "string", FLAWS.TEXT, find);
}

/** Whether `value` is an object as parsing makes them: plain or without prototype. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** Length in bytes of the canonical form, `null` for what is not JSON. */
export function canonicalLength(value: unknown): number | null {
  try {
    return utf8Length(canonicalText(value));
  } catch {
    return null;
  }
}

/** Notes every item of `list` whose canonical form an earlier item has. */
export function noteRepeats(list: readonly unknown[], faults: FaultList): void {
  const seen = new Set<Json>();
  list.forEach((item, index) => {
    const form = canonicalText(item);
    if (seen.has(form)) faults.add(FLAWS.REPEATED.code, FLAWS.REPEATED.text, index);
    seen.add(form);
  });
}

function flaw(code: string, en: string, zh: string): Flaw {
  return { code, text: { en, zh } };
}
