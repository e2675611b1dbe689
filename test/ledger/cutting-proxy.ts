import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** Stands between a client and a gateway, and cuts a connection in the middle of what the gateway says. */
export interface CuttingProxy {
  readonly address: string;
  /** How many connections it has cut. */
  readonly cuts: number;
  /** Lets so many more bytes from the gateway through, then ends the connection they came by. */
  cutAfter(bytes: number): void;
  close(): void;
}

/** Starts a proxy to `host:port` on a port of its own. Bytes pass as they are, so TLS goes through it. */
export async function startCuttingProxy(target: string): Promise<CuttingProxy> {
  const [host = "", port = ""] = target.split(":");
  const open = new Set<Socket>();
  let left = Infinity;
  let cuts = 0;
  const server = createServer((near) => {
    const far = connect(Number(port), host);
    const end = (): void => {
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on("error", end);
      socket.on("close", () => {
        open.delete(socket);
        end();
      });
    }
    near.pipe(far);
    far.on("data", (chunk) => {
      near.write(chunk.subarray(0, Math.max(0, Math.min(chunk.length, left))));
      left -= chunk.length;
      if (left > 0) return;
      left = Infinity;
      cuts += 1;
      near.end(end);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    get cuts() {
      return cuts;
    },
    cutAfter: (bytes) => void (left = bytes),
    close: () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
