import { expect } from "chai";
import { CORE_ERRORS, CoreError, OpenLadingError } from "../src/index.ts";

describe("CoreError", () => {
  it("carries code, details and cause, and is an OpenLadingError", () => {
    const cause = new Error("below");
    const error = new CoreError({ code: "ERR_CORE_SHAPE", message: "m", details: { at: 1 }, cause });
    expect(error).to.be.instanceOf(OpenLadingError);
    expect(error).to.include({ name: "CoreError", code: "ERR_CORE_SHAPE", message: "m", cause });
    expect(error.details).to.deep.equal({ at: 1 });
  });

  it("has empty details and no cause unless given", () => {
    const error = new CoreError({ code: "ERR_CORE_SHAPE", message: "m" });
    expect(error.details).to.deep.equal({});
    expect(Object.hasOwn(error, "cause")).to.equal(false);
  });

  it("has a table with a Chinese text of its own for every code", () => {
    const chinese = Object.values(CORE_ERRORS).flatMap(({ when, next }) => [when.zh, next.zh]);
    for (const text of chinese) expect(text).to.match(/\p{Script=Han}/u);
    expect(new Set(chinese).size).to.equal(chinese.length);
  });
});
