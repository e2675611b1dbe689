import { throwsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import { LogError, parseNote } from "../src/index.ts";

const LINE = "\u2014 witness.example AAAAAQID";

describe("note", () => {
  it("splits the body from its signatures at the last empty line", () => {
    const note = parseNote(`one\n\ntwo\n\n${LINE}\n${LINE}\n`);
    expect(note.body).to.equal("one\n\ntwo\n");
    expect(note.signatures).to.have.lengthOf(2);
    expect(note.signatures[0]).to.deep.equal({
      name: "witness.example",
      keyId: "00000001",
      signature: Uint8Array.of(2, 3),
      line: LINE,
    });
  });

  it("is refused when malformed", () => {
    const bad = [
      "",
      "\n\n",
      "body\n",
      "body\n\n",
      `body\n${LINE}\n`,
      `body\n\n${LINE}`,
      `body\r\n\n${LINE}\n`,
      `bo\u0000dy\n\n${LINE}\n`,
      `bo\ud800dy\n\n${LINE}\n`,
      `body\n\n- witness.example AAAAAQID\n`,
      `body\n\n${LINE} \n`,
      `body\n\n\u2014 wit+ness AAAAAQID\n`,
      `body\n\n\u2014 wit\u00a0ness AAAAAQID\n`,
      `body\n\n\u2014  AAAAAQID\n`,
      `body\n\n\u2014 witness.example AAAAAQI\n`,
      `body\n\n\u2014 witness.example AAAAAR==\n`,
      `body\n\n\u2014 witness.example AAAAAQ==\n`,
    ];
    for (const text of bad) throwsWithCode(LogError, "ERR_LOG_NOTE", () => parseNote(text));
  });

  it("takes 128 signatures and refuses more, or more than 131,072 characters", () => {
    expect(parseNote(`body\n\n${`${LINE}\n`.repeat(128)}`).signatures).to.have.lengthOf(128);
    throwsWithCode(LogError, "ERR_LOG_NOTE", () => parseNote(`body\n\n${`${LINE}\n`.repeat(129)}`));
    throwsWithCode(LogError, "ERR_LOG_NOTE", () => parseNote(`${"b".repeat(131_072)}\n\n${LINE}\n`));
  });
});
