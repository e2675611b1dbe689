import { partyRecordId, partyTerms } from "@openlading/law";
import type { CommandSpec, Given } from "../command.ts";
import { EXIT_CODES, type ExitCode } from "../exit-code.ts";
import { printOutcome } from "../outcome.ts";
import type { Session } from "../session.ts";
import { openKnown } from "./known.ts";
import { readRecord } from "./references.ts";

export const keyCommand: CommandSpec = {
  name: "key",
  summary: { en: "registered keys: list, revoke", zh: "登记的密钥：列出、吊销" },
  examples: ["key list", "key revoke KID --reason LOST"],
  children: [
    { name: "list", summary: { en: "the acting party's registered keys", zh: "操作主体登记的密钥" }, examples: ["key list --as exl.example"], run: list },
    {
      name: "revoke",
      summary: { en: "revoke a registered key, for good", zh: "永久吊销一把登记的密钥" },
      args: [{ name: "<kid>", text: { en: "the key's thumbprint", zh: "密钥指纹" } }],
      options: [
        { flags: "--reason <code>", text: { en: "why, as a code: LOST, COMPROMISED, RETIRED", zh: "原因代码：LOST、COMPROMISED、RETIRED" }, isRequired: true },
        { flags: "--compromised-since <instant>", text: { en: "acts signed from then on become disputed", zh: "自此时刻起签署的行为将标记为有争议" } },
      ],
      examples: ["key revoke KID --reason COMPROMISED --compromised-since 2026-05-01T00:00:00.000Z"],
      run: revoke,
    },
  ],
}; // prettier-ignore

async function list(session: Session): Promise<ExitCode> {
  const { network, party } = await openKnown(session);
  const { keys } = partyTerms(await readRecord(network, partyRecordId(network.networkId, party.partyId)));
  const rows = keys.map(({ kid, validFrom, validTo, revoked }) => ({ kid, validFrom, validTo, revoked }));
  session.print(
    rows.map((row) => ({ ...row, revoked: row.revoked === null ? null : { ...row.revoked } })),
    rows.map((row) => `${row.kid}  ${row.validFrom} – ${row.validTo}  ${row.revoked?.reason ?? ""}`.trimEnd()),
  );
  return EXIT_CODES.OK;
}

async function revoke(session: Session, given: Given): Promise<ExitCode> {
  const { network, party } = await openKnown(session);
  const outcome = await party.act({
    actionCode: "REVOKE_KEY",
    main: partyRecordId(network.networkId, party.partyId),
    facts: {
      kid: given.arg(0),
      reason: given.must("reason"),
      compromisedSince: given.text("compromisedSince") ?? null,
    },
  });
  return printOutcome(session, outcome);
}
