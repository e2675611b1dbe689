/** Longest token that is remembered, in characters: what is remembered stays bounded in bytes as well. */
const MAX_CHARS = 8192;

/** Answers of pure functions of a text, so that a second endorsement or a second reader of one token pays nothing. */
export interface Memo<V> {
  get(text: string): V | undefined;
  set(text: string, value: V): void;
}

/** Creates a memo of at most `max` answers; the oldest goes first. Longer texts are not remembered. */
export function createMemo<V>(max: number): Memo<V> {
  const answers = new Map<string, V>();
  return {
    get: (text) => answers.get(text),
    set(text, value) {
      if (text.length > MAX_CHARS) return;
      answers.set(text, value);
      if (answers.size <= max) return;
      for (const oldest of answers.keys()) {
        answers.delete(oldest);
        return;
      }
    },
  };
}
