import { canonicalText, parseShape, parseStrictJson, type Json, type Shape } from "@openlading/core";
import { WITNESS_ERRORS, WitnessError, type WitnessErrorCode } from "./error.ts";
import type { WitnessPort } from "./port.ts";
import { actShape, checkpointAnswer, decodeCheckpoint, doneShape, errorShape, heightShape, keysShape, readShape, snapshotOver, statusShape, type Call, type ErrorAnswer, type OfferedKeys, type Read, type Request, type WitnessStatus } from "./protocol.ts"; // prettier-ignore
import type { WitnessSnapshot } from "./snapshot.ts";

/** How often a witness may move on while it is read. */
const MAX_ATTEMPTS = 8;
const DEADLINE_MS = 30_000;
const LIMITS = { maxBytes: 64 * 1024 * 1024, maxMembers: 1_000_000 };

/** Where a witness's server is. */
export interface WitnessAddress {
  /** `http://127.0.0.1:port` */
  readonly url: string;
  readonly token: string;
}

/** A witness that runs in a process of its own, as {@link serveWitness} does. */
export interface ReachedWitness {
  /** Has it make keys for a network that is about to be founded. */
  newKeys(): Promise<OfferedKeys>;
  /** Tells it of the network whose genesis names those keys. Telling it again does nothing. */
  watch(network: Request<"watch">): Promise<void>;
  status(): Promise<WitnessStatus>;
  /** The witness of one network it watches. */
  network(name: string, networkId: string): WitnessPort;
}

/** Reaches a witness. Every call @throws WitnessError `ERR_WITNESS_UNREACHABLE`, `ERR_WITNESS_UNWATCHED`, or what the witness raised. */
export function reachWitness(address: WitnessAddress): ReachedWitness {
  const ask: Ask = (call, request, answer, signal) => post(address, { call, request, answer, signal });
  return {
    newKeys: () => ask("keys", {}, keysShape),
    watch: async (network) => {
      await ask("watch", network, doneShape);
    },
    status: () => ask("status", {}, statusShape),
    network: (name, networkId) => portOf(ask, name, networkId),
  };
}

type Ask = <C extends Call, T>(call: C, request: Request<C>, answer: Shape<T>, signal?: AbortSignal) => Promise<T>;

function portOf(ask: Ask, name: string, networkId: string): WitnessPort {
  return {
    name,
    networkId,
    catchUp: ({ height, signal } = {}) =>
      ask("catch-up", { networkId, ...(height === undefined ? {} : { height }) }, heightShape, signal),
    checkpointAt: async (height) =>
      decodeCheckpoint((await ask("checkpoint", { networkId, height }, checkpointAnswer)).checkpoint),
    snapshot: (use) => readAsOfOneMoment((read) => ask("read", { networkId, ...read }, readShape), networkId, use),
    signTick: async () => (await ask("tick", { networkId }, actShape)).act,
    approveTick: async (act) => (await ask("approve", { networkId, act }, actShape)).act,
    close: () => Promise.resolve(),
  };
}

type Fetch = (read: Read) => Promise<{ readonly moment: string | null; readonly value: Json }>;

/** Runs `use` over what has been fetched; what it misses is fetched, and it runs again, until it misses nothing. */
async function readAsOfOneMoment<T>(
  fetch: Fetch,
  networkId: string,
  use: (snapshot: WitnessSnapshot) => T,
): Promise<T> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const values = new Map<string, Json>();
    let moment: string | null | undefined;
    for (let isSame = true; isSame;) {
      const run = runOver(values, networkId, use);
      if ("result" in run) return run.result;
      const { moment: of, value } = await fetch(run.missing);
      isSame = moment === undefined || of === moment;
      moment = of;
      values.set(canonicalText(run.missing), value);
    }
  }
  throw new WitnessError({ code: "ERR_WITNESS_LOCKED", message: "the witness keeps moving on while it is read" });
}

type Run<T> = { readonly result: T } | { readonly missing: Read };

function runOver<T>(
  values: ReadonlyMap<string, Json>,
  networkId: string,
  use: (snapshot: WitnessSnapshot) => T,
): Run<T> {
  const missed: Read[] = [];
  const get = (read: Read): Json => {
    const value = values.get(canonicalText(read));
    if (value !== undefined) return value;
    missed.push(read);
    throw new RangeError("not fetched yet");
  };
  try {
    const result = use(snapshotOver(networkId, get));
    const [missing] = missed;
    return missing === undefined ? { result } : { missing };
  } catch (error) {
    const [missing] = missed;
    if (missing === undefined) throw error;
    return { missing };
  }
}

interface Asking<C extends Call, T> {
  readonly call: C;
  readonly request: Request<C>;
  readonly answer: Shape<T>;
  readonly signal: AbortSignal | undefined;
}

async function post<C extends Call, T>(
  { url, token }: WitnessAddress,
  { call, request, answer, signal }: Asking<C, T>,
): Promise<T> {
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  const init = {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(request),
    signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
  };
  const { isOk, bytes } = await send(`${url}/${call}`, init);
  const parse = <U>(as: Shape<U>): U => {
    try {
      return parseShape(as, parseStrictJson(bytes, LIMITS), call);
    } catch (cause) {
      throw unreachable(url, "its answer cannot be read", cause);
    }
  };
  if (isOk) return parse(answer);
  throw revive(url, parse(errorShape).error);
}

async function send(url: string, init: RequestInit): Promise<{ readonly isOk: boolean; readonly bytes: Uint8Array }> {
  try {
    const response = await fetch(url, init);
    return { isOk: response.ok, bytes: new Uint8Array(await response.arrayBuffer()) };
  } catch (cause) {
    throw unreachable(url, "it does not answer", cause);
  }
}

function revive(url: string, { code, message, details }: ErrorAnswer["error"]): WitnessError {
  if (isWitnessCode(code)) return new WitnessError({ code, message, details });
  return unreachable(url, `${code}: ${message}`);
}

const isWitnessCode = (code: string): code is WitnessErrorCode => Object.hasOwn(WITNESS_ERRORS, code);

function unreachable(url: string, why: string, cause?: unknown): WitnessError {
  return new WitnessError({ code: "ERR_WITNESS_UNREACHABLE", message: `the witness at ${url}: ${why}`, cause });
}
