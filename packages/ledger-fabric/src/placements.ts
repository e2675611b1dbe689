import type { ReadBlock } from "./block.ts";

const MAX_BLOCKS = 64;

/** Blocks that were read lately, each asked for once however many transactions of it are waiting for their place. */
export class Placements {
  readonly #blocks = new Map<number, Promise<ReadBlock>>();

  /** The block at `height`, from here or by `fetch`. */
  get(height: number, fetch: () => Promise<ReadBlock>): Promise<ReadBlock> {
    const known = this.#blocks.get(height);
    if (known !== undefined) return known;
    const block = fetch();
    this.#blocks.set(height, block);
    block.catch(() => this.#blocks.delete(height));
    if (this.#blocks.size > MAX_BLOCKS) {
      const [oldest] = this.#blocks.keys();
      if (oldest !== undefined) this.#blocks.delete(oldest);
    }
    return block;
  }
}
