import { createServer, type Server } from "node:net";
import { randomInt } from "node:crypto";

/** Below the range from which systems take ports for outgoing connections, so that none is lost between look and use. */
const [LOWEST, HIGHEST] = [12_000, 31_000];
const ATTEMPTS = 2_000;

/** Finds `count` different loopback ports that nobody listens on now. */
export async function findFreePorts(count: number): Promise<readonly number[]> {
  const held: { readonly port: number; readonly server: Server }[] = [];
  try {
    for (let attempt = 0; held.length < count; attempt += 1) {
      if (attempt === ATTEMPTS) throw new TypeError("there are not enough free ports on this machine");
      const port = randomInt(LOWEST, HIGHEST);
      const server = await listen(port);
      if (server !== null) held.push({ port, server });
    }
    return held.map(({ port }) => port);
  } finally {
    await Promise.all(held.map(({ server }) => new Promise((closed) => server.close(closed))));
  }
}

function listen(port: number): Promise<Server | null> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once("error", () => resolve(null));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => resolve(server));
  });
}
