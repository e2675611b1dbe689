import { writeFile } from "node:fs/promises";
import { parseStrictJson } from "@openlading/core";
import { convert, type Converted, type ConvertOptions } from "@openlading/formats";
import type { CommandSpec, Given } from "../command.ts";
import { usage } from "../error.ts";
import { EXIT_CODES, type ExitCode } from "../exit-code.ts";
import { SESSION_TEXTS } from "../messages.ts";
import type { Session } from "../session.ts";
import { formatJson, stripControls } from "../text.ts";
import { asKind, isObject } from "./inspect.ts";
import { DEFAULT_ZONE, LENIENT, OUT, ZONE } from "./options.ts";
import { faultLine } from "./validate.ts";

export const convertCommand: CommandSpec = {
  name: "convert",
  summary: { en: "turn a message or a request into documents' JSON", zh: "把报文或请求转换为单证 JSON" },
  more: {
    en: "A CODECO becomes a gate fact: what a terminal said, signed by nobody. What a message cannot say, such as the basis of\na delivery order, comes from --supplement.",
    zh: "CODECO 转换为闸口事实：码头所报内容，没有任何人签名。报文无法表达的内容（如放货依据）由 --supplement 补充。",
  },
  args: [{ name: "<file>", text: { en: "file, or - for standard input", zh: "文件，或用 - 表示标准输入" } }],
  options: [
    { flags: "--to <kind>", text: { en: "the kind wanted; anything else is refused", zh: "所需种类；其他一律拒绝" } },
    {
      flags: "--supplement <file>",
      text: { en: "JSON with what the message has no place for", zh: "报文无处填写的内容（JSON）" },
    },
    ZONE,
    LENIENT,
    OUT,
  ],
  examples: [
    "convert release.edi --to customs-release --zone +08:00 > release.json",
    "convert coreor.edi --supplement basis.json -o order.json",
    "convert - --json < gate-out.edi",
  ],
  run: convertFile,
};

async function convertFile(session: Session, given: Given): Promise<ExitCode> {
  const found = convert(await session.read(given.arg(0)), await optionsOf(session, given));
  for (const one of found) for (const line of remarksOf(session, one)) session.talkLine(line);
  const [only, ...others] = found;
  const data = only !== undefined && others.length === 0 ? only.data : found.map((one) => one.data);
  await write(session, formatJson(session.isJson ? found : data), given.text("out"));
  return EXIT_CODES.OK;
}

async function optionsOf(session: Session, given: Given): Promise<ConvertOptions> {
  const to = given.text("to");
  const file = given.text("supplement");
  const supplement = file === undefined ? {} : parseStrictJson(await session.read(file));
  if (!isObject(supplement)) throw usage("--supplement is a JSON object");
  return {
    zone: given.text("zone") ?? DEFAULT_ZONE,
    mode: given.has("lenient") ? "lenient" : "strict",
    supplement,
    ...(to === undefined ? {} : { to: asKind(to) }),
  };
}

/** What the reader put up with, and what keeps the document from being issued as it is. */
function remarksOf(session: Session, { notices, faults }: Converted): readonly string[] {
  return [
    ...notices.map((n) => stripControls(`${n.code} ${n.segment?.tag ?? ""} ${n.text[session.lang]}`)),
    ...faults.map((fault) => faultLine(session, fault)),
  ];
}

async function write(session: Session, text: string, out: string | undefined): Promise<void> {
  if (out === undefined) {
    session.printRaw(text);
    return;
  }
  await writeFile(session.path(out), `${text}\n`);
  session.talk(SESSION_TEXTS.wrote, { path: out });
}
