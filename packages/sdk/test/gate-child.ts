// One gate in a process of its own: spends the right it is told to, and prints what became of it.
import { openNetwork } from "../src/index.ts";
import { isObject } from "./guards.ts";

const ask: unknown = JSON.parse(process.env["GATE"] ?? "{}");
if (!isObject(ask)) throw new TypeError("GATE: not an object");
const text = (name: string): string => String(ask[name]);
let nowMs = Number(ask["nowMs"]);
const network = await openNetwork({ home: text("home"), passphrase: text("passphrase"), now: () => (nowMs += 10) });
const terminal = await network.party("terminal.example");
const outcome = await terminal.gateOut({ right: text("right"), presentation: text("presentation") });
await network.close();
process.stdout.write(`${outcome.kind}\n`);
