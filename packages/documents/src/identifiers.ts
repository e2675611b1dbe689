import type { Text } from "@openlading/core";
import { containerRemainder, gs1CheckDigit, imoCheckDigit, mod97, usccCheckCharacter } from "./check-digits.ts";
import { isKnownCode, type CodeSet } from "./code-sets.ts";
import { suggestPortCode } from "./ports.ts";

/** What is doubtful or wrong about an identifier. `suggestion` is what was probably meant. */
export interface IdentifierFinding {
  readonly severity: "error" | "warning";
  readonly reason: "form" | "check-digit" | "discouraged" | "unknown";
  readonly text: Text;
  readonly suggestion?: string;
}

type Check = (value: string) => IdentifierFinding | null;
interface IdentifierRow {
  readonly form: RegExp;
  readonly formText: Text;
  readonly formSeverity?: "warning";
  readonly check?: Check;
}

const finding = (
  severity: IdentifierFinding["severity"],
  reason: IdentifierFinding["reason"],
  en: string,
  zh: string,
): IdentifierFinding => ({ severity, reason, text: { en, zh } });

const member =
  (set: CodeSet, severity: "error" | "warning", en: string, zh: string): Check =>
  (value) =>
    isKnownCode(set, value) ? null : finding(severity, "unknown", en, zh);

function checkDigit(isRight: (value: string) => boolean, name: Text, severity: "error" | "warning" = "error"): Check {
  const wrong = finding(
    severity,
    "check-digit",
    `the check digit of the ${name.en} is wrong`,
    `${name.zh}的校验位不正确`,
  );
  return (value) => (isRight(value) ? null : wrong);
}

function checkContainer(value: string): IdentifierFinding | null {
  const remainder = containerRemainder(value);
  if (remainder % 10 !== Number(value.charAt(10))) {
    return finding(
      "error",
      "check-digit",
      "the check digit of the container number is wrong",
      "集装箱号的校验位不正确",
    );
  }
  if (remainder < 10) return null;
  const en = "ISO 6346 advises against serial numbers whose remainder is 10";
  return finding("warning", "discouraged", en, "ISO 6346 不建议使用余数为 10 的箱号");
}

function checkPort(value: string): IdentifierFinding | null {
  const suggestion = suggestPortCode(value);
  if (suggestion === null) return null;
  const en = `this UN/LOCODE is not the port's; the port is ${suggestion}`;
  return { ...finding("warning", "unknown", en, `该 UN/LOCODE 不是港口代码，港口代码应为 ${suggestion}`), suggestion };
}

const chapterText = { en: "the HS chapter does not exist", zh: "商品编码的章号不存在" } as const;
function checkHsChapter(value: string): IdentifierFinding | null {
  const chapter = Number(value.slice(0, 2));
  const exists = chapter >= 1 && chapter <= 97 && chapter !== 77;
  return exists ? null : { severity: "warning", reason: "unknown", text: chapterText };
}

const form = (en: string, zh: string): Text => ({ en: `is not ${en}`, zh: `不是${zh}` });

const IDENTIFIERS = {
  "container-number": {
    form: /^[A-Z]{3}[UJZ][0-9]{7}$/,
    formText: form("a container number (ISO 6346)", "集装箱号（ISO 6346）"),
    check: checkContainer,
  },
  "size-type": {
    form: /^[1-9A-Z][0-9A-Z][A-Z][0-9A-Z]$/,
    formText: form("an ISO 6346 size and type code", "ISO 6346 尺寸箱型代码"),
    formSeverity: "warning",
    check: member("size-type", "warning", "is not a size and type code we know", "不是已知的尺寸箱型代码"),
  },
  "imo-number": {
    form: /^[0-9]{7}$/,
    formText: form("an IMO ship number", "IMO 船舶编号"),
    check: checkDigit((value) => imoCheckDigit(value.slice(0, 6)) === Number(value[6]), {
      en: "IMO ship number",
      zh: " IMO 船舶编号",
    }),
  },
  uscc: {
    form: /^[0-9A-HJ-NPQRTUWXY]{18}$/,
    formText: form("a unified social credit code", "统一社会信用代码"),
    formSeverity: "warning",
    // Genuine codes that fail the check have been reported: never an error.
    check: checkDigit(
      (value) => usccCheckCharacter(value.slice(0, 17)) === value[17],
      { en: "unified social credit code", zh: "统一社会信用代码" },
      "warning",
    ),
  },
  lei: {
    form: /^[0-9A-Z]{18}[0-9]{2}$/,
    formText: form("a legal entity identifier", "法人机构识别编码"),
    check: checkDigit((value) => mod97(value) === 1, { en: "legal entity identifier", zh: "法人机构识别编码" }),
  },
  gln: {
    form: /^[0-9]{13}$/,
    formText: form("a global location number", "全球位置码"),
    check: checkDigit((value) => gs1CheckDigit(value.slice(0, 12)) === Number(value[12]), {
      en: "global location number",
      zh: "全球位置码",
    }),
  },
  "declaration-number": {
    form: /^[0-9]{8}[01IE][0-9]{9}$/,
    formText: form("a customs declaration number of 18 characters", "18 位报关单号"),
  },
  "port-code": {
    form: /^[A-Z]{2}[A-Z2-9]{3}$/,
    formText: form("a UN/LOCODE", "UN/LOCODE 代码"),
    check: checkPort,
  },
  "hs-code": {
    form: /^[0-9]{6,12}$/,
    formText: form("an HS code", "商品编码"),
    check: checkHsChapter,
  },
  country: {
    form: /^[A-Z]{2}$/,
    formText: form("a country code", "国家代码"),
    check: member("country", "error", "is not a country of ISO 3166-1", "不是 ISO 3166-1 国家代码"),
  },
  currency: {
    form: /^[A-Z]{3}$/,
    formText: form("a currency code", "货币代码"),
    check: member("currency", "error", "is not a currency of ISO 4217", "不是 ISO 4217 货币代码"),
  },
  "package-code": {
    form: /^[A-Z0-9]{2}$/,
    formText: form("a package code", "包装代码"),
    check: member(
      "package",
      "warning",
      "is not a package code of UNECE Recommendation 21",
      "不是 UNECE 第 21 号建议书的包装代码",
    ),
  },
} as const satisfies Readonly<Record<string, IdentifierRow>>;

/** The identifiers whose form and check digits are known. */
export type IdentifierName = keyof typeof IDENTIFIERS;

/** Their names, sorted. */
export function listIdentifiers(): readonly IdentifierName[] {
  return Object.keys(IDENTIFIERS).sort().filter(isIdentifierName);
}

function isIdentifierName(name: string): name is IdentifierName {
  return Object.hasOwn(IDENTIFIERS, name);
}

/**
 * What is wrong or doubtful about `value` as an identifier, or null. It is checked as written: lower case and spaces
 * are faults of form. A null does not mean that the thing identified exists.
 * @throws TypeError when `name` is not a known identifier
 */
export function checkIdentifier(name: IdentifierName, value: string): IdentifierFinding | null {
  if (!isIdentifierName(name)) throw new TypeError("name must be one of listIdentifiers()");
  const row: IdentifierRow = IDENTIFIERS[name];
  if (!row.form.test(value)) return { severity: row.formSeverity ?? "error", reason: "form", text: row.formText };
  return row.check?.(value) ?? null;
}

const SCHEMES: ReadonlyMap<string, IdentifierName> = new Map([
  ["LEI", "lei"],
  ["GLN", "gln"],
  ["USCC", "uscc"],
]);

/** The identifier that a code list or scheme of party codes stands for, where its check digits are known. */
export function identifierOfScheme(scheme: string | undefined): IdentifierName | undefined {
  return scheme === undefined ? undefined : SCHEMES.get(scheme);
}
