import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { throwsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import { FabricNetworkError } from "../src/error.ts";
import { findFabricPrograms, requireFabricPrograms } from "../src/programs.ts";
import { useFolders } from "./folder.ts";

const NAMES = ["peer", "orderer", "cryptogen", "configtxgen"];

describe("Fabric's programs", () => {
  const folder = useFolders();

  function install(names: readonly string[]): string {
    const at = folder();
    for (const name of names) writeFileSync(join(at, name), "#!/bin/sh\n", { mode: 0o755 });
    return at;
  }

  it("are taken from the folder that the variable names", () => {
    const at = install(NAMES);
    const found = findFabricPrograms({ OPENLADING_FABRIC_BIN: at, PATH: "" });
    expect(found).to.deep.equal(Object.fromEntries(NAMES.map((name) => [name, join(at, name)])));
  });

  it("are taken from PATH, also when they lie in several folders", () => {
    const [one, two] = [install(NAMES.slice(0, 2)), install(NAMES.slice(2))];
    const found = findFabricPrograms({ PATH: `${one}:${two}` });
    expect(found).to.include({ peer: join(one, "peer"), configtxgen: join(two, "configtxgen") });
  });

  it("are not sought on PATH when the variable names a folder", () => {
    const found = findFabricPrograms({ OPENLADING_FABRIC_BIN: install([]), PATH: install(NAMES) });
    expect(found).to.have.property("missing").that.deep.equals(NAMES);
  });

  it("are missing when they are folders, or may not be run", () => {
    const at = install(NAMES);
    chmodSync(join(at, "peer"), 0o644);
    const other = install(NAMES.slice(1));
    mkdirSync(join(other, "peer"));
    for (const path of [at, other]) {
      expect(findFabricPrograms({ OPENLADING_FABRIC_BIN: path }))
        .to.have.property("missing")
        .that.deep.equals(["peer"]);
    }
  });

  it("say what is missing and how to get it", () => {
    const found = findFabricPrograms({ PATH: install(["peer"]) });
    if (!("missing" in found)) return expect.fail("nothing is missing");
    expect(found.reason).to.match(/orderer, cryptogen, configtxgen.*official.*OPENLADING_FABRIC_BIN/);
    throwsWithCode(FabricNetworkError, "ERR_FABRIC_NETWORK_PROGRAMS", () => requireFabricPrograms({ PATH: "" }));
  });
});
