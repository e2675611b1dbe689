import type { Json, JsonObject } from "@openlading/core";
import { isList, isRecord } from "./schema/check.ts";

// Reading members of data that may not have been found well-formed: what is not there reads as absent.

const NOTHING: JsonObject = Object.freeze({});

/** An item of a list with its JSON path. */
export interface Placed {
  readonly data: JsonObject;
  readonly path: string;
}

/** The text at `name`, if it is text. */
export function textAt(data: JsonObject, name: string): string | undefined {
  const value = data[name];
  return typeof value === "string" ? value : undefined;
}

/** The number at `name`, if it is a number. */
export function numberAt(data: JsonObject, name: string): number | undefined {
  const value = data[name];
  return typeof value === "number" ? value : undefined;
}

/** The object at `name`, or an empty one. */
export function recordAt(data: JsonObject, name: string): JsonObject {
  const value = data[name];
  return isRecord(value) ? value : NOTHING;
}

/** The items of the list at `name`; an item that is no object reads as an empty one, so that places stay right. */
export function recordsAt(data: JsonObject, name: string): readonly JsonObject[] {
  return itemsAt(data, name).map((item) => (isRecord(item) ? item : NOTHING));
}

/** The texts in the list at `name`. */
export function textsAt(data: JsonObject, name: string): readonly string[] {
  return itemsAt(data, name).filter((item) => typeof item === "string");
}

/** The items of the list at `name` with their paths. */
export function placedAt(data: JsonObject, name: string, path = "$"): readonly Placed[] {
  return recordsAt(data, name).map((item, index) => ({ data: item, path: `${path}.${name}[${index}]` }));
}

/** Whether the member is there at all. */
export function has(data: JsonObject, name: string): boolean {
  return data[name] !== undefined;
}

function itemsAt(data: JsonObject, name: string): readonly Json[] {
  const value = data[name];
  return isList(value) ? value : [];
}

/** A sum of figures of at most three decimals, free of binary residue. */
export function sum(figures: readonly number[]): number {
  return Math.round(figures.reduce((total, figure) => total + figure, 0) * 1000) / 1000;
}

/** Whether all figures are known. */
export function areKnown(figures: readonly (number | undefined)[]): figures is readonly number[] {
  return figures.every((figure) => figure !== undefined);
}

/** The paths of items whose key occurred before; an undefined key is no key. */
export function repeats(items: readonly Placed[], keyOf: (data: JsonObject) => string | undefined): readonly string[] {
  const seen = new Set<string>();
  return items.flatMap(({ data, path }) => {
    const key = keyOf(data);
    if (key === undefined) return [];
    const isRepeat = seen.has(key);
    seen.add(key);
    return isRepeat ? [path] : [];
  });
}
