import { expect } from "chai";
import { throwsWithCode } from "@openlading/testkit";
import { convert, detectFormat, FormatError } from "../src/index.ts";
import { example } from "./examples.ts";
import { GATE_OUT, wrap } from "./samples.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("detectFormat", () => {
  const rows = [
    ["UNB first", wrap(GATE_OUT), "edifact"],
    ["UNA first", `UNA:+.? '${wrap(GATE_OUT)}`, "edifact"],
    ["a byte order mark", `\uFEFF${wrap(GATE_OUT)}`, "edifact"],
    ["a bare message", "UNH+1+CODECO:D:95B:UN'", "edifact"],
    ["a transport document", '{"transportDocumentTypeCode":"BOL"}', "dcsa-json"],
    ["an issuance request", '{"document":{"transportDocumentTypeCode":"SWB"}}', "dcsa-json"],
    ["other JSON", '{"documentTypeCode":"129","transportDocumentReference":"X"}', "json"],
    ["doubled members", '{"a":1,"a":2}', null],
    ["prose", "UNBELIEVABLE", null],
    ["nothing", "", null],
  ] as const;
  for (const [name, text, format] of rows) {
    it(`says ${format ?? "null"} for ${name}`, () => {
      expect(detectFormat(bytes(text))).to.equal(format);
    });
  }
});

describe("convert", () => {
  it("gives an unsigned fact for each gate report, never a receipt", () => {
    const [fact] = convert(example("gate-out.edi"), { zone: "+08:00" });
    expect(fact?.kind).to.equal("gate-fact");
    expect(fact?.data["isSigned"]).to.equal(false);
  });

  it("refuses another kind than was asked for", () => {
    throwsWithCode(FormatError, "ERR_FORMAT_TARGET", () =>
      convert(example("gate-out.edi"), { zone: "+08:00", to: "eir" }),
    );
    expect(convert(example("eir-out.json"), { to: "eir" })).to.have.length(1);
  });

  it("demands the zone for EDIFACT", () => {
    expect(() => convert(example("gate-out.edi"))).to.throw(TypeError);
  });

  it("refuses what it does not know", () => {
    throwsWithCode(FormatError, "ERR_FORMAT_UNKNOWN", () => convert(bytes("prose")));
    throwsWithCode(FormatError, "ERR_FORMAT_UNKNOWN", () => convert(bytes("{}")));
  });

  it("refuses a message without a reader", () => {
    const text = wrap(GATE_OUT, { type: "COARRI:D:95B:UN" });
    throwsWithCode(FormatError, "ERR_FORMAT_MESSAGE_TYPE", () => convert(bytes(text), { zone: "+08:00" }));
  });

  it("hands on the notices of the interchange with those of the message", () => {
    const text = wrap([`BGM+36++9`, ...GATE_OUT.slice(1)], { count: "0014" });
    throwsWithCode(FormatError, "ERR_FORMAT_NUMBER", () => convert(bytes(text), { zone: "+08:00" }));
    const [fact] = convert(bytes(text), { zone: "+08:00", mode: "lenient" });
    expect(fact?.notices.map((notice) => notice.code)).to.deep.equal(["ERR_FORMAT_NUMBER", "ERR_FORMAT_NO_NUMBER"]);
  });
});
