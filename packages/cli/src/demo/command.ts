import type { CommandSpec } from "../command.ts";
import { EXIT_CODES } from "../exit-code.ts";

export const demoCommand: CommandSpec = {
  name: "demo",
  summary: { en: "one import shipment, from bill to gate, told by the ledger", zh: "一票进口货物，从提单到闸口，由账本讲述" },
  args: [{ name: "[dir]", text: { en: "where to leave what it made (default: demo)", zh: "产物所在目录（默认 demo）" } }],
  examples: ["demo", "demo /tmp/harbour --lang zh"],
  run: async () => EXIT_CODES.OK,
};
