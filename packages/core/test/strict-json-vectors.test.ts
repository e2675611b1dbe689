import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { sharedPath } from "@openlading/testkit";
import { CoreError, parseStrictJson } from "../src/index.ts";
import {
  PARSING_EITHER,
  PARSING_REFUSED_BEFORE_SYNTAX,
  PARSING_REFUSED_THOUGH_VALID,
  TRANSFORM_REFUSED,
  type Reading,
} from "./deviations.ts";

type Table = Readonly<Record<string, Reading>>;

/** The code each file is refused with, `null` where it is read. */
function outcomes(folder: string, prefix: string): Map<string, string | null> {
  const names = readdirSync(folder).filter((name) => name.startsWith(prefix));
  return new Map(names.map((name) => [name, outcome(readFileSync(join(folder, name)))]));
}

function outcome(bytes: Uint8Array): string | null {
  try {
    parseStrictJson(bytes);
    return null;
  } catch (error) {
    if (error instanceof CoreError) return error.code;
    throw error;
  }
}

function expected(names: Iterable<string>, table: Table, otherwise: string | null): Map<string, string | null> {
  return new Map([...names].map((name) => [name, table[name]?.code ?? otherwise]));
}

const SETS: readonly [
  title: string,
  folder: string,
  prefix: string,
  table: Table,
  otherwise: string | null,
  count: number,
][] = [
  ["reads the 95 valid files but those in the table", "test_parsing", "y_", PARSING_REFUSED_THOUGH_VALID, null, 95],
  ["refuses the 188 invalid files", "test_parsing", "n_", PARSING_REFUSED_BEFORE_SYNTAX, "ERR_CORE_JSON_SYNTAX", 188],
  ["refuses the 35 files the suite leaves open", "test_parsing", "i_", PARSING_EITHER, null, 35],
  ["reads the 22 transform files but those in the table", "test_transform", "", TRANSFORM_REFUSED, null, 22],
];

describe("parseStrictJson on JSONTestSuite", () => {
  for (const [title, folder, prefix, table, otherwise, count] of SETS) {
    it(title, function () {
      const root = sharedPath("vectors/json-parsing");
      if (root === null) return this.skip(); // no third-party vectors on this machine
      const found = outcomes(join(root, folder), prefix);
      expect(found.size).to.equal(count);
      expect([...found.keys()]).to.include.members(Object.keys(table));
      expect(Object.fromEntries(found)).to.deep.equal(Object.fromEntries(expected(found.keys(), table, otherwise)));
    });
  }
});
