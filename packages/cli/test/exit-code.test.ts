import { expect } from "chai";
import { EXIT_CODES } from "../src/index.ts";
import { exitCodeOf } from "../src/report-error.ts";
import { exitCodeOfVerdict } from "../src/commands/verify.ts";
import type { Standing, StateWord, Verdict } from "@openlading/verify";

describe("exit codes", () => {
  it("are this table", () => {
    expect(EXIT_CODES).to.deep.equal({
      OK: 0, FAILED: 1, USAGE: 2, INVALID: 3, ENDED: 4, UNKNOWN: 5, HOLD: 6, REFUSED: 7, CONFLICT: 8,
    }); // prettier-ignore
  });

  const CODES: readonly (readonly [string, number])[] = [
    ["ERR_CLI_USAGE", 2],
    ["ERR_CLI_NO_HOME", 1],
    ["ERR_DOCUMENT_INVALID", 3],
    ["ERR_FORMAT_UNKNOWN", 3],
    ["ERR_CORE_JSON_SYNTAX", 3],
    ["ERR_DOSSIER_SHAPE", 3],
    ["ERR_SDK_IMPORT", 3],
    ["ERR_SDK_REFUSED", 7],
    ["ERR_SDK_CONFLICT", 8],
    ["ERR_SDK_UNKNOWN", 5],
    ["ERR_SDK_STORE", 1],
    ["ERR_VERIFY_TRUST", 1],
    ["ERR_LEDGER_CLOSED", 1],
    ["ERR_PDF_HEADER", 3],
    ["ERR_PDF_TSA_LATE", 1],
    ["ERR_CLI_CSV", 3],
    ["ERR_CLI_SEAL", 7],
  ];
  for (const [code, expected] of CODES)
    it(`answer ${expected} to ${code}`, () => expect(exitCodeOf(code)).to.equal(expected));

  const VERDICTS: readonly (readonly [Verdict["overall"], Standing, StateWord, number])[] = [
    ["valid", "live", "LIVE", 0],
    ["valid", "live", "IN_TRANSFER", 0],
    ["valid", "live", "AWAY", 0],
    ["valid", "live", "ANCHORED", 0],
    ["valid", "ended", "SPENT", 4],
    ["valid", "ended", "SURRENDERED", 4],
    ["valid", "ended", "SUPERSEDED", 4],
    ["valid", "ended", "REVOKED", 4],
    ["valid", "ended", "EXPIRED", 4],
    ["valid", "ended", "DISPUTED", 4],
    ["unknown", "unknown", "LIVE", 5],
    ["unknown", "live", "LIVE", 5],
    ["invalid", "invalid", "SPENT", 3],
    ["invalid", "ended", "SPENT", 3],
  ];
  for (const [overall, standing, word, expected] of VERDICTS)
    it(`answer ${expected} to a verdict ${overall}, ${standing}, ${word}`, () => {
      const verdict = { overall, standing, state: { word } } as unknown as Verdict;
      expect(exitCodeOfVerdict(verdict)).to.equal(expected);
    });
});
