import type { JsonObject } from "@openlading/core";
import { placedAt, recordAt, repeats, textAt, textsAt } from "../access.ts";
import { addMonths, addWorkingDays, dayOf, localDate } from "../calendar.ts";
import type { RetroactiveRule } from "../forms/form.ts";
import { CERTIFICATE_KINDS, formOf, isSameParty, itemsOf, lenient } from "./certificate-form.ts";
import { rulesFor, type Rule } from "./rule.ts";

const dayAt = (data: JsonObject, member: string): number | undefined => dayOf(textAt(recordAt(data, member), "date"));
const isAfter = (day: number | undefined, other: number | undefined): boolean =>
  day !== undefined && other !== undefined && day > other;

/** The last day on which a certificate is issued as a matter of course. */
const lastDay = (departure: number, { graceDays, days }: RetroactiveRule): number =>
  days === "working" ? addWorkingDays(departure, graceDays) : departure + graceDays;

/** How a certificate of a form with such a rule stands: when it was issued and by when it should have been. */
function timing(data: JsonObject) {
  const rule = formOf(data)?.retroactive ?? null;
  const departure = dayOf(textAt(recordAt(data, "transport"), "departureDate"));
  const issued = dayAt(data, "certification");
  if (rule === null || departure === undefined || issued === undefined) return null;
  const isTicked = textsAt(data, "ticks").includes("RETROACTIVE");
  // Rest days by law are not held, so that days counted as working days may be too few.
  const severity = rule.days === "working" ? "warning" : lenient(rule);
  return { rule, departure, issued, isTicked, severity, isLate: issued > lastDay(departure, rule) } as const;
}

const hasThirdParty = (data: JsonObject): boolean =>
  placedAt(data, "invoices").some(({ data: invoice }) => {
    const issuer = recordAt(invoice, "issuer");
    return textAt(issuer, "name") !== undefined && !isSameParty(issuer, recordAt(data, "exporter"));
  });

/** Rules on the days, the ticks and the invoices of a certificate of origin. */
export const CERTIFICATE_DATE_RULES: readonly Rule[] = rulesFor(CERTIFICATE_KINDS, [
  [
    "CERTIFICATE_DATES",
    "error",
    "the declaration comes before the certification, and the certification on the day of issue",
    "声明日期不得晚于签证日期，签证日期应与签发日期一致",
    (data, report) => {
      const [declared, certified] = [dayAt(data, "declaration"), dayAt(data, "certification")];
      const issued = dayOf(localDate(textAt(data, "issueDateTime")));
      if (isAfter(declared, certified ?? issued)) report("$.declaration.date");
      if (certified !== undefined && issued !== undefined && certified !== issued) report("$.certification.date");
    },
  ],
  [
    "CERTIFICATE_INVOICE_DATE",
    "error",
    "an invoice is dated after the declaration",
    "发票日期晚于声明日期",
    (data, report) => {
      const declared = dayAt(data, "declaration");
      for (const { data: invoice, path } of placedAt(data, "invoices")) {
        if (isAfter(dayOf(textAt(invoice, "date")), declared)) report(`${path}.date`);
      }
    },
  ],
  [
    "CERTIFICATE_RETROACTIVE",
    "error",
    "a certificate issued after the agreement's days following departure says so, and no other does",
    "在协定规定的期限之后签发的证书必须标明补发，其他证书不得标明",
    (data, report) => {
      const found = timing(data);
      if (found === null || found.rule.latestMonths === null) return;
      if (found.isLate !== found.isTicked) report("$.ticks", undefined, found.severity);
    },
  ],
  [
    "CERTIFICATE_TOO_LATE",
    "error",
    "the certificate was issued later than the agreement admits",
    "签发时间超过协定允许的最迟期限",
    (data, report) => {
      const found = timing(data);
      if (found === null) return;
      const { latestMonths } = found.rule;
      const latest = latestMonths === null ? null : addMonths(found.departure, latestMonths);
      const isTooLate = latest === null ? found.isLate : found.issued > latest;
      if (isTooLate) report("$.certification.date", undefined, latest === null ? found.severity : lenient(found.rule));
    },
  ],
  [
    "CERTIFICATE_TICK",
    "error",
    "the form has no such tick, or it stands twice",
    "该格式证书没有此标注，或重复标注",
    (data, report) => {
      const form = formOf(data);
      const ticks = textsAt(data, "ticks");
      for (const [index, tick] of ticks.entries()) {
        const isRepeated = ticks.indexOf(tick) !== index;
        const isUnknown = form?.ticks.allowed.some((allowed) => allowed === tick) === false;
        if (isRepeated || isUnknown) report(`$.ticks[${index}]`);
      }
    },
  ],
  [
    "CERTIFICATE_THIRD_PARTY",
    "error",
    "an invoice of another than the exporter is ticked as third-party invoicing, and no other",
    "发票由出口商以外的一方开具时必须标注第三方发票，否则不得标注",
    (data, report) => {
      if (formOf(data)?.ticks.allowed.includes("THIRD_PARTY_INVOICING") !== true) return;
      const isTicked = textsAt(data, "ticks").includes("THIRD_PARTY_INVOICING");
      if (isTicked !== hasThirdParty(data)) report("$.ticks");
    },
  ],
  [
    "CERTIFICATE_INVOICE",
    "error",
    "an item refers to an invoice that is not listed",
    "项目引用的发票未列明",
    (data, report) => {
      const listed = new Set(placedAt(data, "invoices").map(({ data: invoice }) => textAt(invoice, "number")));
      for (const { data: item, path } of itemsOf(data)) {
        const number = textAt(item, "invoiceNumber");
        if (number !== undefined && !listed.has(number)) report(`${path}.invoiceNumber`);
      }
    },
  ],
  [
    "CERTIFICATE_INVOICE_LIST",
    "error",
    "each invoice is listed once and has an item",
    "每张发票只列一次，且至少对应一个项目",
    (data, report) => {
      const invoices = placedAt(data, "invoices");
      const used = new Set(itemsOf(data).map(({ data: item }) => textAt(item, "invoiceNumber")));
      const idle = invoices.filter(({ data: invoice }) => !used.has(textAt(invoice, "number")));
      const twice = repeats(invoices, (invoice) => textAt(invoice, "number"));
      for (const path of new Set([...idle.map(({ path: place }) => place), ...twice])) report(`${path}.number`);
    },
  ],
  [
    "CERTIFICATE_REPLACES",
    "error",
    "a certificate that replaces another has a number of its own",
    "更改后的证书应有自己的编号，不得与被更改的证书相同",
    (data, report) => {
      // A duplicate may keep its certificate's number (RCEP), or name it beside one of its own.
      const number = textAt(recordAt(data, "replaces"), "number");
      if (number !== undefined && number === textAt(data, "documentNumber")) report("$.replaces.number");
    },
  ],
]);
