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
import { createContract } from "@openlading/contract";
import { LawError } from "@openlading/law";
import { UnknownError, type LedgerClient } from "@openlading/ledger";
import { openEmbeddedLedger } from "@openlading/ledger-embedded";
import { reachWitness, serveWitness, type WitnessServer } from "@openlading/witness";
import { createHome, findHome, openNetwork, SdkError, type HomeOptions } from "../src/index.ts";
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

describe("createHome on a ledger and with witnesses of others", () => {
  let folder: string;
  let ledger: LedgerClient;
  const servers: WitnessServer[] = [];
  const TOKEN = "a token of thirty-two characters";
  const shared = (): LedgerClient => ({
    submit: (...call) => ledger.submit(...call),
    evaluate: (...call) => ledger.evaluate(...call),
    status: (...call) => ledger.status(...call),
    height: () => ledger.height(),
    blocks: (options) => ledger.blocks(options),
    close: () => Promise.resolve(),
  });
  const watched = async () =>
    Promise.all(servers.map(async ({ url }) => (await reachWitness({ url, token: TOKEN }).status()).networks.length));
  const make = (change: Partial<HomeOptions> = {}) =>
    createHome({
      home: join(folder, "home"), name: "elsewhere", registrar: "registrar.example", passphrase: PASSPHRASE,
      ledger, witnesses: servers.map(({ url }) => ({ url, token: TOKEN, contract: "openlading" })), ...change,
    }); // prettier-ignore

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "openlading-elsewhere-"));
    ledger = await openEmbeddedLedger({ path: ":memory:", contract: createContract(), clock: Date.now });
    for (const name of ["witness.a.example", "witness.b.example"]) {
      const own = join(folder, name);
      const openLedger = () => Promise.resolve(shared());
      servers.push(await serveWitness({ folder: own, name, owner: name, passphrase: PASSPHRASE, token: TOKEN, now: Date.now, openLedger })); // prettier-ignore
    }
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
    await ledger.close();
    rmSync(folder, { recursive: true });
  });

  it("founds the network, and every witness watches it", async () => {
    const { genesis } = await make();
    expect(genesis.witnesses.map(({ name }) => name)).to.deep.equal(["witness.a.example", "witness.b.example"]);
    expect(await watched()).to.deep.equal([1, 1]);
    const address = join(folder, "home", "witnesses", "witness.a.example", "address.json");
    expect(statSync(address).mode & 0o777, "it holds a token").to.equal(0o600);
  });

  it("tells no witness of a network on a ledger that holds one already", async () => {
    await make();
    await rejectsWithCode(SdkError, "ERR_SDK_FOUNDED", () => make({ home: join(folder, "second") }));
    expect(await watched()).to.deep.equal([1, 1]);
    expect(existsSync(join(folder, "second"))).to.equal(false);
  });

  it("refuses a witness that is named twice", async () => {
    const [first] = servers;
    const twice = [1, 2].map(() => ({ url: first?.url ?? "", token: TOKEN, contract: "openlading" }));
    await rejectsWithCode(LawError, "ERR_LAW_GENESIS", () => make({ witnesses: twice }));
    expect(await watched()).to.deep.equal([0, 0]);
  });

  it("is there although the answer to its founding was lost, and is founded once", async () => {
    let isLost = false;
    const submit: LedgerClient["submit"] = async (...call) => {
      const committed = await ledger.submit(...call);
      if (isLost) return committed;
      isLost = true;
      throw new UnknownError({ transactionId: committed.transactionId });
    };
    const { networkId } = await make({ ledger: { ...shared(), submit } });
    expect(isLost).to.equal(true);
    expect(await ledger.height()).to.equal(1);
    const network = await openNetwork({ home: join(folder, "home"), passphrase: PASSPHRASE, ledger });
    expect(network.networkId).to.equal(networkId);
    await network.close();
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
