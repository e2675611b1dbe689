import type { Text } from "@openlading/core";
import type { ExitCode } from "./exit-code.ts";
import { usage } from "./error.ts";
import type { Session } from "./session.ts";

/** `<name>` one, `[name]` may be missing, `<name...>` several. */
export interface ArgumentSpec {
  readonly name: string;
  readonly text: Text;
}

export interface OptionSpec {
  /** After commander: `--to <card>`, `--replay`. */
  readonly flags: string;
  readonly text: Text;
  readonly choices?: readonly string[];
  /** May be given more than once. */
  readonly isList?: true;
  readonly isRequired?: true;
}

/** One command, or a group of commands, as data. */
export interface CommandSpec {
  readonly name: string;
  readonly summary: Text;
  /** What must be known before using it. */
  readonly more?: Text;
  readonly args?: readonly ArgumentSpec[];
  readonly options?: readonly OptionSpec[];
  /** Lines that work, without the leading `openlading`. */
  readonly examples: readonly string[];
  readonly isHidden?: true;
  readonly children?: readonly CommandSpec[];
  readonly run?: (session: Session, given: Given) => Promise<ExitCode>;
}

/** What was typed, read by name. */
export interface Given {
  readonly args: readonly string[];
  /** An argument that is always there. */
  arg(index: number): string;
  text(name: string): string | undefined;
  must(name: string): string;
  has(name: string): boolean;
  list(name: string): readonly string[];
  /** A whole number not below `min`. */
  whole(name: string, min: number): number | undefined;
}

/** As it is typed: maxAge is --max-age. */
const flagOf = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

export function createGiven(args: readonly string[], options: Readonly<Record<string, unknown>>): Given {
  const text = (name: string): string | undefined => {
    const value = options[name];
    return typeof value === "string" ? value : undefined;
  };
  const must = (value: string | undefined, name: string): string => {
    if (value === undefined) throw usage(`${name} is missing`);
    return value;
  };
  return {
    args,
    arg: (index) => must(args[index], `argument ${index + 1}`),
    text,
    must: (name) => must(text(name), flagOf(name)),
    has: (name) => options[name] !== undefined && options[name] !== false,
    list: (name) => {
      const value = options[name];
      return Array.isArray(value) ? value.map(String) : [];
    },
    whole: (name, min) => {
      const value = text(name);
      if (value === undefined) return undefined;
      if (!/^\d{1,9}$/.test(value) || Number(value) < min)
        throw usage(`${flagOf(name)} is a whole number from ${min} on`);
      return Number(value);
    },
  };
}
