import type { Genesis } from "@openlading/law";
import { rejectsWithCode } from "@openlading/testkit";
import { WitnessError, type WitnessPort } from "@openlading/witness";
import { expect } from "chai";
import { SdkError } from "../src/index.ts";
import { signedTick } from "../src/tick.ts";

/** A witness whose clock shows `time`, or that is down. */
function witness(name: string, time: number | null): WitnessPort {
  const unasked = (): never => expect.fail("nobody asked");
  const refuse = (code: "ERR_WITNESS_UNREACHABLE" | "ERR_WITNESS_TICK") =>
    Promise.reject(new WitnessError({ code, message: "no" }));
  return {
    name,
    networkId: "00".repeat(32),
    catchUp: () => (time === null ? refuse("ERR_WITNESS_UNREACHABLE") : Promise.resolve({ height: 1 })),
    signTick: () => Promise.resolve(`${name} ${String(time)}`),
    approveTick: (act) => (act.endsWith(` ${String(time)}`) ? Promise.resolve(name) : refuse("ERR_WITNESS_TICK")),
    checkpointAt: unasked,
    snapshot: unasked,
    close: () => Promise.resolve(),
  };
}

/** Each of an owner of its own; two of three are enough. */
function tickOf(...times: readonly (number | null)[]) {
  const witnesses = times.map((time, index) => witness(`witness-${index}.example`, time));
  const genesis = { witnesses: witnesses.map(({ name }) => ({ name, owner: name })), witnessThreshold: 2 };
  return signedTick({ witnesses, genesis: genesis as unknown as Genesis }, {});
}

describe("a tick that two of three witnesses sign", () => {
  it("is signed by the first and approved by the next", async () => {
    expect(await tickOf(1, 1, 1)).to.deep.equal({ act: "witness-0.example 1", approvals: ["witness-1.example"] });
  });

  it("leaves out who is down", async () => {
    expect(await tickOf(null, 1, 1)).to.deep.equal({ act: "witness-1.example 1", approvals: ["witness-2.example"] });
    expect((await tickOf(1, null, 1)).approvals).to.deep.equal(["witness-2.example"]);
  });

  it("is not held up by one whose clock is wrong, wherever it stands", async () => {
    expect(await tickOf(9, 1, 1)).to.deep.equal({ act: "witness-1.example 1", approvals: ["witness-2.example"] });
    expect((await tickOf(1, 9, 1)).approvals).to.deep.equal(["witness-2.example"]);
  });

  it("is not made where no two agree, or one alone answers", async () => {
    await rejectsWithCode(SdkError, "ERR_SDK_WITNESSES", () => tickOf(1, 2, 3));
    await rejectsWithCode(SdkError, "ERR_SDK_WITNESSES", () => tickOf(1, null, null));
  });
});
