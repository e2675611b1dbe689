import { decodeBase64, parseStrictJson, type Json } from "@openlading/core";
import { parseTrustAnchor, type VerifiedTrustList } from "../../trust/trust-list.ts";
import { verifyTrustList } from "../../trust/verify.ts";
import { App } from "./app.ts";
import { browser } from "./dom.ts";
import type { Names } from "./facts.ts";
import { prepareReader } from "./reader.ts";

/** What the page carries beside its program, in an element that the browser does not run. */
interface Carried {
  readonly trustList: string;
  readonly anchor: Json;
  readonly names: Names;
  /** The decoder, gzip, base64. */
  readonly wasm: string;
}

async function start(): Promise<void> {
  const carried = JSON.parse(browser().document.getElementById("data")?.textContent ?? "") as Carried;
  const root = browser().document.getElementById("app");
  if (root === null) throw new TypeError("no place to draw");
  const list = await readList(carried).catch(() => null);
  new App(root, list, carried.names).draw();
  await prepareReader(await inflate(decodeBase64(carried.wasm)));
}

function readList({ trustList, anchor }: Carried): Promise<VerifiedTrustList> {
  const now = new Date(Date.now()).toISOString();
  const trusted = parseTrustAnchor(parseStrictJson(JSON.stringify(anchor)));
  return verifyTrustList(trustList, trusted, { now, allowExpired: true });
}

function inflate(bytes: Uint8Array): Promise<ArrayBuffer> {
  const source = new Blob([Uint8Array.from(bytes)]).stream();
  return new Response(source.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

void start();
