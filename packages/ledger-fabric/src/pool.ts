import type { Connection } from "./connection.ts";

/** Several gateways of which one is in use until it fails. */
export class Pool {
  readonly connections: readonly Connection[];
  #current = 0;
  /** The newest block seen through any of them: a peer that has less is behind. */
  seen = 0;

  constructor(connections: readonly Connection[]) {
    if (connections.length === 0) throw new TypeError("a ledger needs at least one gateway");
    this.connections = connections;
  }

  get current(): Connection {
    const connection = this.connections[this.#current];
    if (connection === undefined) throw new TypeError("the pool is empty");
    return connection;
  }

  /** Goes on to the next gateway, unless somebody else has done so since `failed` was taken. */
  leave(failed: Connection): void {
    failed.height = null;
    if (this.current === failed) this.#current = (this.#current + 1) % this.connections.length;
  }

  /** Notes that a gateway's peer has a block. */
  reached(connection: Connection, height: number): void {
    connection.height = Math.max(connection.height ?? 0, height);
    this.seen = Math.max(this.seen, height);
  }

  close(): void {
    for (const connection of this.connections) connection.close();
  }
}
