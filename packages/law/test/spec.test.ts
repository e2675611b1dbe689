import { readFileSync } from "node:fs";
import { canonicalText, decodeUtf8, parseStrictJson } from "@openlading/core";
import { decodeCompactJws, importVerificationKey } from "@openlading/jws";
import {
  actDigest, createSignatureChecker, decodeAct, decodeCard, decodePresentation, networkIdOf, parseBinding, parseEntry, parseGenesis, parseRecord,
  slotOfCard, stateDigest,
} from "@openlading/law"; // prettier-ignore
import { expect } from "chai";

const page = (name: string): string => readFileSync(new URL(`../../../docs/spec/${name}.md`, import.meta.url), "utf8");
const fences = (name: string, language: string): readonly string[] =>
  [...page(name).matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, l, text = ""]) =>
    l === language ? [text.trim()] : [],
  );
const first = (list: readonly string[]): string => list[0] ?? "";

describe("the specification's examples", () => {
  const token = first(fences("act", "text"));
  const genesis = parseGenesis(parseStrictJson(first(fences("genesis", "json"))));

  it("are an act whose payload, digest and signature are as shown", () => {
    const { payload } = decodeAct({ act: token, approvals: [] });
    expect(canonicalText(parseStrictJson(first(fences("act", "json"))))).to.equal(canonicalText(payload));
    expect(page("act")).to.include(`Its digest: \`${actDigest(token)}\``);
    expect(page("contract"))
      .to.include(`{"actDigest":"${actDigest(token)}"}`)
      .and.to.include(token);
    expect(payload.networkId).to.equal(networkIdOf(genesis));
  });

  it("are a genesis and its id", () => {
    expect(page("genesis")).to.include(`Its network id: \`${networkIdOf(genesis)}\``);
  });

  it("are a record and an entry that belong to the act", () => {
    const [right, bill] = fences("record", "json").map((text) => parseRecord(parseStrictJson(text)));
    if (right === undefined || bill === undefined) throw new TypeError("two records");
    const entry = parseEntry(parseStrictJson(first(fences("entry", "json"))));
    expect(entry.actDigest).to.equal(actDigest(token));
    expect(entry.writes).to.deep.equal([
      { recordId: right.recordId, sequence: right.sequence, head: right.head, stateDigest: stateDigest(right) },
    ]);
    expect(entry.reads).to.have.length(9);
    expect([right.status, bill.status]).to.deep.equal(["SPENT", "SURRENDERED_FOR_DELIVERY"]);
    expect(right.terms["bill"]).to.equal(bill.recordId);
  });

  it("are statements whose signatures verify", () => {
    const [card = "", presentation = "", binding = ""] = fences("statements", "text");
    const decoded = [decodeCard(card), decodePresentation(presentation)];
    const shown = fences("statements", "json").map((text) => canonicalText(parseStrictJson(text)));
    expect(decoded.map((d) => canonicalText(d.payload))).to.deep.equal(shown);
    const checker = createSignatureChecker();
    for (const { token: signed, typ, payload } of decoded) {
      const key = importVerificationKey(payload.key, "ES256");
      expect(checker.check({ need: "signature", token: signed, typ, key })).to.equal(true);
    }
    expect(slotOfCard(decodeCard(card)).partyCommitment).to.have.length(64);
    const bound = parseBinding(parseStrictJson(decodeUtf8(decodeCompactJws(binding).payload)));
    expect(bound.partyId).to.equal("bank.example");
  });
});
