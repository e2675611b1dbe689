import { readMass, readNumber, type Reader } from "../edifact/reader.ts";
import { component, select } from "../edifact/segment.ts";
import type { Segment } from "../edifact/tokenize.ts";

/** What one container carries, added up over all goods. */
export interface Load {
  readonly packages: number | null;
  readonly grossKg: number | null;
}

interface Sum {
  packages: number | null;
  grossKg: number | null;
}

/**
 * Spreads the goods (GID) over containers: SGP names the container and its packages, MEA after SGP its weight.
 * A weight given for goods as a whole counts only when they are all in one container.
 */
export function readLoads(reader: Reader, segments: readonly Segment[]): ReadonlyMap<string, Load> {
  const loads = new Map<string, Sum>();
  for (const goods of splitGoods(segments)) addGoods(reader, goods, loads);
  return loads;
}

function splitGoods(segments: readonly Segment[]): Segment[][] {
  const goods: Segment[][] = [];
  for (const segment of segments) {
    if (segment.tag === "EQD") break;
    if (segment.tag === "GID") goods.push([]);
    goods.at(-1)?.push(segment);
  }
  return goods;
}

function addGoods(reader: Reader, goods: readonly Segment[], loads: Map<string, Sum>): void {
  const splits = select(goods, "SGP");
  const whole = grossOf(reader, splits[0] === undefined ? goods : goods.slice(0, goods.indexOf(splits[0])));
  for (const [index, sgp] of splits.entries()) {
    const next = splits[index + 1];
    const own = goods.slice(goods.indexOf(sgp) + 1, next === undefined ? undefined : goods.indexOf(next));
    const container = component(sgp, 0, 0);
    const load = loads.get(container) ?? { packages: null, grossKg: null };
    load.packages = add(load.packages, component(sgp, 1, 0) === "" ? null : readNumber(reader, sgp, 1, 0));
    load.grossKg = add(load.grossKg, grossOf(reader, own) ?? (splits.length === 1 ? whole : null));
    loads.set(container, load);
  }
}

/** Gross mass of the first MEA G; null where there is none. */
export function grossOf(reader: Reader, segments: readonly Segment[]): number | null {
  const mea = select(segments, "MEA").find((segment) => component(segment, 1, 0) === "G");
  return mea === undefined ? null : readMass(reader, mea);
}

const add = (sum: number | null, more: number | null): number | null =>
  sum === null || more === null ? (sum ?? more) : Math.round((sum + more) * 1000) / 1000;
