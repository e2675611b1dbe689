import type { Json, JsonObject } from "@openlading/core";
import { sharedPath } from "@openlading/testkit";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** One file of third-party vectors; skips the test, and says so, where there are none. */
export function readVectors(context: Mocha.Context, path: string): Json {
  const folder = sharedPath("vectors");
  if (folder === null) {
    console.warn("      no third-party vectors: set OPENLADING_VECTORS");
    return context.skip();
  }
  return JSON.parse(readFileSync(join(folder, path), "utf8")) as Json;
}

export function objectOf(value: Json | undefined): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error("a vector is not an object");
  return value as JsonObject;
}

export function listOf(value: Json | undefined): readonly JsonObject[] {
  if (!Array.isArray(value)) throw new Error("a vector is not a list");
  return value.map(objectOf);
}

export function listOfTexts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map(textOf) : [];
}

export function textOf(value: Json | undefined): string {
  if (typeof value !== "string") throw new Error("a vector is not a text");
  return value;
}
