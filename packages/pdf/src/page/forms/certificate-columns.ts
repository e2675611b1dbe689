import type { Column } from "../layout.ts";
import { line, muted, type Line, type Source } from "../text.ts";
import { country, goods, invoice, marks, prefixed, quantity, weightAndValue } from "./words.ts";

// Columns of the lists of goods, each at the width and under the words of its form.

type Words = readonly [box: string, en: string, zh: string];
type Content = Column["content"];

const column = (width: number, [box, en, zh]: Words, content: Content, align?: Column["align"]): Column => ({
  width,
  box,
  label: { en, zh },
  content,
  ...(align === undefined ? {} : { align }),
});

export const itemNumber = (width: number, box: string): Column =>
  column(width, [box, "Item number", "项目号"], (item) => line(item.at("itemNumber")), "center");

export const shippingMarks = (width: number, ...words: Words): Column => column(width, words, marks);

/** Packages over the description. */
export const description = (width: number, ...words: Words): Column => column(width, words, goods);

/** Packages, description and the HS code, as Form E has them in one box. */
export const descriptionWithHs = (width: number, ...words: Words): Column =>
  column(width, words, (item) => [...goods(item), ...line("HS CODE: ", item.at("HSCode"))]);

/** The number of the item before its packages, where a form has no column for it. */
export const numberedDescription = (width: number, ...words: Words): Column =>
  column(width, words, (item) => prefixed(`(${item.at("itemNumber").text}) `, goods(item)));

export const hsCode = (width: number, ...words: Words): Column =>
  column(width, words, (item) => line(item.at("HSCode")), "center");

export const criterion = (width: number, ...words: Words): Column =>
  column(width, words, (item) => line(item.at("originCriterion")), "center");

export const originCountry = (width: number, ...words: Words): Column =>
  column(width, words, (item, data) => line(country(present(item.at("originCountryCode"), data))), "center");

const present = (own: Source, data: Source): Source => (own.part === null ? data.at("originCountryCode") : own);

/** Quantity, and weight and value small under it. */
export const quantityAndValue = (width: number, ...words: Words): Column =>
  column(width, words, (item): Line[] => [...quantity(item.at("quantity")), ...muted(weightAndValue(item))]);

export const invoiceNumber = (width: number, ...words: Words): Column => column(width, words, invoice);
