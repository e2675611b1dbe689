import type { Json, JsonObject } from "@openlading/core";

export const isJsonObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The members that are there: documents leave out what is not known. */
export function present(members: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(members).filter((member): member is [string, Json] => member[1] !== undefined && member[1] !== null),
  );
}

/** The object at a path of member names, empty where there is none. */
export function objectAt(data: JsonObject, name: string): JsonObject {
  const value = data[name];
  return isJsonObject(value) ? value : {};
}

export const listAt = (data: JsonObject, name: string): readonly Json[] => {
  const value = data[name];
  return isList(value) ? value : [];
};

export const textOf = (value: Json | undefined): string | null => (typeof value === "string" ? value : null);

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
