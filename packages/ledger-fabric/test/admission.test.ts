import { LedgerError } from "@openlading/ledger";
import { rejectsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import { Admission } from "../src/admission.ts";

describe("admission", () => {
  it("runs so many at once, in the order they came, whatever becomes of them", async () => {
    const admission = new Admission(2, 10);
    let [running, most] = [0, 0];
    const started: number[] = [];
    const work = (n: number) => async (): Promise<void> => {
      started.push(n);
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      if (n % 2 === 0) throw new Error("no");
    };
    await Promise.allSettled(Array.from({ length: 8 }, (_, n) => admission.run(work(n))));
    expect(most).to.equal(2);
    expect(started).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7]);
    await admission.run(work(1));
    expect(running).to.equal(0);
  });

  it("turns away what finds the line full", async () => {
    const admission = new Admission(1, 1);
    let finish = (): void => undefined;
    const first = admission.run(() => new Promise<void>((resolve) => (finish = resolve)));
    const second = admission.run(() => Promise.resolve());
    await rejectsWithCode(LedgerError, "ERR_LEDGER_BUSY", () => admission.run(() => Promise.resolve()));
    finish();
    await Promise.all([first, second]);
  });
});
