import { formatInstant, type Json, type JsonObject } from "@openlading/core";
import { CERTIFICATE_FORMS, checkDocument, isCertificateForm, type CertificateForm } from "@openlading/documents";
import { isObject } from "../commands/inspect.ts";

/** What the authority adds to an application. */
export interface Certification {
  readonly number: string;
  readonly place: string;
  /** A day, `2026-05-12`, in the offset of the application's own time. */
  readonly date?: string;
  readonly host: string;
  readonly nowMs: number;
}

const ONLY_APPLIED: ReadonlySet<string> = new Set(["authority", "version", "previousChecksum", "functionCode"]);
const RETROACTIVE = "ERR_DOC_RULE_CERTIFICATE_RETROACTIVE";

/**
 * The certificate an application asks for: its data with the authority's number, name, day and place. Nothing else is
 * changed, but that one issued after the agreement's days says so.
 */
export function certificateData(application: JsonObject, o: Certification): JsonObject {
  const kept = Object.fromEntries(Object.entries(application).filter(([name]) => !ONLY_APPLIED.has(name)));
  const offset = /[+-]\d{2}:\d{2}$/.exec(textAt(application, "issueDateTime"))?.[0] ?? "+00:00";
  const issueDateTime = localTime(o.nowMs, offset, o.date);
  const data: JsonObject = {
    ...kept,
    documentTypeCode: typeCodeOf(application["form"]),
    documentNumber: o.number,
    issueDateTime,
    issuer: application["authority"] ?? null,
    applicationReference: textAt(application, "documentNumber"),
    verificationUrl: `https://${o.host}`,
    certification: { place: o.place, date: issueDateTime.slice(0, 10) },
  };
  return asRetroactive(data);
}

/** A preference certificate, or for the form without an agreement a certificate of origin. */
function typeCodeOf(form: Json | undefined): string {
  return isCertificateForm(form) && CERTIFICATE_FORMS[form].parties === null ? "861" : "864";
}

function asRetroactive(data: JsonObject): JsonObject {
  if (!checkDocument("certificate-of-origin", data).some(({ code }) => code === RETROACTIVE)) return data;
  const ticks = listAt(data, "ticks");
  return ticks.includes("RETROACTIVE") ? data : { ...data, ticks: [...ticks, "RETROACTIVE"] };
}

const MINUTE_MS = 60_000;

function localTime(nowMs: number, offset: string, date: string | undefined): string {
  const [, sign = "+", hours = "0", minutes = "0"] = /^([+-])(\d{2}):(\d{2})$/.exec(offset) ?? [];
  const shift = (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
  const local = formatInstant(nowMs + shift).slice(0, 19);
  const time = date === undefined ? local : `${date}${local.slice(10)}`;
  return `${time}${offset}`;
}

/** Short names of the forms, for numbers. */
const SERIES: Readonly<Record<CertificateForm, string>> = {
  RCEP: "RCEP", FORM_E: "E", CHINA_AUSTRALIA: "CA", CHINA_KOREA: "CK", APTA: "APTA", NON_PREFERENTIAL: "NP", FORM_D: "D",
}; // prettier-ignore

/** The `count`-th number of a form's series in a year: C26RCEP000001. */
export function seriesNumber(form: Json | undefined, year: string, count: number): string {
  const name = isCertificateForm(form) ? SERIES[form] : "X";
  return `C${year.slice(2)}${name}${String(count).padStart(6, "0")}`;
}

export function listAt(data: JsonObject, name: string): readonly Json[] {
  const value = data[name];
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

export function textAt(data: JsonObject, ...path: readonly string[]): string {
  let value: Json | undefined = data;
  for (const name of path) value = isObject(value) ? value[name] : undefined;
  return typeof value === "string" ? value : "";
}
