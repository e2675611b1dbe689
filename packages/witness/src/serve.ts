import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { concatBytes, equalBytes, OpenLadingError, parseShape, parseStrictJson, utf8, type Json, type JsonObject, type Shape } from "@openlading/core"; // prettier-ignore
import { answerRead, encodeCheckpoint, REQUESTS, type Call, type ErrorAnswer } from "./protocol.ts";
import { Watches, type WatchOptions } from "./watches.ts";

const HOST = "127.0.0.1";
const MAX_REQUEST_BYTES = 4 * 1024 * 1024;

/** A witness that others ask over loopback. */
export interface ServeOptions extends WatchOptions {
  /** A free one when left out. */
  readonly port?: number;
  /** Whoever asks MUST know it. */
  readonly token: string;
}

/** A witness's server. */
export interface WitnessServer {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Runs one organisation's witness as a program: follows every network it is told of, cosigns, and answers over loopback.
 * What it was told of before, it goes on with.
 * @throws WitnessError as `openWitness`; the system's error when the port is taken
 */
export async function serveWitness({ port = 0, token, ...options }: ServeOptions): Promise<WitnessServer> {
  const watches = new Watches(options);
  const { promise: ready, resolve: begin, reject: fail } = Promise.withResolvers<undefined>();
  ready.catch(() => undefined); // raised below
  const server = createServer((request, response) => void respond({ watches, token, ready }, request, response));
  // The port is taken first: a second process of the same witness never opens its files.
  server.listen(port, HOST);
  await once(server, "listening");
  try {
    await watches.resume();
    begin(undefined);
  } catch (error) {
    fail(error);
    await closeServer(server);
    await watches.close();
    throw error;
  }
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${HOST}:${taken}`,
    close: async () => {
      await closeServer(server);
      await watches.close();
    },
  };
}

/** Its port is free when this is done. */
async function closeServer(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}

interface Serving {
  readonly watches: Watches;
  readonly token: string;
  /** Whoever asks before everything is open waits. */
  readonly ready: Promise<undefined>;
}

type Answer = (watches: Watches, body: Json) => Json | Promise<Json>;

/** What one call answers to a request of its closed shape. */
const on =
  <T>(request: Shape<T>, work: (watches: Watches, request: T) => Json | Promise<Json>): Answer =>
  (watches, body) =>
    work(watches, parseShape(request, body, "request"));

const ANSWERS: Readonly<Record<Call, Answer>> = {
  keys: on(REQUESTS.keys, async (watches) => ({ ...(await watches.newKeys()) })),
  status: on(REQUESTS.status, async (watches) => JSON.parse(JSON.stringify(await watches.status())) as Json),
  watch: on(REQUESTS.watch, async (watches, request) => {
    await watches.watch(request);
    return {};
  }),
  "catch-up": on(REQUESTS["catch-up"], (watches, { networkId, height }) => watches.catchUp(networkId, height)),
  checkpoint: on(REQUESTS.checkpoint, (watches, { networkId, height }) => ({
    checkpoint: encodeCheckpoint(watches.of(networkId).checkpointAt(height)),
  })),
  read: on(REQUESTS.read, (watches, { networkId, ...read }) =>
    watches.of(networkId).snapshot((snapshot) => ({
      moment: snapshot.checkpoint()?.body ?? null,
      value: answerRead(snapshot, read),
    })),
  ),
  tick: on(REQUESTS.tick, async (watches, { networkId }) => ({ act: await watches.of(networkId).signTick() })),
  approve: on(REQUESTS.approve, async (watches, { networkId, act }) => ({
    act: await watches.of(networkId).approveTick(act),
  })),
};

async function respond(serving: Serving, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { status, body } = await answer(serving, request).catch((error: unknown) => refusal(error));
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

interface Answered {
  readonly status: number;
  readonly body: Json | ErrorAnswer;
}

async function answer({ watches, token, ready }: Serving, request: IncomingMessage): Promise<Answered> {
  if (!isAllowed(request, token)) return failed(401, "ERR_WITNESS_TOKEN", "whoever asks a witness names its token");
  const call = (request.url ?? "").slice(1);
  if (request.method !== "POST" || !isCall(call)) return failed(404, "ERR_WITNESS_CALL", "no such question");
  const body = parseStrictJson(await readBody(request));
  await ready;
  return { status: 200, body: await ANSWERS[call](watches, body) };
}

const isCall = (name: string): name is Call => Object.hasOwn(REQUESTS, name);

/** A page in a browser can send a request here, but not this header. */
function isAllowed({ headers }: IncomingMessage, token: string): boolean {
  return equalBytes(utf8(headers.authorization ?? ""), utf8(`Bearer ${token}`));
}

async function readBody(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MAX_REQUEST_BYTES) throw new RangeError("the request is too large");
    chunks.push(chunk);
  }
  return concatBytes(...chunks);
}

function refusal(error: unknown): Answered {
  if (error instanceof OpenLadingError) return failed(409, String(error.code), error.message, error.details);
  return failed(500, "ERR_WITNESS_FAILED", error instanceof Error ? error.message : "unknown");
}

function failed(status: number, code: string, message: string, details: JsonObject = {}): Answered {
  return { status, body: { error: { code, message: message.slice(0, 4096), details } } };
}
