import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseInstant, parseStrictJson, utf8, type Json, type JsonObject } from "@openlading/core";
import { convert, parseInterchange, readCodeco, type GateReport } from "@openlading/formats";
import { isObject } from "../commands/inspect.ts";
import { CliError } from "../error.ts";

/** The example shipment, its dates moved so that its container leaves the port within the last day. */
export interface Examples {
  readonly transportDocument: JsonObject;
  readonly issueTo: JsonObject;
  readonly packingList: JsonObject;
  readonly loadPlans: readonly JsonObject[];
  readonly deliveryOrder: JsonObject;
  readonly eir: JsonObject;
  /** Messages as they came, by file name. */
  readonly messages: Readonly<Record<"examination" | "release" | "gateOut", Uint8Array>>;
}

export const ZONE = "+08:00";
const FOLDER = new URL("../../../../examples/", import.meta.url);
const FILES = {
  examination: "customs-examination.edi",
  release: "customs-release.edi",
  gateOut: "gate-out.edi",
} as const;
export const DAY_MS = 86_400_000;

/** @throws CliError `ERR_CLI_DEMO_EXAMPLES` when this is no clone of the repository */
export async function readExamples(now: number): Promise<Examples> {
  const days = await daysToMove(now);
  const json = async (name: string): Promise<JsonObject> => {
    const value = moveJson(parseStrictJson(await readExample(`import/${name}`)), days);
    if (!isObject(value)) throw new TypeError(`${name} is no JSON object`);
    return value;
  };
  const message = async (name: string): Promise<Uint8Array> =>
    utf8(moveEdifact(new TextDecoder().decode(await readExample(`import/${name}`)), days));
  return {
    transportDocument: toShippersOrder(await json("transport-document.json")),
    issueTo: await json("issue-to.json"),
    packingList: await json("packing-list.json"),
    loadPlans: [await json("clp-1.json"), await json("clp-2.json")],
    deliveryOrder: await json("delivery-order.json"),
    eir: await json("eir-out.json"),
    messages: {
      examination: await message(FILES.examination),
      release: await message(FILES.release),
      gateOut: await message(FILES.gateOut),
    },
  };
}

/** A file of the examples. @throws CliError `ERR_CLI_DEMO_EXAMPLES` */
export async function readExample(name: string): Promise<Uint8Array> {
  try {
    return await readFile(new URL(name, FOLDER));
  } catch (cause) {
    throw new CliError({
      code: "ERR_CLI_DEMO_EXAMPLES",
      message: `examples/${name} is missing`,
      details: { folder: join(fileURLToPath(FOLDER)) },
      cause,
    });
  }
}

async function daysToMove(now: number): Promise<number> {
  const report = gateReportOf(await readExample(`import/${FILES.gateOut}`));
  return Math.floor((now - parseInstant(report.gateDateTime.text).epochMs) / DAY_MS);
}

/** The one gate report of a CODECO. */
export function gateReportOf(message: Uint8Array): GateReport {
  const [report] = parseInterchange(message).messages.flatMap((m) => readCodeco(m, { zone: ZONE }));
  if (report === undefined) throw new TypeError("the message reports no container");
  return report;
}

/** The one customs notice of a CUSRES. */
export function customsNoticeOf(message: Uint8Array): JsonObject {
  const [notice] = convert(message, { zone: ZONE, to: "customs-release" });
  if (notice === undefined) throw new TypeError("the message holds no notice");
  return notice.data;
}

/** A bill to the shipper's order: its endorsement to the bank is then an act of its own. */
function toShippersOrder(document: JsonObject): JsonObject {
  const parties = document["documentParties"];
  if (!isObject(parties)) throw new TypeError("the transport document has no parties");
  const { shipper } = parties;
  if (!isObject(shipper)) throw new TypeError("the transport document has no shipper");
  const { partyName, address, identifyingCodes } = shipper;
  const endorsee: JsonObject = {
    ...(partyName === undefined ? {} : { partyName }),
    ...(address === undefined ? {} : { address }),
    ...(identifyingCodes === undefined ? {} : { identifyingCodes }),
    displayedAddress: ["TO ORDER OF SHIPPER"],
  };
  return { ...document, documentParties: { ...parties, endorsee } };
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}(?=$|T)/;

/** Data with every date in it so many days later. */
export function moveJson(value: Json, days: number): Json {
  if (typeof value === "string") return value.replace(ISO_DATE, (date) => movedDate(date, days));
  if (Array.isArray(value)) return value.map((item: Json) => moveJson(item, days));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, moveJson(member, days)]));
}

function movedDate(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Dates of format 102 and 203, and the interchange's own. */
function moveEdifact(text: string, days: number): string {
  const compact = (date: string): string => {
    const iso = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6, 8)}`;
    return movedDate(iso, days).replaceAll("-", "");
  };
  return text
    .replace(/(\d{8})(\d{4}):203/g, (_, date: string, time: string) => `${compact(date)}${time}:203`)
    .replace(/(\d{8}):102/g, (_, date: string) => `${compact(date)}:102`)
    .replace(/\+(\d{6}):(\d{4})\+/, (_, date: string, time: string) => `+${compact(`20${date}`).slice(2)}:${time}+`);
}
