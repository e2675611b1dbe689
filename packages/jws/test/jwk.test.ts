import { calculateJwkThumbprint } from "jose";
import { expect } from "chai";
import { encodeBase64url } from "@openlading/core";
import { throwsWithCode } from "@openlading/testkit";
import { generateKeyPairSync } from "node:crypto";
import { generateSigner, importVerificationKey, JwsError, jwkThumbprint, parsePublicJwk } from "../src/index.ts";

const ed25519 = (hex: string): unknown => ({ kty: "OKP", crv: "Ed25519", x: encodeBase64url(Buffer.from(hex, "hex")) });
const rsa = (bits: number, exponent = 65537): object =>
  generateKeyPairSync("rsa", { modulusLength: bits, publicExponent: exponent }).publicKey.export({ format: "jwk" });

describe("parsePublicJwk", () => {
  it("keeps the required members and kid, and drops the rest", async () => {
    const { publicJwk } = await generateSigner("ES256");
    const given = { ...publicJwk, kid: "k1", use: "sig", alg: "ES256", key_ops: ["verify"], x5c: ["…"], note: 1 };
    expect(parsePublicJwk(given, "ES256")).to.deep.equal({ ...publicJwk, kid: "k1" });
  });

  it("refuses a key with a private member and names it", async () => {
    const { publicJwk } = await generateSigner("ES256");
    for (const member of ["d", "p", "q", "dp", "dq", "qi", "oth", "k"]) {
      const error = throwsWithCode(JwsError, "ERR_JWS_JWK_PRIVATE", () =>
        parsePublicJwk({ ...publicJwk, [member]: "AA" }),
      );
      expect(error.details).to.deep.equal({ member });
    }
  });

  it("refuses what is not a key of the profile", () => {
    const p384 = generateKeyPairSync("ec", { namedCurve: "P-384" }).publicKey.export({ format: "jwk" });
    for (const value of [null, "key", [], {}, { kty: "oct" }, p384, { kty: "EC", crv: "P-256" }]) {
      throwsWithCode(JwsError, "ERR_JWS_JWK", () => parsePublicJwk(value));
    }
  });

  it("refuses a key meant for something else", async () => {
    const { publicJwk } = await generateSigner("ES256");
    for (const more of [
      { use: "enc" },
      { alg: "ES512" },
      { alg: "RS256" },
      { key_ops: ["encrypt"] },
      { kid: "" },
      { kid: 7 },
    ]) {
      throwsWithCode(JwsError, "ERR_JWS_JWK", () => parsePublicJwk({ ...publicJwk, ...more }));
    }
    throwsWithCode(JwsError, "ERR_JWS_JWK", () => parsePublicJwk(publicJwk, "EdDSA"));
  });

  it("refuses coordinates off the curve, of another length or spelling", async () => {
    const { publicJwk } = await generateSigner("ES256");
    if (publicJwk.kty !== "EC") throw new Error("not a P-256 key");
    const zero = encodeBase64url(new Uint8Array(32));
    for (const x of [
      zero,
      publicJwk.x.slice(0, -2),
      `${publicJwk.x}AA`,
      `${publicJwk.x}=`,
      `+${publicJwk.x.slice(1)}`,
    ]) {
      throwsWithCode(JwsError, "ERR_JWS_JWK", () => parsePublicJwk({ ...publicJwk, x }));
    }
  });

  it("refuses Ed25519 points that are of low order, not canonical, off the curve or of mixed order", () => {
    for (const hex of [
      "00".repeat(32), // order 4
      `01${"00".repeat(31)}`, // the identity
      `01${"00".repeat(30)}80`, // the identity, sign bit set
      `ec${"ff".repeat(30)}7f`, // order 2
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a", // order 8
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85", // order 8, sign bit set
      `ee${"ff".repeat(30)}7f`, // y = p + 1
      `02${"00".repeat(31)}`, // not on the curve
      "cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d", // a point plus one of order 8
    ]) {
      throwsWithCode(JwsError, "ERR_JWS_JWK", () => parsePublicJwk(ed25519(hex), "EdDSA"));
    }
  });

  it("takes RSA keys of 2048 to 4096 bits and refuses smaller, larger and small exponents", () => {
    expect(parsePublicJwk(rsa(2048), "PS256").kty).to.equal("RSA");
    throwsWithCode(JwsError, "ERR_JWS_JWK", () => parsePublicJwk(rsa(1024), "PS256"));
    throwsWithCode(JwsError, "ERR_JWS_JWK", () => parsePublicJwk(rsa(2048, 3), "PS256"));
    const large = encodeBase64url(new Uint8Array(640).fill(0xab));
    throwsWithCode(JwsError, "ERR_JWS_JWK", () => parsePublicJwk({ kty: "RSA", n: large, e: "AQAB" }));
  });

  it("gives the same answer to a private member whether or not it has seen the key before", async () => {
    const { publicJwk } = await generateSigner("ES256");
    importVerificationKey(publicJwk, "ES256");
    const leaked = { ...publicJwk, d: "AA" };
    throwsWithCode(JwsError, "ERR_JWS_JWK_PRIVATE", () => importVerificationKey(leaked, "ES256"));
  });
});

describe("jwkThumbprint", () => {
  it("is the one of RFC 7638 section 3.1", () => {
    const n =
      "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMs" +
      "tn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbI" +
      "SD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";
    const jwk = parsePublicJwk({ kty: "RSA", n, e: "AQAB", alg: "RS256", kid: "2011-04-29" });
    expect(jwkThumbprint(jwk)).to.equal("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
  });

  it("agrees with jose for every kind of key", async () => {
    for (const alg of ["ES256", "PS256", "EdDSA"] as const) {
      const { publicJwk, kid } = await generateSigner(alg);
      expect(kid).to.equal(await calculateJwkThumbprint({ ...publicJwk }));
    }
  });
});
