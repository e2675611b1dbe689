import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { formatInstant, parseInstant, parseStrictJson, type Json } from "@openlading/core";
import { verifyDossier } from "@openlading/sdk";
import { explainVerdict, parseTrustMaterial, type TrustMaterial, type Verdict } from "@openlading/verify";
import type { CommandSpec, Given } from "../command.ts";
import { CliError, usage } from "../error.ts";
import { EXIT_CODES, type ExitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";
import { stripControls, type MessageTable } from "../text.ts";

export const VERIFY_TEXTS = {
  inTransfer: { en: "notice: an offer is open, this is in transfer", zh: "提示：要约尚未答复，正在转让中" },
} as const satisfies MessageTable;

/** A day: an older checkpoint cannot tell what is so now. */
const DEFAULT_MAX_AGE_SECONDS = 86_400;

export const verifyCommand: CommandSpec = {
  name: "verify",
  summary: {
    en: "judge a dossier offline: what is true, and what you may do now",
    zh: "离线裁断卷宗：真伪如何、您现在可以做什么",
  },
  more: {
    en: "Trusts the witnesses of --trust (or of the home) and nothing else; opens no ledger. Exit code 0 valid and live (in transfer\nwith a notice), 3 invalid, 4 genuine but ended (spent, surrendered, revoked, expired, superseded, on paper, disputed), 5 unknown.",
    zh: "只信任 --trust（或主目录）所列的见证方，不打开账本。退出码：0 有效且存续（转让中会提示），3 无效，\n4 真实但已终结（已使用、已交回、已撤销、已过期、已被取代、转为纸质、有争议），5 未知。",
  },
  args: [{ name: "<file>", text: { en: "dossier, or - for standard input", zh: "卷宗文件，或用 - 表示标准输入" } }],
  options: [
    {
      flags: "--trust <file>",
      text: { en: "trust material (default: the home's trust.json)", zh: "信任材料（默认取主目录的 trust.json）" },
    },
    { flags: "--at <instant>", text: { en: "judge as of this time (default: now)", zh: "以此时刻判断（默认现在）" } },
    {
      flags: "--max-age <seconds>",
      text: { en: "how old the proofs may be (default: a day)", zh: "证明的最大时效（秒，默认一天）" },
    },
    { flags: "--require-document", text: { en: "the document itself must be there", zh: "必须附有单证本身" } },
    { flags: "--require-replay", text: { en: "the whole history must be there", zh: "必须附有完整历史" } },
  ],
  examples: [
    "verify bill.dossier.json --trust trust.json",
    "verify right.dossier.json --as terminal.example",
    "verify --json - --trust trust.json < bill.dossier.json",
    "verify bill.dossier.json --trust trust.json --max-age 2592000",
  ],
  run: verify,
};

async function verify(session: Session, given: Given): Promise<ExitCode> {
  const bytes = await session.read(given.arg(0));
  const at = given.text("at");
  const verdict = await verifyDossier(bytes, {
    trust: await readTrust(session, given.text("trust")),
    policy: {
      maxAgeSeconds: given.whole("maxAge", 1) ?? DEFAULT_MAX_AGE_SECONDS,
      requireDocument: given.has("requireDocument"),
      requireReplay: given.has("requireReplay"),
    },
    moment: formatInstant(at === undefined ? session.terminal.now() : momentOf(at)),
    ...(session.isNamed ? { reader: (await session.party()).reader() } : {}),
  });
  printVerdict(session, verdict);
  if (verdict.state.word === "IN_TRANSFER") session.talk(VERIFY_TEXTS.inTransfer);
  return exitCodeOfVerdict(verdict);
}

/** Milliseconds of what --at names. @throws CliError `ERR_CLI_USAGE` */
export function momentOf(at: string): number {
  try {
    return parseInstant(at).epochMs;
  } catch {
    throw usage("--at is a date and time with an offset, as in 2026-05-01T08:00:00Z");
  }
}

/** The verdict in words, or whole with `--json`. */
export function printVerdict(session: Session, verdict: Verdict): void {
  const lines = explainVerdict(verdict, session.lang).map((line, i) => {
    const text = stripControls(line);
    return i === 0 ? session.paint(verdict.overall === "valid" ? "bold" : "red", text) : text;
  });
  session.print(JSON.parse(JSON.stringify(verdict)) as Json, lines);
}

/** 3 beats 4 beats 5 beats 0: an ended record is ended however old the proof, an invalid file says nothing. */
export function exitCodeOfVerdict(verdict: Verdict): ExitCode {
  if (verdict.standing === "invalid" || verdict.overall === "invalid") return EXIT_CODES.INVALID;
  if (verdict.standing === "ended") return EXIT_CODES.ENDED;
  return verdict.standing === "live" && verdict.overall === "valid" ? EXIT_CODES.OK : EXIT_CODES.UNKNOWN;
}

/** Trust material of a file, else of the home. @throws CliError `ERR_CLI_TRUST` */
export async function readTrust(session: Session, file: string | undefined): Promise<TrustMaterial> {
  if (file !== undefined) return parseTrustMaterial(parseStrictJson(await session.read(file)));
  const home = session.findHome();
  if (home === null)
    throw new CliError({ code: "ERR_CLI_TRUST", message: "no trust material is named and there is no home" });
  return parseTrustMaterial(parseStrictJson(await readFile(join(home, "trust.json"))));
}
