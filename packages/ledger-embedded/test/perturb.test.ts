import { expect } from "chai";
import { inStance } from "../src/perturb.ts";

const SEED = "0123456789abcdef".repeat(4);
const INSTANT = "2026-05-01T08:00:00.000Z";

async function bothStances<T>(look: () => T): Promise<readonly [T, T]> {
  const act = async (): Promise<T> => {
    await Promise.resolve();
    return look();
  };
  return [await inStance(SEED, false, act), await inStance(SEED, true, act)];
}

describe("the second endorsement", () => {
  for (const [what, look] of [
    ["Date.now", () => Math.floor(Date.now() / 86_400_000)],
    ["new Date()", () => new Date().getUTCFullYear()],
    ["Date()", () => Date()],
    ["local hours", () => new Date(INSTANT).getHours()],
    ["local days", () => new Date(INSTANT).getDate()],
    ["the zone's offset", () => new Date(INSTANT).getTimezoneOffset()],
    ["a date from local fields", () => new Date(2026, 4, 1).getTime()],
    ["a date set by local fields", () => new Date(INSTANT).setHours(0, 0, 0, 0)],
    ["a date as text", () => new Date(INSTANT).toString()],
    ["a date as local text", () => new Date(INSTANT).toLocaleString()],
    ["a format in the default zone", () => new Intl.DateTimeFormat("en", { hour: "numeric" }).format(0)],
    ["a coin", () => Math.random() < 0.5],
  ] as const) {
    it(`sees other values: ${what}`, async () => {
      const [first, second] = await bothStances<unknown>(look);
      expect(second).to.not.deep.equal(first);
    });
  }

  for (const [what, look] of [
    ["an instant from text", () => new Date(INSTANT).getTime()],
    ["an instant as UTC text", () => new Date(INSTANT).toISOString()],
    ["UTC fields", () => new Date(Date.UTC(2026, 4, 1)).getUTCHours()],
    ["a format in a named zone", () => new Intl.DateTimeFormat("en", { timeZone: "Asia/Shanghai" }).format(0)],
    ["a local text in a named zone", () => new Date(INSTANT).toLocaleString("en", { timeZone: "UTC" })],
    ["what a date is", () => [new Date() instanceof Date, Object.prototype.toString.call(new Date())]],
  ] as const) {
    it(`sees the same: ${what}`, async () => {
      const [first, second] = await bothStances<unknown>(look);
      expect(second).to.deep.equal(first);
    });
  }

  it("leaves everybody else their clock, and puts the globals back, whatever happens", async () => {
    const globals = [Date, Math.random, Intl.DateTimeFormat];
    let finish: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (finish = resolve));
    const running = inStance(SEED, true, () => held);
    expect(Date).to.not.equal(globals[0]);
    expect(Math.abs(new Date().getTime() - performance.timeOrigin - performance.now())).to.be.lessThan(60_000);
    const failing = inStance(SEED, true, () => Promise.reject(new Error("no")));
    await failing.catch(() => undefined);
    finish();
    await running;
    expect([Date, Math.random, Intl.DateTimeFormat]).to.deep.equal(globals);
  });
});
