import { canonicalize, decodeHex, utf8, type JsonObject } from "@openlading/core";
import { expect } from "chai";
import * as node from "../src/index.ts";
import { isSignatureOf } from "../src/verification-key.ts";
import * as web from "../src/web.ts";
import { forge } from "./tokens.ts";
import { bareKeyOf, listOf, objectOf, readGroups, textOf, tokenOf } from "./vectors.ts";

const ALGS = ["ES256", "PS256", "EdDSA", "RS256"] as const;
const DEFAULT_ALG: Readonly<Record<string, node.Alg>> = { EC: "ES256", OKP: "EdDSA", RSA: "RS256" };
const TYP = "openlading-act+jws";

async function verdictOf(act: () => unknown): Promise<string> {
  try {
    await act();
    return "valid";
  } catch (error) {
    if (error instanceof node.JwsError) return error.code;
    throw error;
  }
}

function setOf(group: JsonObject): readonly JsonObject[] {
  const set = objectOf(group["public"] ?? group["private"] ?? null);
  return set["keys"] === undefined ? [set] : listOf(set["keys"]);
}

const algOf = (jwk: JsonObject): node.Alg =>
  ALGS.find((alg) => alg === jwk["alg"]) ?? DEFAULT_ALG[textOf(jwk["kty"])] ?? "ES256";

async function importBoth(jwk: JsonObject, alg: node.Alg): Promise<readonly [string, string]> {
  const [one, other] = await Promise.all([
    verdictOf(() => node.importVerificationKey(node.parsePublicJwk(jwk, alg), alg)),
    verdictOf(() => web.importVerificationKey(jwk, alg)),
  ]);
  return [one, other];
}

describe("the entry for browsers: one answer with the entry for Node.js", () => {
  for (const [file, count] of [
    ["json_web_signature_test.json", 401],
    ["json_web_key_test.json", 26],
    ["json_web_crypto_test.json", 83],
  ] as const) {
    it(`${file}: ${count.toString()} tokens`, async function () {
      let run = 0;
      for (const group of readGroups(this, file)) {
        const sets = setOf(group);
        for (const test of listOf(group["tests"])) {
          const token = tokenOf(test);
          const theirs = await verdictOf(() => {
            const keys = sets.map((jwk) => node.importVerificationKey(node.parsePublicJwk(jwk), algOf(jwk)));
            node.verifyCompactJws(token, { keys, typ: null, algs: ALGS });
          });
          const ours = await verdictOf(async () => {
            const keys = await Promise.all(sets.map((jwk) => web.importVerificationKey(jwk, algOf(jwk))));
            await web.verifyCompactJws(token, { keys, typ: null, algs: ALGS });
          });
          expect(ours, `${file} ${JSON.stringify(test["tcId"])}`).to.equal(theirs);
          run += 1;
        }
      }
      expect(run).to.equal(count);
    });
  }

  for (const [file, alg, count] of [
    ["ecdsa_secp256r1_sha256_p1363_test.json", "ES256", 262],
    ["ed25519_test.json", "EdDSA", 151],
    ["rsa_pss_2048_sha256_mgf1_32_test.json", "PS256", 108],
    ["rsa_signature_2048_sha256_test.json", "RS256", 259],
  ] as const) {
    it(`${file}: ${count.toString()} bare signatures`, async function () {
      let run = 0;
      for (const group of readGroups(this, file)) {
        const jwk = bareKeyOf(group);
        const [nodeImports, webImports] = await importBoth(jwk, alg);
        expect(webImports).to.equal(nodeImports);
        for (const test of listOf(group["tests"])) {
          run += 1;
          if (webImports !== "valid") continue;
          const [message, signature] = [decodeHex(textOf(test["msg"])), decodeHex(textOf(test["sig"]))];
          const theirs = isSignatureOf(
            node.importVerificationKey(node.parsePublicJwk(jwk, alg), alg),
            message,
            signature,
          );
          const ours = await web.isSignatureOf(await web.importVerificationKey(jwk, alg), message, signature);
          expect(ours, `${file} ${JSON.stringify(test["tcId"])}`).to.equal(theirs);
        }
      }
      expect(run).to.equal(count);
    });
  }

  it("verifies what a signer signs, and gives the same thumbprint", async () => {
    for (const alg of ["ES256", "PS256", "EdDSA"] as const) {
      const signer = await node.generateSigner(alg);
      const payload = canonicalize({ alg });
      const token = await web.signCompactJws(signer, { typ: TYP, payload });
      const key = await web.importVerificationKey(signer.publicJwk, alg);
      const verified = await web.verifyCompactJws(token, { keys: [key], typ: TYP, algs: [alg] });
      expect(new Uint8Array(verified.payload)).to.deep.equal(payload);
      expect(verified.kid).to.equal(node.jwkThumbprint(signer.publicJwk));
    }
  });

  it("refuses another key, typ, alg, a changed payload, an unknown kid and alg none, each with its code", async () => {
    const [signer, other] = await Promise.all([node.generateSigner("ES256"), node.generateSigner("ES256")]);
    const key = await web.importVerificationKey(signer.publicJwk, "ES256");
    const posing = await web.importVerificationKey({ ...other.publicJwk, kid: signer.kid }, "ES256");
    const token = await web.signCompactJws(signer, { typ: TYP, payload: utf8("{}") });
    const none = await forge(signer, JSON.stringify({ alg: "none", kid: signer.kid, typ: TYP }));
    const expected = { keys: [key], typ: TYP, algs: ["ES256"] } as const;
    const verify = (text: string, more: object = {}) =>
      verdictOf(() => web.verifyCompactJws(text, { ...expected, ...more }));
    expect(await verify(token)).to.equal("valid");
    expect(await verify(token, { keys: [posing] })).to.equal("ERR_JWS_SIGNATURE");
    expect(await verify(token, { keys: [] })).to.equal("ERR_JWS_KEY_UNKNOWN");
    expect(await verify(token, { keys: [key, posing] })).to.equal("ERR_JWS_KEY_AMBIGUOUS");
    expect(await verify(token, { typ: "other" })).to.equal("ERR_JWS_TYP");
    expect(await verify(token, { algs: ["PS256"] })).to.equal("ERR_JWS_ALG");
    expect(await verify(none)).to.equal("ERR_JWS_ALG");
    expect(await verify(token.replace(".e30.", ".e31."))).to.equal("ERR_JWS_SYNTAX");
    expect(await verify(token.replace(".e30.", ".W10."))).to.equal("ERR_JWS_SIGNATURE");
    expect(await verify(`${token}.`)).to.equal("ERR_JWS_SYNTAX");
  });

  it("refuses a point off its curve and a private key, as the entry for Node.js does", async () => {
    const { publicJwk } = await node.generateSigner("ES256");
    if (publicJwk.kty !== "EC") throw new Error("not an EC key");
    expect(await importBoth({ ...publicJwk, y: publicJwk.x }, "ES256")).to.deep.equal(["ERR_JWS_JWK", "ERR_JWS_JWK"]);
    const expected = ["ERR_JWS_JWK_PRIVATE", "ERR_JWS_JWK_PRIVATE"];
    expect(await importBoth({ ...publicJwk, d: publicJwk.x }, "ES256")).to.deep.equal(expected);
    expect(await importBoth({ ...publicJwk }, "EdDSA")).to.deep.equal(["ERR_JWS_JWK", "ERR_JWS_JWK"]);
  });

  it("exports exactly these values", () => {
    expect(Object.keys(web).sort()).to.deep.equal([
      "JWS_ERRORS",
      "JwsError",
      "decodeCompactJws",
      "importVerificationKey",
      "isSignatureOf",
      "jwkThumbprint",
      "signCompactJws",
      "verifyCompactJws",
    ]);
  });
});
