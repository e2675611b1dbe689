import { canonicalText, decodeBase64url, decodeUtf8 } from "@openlading/core";
import { throwsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import { generateKeyPairSync } from "node:crypto";
import {
  createMemorySigner,
  generateSigner,
  jwkThumbprint,
  JwsError,
  signCompactJws,
  verifyCompactJws,
} from "../src/index.ts";
import { keyOf, partOf } from "./tokens.ts";

describe("signCompactJws", () => {
  it("writes the header canonically, with typ and without", async () => {
    const signer = await generateSigner("ES256");
    for (const typ of ["openlading-card+jws", null]) {
      const token = await signCompactJws(signer, { typ, payload: new Uint8Array(3) });
      const header = { alg: "ES256", kid: signer.kid, ...(typ === null ? {} : { typ }) };
      expect(decodeUtf8(decodeBase64url(partOf(token, 0)))).to.equal(canonicalText(header));
    }
  });
});

describe("createMemorySigner", () => {
  it("takes a private JWK, publishes the public members only and names the key by its thumbprint", () => {
    const jwk = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" });
    const signer = createMemorySigner(jwk);
    expect(Object.keys(signer.publicJwk).sort()).to.deep.equal(["crv", "kty", "x", "y"]);
    expect(signer.kid).to.equal(jwkThumbprint(signer.publicJwk));
    expect(JSON.stringify(signer)).to.not.include(jwk.d);
  });

  it("signs under another name where the owner publishes one", async () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const signer = createMemorySigner(privateKey, { kid: "carrier-2026" });
    const token = await signCompactJws(signer, { typ: null, payload: new Uint8Array(0) });
    const renamed = { ...signer.publicJwk, kid: "carrier-2026" };
    const key = keyOf({ ...signer, publicJwk: renamed });
    expect(verifyCompactJws(token, { keys: [key], typ: null, algs: ["ES256"] }).kid).to.equal("carrier-2026");
  });

  it("makes 64-byte ES256 and EdDSA signatures", async () => {
    for (const alg of ["ES256", "EdDSA"] as const) {
      expect(await (await generateSigner(alg)).sign(new Uint8Array(1))).to.have.length(64);
    }
  });

  it("refuses public, foreign, weak and mismatched keys", () => {
    const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const other = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "jwk" });
    const mismatched = { ...pair.privateKey.export({ format: "jwk" }), x: other.x ?? "", y: other.y ?? "" };
    for (const key of [
      pair.publicKey,
      generateKeyPairSync("ec", { namedCurve: "P-384" }).privateKey,
      generateKeyPairSync("x25519").privateKey,
      generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey,
      pair.publicKey.export({ format: "jwk" }),
      mismatched,
      {},
    ]) {
      throwsWithCode(JwsError, "ERR_JWS_SIGNER", () => createMemorySigner(key));
    }
  });

  it("exports nothing without a passphrase", async () => {
    const signer = await generateSigner("ES256");
    expect(signer.exportPkcs8("correct horse")).to.match(/^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
    expect(() => signer.exportPkcs8("")).to.throw(TypeError);
  });
});
