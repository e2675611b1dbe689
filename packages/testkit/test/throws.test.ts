import { AssertionError, expect } from "chai";
import { CoreError, OpenLadingError } from "@openlading/core";
import { rejectsWithCode, throwsWithCode } from "../src/index.ts";

const error = new CoreError({ code: "ERR_CORE_SHAPE", message: "m" });
function raise(what: Error): () => unknown {
  return () => {
    throw what;
  };
}

describe("throwsWithCode", () => {
  it("returns the error that has the class and the code", () => {
    expect(throwsWithCode(CoreError, "ERR_CORE_SHAPE", raise(error))).to.equal(error);
  });

  for (const [name, act] of Object.entries({
    "nothing thrown": (): unknown => 1,
    "another code": raise(new CoreError({ code: "ERR_CORE_INSTANT", message: "m" })),
    "another class": raise(new OpenLadingError({ code: "ERR_CORE_SHAPE", message: "m" })),
    "a TypeError": raise(new TypeError("m")),
  })) {
    it(`fails on ${name}, at once and awaited`, async () => {
      expect(() => throwsWithCode(CoreError, "ERR_CORE_SHAPE", act)).to.throw(AssertionError);
      const failure = await rejectsWithCode(CoreError, "ERR_CORE_SHAPE", async () => act()).catch(
        (caught: unknown): unknown => caught,
      );
      expect(failure).to.be.instanceOf(AssertionError);
    });
  }
});

describe("rejectsWithCode", () => {
  it("returns the error that has the class and the code", async () => {
    expect(await rejectsWithCode(CoreError, "ERR_CORE_SHAPE", () => Promise.reject(error))).to.equal(error);
  });
});
