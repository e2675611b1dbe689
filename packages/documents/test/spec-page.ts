import {
  CERTIFICATE_FORM_CODES,
  CERTIFICATE_FORMS,
  CROSS_RULES,
  DOCUMENT_FAULTS,
  DOCUMENT_KINDS,
  DOCUMENT_RULES,
  DOCUMENT_SCHEMAS,
  isDocumentKind,
  SELF_PRINT_ANNOUNCEMENTS,
} from "../src/index.ts";
import type { CertificateFormRow, MemberType, RecordType, RetroactiveRule, Source } from "../src/index.ts";
import { EXAMPLES } from "./examples.ts";

// The generated parts of docs/spec/document-kinds.md, document-rules.md and certificate-forms.md.

const KINDS = Object.keys(DOCUMENT_KINDS).filter(isDocumentKind);
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.map(escape).join(" | ")} |`).join("\n");
const escape = (cell: string): string => cell.replaceAll("|", "\\|");
const ticked = (text: string): string => `\`${text}\``;

/** A generated part, by the name that its markers bear. */
export const SPEC_PARTS: Readonly<Record<string, () => string>> = {
  kinds: () =>
    table(
      ["kind", "name", "class", "number family", "issued by", "machine", "UNTDID 1001", "after"],
      KINDS.map((kind) => {
        const row = DOCUMENT_KINDS[kind];
        return [
          ticked(kind),
          `${row.name.en} ${row.name.zh}`,
          row.class,
          row.family,
          row.offices.join(", "),
          row.machine,
          row.untdid.join(", "),
          row.standard,
        ];
      }),
    ),
  members: () =>
    KINDS.filter((kind) => kind !== "sea-waybill")
      .map(
        (kind) =>
          `### Members of ${DOCUMENT_KINDS[kind].name.en}\n\n\`\`\`text\n${outline(DOCUMENT_SCHEMAS[kind])}\n\`\`\``,
      )
      .join("\n\n"),
  examples: () =>
    KINDS.filter((kind) => kind !== "sea-waybill" && kind !== "certificate-application")
      .map(
        (kind) =>
          `### Example: ${DOCUMENT_KINDS[kind].name.en}\n\n\`\`\`json\n${JSON.stringify(EXAMPLES[kind], null, 2)}\n\`\`\``,
      )
      .join("\n\n"),
  forms: () =>
    table(
      ["form", "name", "parties", "issued here", "rule", "figure", "source", "known how"],
      CERTIFICATE_FORM_CODES.flatMap((code) => {
        const row = CERTIFICATE_FORMS[code];
        const head = [ticked(code), `${row.name.en} ${row.name.zh}`, row.parties?.join(" ") ?? "every country"];
        return figuresOf(row).map(([rule, figure, source], index) => [
          ...(index === 0 ? [...head, row.isIssuable ? "yes" : "no, verified only"] : ["", "", "", ""]),
          rule,
          figure,
          source?.source ?? "",
          source?.basis ?? "",
        ]);
      }),
    ),
  boxes: () =>
    CERTIFICATE_FORM_CODES.map((code) => {
      const rows = CERTIFICATE_FORMS[code].boxes.map(({ number, label, holds, isColumn }) => [
        `${number}${isColumn ? " column" : ""}`,
        label.en,
        label.zh,
        holds.join(", "),
      ]);
      return `### Boxes of ${CERTIFICATE_FORMS[code].name.en}\n\n${table(["box", "label", "栏目", "holds"], rows)}`;
    }).join("\n\n"),
  announcements: () =>
    table(
      ["announcement", "from", "where", "forms and destinations"],
      SELF_PRINT_ANNOUNCEMENTS.map(({ announcement, since, where, forms }) => [
        announcement,
        since,
        where,
        forms
          .map(({ form, destinations }) => `${form} → ${destinations === "ALL" ? "all" : destinations.join(" ")}`)
          .join("; "),
      ]),
    ),
  faults: () =>
    table(
      ["code", "meaning", "含义"],
      Object.entries(DOCUMENT_FAULTS).map(([code, { en, zh }]) => [ticked(code), en, zh]),
    ),
  rules: () =>
    table(
      ["code", "kinds", "level", "rule", "规则"],
      DOCUMENT_RULES.map(({ code, kinds, severity, text }) => [
        ticked(code),
        kinds.join(", "),
        severity,
        text.en,
        text.zh,
      ]),
    ),
  cross: () =>
    table(
      ["code", "level", "rule", "规则"],
      CROSS_RULES.map(({ code, severity, text }) => [ticked(code), severity, text.en, text.zh]),
    ),
};

type Figure = readonly [rule: string, figure: string, source: Source | null];

/** Each rule of a form that is known, with its figure and where that comes from. */
function figuresOf(row: CertificateFormRow): readonly Figure[] {
  const { itemLimit, HSDigits, retroactive, validity, fob, ticks, criteria } = row;
  const limits = criteria.flatMap(({ code, limit }): Figure[] => {
    if (limit === undefined) return [];
    const figure = limit.atLeast === undefined ? `at most ${limit.atMost ?? 100} %` : `at least ${limit.atLeast} %`;
    const exempt = limit.exempt === undefined ? "" : `, not for ${limit.exempt.join(" ")}`;
    return [[`percentage of ${code}`, figure + exempt, limit]];
  });
  return [
    [
      "criteria",
      criteria.map(({ code, stands }) => (stands === "beside" ? `+${code}` : code)).join(" ") || "none",
      null,
    ],
    ...limits,
    ["items", itemLimit === null ? "no limit known" : `at most ${itemLimit.items}`, itemLimit],
    ["HS digits", HSDigits?.digits.join(" or ") ?? "not known", HSDigits],
    ["FOB value", fobText(fob), fob],
    ["issued until", retroactive === null ? "not known" : retroactiveText(retroactive), retroactive],
    ["valid", validity === null ? "not known" : `${validity.months} months`, validity],
    ["ticks", `${ticks.allowed.join(" ") || "none"} (${ticks.shown})`, ticks],
  ];
}

function fobText({ mustWith, mayWith }: CertificateFormRow["fob"]): string {
  const parts = [
    mustWith.length > 0 ? `with ${mustWith.join(" ")}` : "",
    mayWith.length > 0 ? `may with ${mayWith.join(" ")}` : "",
  ];
  return parts.filter((part) => part !== "").join(", ") || "never";
}

function retroactiveText({ graceDays, days, latestMonths }: RetroactiveRule): string {
  const grace = graceDays === 0 ? "departure" : `${graceDays} ${days} days after departure`;
  return latestMonths === null
    ? `${grace}, never later`
    : `${grace}; later with the tick, within ${latestMonths} months`;
}

function outline(type: RecordType, indent = ""): string {
  const members = type.members.map(({ name, type: member, isRequired }) => {
    const head = `${indent}${name}${isRequired ? "*" : "?"}: `;
    return head + describe(member, `${indent}  `);
  });
  const { choice } = type;
  if (choice === undefined) return members.join("\n");
  const title = `${indent}(${choice.must === "exactly-one" ? "exactly one of" : "at least one of"})`;
  return [...members, title, ...choice.branches.map((branch) => outline(branch, `${indent}  `))].join("\n");
}

function describe(type: MemberType, indent: string): string {
  switch (type.kind) {
    case "text":
      return describeText(type);
    case "number":
    case "integer":
      return describeNumber(type);
    case "boolean":
      return "boolean";
    case "list": {
      const size = `[${type.min === 0 ? "" : type.min}..${type.max === Infinity ? "" : type.max}]`;
      return `list${size} of ${describe(type.item, indent)}`;
    }
    case "record":
      return `object\n${outline(type, indent)}`;
    case "recursive":
      return "the same again";
  }
}

const ONE_LINE = String.raw`^\S(?:.*\S)?$`;

function describeText({ codes, format, pattern, max, min }: Extract<MemberType, { kind: "text" }>): string {
  if (codes !== undefined) return codes.join(" | ");
  if (format !== undefined) return format === "date" ? "date" : "date-time with offset";
  const length = max === undefined ? "" : ` ${min === undefined ? "" : min}..${max}`;
  if (pattern?.source === ONE_LINE) return `line${length}`;
  return `text${length}${pattern === undefined ? "" : ` ${pattern.source}`}`;
}

function describeNumber({
  kind,
  above,
  min,
  max,
  decimals,
}: Extract<MemberType, { kind: "number" | "integer" }>): string {
  const limits = [
    above === undefined ? "" : ` > ${above}`,
    min === undefined ? "" : ` >= ${min}`,
    max === undefined ? "" : ` <= ${max}`,
    decimals === undefined ? "" : `, at most ${decimals} decimals`,
  ];
  return kind + limits.join("");
}

/** The page with each generated part brought up to date between its markers. */
export function withParts(page: string): string {
  return page.replaceAll(
    /(<!-- generated: (\w+) -->)[^]*?(<!-- end of \2 -->)/g,
    (_, start: string, name: string, end: string) => `${start}\n\n${SPEC_PARTS[name]?.() ?? ""}\n\n${end}`,
  );
}
