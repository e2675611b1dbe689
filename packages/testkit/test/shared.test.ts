import { expect } from "chai";
import { sharedPath } from "../src/index.ts";

describe("sharedPath", () => {
  const given = process.env["OPENLADING_VECTORS"];
  afterEach(() => {
    if (given === undefined) delete process.env["OPENLADING_VECTORS"];
    else process.env["OPENLADING_VECTORS"] = given;
  });

  it("looks in the folder named by the environment", () => {
    process.env["OPENLADING_VECTORS"] = import.meta.dirname;
    expect(sharedPath("shared.test.ts")).to.equal(import.meta.filename);
  });

  it("is null for what is not there", () => {
    expect(sharedPath("vectors/none")).to.equal(null);
  });
});
