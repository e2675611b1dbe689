import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Genesis } from "@openlading/law";
import { PdfError, verifyTrustList } from "@openlading/pdf";
import { openNetwork, type Network } from "@openlading/sdk";
import { rejectsWithCode } from "@openlading/testkit";
import { formatInstant } from "@openlading/core";
import { expect } from "chai";
import type { Desk } from "../src/certificate/desk.ts";
import { cosignList, makeTrustList, openTrustList, trustAnchorOf } from "../src/certificate/trust-list.ts";
import { CliError } from "../src/error.ts";
import { createCertificatePlace, type CertificatePlace } from "./certificate-place.ts";
import { pick, run, type Ran } from "./run.ts";

const DAY_MS = 86_400_000;

describe("certificate trust-list --cosign", function () {
  this.timeout(120_000);
  let place: CertificatePlace;
  const open: Network[] = [];
  before(async () => {
    place = await createCertificatePlace();
    for (const name of ["second", "third"]) await place.good(home(name, "init", "--registrar", `${name}.example`));
    await place.good(place.cli("certificate", "trust-list", "--out", "trust"));
  });
  after(async () => {
    for (const network of open) await network.close();
    place.remove();
  });
  const home = (name: string, ...argv: string[]): Promise<Ran> => {
    const env = { OPENLADING_PASSPHRASE_FILE: place.file("pass") };
    return run([...argv, "--home", place.file(name)], { cwd: place.path, env, now: place.now });
  };
  const said = (ran: Ran, code: number, ...words: readonly string[]): void => {
    expect(ran.code, ran.stderr).to.equal(code);
    for (const word of words) expect(ran.stderr).to.include(word);
  };
  const cosign = (file: string, ...argv: string[]): Promise<Ran> =>
    place.cli("certificate", "trust-list", "--cosign", file, ...argv);

  /** Desks of two homes whose registrars are one network's, of which two must sign. */
  async function desks(): Promise<readonly [Desk, Desk]> {
    const passphrase = readFileSync(place.file("pass"), "utf8").trim();
    const one = await openNetwork({ home: place.file(".openlading"), passphrase, now: place.now });
    const two = await openNetwork({ home: place.file("second"), passphrase, now: place.now });
    open.push(one, two);
    const registrars = [...one.genesis.registrars, ...two.genesis.registrars];
    const genesis: Genesis = { ...one.genesis, registrars, registrarThreshold: 2 };
    const deskOf = async (network: Network, folder: string): Promise<Desk> => {
      const registrar = network.genesis.registrars[0]?.partyId ?? "";
      const party = await network.party(registrar);
      const shared = { ...network, networkId: one.networkId, genesis };
      return { network: shared, party, home: folder, passphrase: async () => passphrase, now: place.now };
    };
    return [await deskOf(one, place.file(".openlading")), await deskOf(two, place.file("second"))];
  }

  it("adds this home's signature to a list made by another home, until it counts", async () => {
    const [maker, other] = await desks();
    const made = await makeTrustList(maker);
    const anchor = trustAnchorOf(maker.network);
    const now = formatInstant(place.now());
    await rejectsWithCode(PdfError, "ERR_PDF_TRUST_THRESHOLD", () => verifyTrustList(made.file, anchor, { now }));
    const cosigned = await cosignList(other, made.file);
    expect(cosigned.signedBy).to.deep.equal(["registrar.local", "second.example"]);
    const kept = await openTrustList({ home: other.home, now: formatInstant(place.now()) });
    expect([kept.version, kept.signedBy.length]).to.deep.equal([made.list.version, 2]);
    const again = () => cosignList(other, made.file);
    await again();
    await rejectsWithCode(PdfError, "ERR_PDF_TRUST_COSIGN", () => cosignList(other, cosigned.file));
    const next = await makeTrustList(other);
    expect(next.list.version).to.equal(made.list.version + 1);
    await rejectsWithCode(PdfError, "ERR_PDF_TRUST_ROLLBACK", again);
    const rival = await makeTrustList(maker, { days: 5 });
    expect(rival.list.version).to.equal(next.list.version);
    await rejectsWithCode(PdfError, "ERR_PDF_TRUST_COSIGN", () => cosignList(other, rival.file));
    await rejectsWithCode(PdfError, "ERR_PDF_TRUST_OLD", () =>
      cosignList({ ...other, now: () => place.now() + 6 * DAY_MS }, rival.file),
    );
  });

  it("refuses where no registrar is at home", async () => {
    const [maker, other] = await desks();
    const nobody = { ...other, network: { ...other.network, parties: async () => [] } };
    const { file } = await makeTrustList(maker);
    await rejectsWithCode(CliError, "ERR_CLI_TRUST_LIST", () => cosignList(nobody, file));
  });

  it("says why it signs no list that it signed before, of another network, or of none", async () => {
    await place.good(home("third", "certificate", "trust-list", "--out", "third-trust", "--as", "third.example"));
    const strange = join("third-trust", "certificate-trust-list.json");
    said(
      await home("third", "certificate", "trust-list", "--cosign", strange, "--as", "third.example"),
      7,
      "ERR_PDF_TRUST_COSIGN",
    );
    said(await cosign(strange), 3, "ERR_PDF_TRUST_THRESHOLD");
    said(await cosign(join("third-trust", "certificate-trust-anchor.json")), 3, "ERR_PDF_TRUST_FORM");
    said(await cosign("absent.json"), 1, "ERR_CLI_FILE");
    said(await cosign(strange, "--days", "7"), 2, "--cosign");
  });

  it("does not sign where it could not write, and overwrites only when told", async () => {
    const list = join("trust", "certificate-trust-list.json");
    const before = readFileSync(place.file(list), "utf8");
    said(await cosign(list, "--out", "trust"), 1, "ERR_CLI_EXISTS");
    expect(readFileSync(place.file(list), "utf8")).to.equal(before);
    const forced = await cosign(list, "--out", "trust", "--force", "--json");
    expect(pick(forced.stderr, "error", "code")).to.match(/^ERR_PDF_TRUST_/);
    expect(readFileSync(place.file(list), "utf8")).to.equal(before);
  });
});
