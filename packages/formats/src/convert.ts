import { parseStrictJson, type JsonObject } from "@openlading/core";
import { detectDocumentKind, parseDocument, type DocumentFault, type DocumentKind } from "@openlading/documents";
import { readCodeco } from "./codeco/read.ts";
import { toGateFact } from "./codeco/gate-fact.ts";
import { readCoreor } from "./coreor/read.ts";
import { readCusres } from "./cusres/read.ts";
import { readIssuanceRequest } from "./dcsa/issuance.ts";
import { readDcsaTransportDocument } from "./dcsa/transport-document.ts";
import { detectFormat } from "./detect.ts";
import type { Charset } from "./edifact/charset.ts";
import { parseInterchange, type Message } from "./edifact/interchange.ts";
import { isJsonObject } from "./json.ts";
import { refuse, type Mode, type Notice } from "./notice.ts";

/** A gate fact is no document: nobody has issued it. */
export type ConvertedKind = DocumentKind | "gate-fact";

/** One document, or gate fact, found in a file; `faults` are what keeps it from being issued as it is. */
export interface Converted {
  readonly kind: ConvertedKind;
  readonly data: JsonObject;
  readonly faults: readonly DocumentFault[];
  readonly notices: readonly Notice[];
}

export interface ConvertOptions {
  /** The kind wanted; anything else is refused. */
  readonly to?: ConvertedKind;
  readonly mode?: Mode;
  readonly charset?: Charset;
  /** Offset of the place an EDIFACT message speaks of; needed for EDIFACT. */
  readonly zone?: string;
  /** What the message has no place for, such as the basis of a delivery order. */
  readonly supplement?: JsonObject;
}

interface MessageOptions {
  readonly mode: Mode;
  readonly zone: string;
  readonly supplement: JsonObject;
}

type MessageReader = (message: Message, options: MessageOptions) => readonly Converted[];

const MESSAGES: Readonly<Record<string, MessageReader>> = {
  CODECO: (message, options) =>
    readCodeco(message, options).map((report) => ({
      kind: "gate-fact",
      data: toGateFact(report),
      faults: [],
      notices: report.notices,
    })),
  COREOR: (message, options) => [readCoreor(message, options)],
  CUSRES: (message, options) => [readCusres(message, options)],
};

/**
 * Reads a file in whatever format it is and gives the documents in it.
 *
 * @throws FormatError ERR_FORMAT_UNKNOWN, ERR_FORMAT_TARGET, or what the format's reader throws.
 * @throws TypeError when an EDIFACT file comes without `zone`.
 */
export function convert(input: Uint8Array, options: ConvertOptions = {}): readonly Converted[] {
  const found = read(input, options);
  const { to } = options;
  if (to !== undefined && found.some((one) => one.kind !== to)) throw refuse("ERR_FORMAT_TARGET", null);
  return found;
}

function read(input: Uint8Array, options: ConvertOptions): readonly Converted[] {
  switch (detectFormat(input)) {
    case "edifact":
      return readEdifact(input, options);
    case "dcsa-json":
      return [readDcsa(input)];
    case "json":
      return [readJson(input)];
    case null:
      throw refuse("ERR_FORMAT_UNKNOWN", null);
  }
}

function readEdifact(input: Uint8Array, options: ConvertOptions): readonly Converted[] {
  const { mode = "strict", charset = "auto", zone, supplement = {} } = options;
  if (zone === undefined) throw new TypeError("an EDIFACT file needs the zone of the place it speaks of");
  const interchange = parseInterchange(input, { mode, charset });
  return interchange.messages.flatMap((message) => {
    const reader = MESSAGES[message.type];
    if (reader === undefined) throw refuse("ERR_FORMAT_MESSAGE_TYPE", message.unh);
    const found = reader(message, { mode, zone, supplement });
    return found.map((one) => ({ ...one, notices: [...interchange.notices, ...one.notices] }));
  });
}

function readDcsa(input: Uint8Array): Converted {
  const value = parseStrictJson(input);
  if (isJsonObject(value) && isJsonObject(value["document"])) {
    const { kind, document, faults } = readIssuanceRequest(value);
    return { kind, data: document, faults, notices: [] };
  }
  const document = readDcsaTransportDocument(input);
  return { kind: document.kind, data: document.data, faults: document.warnings, notices: [] };
}

function readJson(input: Uint8Array): Converted {
  const value = parseStrictJson(input);
  const kind = detectDocumentKind(value);
  if (kind === null) throw refuse("ERR_FORMAT_UNKNOWN", null);
  const document = parseDocument(kind, value);
  return { kind, data: document.data, faults: document.warnings, notices: [] };
}
