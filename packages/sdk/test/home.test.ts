import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { rejectsWithCode } from "@openlading/testkit";
import { createHome, findHome, openNetwork, SdkError } from "../src/index.ts";
import { createPlace, open, PASSPHRASE, type Place } from "./fixture.ts";

describe("createHome", () => {
  let place: Place;
  before(async () => {
    place = await createPlace();
  });
  after(() => {
    place.remove();
  });

  it("makes genesis, trust, ledger, witnesses and the registrar's keys, sealed and for the owner alone", () => {
    const { home } = place;
    expect(readdirSync(home).sort()).to.deep.equal(["genesis.json", "ledger.db", "parties", "trust.json", "witnesses"]);
    expect(readdirSync(join(home, "witnesses"))).to.have.length(3);
    const key = join(home, "parties", "registrar.example", "keys", "sign.pem");
    expect(statSync(key).mode & 0o777).to.equal(0o600);
    expect(readFileSync(key, "utf8")).to.match(/^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
  });

  it("founds the network: the registrar is on the ledger", async () => {
    const network = await open(place);
    expect((await network.readParty("registrar.example"))?.status).to.equal("ENROLLED");
    await network.close();
  });

  it("refuses a place that is taken, and leaves what is there", async () => {
    const options = { home: place.home, name: "other", registrar: "registrar.example", passphrase: PASSPHRASE };
    const before = readFileSync(join(place.home, "genesis.json"), "utf8");
    await rejectsWithCode(SdkError, "ERR_SDK_HOME_EXISTS", () => createHome(options));
    expect(readFileSync(join(place.home, "genesis.json"), "utf8")).to.equal(before);
  });

  it("leaves nothing behind when it fails half-way", async () => {
    const folder = mkdtempSync(join(tmpdir(), "openlading-half-"));
    const options = { home: join(folder, "home"), name: "", registrar: "registrar.example", passphrase: PASSPHRASE };
    await createHome(options).then(
      () => expect.fail("a network without a name was made"),
      () => undefined,
    );
    expect(readdirSync(folder)).to.deep.equal([]);
    rmSync(folder, { recursive: true });
  });
});

describe("findHome", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "openlading-find-"));
    mkdirSync(join(folder, ".openlading"));
    mkdirSync(join(folder, "a", "b"), { recursive: true });
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("takes OPENLADING_HOME first, else the nearest .openlading upwards", () => {
    expect(findHome(join(folder, "a", "b"), {})).to.equal(join(folder, ".openlading"));
    expect(findHome(folder, { OPENLADING_HOME: "/elsewhere" })).to.equal("/elsewhere");
    expect(findHome(folder, { OPENLADING_HOME: "" })).to.equal(join(folder, ".openlading"));
  });
});

describe("opening a home", () => {
  let place: Place;
  beforeEach(async () => {
    place = await createPlace();
  });
  afterEach(() => {
    place.remove();
  });

  it("refuses one whose ledger is gone, and makes no new one", async () => {
    rmSync(join(place.home, "ledger.db"));
    await rejectsWithCode(SdkError, "ERR_SDK_HOME", () => open(place));
    expect(existsSync(join(place.home, "ledger.db"))).to.equal(false);
  });

  it("refuses trust material of another network", async () => {
    const path = join(place.home, "trust.json");
    const networkId = /"networkId": "([0-9a-f]{64})"/.exec(readFileSync(path, "utf8"))?.[1] ?? "";
    writeFileSync(path, readFileSync(path, "utf8").replace(networkId, "0".repeat(64)));
    await rejectsWithCode(SdkError, "ERR_SDK_HOME", () => open(place));
  });

  it("refuses the ledger of another home", async () => {
    const other = await createPlace();
    writeFileSync(join(place.home, "ledger.db"), readFileSync(join(other.home, "ledger.db")));
    await rejectsWithCode(SdkError, "ERR_SDK_HOME", () => open(place));
    other.remove();
  });

  it("reads without a passphrase, and says so when a key is needed and does not open", async () => {
    const network = await openNetwork({ home: place.home, passphrase: "wrong", now: place.clock.now });
    expect(await network.parties()).to.deep.equal(["registrar.example"]);
    await rejectsWithCode(SdkError, "ERR_SDK_PASSPHRASE", () => network.party("registrar.example"));
    await rejectsWithCode(SdkError, "ERR_SDK_NO_PARTY", () => network.party("nobody.example"));
    await network.close();
  });
});
