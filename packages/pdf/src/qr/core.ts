import { decodeHex, encodeHex } from "@openlading/core";
import { PdfError } from "../error.ts";
import { decodeCbor, encodeCbor, type Cbor } from "./cbor.ts";
import {
  MAX_ROWS,
  TABLE_DIGEST_BYTES,
  TEXT_DIGEST_BYTES,
  type QrFacts,
  type QrItem,
  type QrTable,
  type QrText,
} from "./facts.ts";
import { IS_INVISIBLE } from "./invisible.ts";
import { QR_KINDS, qrKindNumber } from "./kinds.ts";

/** The members of the signed map. A number is never given a new meaning. */
const KEY = {
  kind: 1,
  number: 2,
  date: 3,
  documentChecksum: 4,
  exporter: 5,
  exporterInChinese: 6,
  consignee: 7,
  origin: 8,
  destination: 9,
  invoices: 10,
  invoiceTable: 11,
  items: 12,
  itemTable: 13,
} as const;
const LAST_KEY = KEY.itemTable;

const CHECKSUM_BYTES = 32;
const DAY_MS = 86_400_000;
const MAX_DAY = 2_932_896; // 9999-12-31
const COUNTRY = /^[A-Z]{2}$/;
const DECIMAL = /^(?:0|[1-9]\d*)\.\d*[1-9]$/;

type Core = ReadonlyMap<number, Cbor>;

/** The bytes that are signed. @throws PdfError `ERR_PDF_QR_FACTS` when the facts have no code */
export function encodeCore(facts: QrFacts): Uint8Array {
  const kind = qrKindNumber(facts.documentKind, facts.form);
  if (kind === undefined) throw unfit("the kind of document or its form has no number in a code", "form");
  const core = new Map<number, Cbor>([
    [KEY.kind, kind],
    [KEY.number, facts.number],
    [KEY.date, toDay(facts.date)],
    [KEY.documentChecksum, decodeHex(facts.documentChecksum)],
  ]);
  const put = <T>(key: number, value: T | undefined, encode: (value: T) => Cbor): void => {
    if (value !== undefined) core.set(key, encode(value));
  };
  put(KEY.exporter, facts.exporter, fromText);
  put(KEY.exporterInChinese, facts.exporterInChinese, (text) => text);
  put(KEY.consignee, facts.consignee, fromText);
  put(KEY.origin, facts.originCountryCode, (text) => text);
  put(KEY.destination, facts.destinationCountryCode, (text) => text);
  put(KEY.invoices, facts.invoices, (rows) => rows.map(({ number, date }) => [number, toDay(date)]));
  put(KEY.invoiceTable, facts.invoiceTable, fromTable);
  put(KEY.items, facts.items, (rows) => rows.map(fromItem));
  put(KEY.itemTable, facts.itemTable, fromTable);
  return encodeCbor(core);
}

/** Whether a code can carry the text. */
export function isPrintable(text: string): boolean {
  return text.isWellFormed() && text.trim() !== "" && !IS_INVISIBLE.test(text);
}

const fromText = (value: QrText): Cbor => ("text" in value ? value.text : decodeHex(value.digest));
const fromTable = ({ count, digest }: QrTable): Cbor => [count, decodeHex(digest)];

function fromItem({ HSCode, originCriterion, quantity, description }: QrItem): Cbor {
  const whole = Number(quantity.value);
  const value = Number.isSafeInteger(whole) ? whole : quantity.value;
  return [HSCode, originCriterion, value, quantity.unit, description === null ? null : fromText(description)];
}

function toDay(date: string): number {
  const epochMs = Date.parse(`${date}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(epochMs)) throw unfit("a date is no date", "date");
  return epochMs / DAY_MS;
}

/**
 * Reads the signed bytes of a code; establishes nothing.
 * @throws PdfError `ERR_PDF_QR_CBOR`, `ERR_PDF_QR_CORE`
 */
export function decodeCore(bytes: Uint8Array): QrFacts {
  const core = decodeCbor(bytes);
  if (!(core instanceof Map)) throw refuse("the facts are not a map");
  const map = core as Core;
  for (const key of map.keys()) if (key < 1 || key > LAST_KEY) throw refuse("a member is unknown", key);
  const kind = QR_KINDS.get(wholeOf(map.get(KEY.kind), KEY.kind));
  if (kind === undefined) throw refuse("the kind of document is unknown", KEY.kind);
  const facts: QrFacts = {
    ...kind,
    number: textOf(map.get(KEY.number), KEY.number, 64),
    date: dateOf(map.get(KEY.date), KEY.date),
    documentChecksum: digestOf(map.get(KEY.documentChecksum), KEY.documentChecksum, CHECKSUM_BYTES),
    ...partiesOf(map),
    ...goodsOf(map),
  };
  if (kind.form !== undefined) assertWhole(map);
  return facts;
}

function partiesOf(map: Core): Partial<QrFacts> {
  const zh = map.get(KEY.exporterInChinese);
  return {
    ...given("exporter", map.get(KEY.exporter), (value) => shortOf(value, KEY.exporter)),
    ...(zh === undefined ? {} : { exporterInChinese: textOf(zh, KEY.exporterInChinese, 400) }),
    ...given("consignee", map.get(KEY.consignee), (value) => shortOf(value, KEY.consignee)),
    ...given("originCountryCode", map.get(KEY.origin), (value) => countryOf(value, KEY.origin)),
    ...given("destinationCountryCode", map.get(KEY.destination), (value) => countryOf(value, KEY.destination)),
  };
}

function goodsOf(map: Core): Partial<QrFacts> {
  return {
    ...given("invoices", map.get(KEY.invoices), (value) => rowsOf(value, KEY.invoices).map(invoiceOf)),
    ...given("invoiceTable", map.get(KEY.invoiceTable), (value) => tableOf(value, map, KEY.invoiceTable, KEY.invoices)),
    ...given("items", map.get(KEY.items), (value) => rowsOf(value, KEY.items).map(itemOf)),
    ...given("itemTable", map.get(KEY.itemTable), (value) => tableOf(value, map, KEY.itemTable, KEY.items)),
  };
}

function given<N extends string, T>(name: N, value: Cbor | undefined, read: (value: Cbor) => T): Partial<Record<N, T>> {
  return value === undefined ? {} : ({ [name]: read(value) } as Record<N, T>);
}

/** A certificate's code says who, whence, whither, under which invoice and what. */
function assertWhole(map: Core): void {
  const needed = [KEY.exporter, KEY.consignee, KEY.origin, KEY.destination, KEY.invoices, KEY.items];
  const missing = needed.find((key) => !map.has(key));
  if (missing !== undefined) throw refuse("a member is missing", missing);
}

function invoiceOf(row: Cbor): { readonly number: string; readonly date: string } {
  const [number, date] = tupleOf(row, 2, KEY.invoices);
  return { number: textOf(number, KEY.invoices, 64), date: dateOf(date, KEY.invoices) };
}

function itemOf(row: Cbor): QrItem {
  const [HSCode, criterion, value, unit, description] = tupleOf(row, 5, KEY.items);
  return {
    HSCode: textOf(HSCode, KEY.items, 16),
    originCriterion: textOf(criterion, KEY.items, 40),
    quantity: { value: decimalOf(value), unit: textOf(unit, KEY.items, 16) },
    description: description === null ? null : shortOf(description, KEY.items),
  };
}

function decimalOf(value: Cbor | undefined): string {
  if (typeof value === "number" && value >= 0) return String(value);
  if (typeof value === "string" && DECIMAL.test(value)) return value;
  throw refuse("a quantity is no number", KEY.items);
}

function tableOf(value: Cbor, map: Core, key: number, rowsKey: number): QrTable {
  const [count, digest] = tupleOf(value, 2, key);
  const whole = wholeOf(count, key);
  const rows = map.get(rowsKey);
  if (!Array.isArray(rows) || rows.length !== 1 || whole < 2) throw refuse("a table does not fit its first row", key);
  return { count: whole, digest: digestOf(digest, key, TABLE_DIGEST_BYTES) };
}

function rowsOf(value: Cbor, key: number): readonly Cbor[] {
  if (!Array.isArray(value) || value.length < 1 || value.length > MAX_ROWS)
    throw refuse("rows are none or too many", key);
  return value as readonly Cbor[];
}

function tupleOf(value: Cbor, length: number, key: number): readonly Cbor[] {
  if (!Array.isArray(value) || value.length !== length) throw refuse("a row has another form", key);
  return value as readonly Cbor[];
}

function shortOf(value: Cbor | undefined, key: number): QrText {
  return value instanceof Uint8Array
    ? { digest: digestOf(value, key, TEXT_DIGEST_BYTES) }
    : { text: textOf(value, key, 500) };
}

function textOf(value: Cbor | undefined, key: number, max: number): string {
  if (typeof value !== "string" || value.length > max || !isPrintable(value)) throw refuse("a text is refused", key);
  return value;
}

function countryOf(value: Cbor, key: number): string {
  if (typeof value !== "string" || !COUNTRY.test(value)) throw refuse("a country is no code of two letters", key);
  return value;
}

function dateOf(value: Cbor | undefined, key: number): string {
  const day = wholeOf(value, key);
  if (day > MAX_DAY) throw refuse("a date is out of range", key);
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

function wholeOf(value: Cbor | undefined, key: number): number {
  if (typeof value !== "number" || value < 0) throw refuse("a whole number is missing", key);
  return value;
}

function digestOf(value: Cbor | undefined, key: number, length: number): string {
  if (!(value instanceof Uint8Array) || value.length !== length) throw refuse("a digest has another length", key);
  return encodeHex(value);
}

function refuse(message: string, key?: number): PdfError {
  const details = key === undefined ? {} : { key };
  return new PdfError({ code: "ERR_PDF_QR_CORE", message: `the facts of a code are refused: ${message}`, details });
}

/** A fact that no code can carry. */
export function unfit(message: string, member: string): PdfError {
  return new PdfError({ code: "ERR_PDF_QR_FACTS", message, details: { member } });
}
