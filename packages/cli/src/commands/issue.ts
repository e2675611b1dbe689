import { parseStrictJson, type JsonObject } from "@openlading/core";
import { detectDocumentKind, type DocumentKind } from "@openlading/documents";
import type { CommandSpec, Given } from "../command.ts";
import { CliError, usage } from "../error.ts";
import type { ExitCode } from "../exit-code.ts";
import { printOutcome } from "../outcome.ts";
import type { Session } from "../session.ts";
import { stripControls } from "../text.ts";
import { asKind, isObject } from "./inspect.ts";
import { forWhom } from "./bill.ts";
import { openKnown } from "./known.ts";
import { FOR } from "./options.ts";
import { resolveRecord } from "./references.ts";

const KIND = {
  flags: "--kind <kind>",
  text: { en: "what it is, when the file does not say", zh: "文件未注明时指定单证种类" },
} as const;

export const issueCommand: CommandSpec = {
  name: "issue",
  summary: {
    en: "issue documents that prove: packing list, load plan, receipt, customs notice",
    zh: "签发证明类单证：装箱清单、装箱单、设备交接单、海关通知",
  },
  more: {
    en: "One file becomes a record of its own. Several, or --batch, are anchored together in one act. --supersedes replaces an\nearlier document, --countersigns signs somebody else's (as it is, or completed).",
    zh: "单个文件成为一项独立记录；多个文件或加 --batch 则在一个行为中批量锚定。--supersedes 取代先前单证，\n--countersigns 会签他方单证（原样或补全后）。",
  },
  args: [{ name: "<file...>", text: { en: "documents as JSON, or -", zh: "单证 JSON，或 -" } }],
  options: [
    KIND,
    { flags: "--batch", text: { en: "anchor as a batch, one file too", zh: "批量锚定，单个文件亦可" } },
    { flags: "--supersedes <record>", text: { en: "the document it takes the place of", zh: "被取代的单证" } },
    { flags: "--countersigns <record>", text: { en: "the document it signs", zh: "所会签的单证" } },
    FOR,
  ],
  examples: [
    "issue packing-list.json",
    "issue packing-list.json clp-1.json clp-2.json",
    "issue eir-completed.json --countersigns EIR26052300077 --as terminal.example",
  ],
  run: issue,
};

async function issue(session: Session, given: Given): Promise<ExitCode> {
  const files = await Promise.all(given.args.map((file) => readDocument(session, file, given.text("kind"))));
  const [first, second] = files;
  if (first === undefined) throw usage("a file is missing");
  const known = await openKnown(session);
  if (second !== undefined || given.has("batch")) {
    const { outcome, recordIds } = await known.party.anchor({ documents: files });
    return printOutcome(session, outcome, { documents: [...recordIds] });
  }
  const { outcome, recordId } = await issueOne(known, first, given);
  return printOutcome(session, outcome, session.isJson ? { documentId: recordId } : {});
}

type Known = Awaited<ReturnType<typeof openKnown>>;
interface Read {
  readonly kind: DocumentKind;
  readonly data: JsonObject;
}

async function issueOne(known: Known, { kind, data }: Read, given: Given) {
  const old = given.text("supersedes");
  if (old !== undefined)
    return known.party.supersede({ evidence: await resolveRecord(known, old), kind, data, ...forWhom(given) });
  const theirs = given.text("countersigns");
  if (theirs !== undefined)
    return known.party.countersign({ evidence: await resolveRecord(known, theirs), kind, data });
  return known.party.issueDocument({ kind, data, ...forWhom(given) });
}

/** A file as a document of the kind it says, or is said, to be. */
export async function readDocument(session: Session, file: string, asked: string | undefined): Promise<Read> {
  const data = parseStrictJson(await session.read(file));
  const kind = asked === undefined ? detectDocumentKind(data) : asKind(asked);
  if (kind === null || kind === "gate-fact" || !isObject(data))
    throw new CliError({ code: "ERR_CLI_KIND", message: `${stripControls(file)}: no document this command knows` });
  return { kind, data };
}

export const revokeCommand: CommandSpec = {
  name: "revoke",
  summary: { en: "revoke a document you issued", zh: "撤销自己签发的单证" },
  args: [{ name: "<record>", text: { en: "its record id or number", zh: "记录标识或编号" } }],
  examples: ["revoke PL26040800031"],
  run: async (session, given) => {
    const known = await openKnown(session);
    return printOutcome(session, await known.party.revoke({ evidence: await resolveRecord(known, given.arg(0)) }));
  },
};
