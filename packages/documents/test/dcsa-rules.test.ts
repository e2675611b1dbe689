import { expect } from "chai";
import type { Json } from "@openlading/core";
import { sharedPath } from "@openlading/testkit";
import { checkDocument, detectDocumentKind } from "../src/index.ts";
import { transportObjects } from "./dcsa-oracle.ts";

const folder = sharedPath("dcsa");

/** The rules that DCSA's well-formed examples break: to order without notify party, a shipper without address, and so on. */
const EXAMPLES_BREAK = ["CONTAINER_NUMBER", "ISSUE_DATE", "ISSUE_PLACE", "NOTIFY_MISSING", "PARTY_ADDRESS"];
/** And those of the independent vectors: a negotiable waybill with consignee and endorsee, from one port to itself. */
const VECTORS_BREAK = [
  "CONSIGNEE_FORBIDDEN",
  "DG_PACKAGING_BOTH",
  "PORTS_EQUAL",
  "WAYBILL_ORIGINALS",
  "WAYBILL_TO_ORDER",
];

function brokenBy(name: string): { readonly count: number; readonly rules: readonly string[] } {
  const checked = transportObjects(`${folder ?? ""}/${name}`).flatMap(({ data }) => {
    const kind = detectDocumentKind(data as Json);
    const faults = kind === null ? [] : checkDocument(kind, data as Json);
    return faults.some(({ layer }) => layer === "schema") ? [] : [faults];
  });
  const rules = new Set(checked.flat().map(({ code }) => code.replace("ERR_DOC_RULE_", "")));
  return { count: checked.length, rules: [...rules].sort() };
}

describe("the rules on DCSA's own documents", () => {
  before(function () {
    if (folder === null) this.skip();
  });

  it("find in the examples what is known to be wrong with them, and nothing else", () => {
    expect(brokenBy("examples")).to.deep.equal({ count: 11, rules: EXAMPLES_BREAK });
  });

  it("find in the vectors what is known to be wrong with them, and nothing else", () => {
    expect(brokenBy("vectors")).to.deep.equal({ count: 6, rules: VECTORS_BREAK });
  });
});
