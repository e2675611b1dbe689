import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import addFormatsModule from "ajv-formats";
import { parse } from "yaml";

// DCSA's published OpenAPI document, compiled by ajv: the oracle for our schema of the transport document.

type Schema = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** OpenAPI 3.0 spells an exclusive minimum as a flag beside `minimum`; JSON Schema as the limit itself. */
function translate(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(translate);
  if (!isObject(value)) return value;
  const copy: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    if (name === "exclusiveMinimum" && member === true) copy["exclusiveMinimum"] = value["minimum"];
    else copy[name] = translate(member);
  }
  return copy;
}

export interface Oracle {
  readonly accepts: (data: unknown) => boolean;
  readonly schemas: Schema;
}

export function readOracle(folder: string): Oracle {
  const document: unknown = translate(parse(readFileSync(join(folder, "openapi/EBL_v3.0.4.yaml"), "utf8")));
  if (!isObject(document) || !isObject(document["components"]) || !isObject(document["components"]["schemas"])) {
    throw new Error("the OpenAPI document has no schemas");
  }
  const ajv = new Ajv({ strict: false });
  addFormatsModule.default(ajv);
  ajv.addSchema({ $id: "https://dcsa.example/ebl", components: document["components"] });
  const validate = ajv.compile({ $ref: "https://dcsa.example/ebl#/components/schemas/TransportDocument" });
  return { accepts: (data) => validate(data), schemas: document["components"]["schemas"] };
}

const SAMPLES: readonly (readonly [pattern: string, sample: string])[] = [
  ["^\\S(?:.*\\S)?$", "a b"],
  ["^\\S+$", "ab"],
  ["^[A-Z]{2}[A-Z2-9]{3}$", "NLRTM"],
  ["^[A-Z]{2}$", "NL"],
  ["^[A-Z]{3}$", "EUR"],
  ["^.+@\\S+$", "a@b.example"],
  ["^\\d{6,10}$", "640510"],
  ["^\\d{6,12}$", "640510"],
  ["^\\d{2}[0-9A-Z]{2}[NEWSR]$", "2103N"],
  ["^\\d{4}$", "1234"],
  ["^[0-3][0-9A-Z]{3}$", "0AB1"],
  ["^[0-9](\\.[0-9])?$", "1.2"],
  ["^[A-Z0-9]{2}$", "4G"],
  ["^[A-Z0-9]{1,5}$", "1A2"],
];

function sampleText(schema: Schema): string {
  const codes = schema["enum"];
  if (Array.isArray(codes)) return String(codes[0]);
  if (schema["format"] === "date") return "2026-05-01";
  if (schema["format"] === "date-time") return "2026-05-01T08:00:00Z";
  const pattern = schema["pattern"];
  if (pattern === undefined) return "x";
  const sample = SAMPLES.find(([known]) => known === pattern);
  if (sample === undefined) throw new Error(`no sample for ${JSON.stringify(pattern)}`);
  return sample[1];
}

/** A value with every member the schema describes; alternatives by their first branch. */
export function fullValue(schemas: Schema, schema: unknown, depth = 0): unknown {
  if (!isObject(schema)) throw new Error("not a schema");
  const reference = schema["$ref"];
  if (typeof reference === "string") return fullValue(schemas, schemas[reference.split("/").at(-1) ?? ""], depth + 1);
  return sampleLeaf(schema) ?? fullHolder(schemas, schema, depth);
}

function sampleLeaf(schema: Schema): unknown {
  switch (schema["type"]) {
    case "string":
      return sampleText(schema);
    case "number":
    case "integer":
      return Math.max(1, Number(schema["minimum"] ?? 1));
    case "boolean":
      return false;
    default:
      return undefined;
  }
}

function fullHolder(schemas: Schema, schema: Schema, depth: number): unknown {
  if (schema["type"] !== "array") return fullObject(schemas, schema, depth);
  return depth > 20 ? [] : [fullValue(schemas, schema["items"], depth + 1)];
}

function fullObject(schemas: Schema, schema: Schema, depth: number): Record<string, unknown> {
  const branches = schema["oneOf"] ?? schema["anyOf"];
  const first: unknown = Array.isArray(branches) ? branches[0] : undefined;
  const described = { ...asObject(schema["properties"]), ...asObject(asObject(first)["properties"]) };
  return Object.fromEntries(
    Object.entries(described).map(([name, member]) => [name, fullValue(schemas, member, depth + 1)]),
  );
}

const asObject = (value: unknown): Schema => (isObject(value) ? value : {});

/** Every object with a transport document type code in the JSON files below a folder, in the order of their names. */
export function transportObjects(folder: string): readonly { readonly file: string; readonly data: unknown }[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json"))
    .sort();
  return files.flatMap((file) => {
    const text = readFileSync(join(folder, file), "utf8");
    return isJson(text) ? collect(JSON.parse(text)).map((data) => ({ file, data })) : [];
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function collect(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(collect);
  if (!isObject(value)) return [];
  const own = "transportDocumentTypeCode" in value ? [value] : [];
  return [...own, ...Object.values(value).flatMap(collect)];
}
