import { concatBytes } from "@openlading/core";
import { PdfError } from "../error.ts";

/**
 * Carries a request to a time-stamping service and brings the answer. MUST stop when `signal` is aborted; SHOULD stop
 * reading beyond `maxBytes`.
 */
export type TimestampTransport = (
  request: Uint8Array,
  o: { readonly signal: AbortSignal; readonly maxBytes: number },
) => Promise<Uint8Array>;

/** The transport of RFC 3161 section 3.4: a POST. Redirections are not followed. */
export function createHttpTransport(url: string): TimestampTransport {
  const { protocol, href } = new URL(url);
  if (protocol !== "http:" && protocol !== "https:")
    throw new TypeError("createTimestampClient: the address is not HTTP");
  return async (request, { signal, maxBytes }) => {
    const response = await fetch(href, {
      method: "POST",
      headers: { "content-type": "application/timestamp-query", accept: "application/timestamp-reply" },
      body: new Uint8Array(request),
      redirect: "error",
      signal,
    });
    if (!response.ok) throw refuse("the service answered with an HTTP error", { httpStatus: response.status });
    return readBody(response, maxBytes);
  };
}

async function readBody(response: Response, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const body: AsyncIterable<Uint8Array> | Iterable<Uint8Array> = response.body ?? [];
  for await (const chunk of body) {
    length += chunk.length;
    if (length > maxBytes) throw refuse("the answer is too long", { maxBytes });
    chunks.push(chunk);
  }
  return concatBytes(...chunks);
}

function refuse(message: string, details: Record<string, number>): PdfError {
  return new PdfError({ code: "ERR_PDF_TSA_ANSWER", message, details });
}
