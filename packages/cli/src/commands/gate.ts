import { parseUtcInstant, type Json } from "@openlading/core";
import type { GateCheck, GateLight } from "@openlading/sdk";
import type { CommandSpec, Given } from "../command.ts";
import { usage } from "../error.ts";
import { EXIT_CODES, type ExitCode } from "../exit-code.ts";
import { findErrorPage } from "../error-pages.ts";
import { printOutcome } from "../outcome.ts";
import type { Session } from "../session.ts";
import { stripControls, type MessageTable } from "../text.ts";
import { PURPOSE, purposeOf } from "./options.ts";
import { openKnown } from "./known.ts";
import { resolveRight } from "./references.ts";

export const GATE_TEXTS = {
  open: { en: "OPEN to this reader", zh: "可放行" },
  hold: { en: "HOLD", zh: "不放行" },
  only: {
    en: "reading opens nothing: only a committed `gate out` authorises opening the barrier",
    zh: "查询不构成放行：只有入账的 gate out 才授权开闸",
  },
  light: {
    en: "{colour}  {lightKind} of {authority}: {reason}",
    zh: "{colour}  {lightKind} 灯（{authority}）：{reason}",
  },
  signer: { en: "set by {signer} {age} ago", zh: "由 {signer} 于 {age}前设置" },
  absent: { en: "nobody has set it", zh: "尚未设置" },
  days: { en: "{n} d", zh: "{n} 天" },
  hours: { en: "{n} h", zh: "{n} 小时" },
  minutes: { en: "{n} min", zh: "{n} 分钟" },
  seconds: { en: "{n} s", zh: "{n} 秒" },
  opened: {
    en: "OPEN THE BARRIER: the right is spent, this answer comes once",
    zh: "请开闸：提货权已使用，此答复仅此一次",
  },
} as const satisfies MessageTable;

const RIGHT = {
  flags: "--right <right>",
  text: { en: "the right, or its container if known here", zh: "提货权，或本地已知的箱号" },
  isRequired: true,
} as const;

export const gateCommand: CommandSpec = {
  name: "gate",
  summary: { en: "the port's side: check, let out, take back, policy", zh: "港口一侧：查询、放行、回场、规则" },
  examples: ["gate check --right EXMU2000014", "gate out --right EXMU2000014 --presentation truck.jws"],
  children: [
    {
      name: "check",
      summary: { en: "what stands in the way of a container now", zh: "查询集装箱当前能否放行及原因" },
      more: { en: "Exit code 0 open, 6 hold. It reads only: only `gate out` authorises opening the barrier.", zh: "退出码：0 可放行，6 不放行。仅为查询：只有 gate out 才授权开闸。" },
      options: [RIGHT, PURPOSE],
      examples: ["gate check --right EXMU2000014 --as terminal.example", "gate check --right EXMU2000014 --json"],
      run: check,
    },
    {
      name: "out",
      summary: { en: "spend the right and let the container out", zh: "使用提货权并放行集装箱" },
      more: { en: "Open the barrier on exit code 0 and on nothing else: 7 refused, 8 someone was first, 5 ask again.", zh: "仅在退出码为 0 时开闸：7 被拒绝，8 已被抢先，5 结果未知须再查询。" },
      options: [RIGHT, { flags: "--presentation <file>", text: { en: "the holder's presentation, or -", zh: "持有人的提示文件，或 -" }, isRequired: true }, PURPOSE],
      examples: ["gate out --right EXMU2000014 --presentation truck.jws --as terminal.example"],
      run: out,
    },
    {
      name: "in",
      summary: { en: "take a container back from inspection", zh: "查验后回场" },
      options: [RIGHT],
      examples: ["gate in --right EXMU2000014 --as terminal.example"],
      run: async (session, given) => {
        const known = await openKnown(session);
        return printOutcome(session, await known.party.gateIn({ right: await resolveRight(known, given.must("right")) }));
      },
    },
    {
      name: "policy",
      summary: { en: "which lights this facility demands, each of one authority", zh: "登记本设施要求的放行灯及其主管机关" },
      args: [{ name: "<code>", text: { en: "the facility's code", zh: "设施代码" } }],
      options: [
        { flags: "--light <kind=authority>", text: { en: "for delivery, may repeat", zh: "提货所需，可重复" }, isList: true },
        { flags: "--inspection <kind=authority>", text: { en: "for inspection, may repeat", zh: "查验所需，可重复" }, isList: true },
      ],
      examples: ["gate policy EXTERM1 --light CUSTOMS=customs.example --light TERMINAL=terminal.example --inspection CUSTOMS=customs.example"],
      run: policy,
    },
  ],
}; // prettier-ignore

async function check(session: Session, given: Given): Promise<ExitCode> {
  const known = await openKnown(session);
  const found = await known.party.gateCheck({
    right: await resolveRight(known, given.must("right")),
    ...purposeOf(given),
  });
  session.print(JSON.parse(JSON.stringify(found)) as Json, gateLines(session, found, session.terminal.now()));
  session.talk(GATE_TEXTS.only);
  return found.open ? EXIT_CODES.OK : EXIT_CODES.HOLD;
}

/** A check in lines: the word first, then what stands in the way, then every light. */
export function gateLines(
  session: Pick<Session, "say" | "lang" | "paint">,
  found: GateCheck,
  now: number,
): readonly string[] {
  const word = found.open
    ? session.paint("green", session.say(GATE_TEXTS.open))
    : session.paint("red", session.say(GATE_TEXTS.hold));
  const reasons = found.reasons.filter((reason) => reason.code !== "ERR_LAW_LIGHT").map((reason) => {
    const when = findErrorPage(reason.code)?.when[session.lang] ?? reason.message;
    return stripControls(`  ${reason.code}  ${when}`);
  }); // prettier-ignore
  return [word, ...reasons, ...found.lights.flatMap((light) => lightLines(session, light, now))];
}

function lightLines(session: Pick<Session, "say" | "paint">, light: GateLight, now: number): readonly string[] {
  const t = GATE_TEXTS;
  const { colour, lightKind, authority, reason, since, signer } = light;
  const painted = session.paint(colour === "GREEN" ? "green" : "red", colour);
  const head = session
    .say(t.light, { lightKind, authority, reason: reason ?? session.say(t.absent) })
    .replace("{colour}", painted);
  if (since === null || signer === null) return [`  ${head}`];
  return [
    `  ${head}`,
    `         ${session.say(t.signer, { signer, age: ageOf(session, now - parseUtcInstant(since)) })}`,
  ];
}

const UNITS = [["days", 86_400_000], ["hours", 3_600_000], ["minutes", 60_000]] as const; // prettier-ignore

/** How long ago, in the largest unit that fits. */
export function ageOf(session: Pick<Session, "say">, ms: number): string {
  for (const [unit, size] of UNITS) if (ms >= size) return session.say(GATE_TEXTS[unit], { n: Math.floor(ms / size) });
  return session.say(GATE_TEXTS.seconds, { n: Math.max(0, Math.floor(ms / 1000)) });
}

async function out(session: Session, given: Given): Promise<ExitCode> {
  const known = await openKnown(session);
  const right = await resolveRight(known, given.must("right"));
  const presentation = await session.readText(given.must("presentation"));
  const outcome = await known.party.gateOut({ right, presentation, ...purposeOf(given) });
  const code = printOutcome(session, outcome);
  if (outcome.kind === "committed") session.talk(GATE_TEXTS.opened);
  return code;
}

async function policy(session: Session, given: Given): Promise<ExitCode> {
  const { party } = await openKnown(session);
  const demanded = given.list("light").map(lightDemand);
  const inspection = given.list("inspection").map(lightDemand);
  if (demanded.length === 0) throw usage("--light is missing: nothing opens without one");
  const purposes = { DELIVERY: demanded, ...(inspection.length === 0 ? {} : { INSPECTION: inspection }) };
  return printOutcome(session, await party.setPolicy({ facilityCode: given.arg(0), purposes }));
}

function lightDemand(text: string): { readonly lightKind: string; readonly authority: string } {
  const [lightKind, authority, ...rest] = text.split("=");
  if (lightKind === undefined || authority === undefined || rest.length > 0) throw usage("a light is KIND=AUTHORITY");
  return { lightKind, authority };
}
