import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { concatBytes } from "@openlading/core";
import type { SpecimenTsa } from "./tsa.ts";

/** A service that listens on this machine alone. */
export interface SpecimenTsaServer {
  readonly url: string;
  close(): Promise<void>;
}

const MAX_BYTES = 4096;

/** Lets a specimen time-stamping service answer over HTTP on 127.0.0.1, at a free port unless said. */
export async function serveSpecimenTsa(tsa: SpecimenTsa, port = 0): Promise<SpecimenTsaServer> {
  const server = createServer((request, response) => {
    readBody(request)
      .then((body) => tsa.answer(body))
      .then(
        (answer) => response.writeHead(200, { "content-type": "application/timestamp-reply" }).end(answer),
        () => response.writeHead(400).end(),
      );
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const bound = typeof address === "object" && address !== null ? address.port : port;
  return {
    url: `http://127.0.0.1:${bound}/`,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function readBody(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > MAX_BYTES) throw new RangeError("the request is too long");
    chunks.push(chunk);
  }
  return concatBytes(...chunks);
}
