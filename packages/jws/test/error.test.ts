import { expect } from "chai";
import { JWS_ERRORS } from "../src/index.ts";

describe("JWS_ERRORS", () => {
  it("says of every code when and what next, in English and in Chinese of its own", () => {
    for (const [code, { when, next }] of Object.entries(JWS_ERRORS)) {
      for (const text of [when, next]) expect(text.zh, code).to.match(/\p{Script=Han}{2}/u);
    }
    expect(new Set(Object.values(JWS_ERRORS).map(({ when }) => when.zh)).size).to.equal(Object.keys(JWS_ERRORS).length);
  });
});
