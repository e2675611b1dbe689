import { expect } from "chai";
import { createFixedClock } from "../src/index.ts";

describe("createFixedClock", () => {
  it("stands still until advanced", () => {
    const clock = createFixedClock("2026-05-01T08:00:00.000Z");
    expect(clock.now()).to.equal(clock.now());
    expect(clock.advance(1500)).to.equal(clock.now());
    expect(clock.nowText()).to.equal("2026-05-01T08:00:01.500Z");
  });
});
