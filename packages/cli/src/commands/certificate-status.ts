import { parseStrictJson } from "@openlading/core";
import type { Desk } from "../certificate/desk.ts";
import { freePlace, writeWhole } from "../certificate/files.ts";
import { fileName } from "../certificate/print.ts";
import { duplicateCertificate, replaceCertificate, type Succeeded } from "../certificate/succession.ts";
import type { CommandSpec, Given, OptionSpec } from "../command.ts";
import { usage } from "../error.ts";
import { EXIT_CODES, type ExitCode } from "../exit-code.ts";
import { printOutcome } from "../outcome.ts";
import type { Session } from "../session.ts";
import { APPLY_TEXTS, optionsOf } from "./certificate-apply.ts";
import { FORCE, openDesk, outFolder, OUT_DIR, resolveCertificate } from "./certificate-desk.ts";
import { isObject } from "./inspect.ts";

const CERTIFICATE = {
  name: "<certificate>",
  text: { en: "its record id, or its number if known here", zh: "记录标识，或本地已知的编号" },
} as const;
const COPY: OptionSpec = {
  flags: "--copy <n>",
  text: { en: "the number of the copy, as printed on it", zh: "打印件上的份号" },
  isRequired: true,
};
const HOST: OptionSpec = {
  flags: "--host <host>",
  text: { en: "the site the QR code leads to (default: as before)", zh: "二维码所指网站（默认与原证书相同）" },
};
const REASON: OptionSpec = {
  flags: "--reason <code>",
  text: { en: "why, as a public code", zh: "原因（公开代码）" },
  isRequired: true,
};

export const statusCommands: readonly CommandSpec[] = [
  {
    name: "present",
    summary: { en: "as customs: record that a copy was shown to you", zh: "海关：记录收到某一份证书" },
    more: {
      en: "A second time is refused, and says when and where the first was. Nothing is known of photocopies.",
      zh: "同一份再次提交会被拒绝，并说明首次提交的时间与地点。复印件无从知晓。",
    },
    args: [CERTIFICATE],
    options: [COPY, { flags: "--place <code>", text: { en: "the customs office, a public code such as VNHPH", zh: "海关代码（公开代码），如 VNHPH" }, isRequired: true }],
    examples: ["certificate present C26RCEP000001 --copy 1 --place VNHPH --as customs.example"],
    run: async (session, given) => {
      const desk = await openDesk(session);
      const certificate = await resolveCertificate(desk, given.arg(0));
      return printOutcome(session, await desk.party.presentCertificate({ certificate, copy: copyOf(given), place: given.must("place") }));
    },
  },
  {
    name: "decide",
    summary: { en: "as customs: accept or refuse a copy that was shown", zh: "海关：接受或拒绝已提交的证书" },
    args: [CERTIFICATE],
    options: [
      COPY,
      { flags: "--result <result>", text: { en: "ACCEPTED or REFUSED", zh: "ACCEPTED（接受）或 REFUSED（拒绝）" }, choices: ["ACCEPTED", "REFUSED"], isRequired: true },
      REASON,
    ],
    examples: ["certificate decide C26RCEP000001 --copy 1 --result ACCEPTED --reason IN_ORDER --as customs.example"],
    run: async (session, given) => {
      const result = given.must("result");
      if (result !== "ACCEPTED" && result !== "REFUSED") throw usage("--result is ACCEPTED or REFUSED");
      const desk = await openDesk(session);
      const certificate = await resolveCertificate(desk, given.arg(0));
      const decision = { certificate, copy: copyOf(given), result, reason: given.must("reason") } as const;
      return printOutcome(session, await desk.party.decidePresentation(decision));
    },
  },
  {
    name: "replace",
    summary: { en: "as the authority: put a new certificate in the place of one", zh: "签证机构：签发更改证书，原证书作废" },
    args: [CERTIFICATE, { name: "<file>", text: { en: "the new certificate's data as JSON, with its own number", zh: "新证书的 JSON 数据，须有自己的编号" } }],
    options: [HOST, OUT_DIR, FORCE],
    examples: ["certificate replace C26RCEP000001 corrected.json --as chamber.example"],
    run: async (session, given) => {
      const data = parseStrictJson(await session.read(given.arg(1)));
      if (!isObject(data)) throw usage("the file is no JSON object");
      return succeed(session, given, (desk, certificate) => replaceCertificate(desk, { certificate, data, ...optionsOf(given, ["host"]) }));
    },
  },
  {
    name: "duplicate",
    summary: { en: "as the authority: issue a duplicate of a lost certificate", zh: "签证机构：为遗失的证书签发副本" },
    args: [CERTIFICATE],
    options: [HOST, OUT_DIR, FORCE],
    examples: ["certificate duplicate C26RCEP000001 --as chamber.example"],
    run: (session, given) =>
      succeed(session, given, (desk, certificate) => duplicateCertificate(desk, { certificate, ...optionsOf(given, ["host"]) })),
  },
  {
    name: "cancel",
    summary: { en: "as the authority, or the holder of a registered file: cancel it", zh: "签证机构或登记文件的持有人：撤销" },
    args: [CERTIFICATE],
    options: [REASON],
    examples: ["certificate cancel C26RCEP000001 --reason ISSUED_IN_ERROR --as chamber.example"],
    run: async (session, given) => {
      const desk = await openDesk(session);
      const certificate = await resolveCertificate(desk, given.arg(0));
      return printOutcome(session, await desk.party.cancelCertificate({ certificate, reason: given.must("reason") }));
    },
  },
]; // prettier-ignore

function copyOf(given: Given): number {
  return given.whole("copy", 1) ?? 1;
}

async function succeed(
  session: Session,
  given: Given,
  act: (desk: Desk, certificate: string) => Promise<Succeeded>,
): Promise<ExitCode> {
  const desk = await openDesk(session);
  const out = await outFolder(session, given);
  const { outcome, recordId, number, dossier } = await act(desk, await resolveCertificate(desk, given.arg(0)));
  if (outcome.kind !== "committed") return printOutcome(session, outcome);
  const path = freePlace(out, fileName(number), ".dossier.zip", given.has("force"));
  await writeWhole(path, await dossier(), { isForced: true });
  session.talk(APPLY_TEXTS.issued, { number, path });
  session.talk(APPLY_TEXTS.handOver);
  session.print({ recordId, number, path }, [recordId]);
  return EXIT_CODES.OK;
}
