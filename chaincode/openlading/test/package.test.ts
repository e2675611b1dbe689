import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { bundle, createNodePackage } from "../scripts/bundle.ts";

const HOME = fileURLToPath(new URL("../", import.meta.url));

describe("the package of the contract", () => {
  it("is the same each time, and names nothing of the machine it was made on", async () => {
    const [first, second] = [await createNodePackage("openlading_1"), await createNodePackage("openlading_1")];
    expect(first.packageId).to.equal(second.packageId);
    expect(Buffer.from(await bundle()).toString()).not.to.include(process.cwd());
  });

  it("is published with the bundle that operators deploy and the module that a service runs", function () {
    this.timeout(60_000);
    const said = execFileSync("npm", ["pack", "--dry-run", "--json", "--loglevel=error"], {
      cwd: HOME,
      encoding: "utf8",
    });
    const [{ files }] = JSON.parse(said.slice(said.indexOf("["))) as [{ files: readonly { readonly path: string }[] }];
    const paths = files.map(({ path }) => path);
    expect(paths).to.include.members([
      "dist/main.js",
      "dist/index.js",
      ...["openlading.cjs", "package.json", "package-lock.json", "openlading.tar.gz"].map(
        (name) => `dist/package/${name}`,
      ),
    ]);
    expect(paths.filter((path) => path.startsWith("src/") || path.startsWith("test/"))).to.deep.equal([]);
  });
});
