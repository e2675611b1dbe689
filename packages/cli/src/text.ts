import type { Text } from "@openlading/core";

export type Lang = "en" | "zh";
/** Messages by name, each in both languages. */
export type MessageTable = Readonly<Record<string, Text>>;
export type Params = Readonly<Record<string, string | number>>;

/** Fills `{name}` places. What comes from a file is stripped of control characters where it goes in. */
export function fill(template: string, params: Params = {}): string {
  return template.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = params[name];
    return value === undefined ? place : stripControls(String(value));
  });
}

// C0 but tab and line feed, DEL, C1, and what turns the direction of text around.
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Takes out what could drive a terminal or turn text around: a file's content never gets to do that. */
export function stripControls(text: string): string {
  return text.replace(CONTROLS, "");
}

/** JSON for stdout; characters that drive terminals are escaped, so that it stays the same JSON. */
export function formatJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  return text.replace(CONTROLS, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The language asked for: `--lang`, else the environment's, else English. */
export function chooseLang(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Lang {
  const at = argv.findIndex((arg) => arg === "--lang" || arg.startsWith("--lang="));
  const asked = at < 0 ? undefined : (argv[at]?.split("=")[1] ?? argv[at + 1]);
  const wanted = asked ?? env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"] ?? "en";
  return /^zh/i.test(wanted) ? "zh" : "en";
}
