import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { sharedPath, throwsWithCode } from "@openlading/testkit";
import { FormatError, parseInterchange, type FormatErrorCode, type Mode } from "../src/index.ts";
import { GATE_OUT, withSegment, wrap } from "./samples.ts";

const refused = (input: Uint8Array | string, code: FormatErrorCode, mode: Mode = "strict"): FormatError =>
  throwsWithCode(FormatError, code, () => parseInterchange(input, { mode }));

const noticed = (input: Uint8Array | string): string[] =>
  parseInterchange(input, { mode: "lenient" }).notices.map((notice) => notice.code);

describe("parseInterchange", () => {
  it("gives messages with type, version, association and segments", () => {
    const { una, header, messages, notices } = parseInterchange(wrap(GATE_OUT));
    expect(una).to.equal(null);
    expect(header?.sender).to.deep.equal(["EXTERM1"]);
    expect(header?.controlReference).to.equal("26052400001");
    expect(notices).to.deep.equal([]);
    const [message] = messages;
    expect(message?.type).to.equal("CODECO");
    expect(message?.version).to.equal("D.95B");
    expect(message?.association).to.equal("ITG13");
    expect(message?.segments[3]).to.deep.equal({
      tag: "EQD",
      elements: [["CN"], ["EXMU2000014"], ["45G1", "102", "5"], [""], ["3"], ["5"]],
      position: 6,
    });
  });

  it("honours UNA and the release character", () => {
    const text = "UNA|*,# ~UNB*UNOA|2*A*B*260524|1110*1~UNH*1*CODECO|D|95B|UN~FTX*AAA***1#*2#|3##4~UNT*3*1~UNZ*1*1~";
    const { una, messages } = parseInterchange(text);
    expect(una?.decimal).to.equal(",");
    expect(messages[0]?.segments[0]?.elements[3]).to.deep.equal(["1*2|3#4"]);
  });

  it("drops trailing empty components and elements", () => {
    const { messages } = parseInterchange(wrap(["LOC+9+NLRTM:::+++"], {}));
    expect(messages[0]?.segments[0]?.elements).to.deep.equal([["9"], ["NLRTM"]]);
  });

  it("takes CRLF, LF and no line breaks between segments alike", () => {
    const [crlf, lf, none] = ["\r\n", "\n", ""].map((lineBreak) => parseInterchange(wrap(GATE_OUT, { lineBreak })));
    expect(crlf).to.deep.equal(lf);
    expect(none).to.deep.equal(lf);
  });

  describe("refuses in strict mode and notes in lenient mode", () => {
    const rows: readonly (readonly [string, string, FormatErrorCode])[] = [
      ["a wrong UNT count", wrap(GATE_OUT, { count: "56" }), "ERR_FORMAT_COUNT"],
      ["a UNT count padded with zeros", wrap(GATE_OUT, { count: "000014" }), "ERR_FORMAT_NUMBER"],
      ["a UNT count that is no number", wrap(GATE_OUT, { count: "XIV" }), "ERR_FORMAT_NUMBER"],
      ["a wrong UNZ count", wrap(GATE_OUT, { end: "UNZ+2+26052400001" }), "ERR_FORMAT_COUNT"],
      ["another reference in UNZ", wrap(GATE_OUT, { end: "UNZ+1+26052400002" }), "ERR_FORMAT_REFERENCE"],
      ["another reference in UNT", wrap(GATE_OUT).replace("UNT+14+1", "UNT+14+2"), "ERR_FORMAT_REFERENCE"],
      ["a date of eight digits in syntax version 2", wrap(GATE_OUT, { date: "20260524:1110" }), "ERR_FORMAT_HEADER"],
      ["no UNB and UNZ", `UNH+1+CODECO:D:95B:UN'${GATE_OUT.join("'")}'UNT+14+1'`, "ERR_FORMAT_NO_INTERCHANGE"],
      ["a missing last terminator", wrap(GATE_OUT).slice(0, -2), "ERR_FORMAT_UNTERMINATED"],
      ["lines wrapped inside segments", wrap(GATE_OUT).replace("EXMU2000014", "EXMU\r\n2000014"), "ERR_FORMAT_LAYOUT"],
      ["blanks before a segment", wrap(GATE_OUT).replace("\nEQD", "\n  EQD"), "ERR_FORMAT_LAYOUT"],
      ["an empty segment", wrap(GATE_OUT).replace("EQD", "'EQD"), "ERR_FORMAT_EMPTY_SEGMENT"],
      ["lower case in UNOA", wrap(withSegment("TDT+20", "TDT+20+031e")), "ERR_FORMAT_CHARACTER"],
      ["functional groups", grouped(), "ERR_FORMAT_GROUP"],
    ];
    for (const [name, text, code] of rows) {
      it(name, () => {
        refused(text, code);
        expect(noticed(text)).to.include(code);
      });
    }
  });

  describe("refuses in both modes", () => {
    const rows: readonly (readonly [string, string, FormatErrorCode])[] = [
      ["nothing at all", "", "ERR_FORMAT_ENVELOPE"],
      ["a message that does not end", wrap(GATE_OUT).replace("UNT+14+1'\n", ""), "ERR_FORMAT_ENVELOPE"],
      ["a segment between messages", wrap(GATE_OUT).replace("UNZ", "FTX+AAA'UNZ"), "ERR_FORMAT_ENVELOPE"],
      ["something after UNZ", `${wrap(GATE_OUT)}UNB+UNOA:2+A+B+260524:1110+2'`, "ERR_FORMAT_ENVELOPE"],
      ["a tag that is not three letters", wrap(["EQ+CN"]), "ERR_FORMAT_TAG"],
      ["a tag with components", wrap(["EQD:1+CN"]), "ERR_FORMAT_TAG"],
      ["equal separators in UNA", "UNA++.? 'UNB+UNOA:2'", "ERR_FORMAT_SERVICE_CHARACTERS"],
      ["a letter as separator", "UNA:X.? 'UNBXUNOA:2'", "ERR_FORMAT_SERVICE_CHARACTERS"],
      ["a release character with nothing to release", "UNB+UNOA:2+A?", "ERR_FORMAT_UNTERMINATED"],
    ];
    for (const [name, text, code] of rows) {
      it(name, () => {
        refused(text, code);
        refused(text, code, "lenient");
      });
    }
  });

  it("reports every fault with segment position and tag", () => {
    const text = wrap(GATE_OUT, { count: "15", end: "UNZ+3+X" });
    const error = refused(text, "ERR_FORMAT_COUNT");
    const faults = error.details["faults"] as readonly {
      code: string;
      position: number;
      tag: string;
      text: { zh: string };
    }[];
    expect(faults.map(({ code, position, tag }) => [code, position, tag])).to.deep.equal([
      ["ERR_FORMAT_COUNT", 15, "UNT"],
      ["ERR_FORMAT_COUNT", 16, "UNZ"],
      ["ERR_FORMAT_REFERENCE", 16, "UNZ"],
    ]);
    expect(faults[0]?.text.zh).to.match(/\p{Script=Han}/u);
    expect(error.message).to.include("segment 15 (UNT)");
  });

  it("marks test interchanges in either mode", () => {
    const text = wrap(GATE_OUT).replace("+26052400001'", "+26052400001++++++1'");
    const parsed = parseInterchange(text);
    expect(parsed.header?.isTest).to.equal(true);
    expect(parsed.notices.map((notice) => notice.code)).to.deep.equal(["ERR_FORMAT_TEST"]);
  });

  describe("limits", () => {
    const limited = (limits: object): unknown =>
      throwsWithCode(FormatError, "ERR_FORMAT_LIMIT", () =>
        parseInterchange(wrap(GATE_OUT), { mode: "lenient", limits }),
      );
    it("bounds bytes", () => limited({ maxBytes: 100 }));
    it("bounds segments", () => limited({ maxSegments: 10 }));
    it("bounds empty segments too", () => {
      const text = wrap(GATE_OUT).replace("EQD", `${"'".repeat(20)}EQD`);
      const limits = { maxSegments: 20 };
      throwsWithCode(FormatError, "ERR_FORMAT_LIMIT", () => parseInterchange(text, { mode: "lenient", limits }));
    });
    it("bounds elements of a segment", () => limited({ maxElements: 6 }));
    it("bounds components of an element", () => limited({ maxComponents: 2 }));
    it("bounds the length of a component", () => limited({ maxComponentLength: 10 }));

    it("names the place", () => {
      const error = throwsWithCode(FormatError, "ERR_FORMAT_LIMIT", () =>
        parseInterchange(wrap(GATE_OUT), { limits: { maxComponentLength: 13 } }),
      );
      expect(error.details).to.include({ position: 3, tag: "BGM" });
    });

    it("reads a long run of release characters in linear time", () => {
      const text = wrap([`FTX+AAA+++${"?".repeat(1_000_000)}`]);
      throwsWithCode(FormatError, "ERR_FORMAT_LIMIT", () => parseInterchange(text, { mode: "lenient" }));
    });
  });

  describe("character sets", () => {
    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
    const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (mark) => mark.charCodeAt(0));
    /** 上海 in GB 18030 */
    const SHANGHAI = [0xc9, 0xcf, 0xba, 0xa3];
    const gb = (): Uint8Array => {
      const text = wrap([...GATE_OUT.slice(0, -1), "FTX+AAI+++@@", "CNT+16:1"]);
      const parts = text.split("@@").map(bytes);
      return Uint8Array.from([...(parts[0] ?? []), ...SHANGHAI, ...(parts[1] ?? [])]);
    };
    const words = (input: Uint8Array | string, options: Parameters<typeof parseInterchange>[1]): string | undefined =>
      parseInterchange(input, options).messages[0]?.segments.find((segment) => segment.tag === "FTX")?.elements[3]?.[0];

    it("refuses GB 18030 under UNOA in strict mode", () => {
      refused(gb(), "ERR_FORMAT_CHARSET");
    });

    it("reads GB 18030 under UNOA in lenient mode with notices", () => {
      expect(words(gb(), { mode: "lenient" })).to.equal("上海");
      expect(noticed(gb())).to.deep.equal(["ERR_FORMAT_CHARSET", "ERR_FORMAT_CHARACTER"]);
    });

    it("reads GB 18030 when told so", () => {
      expect(words(gb(), { mode: "lenient", charset: "gb18030" })).to.equal("上海");
    });

    it("reads UTF-8 under UNOY and keeps every character", () => {
      const text = wrap(["FTX+AAI+++上海?'𠮷"], { syntax: "UNOY:4", date: "20260524:1110" });
      expect(words(bytes(text), {})).to.equal("上海'𠮷");
    });

    it("refuses broken UTF-8 under UNOY", () => {
      const text = latin1(wrap(["FTX+AAI+++\xff\xfe"], { syntax: "UNOY:4", date: "20260524:1110" }));
      refused(text, "ERR_FORMAT_CHARSET");
    });

    it("reads ISO 8859-1 under UNOC", () => {
      expect(words(latin1(wrap(["FTX+AAI+++M\xfchle"], { syntax: "UNOC:3" })), {})).to.equal("Mühle");
    });

    it("refuses control characters in strict mode", () => {
      refused(wrap(["FTX+AAI+++A\u0000B"], { syntax: "UNOY:4", date: "20260524:1110" }), "ERR_FORMAT_CHARACTER");
    });
  });

  describe("third-party and synthetic interchanges", () => {
    it("parses all thirteen synthetic ones in strict mode", function () {
      const folder = sharedPath("refdata/edifact/synthetic");
      if (folder === null) return this.skip();
      const files = readdirSync(folder).filter((name) => name.endsWith(".edi"));
      for (const name of files)
        expect(parseInterchange(readFileSync(join(folder, name))).notices, name).to.deep.equal([]);
      expect(files).to.have.length(13);
    });

    const NEGATIVES: Readonly<Record<string, readonly FormatErrorCode[]>> = {
      "d95b_coprar.edi": ["ERR_FORMAT_COUNT", "ERR_FORMAT_NO_INTERCHANGE"],
      "d00b_iftsta.edi": ["ERR_FORMAT_REFERENCE"],
      "d04b_baplie.edi": ["ERR_FORMAT_HEADER"],
    };

    it("refuses the three public ones in strict mode and reads them in lenient mode", function () {
      const folder = sharedPath("refdata/edifact/apimeister-test-data");
      if (folder === null) return this.skip();
      let count = 0;
      for (const [name, codes] of Object.entries(NEGATIVES)) {
        const input = readFileSync(join(folder, name));
        const error = refused(input, codes[0] ?? "ERR_FORMAT_UNKNOWN");
        const faults = error.details["faults"] as readonly { code: string }[];
        expect(
          faults.map((fault) => fault.code),
          name,
        ).to.deep.equal(codes);
        expect(noticed(input), name).to.include.members([...codes]);
        count += 1;
      }
      expect(count).to.equal(3);
    });
  });
});

function grouped(): string {
  const plain = wrap(GATE_OUT);
  return plain.replace("UNH+", "UNG+CODECO+A+B+260524:1110+7+UN+D:95B'UNH+").replace("UNZ+", "UNE+1+7'UNZ+");
}
