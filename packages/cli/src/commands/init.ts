import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { encodeBase64url } from "@openlading/core";
import type { Genesis } from "@openlading/law";
import type { CommandSpec, Given } from "../command.ts";
import { CliError, usage } from "../error.ts";
import { createHomeNetwork, type NewHome } from "../home-network.ts";
import { EXIT_CODES, type ExitCode } from "../exit-code.ts";
import { FABRIC_DIR, siteOf } from "./fabric.ts";
import type { Session } from "../session.ts";
import type { MessageTable } from "../text.ts";
import { addressOf, readWitnessFolder } from "../witness-folder.ts";

export const INIT_TEXTS = {
  made: { en: "made network {networkId} in {home}", zh: "已在 {home} 建立网络 {networkId}" },
  oneMachine: {
    en: "this is a network for one machine: one registrar and three witnesses, all of them yours. It proves how things work,\nnot that strangers watched.",
    zh: "这是单机网络：一个登记机构、三个见证方，全部归您。它能证明流程如何运作，但不能证明有旁人见证。",
  },
  witnessed: {
    en: "one registrar, yours, and {count} witnesses that run by themselves: {names}; a proof takes {threshold} of them",
    zh: "一个登记机构归您，{count} 个独立运行的见证方：{names}；证明须其中 {threshold} 个联署",
  },
  again: { en: "The same again: ", zh: "请再输入一次：" },
  passphrase: {
    en: "wrote a new passphrase to {path}: keep it, nobody can give it back",
    zh: "已将新口令写入 {path}：请妥善保管，遗失无法找回",
  },
  next: {
    en: "next: openlading party add PARTY --name NAME --office carrier",
    zh: "下一步：openlading party add PARTY --name 名称 --office carrier",
  },
} as const satisfies MessageTable;

export const initCommand: CommandSpec = {
  name: "init",
  summary: { en: "make a network for one machine", zh: "建立单机网络" },
  more: INIT_TEXTS.oneMachine,
  options: [
    { flags: "--name <name>", text: { en: "name of the network", zh: "网络名称" } },
    {
      flags: "--registrar <party>",
      text: {
        en: "party id of the registrar (default: registrar.local)",
        zh: "登记机构的主体标识（默认 registrar.local）",
      },
    },
    {
      flags: "--fabric <profile>",
      text: {
        en: "found it on Hyperledger Fabric, by this profile; several: each witness follows one of its own",
        zh: "在 Hyperledger Fabric 上建立，使用此连接档案；给出多个时，各见证方各用其一",
      },
      isList: true,
    },
    {
      flags: "--witness <folder>",
      text: {
        en: "with --fabric: a running witness, by its folder, in the place of the home's own; several, each of another owner",
        zh: "与 --fabric 合用：以目录指定正在运行的见证方，取代主目录自有的见证方；可给出多个，须分属不同组织",
      },
      isList: true,
    },
    {
      flags: "--ledger <ledger>",
      text: {
        en: "embedded (default), or fabric: the network that `openlading fabric up` started, with its witnesses",
        zh: "embedded（默认），或 fabric：由 openlading fabric up 启动的网络及其见证方",
      },
      choices: ["embedded", "fabric"],
    },
    FABRIC_DIR,
    {
      flags: "--make-passphrase <file>",
      text: {
        en: "make a passphrase and write it to this new file (mode 0600)",
        zh: "生成口令并写入此新文件（权限 0600）",
      },
    },
  ],
  examples: [
    "init --make-passphrase ~/openlading.pass",
    'init --name "Harbour trial" --registrar harbour.example',
    "init --home /srv/openlading",
    "init --ledger fabric",
    "init --fabric .openlading-fabric/profiles/carrier/openlading.json",
  ],
  run: init,
};

async function init(session: Session, given: Given): Promise<ExitCode> {
  assertSensible(given);
  const home = session.newHome();
  const elsewhere = given.text("ledger") === "fabric" ? await siteOf(session, given) : await runningWitnesses(session, given); // prettier-ignore
  const file = given.text("makePassphrase");
  const passphrase = file === undefined ? await newPassphrase(session, home) : await makePassphrase(session, file);
  const { networkId, genesis } = await createHomeNetwork({
    home,
    name: given.text("name") ?? "local",
    registrar: given.text("registrar") ?? "registrar.local",
    passphrase,
    now: () => session.terminal.now(),
    profiles: given.list("fabric").map((file) => session.path(file)),
    ...elsewhere,
  });
  session.talk(INIT_TEXTS.made, { networkId, home });
  if (elsewhere.witnesses === undefined) session.talk(INIT_TEXTS.oneMachine);
  else session.talk(INIT_TEXTS.witnessed, witnessedBy(genesis));
  if (file !== undefined) session.talk(INIT_TEXTS.passphrase, { path: file });
  session.talk(INIT_TEXTS.next);
  session.print({ networkId, home, trust: join(home, "trust.json") }, [networkId]);
  return EXIT_CODES.OK;
}

function assertSensible(given: Given): void {
  const hasProfiles = given.has("fabric");
  if (given.text("ledger") === "fabric" && hasProfiles) throw usage("--ledger fabric knows its own profiles: leave out --fabric"); // prettier-ignore
  if (given.has("witness") && !hasProfiles) throw usage("--witness goes with --fabric");
}

function witnessedBy({ witnesses, witnessThreshold }: Genesis) {
  const names = witnesses.map(({ name }) => name).join(", ");
  return { count: witnesses.length, names, threshold: witnessThreshold };
}

/** The witnesses that are named by their folders, to watch the contract of the home's own profile. */
async function runningWitnesses(session: Session, given: Given): Promise<Pick<NewHome, "witnesses">> {
  const folders = given.list("witness");
  const [own] = given.list("fabric");
  if (folders.length === 0 || own === undefined) return {};
  const { readFabricProfile } = await import("@openlading/ledger-fabric");
  const { chaincode: contract } = await readFabricProfile(session.path(own));
  const address = async (folder: string) => addressOf(await readWitnessFolder(session.path(folder)));
  return { witnesses: await Promise.all(folders.map(async (folder) => ({ ...(await address(folder)), contract }))) };
}

/** Typed on a terminal, it is typed twice: nobody can give it back. */
async function newPassphrase(session: Session, home: string): Promise<string> {
  const passphrase = await session.passphrase(home);
  const { env } = session.terminal;
  if (env["OPENLADING_PASSPHRASE_FILE"] !== undefined && env["OPENLADING_PASSPHRASE_FILE"] !== "") return passphrase;
  if (passphrase === (await session.terminal.promptHidden(session.say(INIT_TEXTS.again)))) return passphrase;
  throw new CliError({ code: "ERR_CLI_PASSPHRASE", message: "the two passphrases differ" });
}

const PASSPHRASE_BYTES = 32;

async function makePassphrase(session: Session, file: string): Promise<string> {
  const passphrase = encodeBase64url(randomBytes(PASSPHRASE_BYTES));
  try {
    await writeFile(session.path(file), `${passphrase}\n`, { mode: 0o600, flag: "wx" });
  } catch (cause) {
    throw new CliError({ code: "ERR_CLI_FILE", message: "the passphrase file exists or cannot be written", cause });
  }
  return passphrase;
}
