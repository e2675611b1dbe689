import { rejectsWithCode, throwsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import {
  appendCosignatures,
  cosignCheckpoint,
  LogError,
  parseVerifierKey,
  verifyCosignedCheckpoint,
  type CosignaturePolicy,
  type LogErrorCode,
} from "../src/index.ts";
import { BODY, ORIGIN, rawVerifierKey, testSigner, TIME } from "./witnesses.ts";

const [one, two, three] = [testSigner("one.example"), testSigner("two.example"), testSigner("three.example")];
const trust: CosignaturePolicy = { origin: ORIGIN, witnesses: [one.vkey, two.vkey, three.vkey], threshold: 2 };

function refused(text: string, code: LogErrorCode, policy: Partial<CosignaturePolicy> = {}): void {
  throwsWithCode(LogError, code, () => verifyCosignedCheckpoint(text, { ...trust, ...policy }));
}

describe("cosigned checkpoint", () => {
  let first = "";
  let second = "";

  before(async () => {
    first = await cosignCheckpoint(BODY, one, TIME);
    second = await cosignCheckpoint(BODY, two, TIME + 5);
  });

  it("is accepted with enough witnesses, each with its own time", () => {
    const result = verifyCosignedCheckpoint(appendCosignatures(BODY, [second, first]), trust);
    expect(result.treeSize).to.equal(3);
    expect(result.body).to.equal(BODY);
    expect(result.cosignatures).to.deep.equal([
      { name: "one.example", timeSeconds: TIME },
      { name: "two.example", timeSeconds: TIME + 5 },
    ]);
  });

  it("is accepted with verifier keys parsed beforehand", () => {
    const witnesses = trust.witnesses.map((key) => (typeof key === "string" ? parseVerifierKey(key) : key));
    verifyCosignedCheckpoint(appendCosignatures(BODY, [first, second]), { ...trust, witnesses });
  });

  it("is one text for one set of cosignatures, the latest by each key", async () => {
    const later = await cosignCheckpoint(BODY, one, TIME + 60);
    const text = appendCosignatures(BODY, [first, second, later]);
    expect(appendCosignatures(BODY, [later, second, first, second])).to.equal(text);
    expect(verifyCosignedCheckpoint(text, trust).cosignatures[0]?.timeSeconds).to.equal(TIME + 60);
  });

  it("counts a witness once, however often it signed and by however many keys", async () => {
    const later = await cosignCheckpoint(BODY, one, TIME + 60);
    refused(`${BODY}\n${first}\n${later}\n${first}\n`, "ERR_LOG_THRESHOLD");
    const renewed = testSigner("one.example", "another seed");
    const third = await cosignCheckpoint(BODY, renewed, TIME + 60);
    const witnesses = [...trust.witnesses, renewed.vkey];
    refused(appendCosignatures(BODY, [first, third]), "ERR_LOG_THRESHOLD", { witnesses });
    expect(verifyCosignedCheckpoint(`${BODY}\n${later}\n${first}\n${second}\n`, trust).cosignatures).to.deep.equal([
      { name: "one.example", timeSeconds: TIME + 60 },
      { name: "two.example", timeSeconds: TIME + 5 },
    ]);
  });

  it("ignores signatures of unknown keys", async () => {
    const stranger = await cosignCheckpoint(BODY, testSigner("stranger.example"), TIME);
    const twin = await cosignCheckpoint(BODY, testSigner("two.example", "another seed"), TIME);
    const other = "\u2014 two.example AAAAAQID";
    verifyCosignedCheckpoint(`${BODY}\n${[stranger, twin, other, first, second].join("\n")}\n`, trust);
    refused(appendCosignatures(BODY, [stranger, twin, first]), "ERR_LOG_THRESHOLD");
  });

  it("is refused when a known witness's signature is bad, whatever the others say", async () => {
    const third = await cosignCheckpoint(BODY, three, TIME);
    const elsewhere = await cosignCheckpoint(BODY.replace("\n3\n", "\n4\n"), three, TIME);
    const bytes = Buffer.from(third.slice("\u2014 three.example ".length), "base64");
    const changed = (at: number): string => {
      const copy = Buffer.from(bytes);
      copy[at] = (copy[at] ?? 0) ^ 1;
      return `\u2014 three.example ${copy.toString("base64")}`;
    };
    const short = `\u2014 three.example ${bytes.subarray(0, -1).toString("base64")}`;
    for (const line of [elsewhere, changed(4), changed(11), changed(12), changed(75), short]) {
      refused(`${BODY}\n${first}\n${second}\n${line}\n`, "ERR_LOG_COSIGNATURE");
    }
  });

  it("is refused for another network, or when it is no checkpoint", () => {
    const text = appendCosignatures(BODY, [first, second]);
    refused(text, "ERR_LOG_ORIGIN", { origin: `openlading/${"00".repeat(32)}` });
    refused(`${BODY}extension\n\n${first}\n${second}\n`, "ERR_LOG_CHECKPOINT");
    refused(BODY, "ERR_LOG_NOTE");
    refused(text.replace("\n3\n", "\n4\n"), "ERR_LOG_COSIGNATURE");
  });

  it("is refused under a witness set that could be satisfied by less than it says", () => {
    const text = appendCosignatures(BODY, [first, second]);
    const { publicKey } = parseVerifierKey(one.vkey);
    const alias = rawVerifierKey("alias.example", 4, publicKey);
    refused(text, "ERR_LOG_WITNESSES", { witnesses: [...trust.witnesses, alias] });
    refused(text, "ERR_LOG_WITNESSES", { witnesses: [one.vkey, two.vkey, one.vkey] });
    for (const threshold of [0, -1, 1.5, 4, Number.NaN]) refused(text, "ERR_LOG_WITNESSES", { threshold });
    refused(text, "ERR_LOG_WITNESSES", { witnesses: [] });
    refused(text, "ERR_LOG_VERIFIER_KEY", { witnesses: ["nobody"] });
  });
});

describe("cosigning", () => {
  it("takes checkpoints and real times only", async () => {
    await rejectsWithCode(LogError, "ERR_LOG_CHECKPOINT", () => cosignCheckpoint("text\n", one, TIME));
    for (const time of [0, -1, 1.5, 2 ** 45, Number.NaN]) {
      const refusal: unknown = await cosignCheckpoint(BODY, one, time).catch((error: unknown) => error);
      expect(refusal).to.be.instanceOf(TypeError);
    }
  });

  it("does not hand out a signature by another key or under another name", async () => {
    const mixed = { ...one, vkey: two.vkey };
    const renamed = { ...one, name: "two.example" };
    await rejectsWithCode(LogError, "ERR_LOG_SIGNER", () => cosignCheckpoint(BODY, mixed, TIME));
    await rejectsWithCode(LogError, "ERR_LOG_SIGNER", () => cosignCheckpoint(BODY, renamed, TIME));
    const silent = { ...one, sign: () => Promise.resolve(new Uint8Array(0)) };
    await rejectsWithCode(LogError, "ERR_LOG_SIGNER", () => cosignCheckpoint(BODY, silent, TIME));
  });

  it("joins cosignatures only", async () => {
    const line = await cosignCheckpoint(BODY, one, TIME);
    throwsWithCode(LogError, "ERR_LOG_NOTE", () => appendCosignatures(BODY, []));
    throwsWithCode(LogError, "ERR_LOG_NOTE", () => appendCosignatures(BODY, [`${line}\n`]));
    throwsWithCode(LogError, "ERR_LOG_COSIGNATURE", () => appendCosignatures(BODY, ["\u2014 one.example AAAAAQID"]));
    throwsWithCode(LogError, "ERR_LOG_CHECKPOINT", () => appendCosignatures("text\n", [line]));
  });

  it("gives one fixed text for one key, body and time", async () => {
    const line = await cosignCheckpoint(BODY, one, TIME);
    expect(await cosignCheckpoint(BODY, one, TIME)).to.equal(line);
  });
});
