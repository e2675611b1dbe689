import type { Json } from "@openlading/core";
import { OFFICES, partyTerms } from "@openlading/law";
import type { CommandSpec, Given } from "../command.ts";
import { readConfig, writeConfig } from "../config.ts";
import { CliError, usage } from "../error.ts";
import { EXIT_CODES, type ExitCode } from "../exit-code.ts";
import { printOutcome } from "../outcome.ts";
import type { Session } from "../session.ts";
import { stripControls, type MessageTable } from "../text.ts";
import { resolveFacility } from "./references.ts";

export const PARTY_TEXTS = {
  enrolled: { en: "enrolled {partyId} and made its keys", zh: "已登记 {partyId} 并生成其密钥" },
  acts: { en: "{partyId} acts from now on when nobody is named", zh: "此后未指明时由 {partyId} 操作" },
  absent: { en: "{partyId} is not enrolled", zh: "{partyId} 未登记" },
} as const satisfies MessageTable;

const PARTY_ARG = {
  name: "<party>",
  text: { en: "party id, such as exl.example", zh: "主体标识，如 exl.example" },
} as const;

export const partyCommand: CommandSpec = {
  name: "party",
  summary: { en: "parties of this home: enrol, list, choose, mandate", zh: "本主目录的主体：登记、列出、选定、授权" },
  examples: ["party add exl.example --name \"Example Lines\" --office carrier --code SMDG=EXL", "party list"],
  children: [
    {
      name: "add",
      summary: { en: "make a party's keys and enrol it with the local registrar", zh: "生成主体密钥并由本地登记机构登记" },
      args: [PARTY_ARG],
      options: [
        { flags: "--name <name>", text: { en: "its name", zh: "名称" }, isRequired: true },
        { flags: "--office <office>", text: { en: `an office, may repeat: ${OFFICES.join(", ")}`, zh: `职能，可重复：${OFFICES.join("、")}` }, isList: true },
        { flags: "--code <scheme=value>", text: { en: "a public code, may repeat", zh: "公开代码，可重复" }, isList: true },
      ],
      examples: ["party add terminal.example --name \"Example Terminal\" --office terminal", "party add bank.example --name \"Example Bank\" --office bank"],
      run: add,
    },
    { name: "list", summary: { en: "parties whose keys are kept here", zh: "本地保有密钥的主体" }, examples: ["party list"], run: list },
    { name: "show", summary: { en: "a party's registered record", zh: "主体的登记记录" }, args: [PARTY_ARG], examples: ["party show exl.example --json"], run: show },
    { name: "use", summary: { en: "choose who acts when nobody is named", zh: "设定默认以谁的身份操作" }, args: [PARTY_ARG], examples: ["party use exl.example"], run: use },
    {
      name: "mandate",
      summary: { en: "let an agent act for this party in named ways", zh: "授权代理人代为实施所列行为" },
      args: [{ name: "<agent>", text: { en: "the agent's party id", zh: "代理人的主体标识" } }],
      options: [
        { flags: "--action <code>", text: { en: "an action code, may repeat", zh: "行为代码，可重复" }, isList: true },
        { flags: "--facility <operator/code>", text: { en: "only at this facility, may repeat", zh: "仅限此设施，可重复" }, isList: true },
        { flags: "--days <days>", text: { en: "how long (default: a year)", zh: "有效天数（默认一年）" } },
        { flags: "--revoke", text: { en: "take the mandate back", zh: "撤回授权" } },
      ],
      examples: ["party mandate agent.example --action SACC --action ISSUE_DELIVERY_ORDER --as exl.example", "party mandate agent.example --revoke --as exl.example"],
      run: mandate,
    },
  ],
}; // prettier-ignore

async function add(session: Session, given: Given): Promise<ExitCode> {
  const partyId = given.arg(0);
  const network = await session.network();
  await network.enrol({
    partyId,
    name: given.must("name"),
    offices: given.list("office"),
    codes: given.list("code").map(codeOf),
  });
  session.talk(PARTY_TEXTS.enrolled, { partyId });
  const home = session.home();
  if ((await readConfig(home)).as === null) {
    await writeConfig(home, { as: partyId });
    session.talk(PARTY_TEXTS.acts, { partyId });
  }
  session.print({ partyId }, [partyId]);
  return EXIT_CODES.OK;
}

function codeOf(text: string): { readonly scheme: string; readonly value: string } {
  const [scheme, value, ...rest] = text.split("=");
  if (scheme === undefined || value === undefined || rest.length > 0) throw usage("--code is SCHEME=VALUE");
  return { scheme, value };
}

async function list(session: Session): Promise<ExitCode> {
  const parties = await (await session.network()).parties();
  const { as } = await readConfig(session.home());
  session.print(
    [...parties],
    parties.map((partyId) => (partyId === as ? `${partyId} *` : partyId)),
  );
  return EXIT_CODES.OK;
}

async function show(session: Session, given: Given): Promise<ExitCode> {
  const partyId = given.arg(0);
  const record = await (await session.network()).readParty(partyId);
  if (record === null)
    throw new CliError({ code: "ERR_CLI_ABSENT", message: session.say(PARTY_TEXTS.absent, { partyId }) });
  const { name, offices, codes, keys } = partyTerms(record);
  session.print(JSON.parse(JSON.stringify(record)) as Json, [
    `${partyId}  ${stripControls(name)}`,
    `  ${offices.join(", ")}`,
    ...codes.map((c) => `  ${c.scheme} ${c.value}`),
    ...keys.map(
      (k) =>
        `  ${k.kid}  ${k.validFrom} – ${k.validTo}${k.revoked === null ? "" : `  ✗ ${k.revoked.at} ${k.revoked.reason}`}`,
    ),
  ]);
  return EXIT_CODES.OK;
}

async function use(session: Session, given: Given): Promise<ExitCode> {
  const partyId = given.arg(0);
  await (await session.network()).party(partyId);
  await writeConfig(session.home(), { as: partyId });
  session.talk(PARTY_TEXTS.acts, { partyId });
  return EXIT_CODES.OK;
}

async function mandate(session: Session, given: Given): Promise<ExitCode> {
  const network = await session.network();
  const party = await session.party();
  const agent = given.arg(0);
  if (given.has("revoke")) return printOutcome(session, await party.revokeMandate({ agent }));
  const actionCodes = given.list("action");
  if (actionCodes.length === 0) throw usage("--action is missing");
  const facilities = given.list("facility").map((typed) => resolveFacility(network, typed));
  const validDays = given.whole("days", 1);
  return printOutcome(
    session,
    await party.grantMandate({
      agent,
      actionCodes,
      facilities: facilities.length === 0 ? null : facilities,
      ...(validDays === undefined ? {} : { validDays }),
    }),
  );
}
