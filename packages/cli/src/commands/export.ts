import { writeFile } from "node:fs/promises";
import { keepDossierFiles } from "../certificate/receive.ts";
import type { CommandSpec, Given } from "../command.ts";
import { usage } from "../error.ts";
import { EXIT_CODES, type ExitCode } from "../exit-code.ts";
import { SESSION_TEXTS } from "../messages.ts";
import type { Session } from "../session.ts";
import { openKnown } from "./known.ts";
import { OUT } from "./options.ts";
import { resolveRecord, resolveRight } from "./references.ts";
import { exitCodeOfVerdict, printVerdict } from "./verify.ts";

export const exportCommand: CommandSpec = {
  name: "export",
  summary: { en: "write a dossier: what you have of a record, with its proofs", zh: "导出卷宗：您所掌握的内容及其证明" },
  args: [{ name: "<record>", text: { en: "record id, document number, or container number known here", zh: "记录标识、单证编号或本地已知的箱号" } }],
  options: [
    { flags: "--replay", text: { en: "carry every act back to the beginning, not only proofs of the present", zh: "附上自始至今的全部行为，而不仅是现状证明" } },
    { flags: "--audience <party>", text: { en: "a party that will read it, may repeat", zh: "将阅读卷宗的主体，可重复" }, isList: true },
    { flags: "--without-documents", text: { en: "leave documents and names out; only the openings of --container stay", zh: "不附单证与名称；仅保留 --container 的拆分信息" } },
    { flags: "--container <number>", text: { en: "with --without-documents: keep this container's opening, may repeat", zh: "与 --without-documents 合用：保留此箱的拆分信息，可重复" }, isList: true },
    OUT,
  ],
  examples: ["export EXLU26049001 > bill.dossier.json", "export EXMU2000014 --without-documents --container EXMU2000014 -o gate.dossier.json", "export EXLU26049001 --replay -o court.dossier.json"],
  run: exportDossier,
}; // prettier-ignore

const CONTAINER = /^[A-Z]{4}\d{7}$/;
const ZIP_FIRST_BYTE = 0x50;

async function exportDossier(session: Session, given: Given): Promise<ExitCode> {
  const known = await openKnown(session);
  const typed = given.arg(0);
  const recordId = await (CONTAINER.test(typed) ? resolveRight(known, typed) : resolveRecord(known, typed));
  const bytes = await known.party.export({
    recordId,
    depth: given.has("replay") ? "replay" : "proof",
    audience: given.list("audience"),
    ...(given.has("withoutDocuments")
      ? { keep: { documents: [], openings: given.list("container"), parties: [] } }
      : {}),
  });
  const out = given.text("out");
  if (out !== undefined) {
    await writeFile(session.path(out), bytes);
    session.talk(SESSION_TEXTS.wrote, { path: out });
    return EXIT_CODES.OK;
  }
  if (bytes[0] === ZIP_FIRST_BYTE) throw usage("a dossier with attachments is a zip file: name it with --out");
  session.printRaw(new TextDecoder().decode(bytes));
  return EXIT_CODES.OK;
}

export const importCommand: CommandSpec = {
  name: "import",
  summary: { en: "judge a dossier and keep what it carries", zh: "裁断卷宗并保存其内容" },
  args: [{ name: "<file>", text: { en: "dossier, or - for standard input", zh: "卷宗文件，或 -" } }],
  examples: ["import bill.dossier.json --as bank.example", "import - < inbox/bill.dossier.json"],
  run: async (session, given) => {
    const { party } = await openKnown(session);
    const bytes = await session.read(given.arg(0));
    const { verdict } = await party.import(bytes);
    await keepDossierFiles({ home: session.home(), party }, bytes);
    printVerdict(session, verdict);
    return exitCodeOfVerdict(verdict);
  },
};
