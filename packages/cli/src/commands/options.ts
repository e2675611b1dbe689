import type { Given, OptionSpec } from "../command.ts";

/** Options that several commands share. */
export const ZONE: OptionSpec = {
  flags: "--zone <offset>",
  text: {
    en: "offset of the place an EDIFACT message speaks of (default: +08:00)",
    zh: "EDIFACT 报文所在地的时区（默认 +08:00）",
  },
};
export const LENIENT: OptionSpec = {
  flags: "--lenient",
  text: { en: "put up with the dirt of real traffic, and say what it was", zh: "容忍实际报文中的瑕疵，并逐一说明" },
};
export const FOR: OptionSpec = {
  flags: "--for <party>",
  text: { en: "the party acted for, under its mandate", zh: "被代理的主体（须有其授权）" },
};
export const OUT: OptionSpec = {
  flags: "-o, --out <file>",
  text: { en: "write to a file instead of standard output", zh: "写入文件而非标准输出" },
};
export const DEFAULT_ZONE = "+08:00";
export const PURPOSE = {
  flags: "--purpose <purpose>",
  text: { en: "DELIVERY (default) or INSPECTION", zh: "DELIVERY 提货（默认）或 INSPECTION 查验" },
  choices: ["DELIVERY", "INSPECTION"],
} as const;

/** The purpose named, for calls that have a default of their own. */
export function purposeOf(given: Given): { readonly purpose?: "DELIVERY" | "INSPECTION" } {
  const purpose = given.text("purpose");
  return purpose === "DELIVERY" || purpose === "INSPECTION" ? { purpose } : {};
}
