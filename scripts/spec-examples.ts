// Writes the examples of the pages about acts anew, out of one run with fresh keys: after a format change, run it once.
// node --conditions=@openlading/source scripts/spec-examples.ts
import { readFileSync, writeFileSync } from "node:fs";
import { canonicalText, decodeUtf8 } from "@openlading/core";
import { encodeSubmission } from "@openlading/contract";
import { decodeAct, decodeCard, decodePresentation } from "@openlading/law";
import { gateOut, readyForGate } from "@openlading/testkit";

const { s, bill, right } = await readyForGate();
const { world, people, bank } = s;
world.advance(1000);
const gate = await gateOut(s, right, people.shipper);
const signed = await world.sign(gate);
const { entry } = world.commit(signed);
const { payload, actDigest } = decodeAct(signed);
const card = await world.card(people.bank, right);
const { presentation } = gate.facts;

const pretty = (value: unknown): string => JSON.stringify(value, null, 2);
const sorted = (value: unknown): string => pretty(JSON.parse(canonicalText(value)));

/** The fences of a page, in order. */
const FENCES: Readonly<Record<string, readonly string[]>> = {
  act: [sorted(payload), signed.act],
  record: [pretty(world.record(right)), pretty(world.record(bill))],
  entry: [pretty(entry)],
  genesis: [pretty(world.genesis)],
  contract: [decodeUtf8(encodeSubmission(signed)), canonicalText({ actDigest })],
  statements: [
    sorted(decodeCard(card).payload), card, sorted(decodePresentation(presentation).payload), presentation,
    await world.binding(bank, people.bank),
  ],
}; // prettier-ignore

for (const [name, fences] of Object.entries(FENCES)) {
  const path = new URL(`../docs/spec/${name}.md`, import.meta.url);
  let next = 0;
  const page = readFileSync(path, "utf8")
    .replace(/^```(json|text)\n[\s\S]*?^```$/gm, (old, language: string) => {
      const text = fences[next++];
      return text === undefined ? old : `\`\`\`${language}\n${text}\n\`\`\``;
    })
    .replace(/Its digest: `[0-9a-f]{64}`/, `Its digest: \`${actDigest}\``)
    .replace(/Its network id: `[0-9a-f]{64}`/, `Its network id: \`${world.networkId}\``);
  if (next < fences.length) throw new RangeError(`${name}.md has fewer examples than are made`);
  writeFileSync(path, page);
}
