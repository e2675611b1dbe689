import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { withParts } from "./spec-page.ts";

// OPENLADING_WRITE_SPEC=1 brings the pages up to date.

for (const name of ["document-kinds", "document-rules", "certificate-forms"]) {
  describe(`docs/spec/${name}.md`, () => {
    it("is in step with the tables", () => {
      const file = new URL(`../../../docs/spec/${name}.md`, import.meta.url);
      const page = readFileSync(file, "utf8");
      const current = withParts(page);
      if (process.env["OPENLADING_WRITE_SPEC"] === "1") writeFileSync(file, current);
      else expect(page).to.equal(current);
      expect(current.match(/<!-- generated: /g)).to.have.length(3);
    });
  });
}
