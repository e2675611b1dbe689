import { ACTIONS } from "@openlading/law";
import { expect } from "chai";
import { CLAUSES } from "../../scripts/actions-clauses.ts";
import { formatActionsPage, readActionsPage } from "../../scripts/actions-doc.ts";

describe("docs/spec/actions.md", () => {
  it("says what the rows of the law say, no more and no less", async () => {
    expect(readActionsPage() === (await formatActionsPage()), "the page is what `npm run docs` writes").to.equal(true);
  });

  it("has a heading for each clause and no other", () => {
    const clauses = [...new Set(ACTIONS.map((a) => a.clause))].sort();
    expect(Object.keys(CLAUSES).sort()).to.deep.equal(clauses);
  });
});
