import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeUtf8, parseStrictJson, type JsonObject } from "@openlading/core";
import {
  DossierError,
  createIssuanceManifest,
  issuanceManifestOf,
  verifyIssuanceManifest,
  type IssuanceBody,
} from "@openlading/dossier";
import { decodeCompactJws, generateSigner, importVerificationKey, parsePublicJwk, type Alg } from "@openlading/jws";
import { sharedPath, throwsWithCode } from "@openlading/testkit";
import { expect } from "chai";

const BODY: IssuanceBody = { document: { a: 1 }, issueTo: { partyName: "Bank" } };
const SEEN = { name: "bill.pdf", content: "AAEC" };

describe("DCSA issuance manifest", () => {
  for (const alg of ["PS256", "ES256"] as const) {
    it(`is signed with ${alg}, without typ, and covers exactly its request`, async () => {
      const signer = await generateSigner(alg);
      const keys = [importVerificationKey(signer.publicJwk, alg)];
      const token = await createIssuanceManifest(signer, { ...BODY, eBLVisualisationByCarrier: SEEN });
      const { header, payload } = decodeCompactJws(token);
      expect(Object.keys(header).sort()).to.deep.equal(["alg", "kid"]);
      expect(Object.keys(JSON.parse(decodeUtf8(payload)) as object)).to.deep.equal([
        "documentChecksum",
        "eBLVisualisationByCarrierChecksum",
        "issueToChecksum",
      ]);
      expect(verifyIssuanceManifest(token, keys, { ...BODY, eBLVisualisationByCarrier: SEEN })).to.deep.equal(
        issuanceManifestOf({ ...BODY, eBLVisualisationByCarrier: SEEN }),
      );
      const others: readonly IssuanceBody[] = [
        BODY,
        { ...BODY, document: { a: 2 }, eBLVisualisationByCarrier: SEEN },
        { ...BODY, issueTo: {}, eBLVisualisationByCarrier: SEEN },
      ];
      for (const body of others)
        throwsWithCode(DossierError, "ERR_DOSSIER_ISSUANCE_MANIFEST", () => verifyIssuanceManifest(token, keys, body));
    });
  }

  it("refuses another signer and an algorithm that is not allowed", async () => {
    const [signer, other] = [await generateSigner("ES256"), await generateSigner("ES256")];
    const token = await createIssuanceManifest(signer, BODY);
    throwsWithCode(DossierError, "ERR_DOSSIER_ISSUANCE_MANIFEST", () =>
      verifyIssuanceManifest(token, [importVerificationKey(other.publicJwk, "ES256")]),
    );
    const edwards = await generateSigner("EdDSA");
    const odd = await createIssuanceManifest(edwards, BODY);
    throwsWithCode(DossierError, "ERR_DOSSIER_ISSUANCE_MANIFEST", () =>
      verifyIssuanceManifest(odd, [importVerificationKey(edwards.publicJwk, "EdDSA")]),
    );
  });

  it("verifies the requests an independent implementation signed, and recomputes their checksums", function () {
    const folder = sharedPath("dcsa/vectors");
    if (folder === null) {
      this.skip(); // the published vectors are not on this machine
      return;
    }
    const read = (name: string): JsonObject => parseStrictJson(readFileSync(join(folder, name))) as JsonObject;
    const published = read("issuance-documents/HHL71800000-issuance-manifest.json");
    let run = 0;
    for (const [name, alg] of [
      ["rsa", "RS256"],
      ["ed25519", "EdDSA"],
    ] as const satisfies readonly (readonly [string, Alg])[]) {
      const request = read(`issuance-documents/HHL71800000-${name}.json`);
      const { keys } = read(`keys-public/${name}-carrier.example.com.public.jwk`) as {
        readonly keys: readonly JsonObject[];
      };
      const trusted = keys.map((k) => importVerificationKey(parsePublicJwk(k, alg), alg));
      const token = request["issuanceManifestSignedContent"] as string;
      const manifest = verifyIssuanceManifest(token, trusted, request as unknown as IssuanceBody, { algs: [alg] });
      expect({ ...manifest }).to.deep.equal({ ...published });
      run += 1;
    }
    expect(run).to.equal(2);
  });
});
