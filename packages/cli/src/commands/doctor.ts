import type { CommandSpec, Given } from "../command.ts";
import { usage } from "../error.ts";
import { EXIT_CODES, type ExitCode } from "../exit-code.ts";
import { findHomeProfile } from "../home-network.ts";
import type { Session } from "../session.ts";
import type { MessageTable } from "../text.ts";

export const DOCTOR_TEXTS = {
  good: { en: "well ", zh: "正常 " },
  bad: { en: "WRONG", zh: "有误 " },
} as const satisfies MessageTable;

export const doctorCommand: CommandSpec = {
  name: "doctor",
  summary: {
    en: "say what stands between you and a Fabric network, with the fix",
    zh: "诊断与 Fabric 网络之间的障碍，并给出解决办法",
  },
  more: {
    en: "Looks at certificate and key, port, TLS, host name, organisation, channel, chaincode, clock, endorsers and\ntheir policy, one line each. Orders nothing.",
    zh: "依次检查证书与私钥、端口、TLS、主机名、组织、通道、链码、时钟、背书方及背书策略，各占一行。不提交任何交易。",
  },
  args: [
    {
      name: "[profile]",
      text: { en: "a Fabric profile (default: the home's)", zh: "Fabric 连接档案（默认取自主目录）" },
    },
  ],
  examples: ["doctor", "doctor .openlading-fabric/profiles/carrier/openlading.json"],
  run: examine,
};

async function examine(session: Session, given: Given): Promise<ExitCode> {
  const { diagnoseFabric, readFabricProfile } = await import("@openlading/ledger-fabric");
  const options = await readFabricProfile(profileFor(session, given));
  const findings = await diagnoseFabric(options, () => session.terminal.now());
  session.print(
    findings.map(({ code, isOk, address, text }) => ({ code, isOk, address, text: { ...text } })),
    findings.map(({ isOk, text }) => {
      const word = session.say(isOk ? DOCTOR_TEXTS.good : DOCTOR_TEXTS.bad);
      return `${session.paint(isOk ? "green" : "red", word)} ${text[session.lang]}`;
    }),
  );
  return findings.every(({ isOk }) => isOk) ? EXIT_CODES.OK : EXIT_CODES.FAILED;
}

function profileFor(session: Session, given: Given): string {
  const [named] = given.args;
  if (named !== undefined) return session.path(named);
  const own = findHomeProfile(session.home());
  if (own === null) throw usage("this home is not on Fabric: name a profile");
  return own;
}
