import { canonicalText, encodeBase64, sha256, utf8, type JsonObject, type Text } from "@openlading/core";
import { CERTIFICATE_FORMS, DOCUMENT_KINDS } from "@openlading/documents";
import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { PdfError } from "../error.ts";
import type { TrustAnchor } from "../trust/trust-list.ts";
import { verifyTrustList } from "../trust/verify.ts";
import { STYLE } from "./style.ts";

/** What an officer's page is made of. */
export interface OfficerPageInput {
  /** The signed trust list, as `createTrustList` wrote it. */
  readonly trustListFile: string;
  readonly anchor: TrustAnchor;
  /** Canonical UTC text; the list must be in force then. Left out, the list may have expired: the page shows its age. */
  readonly now?: string;
  /** The page's program, bundled; the one that the build made unless given. */
  readonly program?: string;
}

/** Where the build puts the program, seen from the sources and from what is compiled of them. */
const PROGRAM = new URL("../../dist/officer/program.js", import.meta.url);

/**
 * Makes the page with which an officer checks a printed code on a phone: one HTML file with everything in it (program,
 * decoder, trust list), that makes no request whatever. Works from a file, with the network off.
 * @throws PdfError `ERR_PDF_TRUST_…` as verifyTrustList, `ERR_PDF_OFFICER_PROGRAM` when the program was not built
 */
export async function createOfficerPage(input: OfficerPageInput): Promise<string> {
  await assertUsable(input);
  const [program, wasm] = await Promise.all([input.program ?? readProgram(), readDecoder()]);
  const data: JsonObject = {
    trustList: input.trustListFile,
    anchor: JSON.parse(JSON.stringify(input.anchor)) as JsonObject,
    names: namesOf(),
    wasm: encodeBase64(gzipSync(wasm, { level: 9 })),
  };
  return page(program.replaceAll(/<(?=\/script|!--)/giu, "\\x3c"), canonicalText(data).replaceAll("<", "\\u003c"));
}

/** A page nobody could use is not made. */
async function assertUsable({ trustListFile, anchor, now }: OfficerPageInput): Promise<void> {
  if (now !== undefined) await verifyTrustList(trustListFile, anchor, { now });
  else await verifyTrustList(trustListFile, anchor, { now: "9999-12-31T00:00:00.000Z", allowExpired: true });
}

async function readProgram(): Promise<string> {
  try {
    return await readFile(PROGRAM, "utf8");
  } catch (cause) {
    throw new PdfError({ code: "ERR_PDF_OFFICER_PROGRAM", message: "the program of the page is not built", cause });
  }
}

function readDecoder(): Promise<Uint8Array> {
  return readFile(new URL(import.meta.resolve("zxing-wasm/reader/zxing_reader.wasm")));
}

function namesOf(): Readonly<Record<string, { readonly en: string; readonly zh: string }>> {
  const plain = ({ en, zh }: Text): { en: string; zh: string } => ({ en, zh });
  const forms = Object.entries(CERTIFICATE_FORMS).map(([code, { name }]) => [code, plain(name)] as const);
  const kinds = Object.values(DOCUMENT_KINDS).map(({ kind, name }) => [kind, plain(name)] as const);
  return Object.fromEntries([...forms, ...kinds]);
}

/** Only this script and this style may run, and nothing may be fetched. */
function policy(program: string): string {
  const hash = (text: string): string => `'sha256-${encodeBase64(sha256(utf8(text)))}'`;
  return [
    "default-src 'none'",
    `script-src ${hash(program)} 'wasm-unsafe-eval'`,
    `style-src ${hash(STYLE)}`,
    "img-src data:",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

function page(program: string, data: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(program)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>证书核验 · Certificate check</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<main id="app"></main>
<noscript>请启用 JavaScript。This page needs JavaScript.</noscript>
<script type="application/json" id="data">${data}</script>
<script>${program}</script>
</body>
</html>
`;
}
