import type { DatabaseSync } from "node:sqlite";
import { decodeHex, encodeHex, equalBytes, parseStrictJson } from "@openlading/core";
import { parseRecord, stateDigest, type RecordState } from "@openlading/law";
import type { MapStore, NodeStore } from "@openlading/log";
import { inTransaction, translated } from "./database.ts";
import type { Divergence } from "./error.ts";
import { bytesIn, corrupt, integerIn, sound, textIn, type Row } from "./row.ts";
import { prepareAll, READS, WRITES, type Prepared } from "./statements.ts";

/** Room for histories of 2^47 leaves under every level, in numbers a double holds. */
const LEVEL_SPAN = 2 ** 47;

/** How far a witness has come. */
export interface Progress {
  /** The last block seen, 0 for none. */
  readonly height: number;
  /** What that block held; empty for none. */
  readonly blockDigest: Uint8Array;
  readonly treeSize: number;
}

/** The last checkpoint a signature was, or may have been, made for. */
export interface Signed {
  readonly treeSize: number;
  readonly rootHash: Uint8Array;
  readonly timeSeconds: number;
}

export interface Halt extends Divergence {
  readonly message: string;
}

/** The end of a block that holds entries. Its closing leaf is the last of `treeSize`. */
export interface BlockEnd {
  readonly height: number;
  readonly treeSize: number;
  readonly stateRoot: Uint8Array;
}

/** A signature line of this witness. */
export interface Line {
  readonly timeSeconds: number;
  readonly line: string;
}

/** An act as stored: `payload` is the event's, as committed. */
export interface StoredAct {
  readonly leafIndex: number;
  readonly height: number;
  readonly index: number;
  readonly actDigest: string;
  readonly payload: Uint8Array;
}

/** One version of a record. `state` is its RFC 8785 bytes. */
export interface StoredState {
  readonly record: RecordState;
  readonly leafIndex: number;
  readonly digest: string;
  readonly state: Uint8Array;
}

/** What some blocks add, to be written whole. */
export interface Addition {
  readonly base: Progress;
  readonly progress: Progress;
  readonly blocks: readonly BlockEnd[];
  readonly acts: readonly StoredAct[];
  readonly states: readonly StoredState[];
  readonly nodes: ReadonlyMap<number, Uint8Array>;
  readonly pages: ReadonlyMap<string, Uint8Array>;
}

/** Where a node of the history stands among all of them. */
export const nodeId = (level: number, index: number): number => level * LEVEL_SPAN + index;

/** A witness's file. Reads answer what is committed; nothing is kept in memory. */
export class Store implements NodeStore {
  readonly database: DatabaseSync;
  readonly pages: MapStore;
  readonly #get: Prepared<typeof READS>;
  readonly #put: Prepared<typeof WRITES>;

  constructor(database: DatabaseSync) {
    this.database = database;
    this.#get = translated(() => prepareAll(database, READS));
    this.#put = translated(() => prepareAll(database, WRITES));
    this.pages = {
      get: (prefix) => {
        const row = translated(() => this.#get.page.get(prefix));
        return row === undefined ? null : bytesIn(row, "page");
      },
      set: (prefix, page) => void this.#put.page.run(prefix, page),
    };
  }

  progress(): Progress {
    const row = this.#own();
    return {
      height: integerIn(row, "height"),
      blockDigest: bytesIn(row, "block_digest"),
      treeSize: integerIn(row, "tree_size"),
    };
  }

  signed(): Signed | null {
    const row = this.#own();
    const treeSize = integerIn(row, "signed_size");
    if (treeSize === 0) return null;
    return { treeSize, rootHash: bytesIn(row, "signed_root"), timeSeconds: integerIn(row, "signed_time") };
  }

  halt(): Halt | null {
    const row = this.#own();
    return row["halt"] === null ? null : sound("the halt", () => readHalt(textIn(row, "halt")));
  }

  setHalt(halt: Halt | null): void {
    const text = halt === null ? null : JSON.stringify(halt);
    inTransaction(this.database, () => this.#put.halt.run(text));
  }

  /** The end of the newest block that holds entries, as of a height or of all. */
  blockEnd(height?: number): BlockEnd | null {
    const row = translated(() => (height === undefined ? this.#get.lastBlock.get() : this.#get.block.get(height)));
    if (row === undefined) return null;
    return {
      height: integerIn(row, "height"),
      treeSize: integerIn(row, "tree_size"),
      stateRoot: bytesIn(row, "state_root"),
    };
  }

  line(treeSize: number): Line | null {
    const row = translated(() => this.#get.line.get(treeSize));
    return row === undefined ? null : { timeSeconds: integerIn(row, "time"), line: textIn(row, "line") };
  }

  /** The newest state of a record, held against its digest. */
  record(recordId: string): RecordState | null {
    return stateOf(translated(() => this.#get.state.get(decodeHex(recordId))));
  }

  stateByDigest(recordId: string, digest: string, isClock: boolean): RecordState | null {
    const statement = isClock ? this.#get.clockState : this.#get.stateByDigest;
    return stateOf(translated(() => statement.get(decodeHex(recordId), decodeHex(digest))));
  }

  act(actDigest: string): StoredAct | null {
    const row = translated(() => this.#get.act.get(decodeHex(actDigest)));
    return row === undefined ? null : actOf(row);
  }

  /** A record's acts, oldest first. */
  acts(recordId: string): readonly StoredAct[] {
    return translated(() => this.#get.acts.all(decodeHex(recordId))).map(actOf);
  }

  get(level: number, index: number): Uint8Array | null {
    const row = translated(() => this.#get.node.get(nodeId(level, index)));
    return row === undefined ? null : bytesIn(row, "hash");
  }

  set(): never {
    throw new TypeError("nodes are written with their block");
  }

  /** Remembers, durably and before the key is used, what is about to be signed. False when the file has moved on. */
  remember(base: Progress, earlier: Signed | null, signed: Signed): boolean {
    return inTransaction(this.database, () => {
      if (!isSame(this.progress(), base) || this.signed()?.treeSize !== earlier?.treeSize) return false;
      this.#put.signed.run(signed.treeSize, signed.rootHash, signed.timeSeconds);
      return true;
    });
  }

  saveLine(treeSize: number, { timeSeconds, line }: Line): void {
    inTransaction(this.database, () => this.#put.line.run(treeSize, timeSeconds, line));
  }

  /** Writes some blocks and the cosignature of their end. False, and nothing written, when the file has moved on. */
  add(addition: Addition, line: Line | null): boolean {
    return inTransaction(this.database, () => {
      if (!isSame(this.progress(), addition.base)) return false;
      this.#write(addition);
      if (line !== null) this.#put.line.run(addition.progress.treeSize, line.timeSeconds, line.line);
      return true;
    });
  }

  #write({ progress, blocks, acts, states, nodes, pages }: Addition): void {
    const put = this.#put;
    for (const b of blocks) put.block.run(b.height, b.treeSize, b.stateRoot);
    for (const a of acts) put.act.run(a.leafIndex, a.height, a.index, decodeHex(a.actDigest), a.payload);
    for (const { record, leafIndex, digest, state } of states) {
      const isClock = record.kind === "clock" ? 1 : 0;
      put.state.run(decodeHex(record.recordId), record.sequence, leafIndex, decodeHex(digest), isClock, state);
    }
    for (const [id, hash] of nodes) put.node.run(id, hash);
    for (const [prefix, page] of pages) put.page.run(prefix, page);
    put.progress.run(progress.height, progress.blockDigest, progress.treeSize);
  }

  #own(): Row {
    const row = translated(() => this.#get.own.get());
    if (row === undefined) throw corrupt("the witness's own row is missing");
    return row;
  }
}

function stateOf(row: Row | undefined): RecordState | null {
  if (row === undefined) return null;
  const record = sound("a stored record", () => parseRecord(parseStrictJson(bytesIn(row, "state"))));
  if (stateDigest(record) === encodeHex(bytesIn(row, "digest"))) return record;
  throw corrupt("a stored record does not match its digest");
}

function actOf(row: Row): StoredAct {
  return {
    leafIndex: integerIn(row, "leaf_index"),
    height: integerIn(row, "height"),
    index: integerIn(row, "place"),
    actDigest: encodeHex(bytesIn(row, "digest")),
    payload: bytesIn(row, "payload"),
  };
}

function readHalt(text: string): Halt {
  const { height, index, reason, message } = JSON.parse(text) as Halt;
  return { height, index, reason, message };
}

/** Whether two looks at a file found it at one place. */
export function isSame(a: Progress, b: Progress): boolean {
  return a.height === b.height && a.treeSize === b.treeSize && equalBytes(a.blockDigest, b.blockDigest);
}
