import { isCertificateForm } from "@openlading/documents";
import type { Json, JsonObject } from "@openlading/core";
import { CsvError, parse } from "csv-parse/sync";
import { CliError } from "../error.ts";
import { stripControls } from "../text.ts";
import { CSV_COLUMNS, LINE_SEPARATOR, type CsvColumn } from "./csv-columns.ts";

/** One application of a table, and the line it begins on. */
export interface CsvApplication {
  readonly reference: string;
  readonly line: number;
  /** The line of each item. */
  readonly itemLines: readonly number[];
  readonly data: JsonObject;
}

/** A table never needs more; a larger one is split. */
const LIMITS = { bytes: 8 * 1024 * 1024, rows: 10_000, columns: 100, fieldChars: 4096 } as const;

interface Row {
  readonly line: number;
  readonly cells: ReadonlyMap<string, string>;
}

/** The empty table with one filled line, as spreadsheets read it: with a byte order mark, CRLF. */
export function csvTemplate(form = "RCEP"): string {
  const cell = (text: string): string => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const line = (of: (column: CsvColumn) => string): string =>
    `${CSV_COLUMNS.map((one) => cell(of(one))).join(",")}\r\n`;
  return `\ufeff${line(({ name }) => name)}${line((column) => (column.name === "form" ? form : column.example))}`;
}

/**
 * The applications of a table: one row is one item, rows with one reference are one application.
 * @throws CliError `ERR_CLI_CSV` naming line and column
 */
export function readApplications(bytes: Uint8Array): readonly CsvApplication[] {
  const groups = new Map<string, Row[]>();
  for (const row of readRows(bytes)) {
    const reference = row.cells.get("reference") ?? "";
    groups.set(reference, [...(groups.get(reference) ?? []), row]);
  }
  return [...groups].map(([reference, rows]) => toApplication(reference, rows));
}

/** Where a place of an application's data stands in its table: `$.items[1].HSCode` as `line 3, HSCode`. */
export function csvPlace(path: string, { line, itemLines }: CsvApplication): string {
  const [, index, rest = ""] = /^\$\.items\[(\d+)\]\.?(.*)$/.exec(path) ?? [];
  const isItem = index !== undefined;
  const member = isItem ? rest : path.replace(/^\$\.?/, "");
  const column = CSV_COLUMNS.find((one) => (one.of === "item") === isItem && member.startsWith(one.path.join(".")));
  return `line ${isItem ? (itemLines[Number(index)] ?? line) : line}, ${column?.name ?? (member || "row")}`;
}

function readRows(bytes: Uint8Array): readonly Row[] {
  const [header, ...records] = parseTable(decode(bytes));
  if (header === undefined) throw refuse("the table is empty", { line: 1 });
  const columns = header.record.map((name, index) => columnOf(name.trim(), index, header.record));
  assertWhole(columns);
  if (records.length === 0) throw refuse("the table has no row below its header", { line: 2 });
  return records.map(({ record, line }) => rowOf(record, line, columns));
}

interface Parsed {
  readonly record: readonly string[];
  readonly line: number;
}

function parseTable(text: string): readonly Parsed[] {
  try {
    const rows = parse(text, {
      info: true,
      to: LIMITS.rows + 2,
      skip_empty_lines: true,
      max_record_size: LIMITS.columns * LIMITS.fieldChars,
    }) as unknown as readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[];
    if (rows.length > LIMITS.rows + 1) throw refuse("the table has too many rows", { maxRows: LIMITS.rows });
    return rows.map(({ record, info }) => ({ record, line: info.lines }));
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const line = typeof cause["lines"] === "number" ? cause["lines"] : 1;
    throw refuse("the table is no CSV: every row has the columns of the header, quotes are closed", {
      line,
      reason: cause.code,
    });
  }
}

const UTF16 = /^(?:\xff\xfe|\xfe\xff)/;

function decode(bytes: Uint8Array): string {
  if (bytes.length > LIMITS.bytes) throw refuse("the table is too large", { maxBytes: LIMITS.bytes });
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 2));
  try {
    if (!UTF16.test(start)) return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // said below
  }
  throw refuse("the table is not in UTF-8 (GBK perhaps): save it as “CSV UTF-8”", { encoding: "UTF-8" });
}

function columnOf(name: string, index: number, header: readonly string[]): CsvColumn {
  const column = CSV_COLUMNS.find((one) => one.name === name);
  if (column === undefined)
    throw refuse("a column is not known", { line: 1, column: stripControls(name).slice(0, 60) || index + 1 });
  if (header.findIndex((one) => one.trim() === name) !== index)
    throw refuse("a column stands twice", { line: 1, column: name });
  return column;
}

function assertWhole(columns: readonly CsvColumn[]): void {
  const missing = CSV_COLUMNS.find((one) => one.isRequired && !columns.includes(one));
  if (missing !== undefined) throw refuse("a column is missing", { line: 1, column: missing.name });
}

function rowOf(record: readonly string[], line: number, columns: readonly CsvColumn[]): Row {
  const cells = new Map<string, string>();
  for (const [index, { name }] of columns.entries()) {
    const text = (record[index] ?? "").trim().normalize("NFC");
    if (text.length > LIMITS.fieldChars) throw refuse("a field is too long", { line, column: name });
    if (text !== "") cells.set(name, text);
  }
  if (!cells.has("reference")) throw refuse("a field is empty", { line, column: "reference" });
  return { line, cells };
}

function toApplication(reference: string, rows: readonly Row[]): CsvApplication {
  const line = rows[0]?.line ?? 0;
  const data: Tree = {};
  for (const column of CSV_COLUMNS.filter((one) => one.of === "application"))
    put(data, column, sharedCell(column, rows));
  const items = rows.map((row, index) => itemOf(row, index + 1));
  const invoices = invoicesOf(rows);
  return { reference, line, itemLines: rows.map((row) => row.line), data: { ...data, items, invoices } };
}

interface Cell {
  readonly text: string;
  readonly line: number;
}

/** What all rows of an application say, or leave empty below the first. */
function sharedCell({ name, isRequired }: CsvColumn, rows: readonly Row[]): Cell | null {
  const first = rows.find(({ cells }) => cells.has(name));
  const text = first?.cells.get(name);
  if (first === undefined || text === undefined) {
    if (isRequired) throw refuse("a field is empty", { line: rows[0]?.line ?? 0, column: name });
    return null;
  }
  const other = rows.find(({ cells }) => cells.has(name) && cells.get(name) !== text);
  if (other !== undefined) throw refuse("rows of one reference differ", { line: other.line, column: name });
  return { text, line: first.line };
}

function itemOf({ line, cells }: Row, itemNumber: number): JsonObject {
  const item: Tree = { itemNumber, shippingMarks: [] };
  for (const column of CSV_COLUMNS) {
    if (column.of !== "item" || column.name === "invoiceDate") continue;
    const text = cells.get(column.name);
    if (text === undefined && column.isRequired) throw refuse("a field is empty", { line, column: column.name });
    put(item, column, text === undefined ? null : { text, line });
  }
  return item;
}

function invoicesOf(rows: readonly Row[]): readonly Json[] {
  const dates = new Map<string, string>();
  for (const { line, cells } of rows) {
    const [number, date] = [cells.get("invoiceNumber") ?? "", cells.get("invoiceDate")];
    if (date === undefined) throw refuse("a field is empty", { line, column: "invoiceDate" });
    if ((dates.get(number) ?? date) !== date) throw refuse("an invoice has two dates", { line, column: "invoiceDate" });
    dates.set(number, date);
  }
  return [...dates].map(([number, date]) => ({ number, date }));
}

interface Tree {
  [name: string]: Json | Tree;
}

function put(target: Tree, column: CsvColumn, cell: Cell | null): void {
  if (cell === null) return;
  const value = valueOf(column, cell);
  const last = column.path.length - 1;
  let place = target;
  for (const [index, name] of column.path.entries()) {
    if (index === last) place[name] = value;
    else place = (place[name] ??= {}) as Tree;
  }
}

function valueOf({ read, name }: CsvColumn, { text, line }: Cell): Json {
  if (read === "lines") return text.split(LINE_SEPARATOR).flatMap((part) => (part.trim() === "" ? [] : [part.trim()]));
  if (read === "code") {
    if (isCertificateForm(text)) return text;
    throw refuse("no such form", { line, column: name });
  }
  if (read === "text") return text;
  if (!/^\d{1,12}(?:\.\d{1,6})?$/.test(text))
    throw refuse("a field is no number: digits and one decimal point", { line, column: name });
  return Number(text);
}

function refuse(message: string, details: Readonly<Record<string, string | number>>): CliError {
  return new CliError({ code: "ERR_CLI_CSV", message, details });
}
