import type { Json, JsonObject, Text } from "@openlading/core";
import type { SchemaReport } from "../fault.ts";
import type { Choice, ListType, MemberType, NumberType, RecordType } from "./notation.ts";
import { checkText } from "./text-check.ts";

const EXPECTED: Readonly<Record<Exclude<MemberType["kind"], "recursive">, Text>> = {
  text: { en: "must be text", zh: "必须是文本" },
  number: { en: "must be a number", zh: "必须是数字" },
  integer: { en: "must be a whole number", zh: "必须是整数" },
  boolean: { en: "must be true or false", zh: "必须是 true 或 false" },
  list: { en: "must be a list", zh: "必须是列表" },
  record: { en: "must be an object", zh: "必须是对象" },
};
const MISSING: Text = { en: "is mandatory and missing", zh: "为必填项，但缺失" };

/** Checks `value` against a schema in our notation; every fault goes to `report` with its JSON path. */
export function checkSchema(type: MemberType, value: Json, path: string, report: SchemaReport): void {
  switch (type.kind) {
    case "text":
      if (typeof value === "string") checkText(type, value, path, report);
      else report(path, "ERR_DOC_TYPE", EXPECTED.text);
      return;
    case "number":
    case "integer":
      checkNumber(type, value, path, report);
      return;
    case "boolean":
      if (typeof value !== "boolean") report(path, "ERR_DOC_TYPE", EXPECTED.boolean);
      return;
    case "list":
      checkList(type, value, path, report);
      return;
    case "record":
      checkRecord(type, value, path, report);
      return;
    case "recursive":
      checkSchema(type.type(), value, path, report);
  }
}

function checkNumber(type: NumberType, value: Json, path: string, report: SchemaReport): void {
  if (typeof value !== "number" || (type.kind === "integer" && !Number.isInteger(value))) {
    report(path, "ERR_DOC_TYPE", EXPECTED[type.kind]);
    return;
  }
  checkRange(type, value, path, report);
  const { decimals } = type;
  if (decimals !== undefined && Number(value.toFixed(decimals)) !== value) {
    report(path, "ERR_DOC_DECIMALS", { en: `may have at most ${decimals} decimals`, zh: `最多 ${decimals} 位小数` });
  }
}

function checkRange(type: NumberType, value: number, path: string, report: SchemaReport): void {
  const { min = -Infinity, max = Infinity, above = -Infinity } = type;
  if (value < min) report(path, "ERR_DOC_RANGE", { en: `must be at least ${min}`, zh: `不得小于 ${min}` });
  if (value > max) report(path, "ERR_DOC_RANGE", { en: `must be at most ${max}`, zh: `不得大于 ${max}` });
  if (value <= above) report(path, "ERR_DOC_RANGE", { en: `must be greater than ${above}`, zh: `必须大于 ${above}` });
}

function checkList(type: ListType, value: Json, path: string, report: SchemaReport): void {
  if (!isList(value)) {
    report(path, "ERR_DOC_TYPE", EXPECTED.list);
    return;
  }
  if (value.length < type.min) {
    report(path, "ERR_DOC_COUNT", { en: `must have at least ${type.min} items`, zh: `至少需要 ${type.min} 项` });
  }
  if (value.length > type.max) {
    report(path, "ERR_DOC_COUNT", { en: `may have at most ${type.max} items`, zh: `最多 ${type.max} 项` });
  }
  value.forEach((item, index) => {
    checkSchema(type.item, item, `${path}[${index}]`, report);
  });
}

function checkRecord(type: RecordType, value: Json, path: string, report: SchemaReport): void {
  if (!isRecord(value)) {
    report(path, "ERR_DOC_TYPE", EXPECTED.record);
    return;
  }
  for (const { name, type: memberType, isRequired } of type.members) {
    const member = value[name];
    if (member !== undefined) checkSchema(memberType, member, `${path}.${name}`, report);
    else if (isRequired) report(`${path}.${name}`, "ERR_DOC_REQUIRED", MISSING);
  }
  if (type.choice !== undefined) checkChoice(type.choice, value, path, report);
}

function checkChoice(choice: Choice, value: JsonObject, path: string, report: SchemaReport): void {
  const holding = choice.branches.filter((branch) => holds(branch, value));
  const isMet = choice.must === "exactly-one" ? holding.length === 1 : holding.length > 0;
  if (isMet) return;
  report(path, "ERR_DOC_CHOICE", choiceText(choice));
  const present = choice.branches.filter(({ members }) => members.some(({ name }) => value[name] !== undefined));
  for (const branch of present) checkRecord(branch, value, path, report);
}

function holds(branch: RecordType, value: JsonObject): boolean {
  let isFaulty = false;
  checkRecord(branch, value, "", () => {
    isFaulty = true;
  });
  return !isFaulty;
}

function choiceText({ must, branches }: Choice): Text {
  const names = branches.flatMap(({ members }) => members.map(({ name }) => name));
  return must === "exactly-one"
    ? { en: `must have exactly one of ${names.join(", ")}`, zh: `必须且只能提供 ${names.join("、")} 之一` }
    : { en: `must have at least one of ${names.join(", ")}`, zh: `至少需要提供 ${names.join("、")} 之一` };
}

/** Whether a JSON value is a list. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** Whether a JSON value is an object. */
export function isRecord(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
