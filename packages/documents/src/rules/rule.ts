import type { JsonObject, Text } from "@openlading/core";
import { numberAt, placedAt } from "../access.ts";
import type { DocumentKind } from "../kinds.ts";

/** How a rule hands in the places that break it; `text` replaces the rule's own sentence where it can say more. */
export type RuleReport = (path: string, text?: Text, severity?: "warning") => void;

/** A business rule. `check` reads data leniently: it is run on documents whose form is faulty as well. */
export interface Rule {
  readonly code: `ERR_DOC_RULE_${string}`;
  readonly kinds: readonly DocumentKind[];
  readonly severity: "error" | "warning";
  readonly text: Text;
  readonly check: (data: JsonObject, report: RuleReport, kind: DocumentKind) => void;
}

type RuleSeed = readonly [name: string, severity: "error" | "warning", en: string, zh: string, check: Rule["check"]];

/** Rows of one table, for the kinds given. */
export function rulesFor(kinds: readonly DocumentKind[], seeds: readonly RuleSeed[]): readonly Rule[] {
  return seeds.map(([name, severity, en, zh, check]) => ({
    code: `ERR_DOC_RULE_${name}`,
    kinds,
    severity,
    text: { en, zh },
    check,
  }));
}

/** The rows of `list` count 1, 2, 3 and so on in their member `name`. */
export function numbersRows(list: string, name: string): Rule["check"] {
  return (data, report) => {
    for (const [index, { data: row, path }] of placedAt(data, list).entries()) {
      const number = numberAt(row, name);
      if (number !== undefined && number !== index + 1) report(`${path}.${name}`);
    }
  };
}
