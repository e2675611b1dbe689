import { expect } from "chai";

describe("the cli's exports", () => {
  it("are these and no others", async () => {
    const names = Object.keys(await import("../src/index.ts")).sort();
    expect(names).to.deep.equal(["CLI_ERRORS", "COMMANDS", "CliError", "EXIT_CODES", "createNodeTerminal", "runCli"]);
  });
});
