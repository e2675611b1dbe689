import { canonicalize, decodeBase64url, encodeBase64url, utf8 } from "@openlading/core";
import { rejectsWithCode, throwsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import { assert, asyncProperty, uint8Array } from "fast-check";
import { compactVerify, CompactSign, importJWK } from "jose";
import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import {
  createMemorySigner,
  createSignatureMemo,
  decodeCompactJws,
  generateSigner,
  importVerificationKey,
  JwsError,
  signCompactJws,
  verifyCompactJws,
  verifyCompactJwsAsync,
  type Alg,
  type JwsErrorCode,
  type KeySigner,
  type VerificationKey,
  type VerifyOptions,
} from "../src/index.ts";
import { forge, keyOf, partOf, withPart } from "./tokens.ts";

const TYP = "openlading-act+jws";
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const payload = canonicalize({ hello: "world" });

describe("verifyCompactJws", () => {
  let signer: KeySigner;
  let key: VerificationKey;
  let token: string;
  let options: VerifyOptions;

  before(async () => {
    signer = await generateSigner("ES256");
    key = keyOf(signer);
    token = await signCompactJws(signer, { typ: TYP, payload });
    options = { keys: [key], typ: TYP, algs: ["ES256"] };
  });

  /** Both entries must give one answer. */
  async function refuses(code: JwsErrorCode, text: string, more: Partial<VerifyOptions> = {}): Promise<void> {
    throwsWithCode(JwsError, code, () => verifyCompactJws(text, { ...options, ...more }));
    await rejectsWithCode(JwsError, code, () => verifyCompactJwsAsync(text, { ...options, ...more }));
  }

  it("returns the payload, the key and the signing input of a good token", () => {
    const verified = verifyCompactJws(token, options);
    expect(new Uint8Array(verified.payload)).to.deep.equal(payload);
    expect(verified.key).to.equal(key);
    expect(verified.kid).to.equal(signer.kid);
    expect(verified.signingInput).to.deep.equal(utf8(token.slice(0, token.lastIndexOf("."))));
  });

  it("verifies what every algorithm of the table signs, for any payload", async () => {
    for (const alg of ["ES256", "PS256", "EdDSA"] as const) {
      const one = await generateSigner(alg);
      await assert(
        asyncProperty(uint8Array({ maxLength: 300 }), async (bytes) => {
          const text = await signCompactJws(one, { typ: null, payload: bytes });
          const o: VerifyOptions = { keys: [keyOf(one)], typ: null, algs: [alg] };
          expect(new Uint8Array(verifyCompactJws(text, o).payload)).to.deep.equal(bytes);
          expect(new Uint8Array((await verifyCompactJwsAsync(text, o)).payload)).to.deep.equal(bytes);
        }),
        { numRuns: 20 },
      );
    }
  });

  it("agrees with jose in both directions", async () => {
    for (const alg of ["ES256", "PS256", "EdDSA"] as const) {
      const one = await generateSigner(alg);
      const text = await signCompactJws(one, { typ: null, payload });
      const theirs = await compactVerify(text, await importJWK({ ...one.publicJwk }, alg));
      expect(theirs.protectedHeader).to.deep.equal({ alg, kid: one.kid });
      const privateKey = createPrivateKey({ key: one.exportPkcs8("pass"), passphrase: "pass" });
      const made = await new CompactSign(payload).setProtectedHeader({ alg }).sign(privateKey);
      verifyCompactJws(made, { keys: [keyOf(one)], typ: null, algs: [alg] });
    }
  });

  it("reads RS256 and never writes it", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const made = await new CompactSign(payload).setProtectedHeader({ alg: "RS256" }).sign(privateKey);
    const rsa = createMemorySigner(privateKey);
    verifyCompactJws(made, { keys: [keyOf(rsa, "RS256")], typ: null, algs: ["RS256"] });
    await refuses("ERR_JWS_ALG", made, { keys: [keyOf(rsa, "PS256")], typ: null, algs: ["RS256", "PS256"] });
    expect(publicKey.asymmetricKeyType).to.equal("rsa");
    const posing = { ...rsa, alg: "RS256" as Alg };
    const refusal: unknown = await signCompactJws(posing, { typ: null, payload }).catch((error: unknown) => error);
    expect(refusal).to.be.instanceOf(TypeError);
  });

  it("refuses alg none in every spelling, and every algorithm outside the table or the place", async () => {
    const names = ["none", "None", "NONE", "nOnE", "", "HS256", "ES384", "RS512", "es256", "constructor", "__proto__"];
    for (const alg of names) {
      const text = await forge(signer, JSON.stringify({ alg, kid: signer.kid, typ: TYP }));
      await refuses("ERR_JWS_ALG", text);
      await refuses("ERR_JWS_ALG", withPart(text, 2, ""));
    }
    await refuses("ERR_JWS_ALG", await forge(signer, JSON.stringify({ kid: signer.kid, typ: TYP })));
    await refuses("ERR_JWS_ALG", await forge(signer, `{"alg":["ES256"],"kid":"${signer.kid}","typ":"${TYP}"}`));
    await refuses("ERR_JWS_ALG", token, { algs: ["PS256"] });
    await refuses("ERR_JWS_ALG", token, { algs: [] });
  });

  it("refuses every member that would change what is verified, for our tokens and for foreign ones", async () => {
    for (const member of ["crit", "jku", "jwk", "x5u", "b64", "zip"]) {
      for (const value of [[], "https://attacker.example/", true, { kty: "EC" }]) {
        const header = { alg: "ES256", kid: signer.kid, [member]: value };
        await refuses("ERR_JWS_HEADER", await forge(signer, JSON.stringify({ ...header, typ: TYP })));
        await refuses("ERR_JWS_HEADER", await forge(signer, JSON.stringify(header)), { typ: null });
      }
    }
  });

  it("refuses an unknown member in our tokens and ignores it in foreign ones", async () => {
    for (const member of ["x5c", "x5t#S256", "cty", "iat"]) {
      const header = { alg: "ES256", kid: signer.kid, [member]: ["x"] };
      await refuses("ERR_JWS_HEADER", await forge(signer, JSON.stringify({ ...header, typ: TYP })));
      verifyCompactJws(await forge(signer, JSON.stringify(header)), { ...options, typ: null });
    }
  });

  it("refuses a header that is not one strict JSON object", async () => {
    const members = `"alg":"ES256","kid":"${signer.kid}","typ":"${TYP}"`;
    for (const header of [
      `{${members},"alg":"ES256"}`,
      `{${members},"\\u0061lg":"none"}`,
      `[{${members}}]`,
      `null`,
      `"ES256"`,
      ``,
      `{${members}`,
      `{${members}} {}`,
      `\uFEFF{${members}}`,
      `{${members},"__proto__":{}}`,
      `{${members},"x":${"[".repeat(9)}${"]".repeat(9)}}`,
    ]) {
      const text = await forge(signer, header);
      if (header === "") await refuses("ERR_JWS_SYNTAX", text);
      else await refuses("ERR_JWS_HEADER", text);
    }
    await refuses("ERR_JWS_HEADER", await forge(signer, Uint8Array.of(0x7b, 0xff, 0x7d)));
  });

  it("refuses another typ, a missing one, and any typ where there must be none", async () => {
    await refuses("ERR_JWS_TYP", token, { typ: "openlading-approval+jws" });
    await refuses("ERR_JWS_TYP", token, { typ: TYP.toUpperCase() });
    await refuses("ERR_JWS_TYP", token, { typ: null });
    await refuses("ERR_JWS_TYP", await signCompactJws(signer, { typ: null, payload }));
  });

  it("selects the key by kid, by equality alone", async () => {
    const other = keyOf(await generateSigner("ES256"));
    expect(verifyCompactJws(token, { ...options, keys: [other, key] }).key).to.equal(key);
    await refuses("ERR_JWS_KEY_UNKNOWN", token, { keys: [other] });
    await refuses("ERR_JWS_KEY_UNKNOWN", token, { keys: [] });
    for (const kid of ["../../etc/passwd", "constructor", "__proto__", "' OR 1=1 --", "https://attacker.example/"]) {
      await refuses("ERR_JWS_KEY_UNKNOWN", await forge(signer, JSON.stringify({ alg: "ES256", kid, typ: TYP })));
    }
  });

  it("demands a kid in our tokens, and exactly one key when a foreign token has none", async () => {
    for (const kid of [undefined, "", 7, null, "k".repeat(257)]) {
      await refuses("ERR_JWS_HEADER", await forge(signer, JSON.stringify({ alg: "ES256", kid, typ: TYP })));
    }
    const bare = await forge(signer, `{"alg":"ES256"}`);
    verifyCompactJws(bare, { ...options, typ: null });
    await refuses("ERR_JWS_KEY_AMBIGUOUS", bare, { typ: null, keys: [key, keyOf(await generateSigner("ES256"))] });
    await refuses("ERR_JWS_KEY_AMBIGUOUS", bare, { typ: null, keys: [] });
  });

  it("refuses two different keys of one kid, and takes one key given twice", async () => {
    const second = await generateSigner("ES256");
    const twin = importVerificationKey({ ...second.publicJwk, kid: signer.kid }, "ES256");
    await refuses("ERR_JWS_KEY_AMBIGUOUS", token, { keys: [key, twin] });
    verifyCompactJws(token, { ...options, keys: [key, keyOf(signer)] });
  });

  it("refuses the signature of another trusted party under this party's kid", async () => {
    const other = await generateSigner("ES256");
    const text = await forge(other, JSON.stringify({ alg: "ES256", kid: signer.kid, typ: TYP }));
    await refuses("ERR_JWS_SIGNATURE", text, { keys: [key, keyOf(other)] });
  });

  it("refuses every lenient spelling of base64url, in every part", async () => {
    for (const index of [0, 1, 2] as const) {
      const part = partOf(token, index);
      for (const bad of [
        `${part}=`,
        ` ${part}`,
        `${part}\n`,
        `+${part.slice(1)}`,
        `${part}A\u0000`,
        `${part.slice(0, -1)}é`,
      ]) {
        await refuses("ERR_JWS_SYNTAX", withPart(token, index, bad));
      }
    }
    const spare = partOf(token, 2).slice(0, -1);
    for (const last of ["B", "C", "D", "x", "_"]) {
      throwsWithCode(JwsError, "ERR_JWS_SYNTAX", () =>
        verifyCompactJws(withPart(token, 2, `${spare}${last}`), options),
      );
    }
  });

  it("refuses other shapes than three parts, other types, and tokens too long", async () => {
    for (const text of ["", ".", "..", "...", partOf(token, 0), `${token}.`, `.${token}`, `${token}.${token}`, "{}"]) {
      await refuses("ERR_JWS_SYNTAX", text);
    }
    await refuses("ERR_JWS_SIZE", token, { maxBytes: token.length - 1 });
    verifyCompactJws(token, { ...options, maxBytes: token.length });
    const notText: unknown = { payload: "" };
    expect(() => verifyCompactJws(notText as string, options)).to.throw(TypeError);
  });

  it("refuses a changed payload, header or signature, zeros, DER and wrong lengths", async () => {
    await refuses("ERR_JWS_SIGNATURE", withPart(token, 1, encodeBase64url(canonicalize({ hello: "World" }))));
    const header = JSON.stringify({ kid: signer.kid, alg: "ES256", typ: TYP });
    await refuses("ERR_JWS_SIGNATURE", withPart(token, 0, encodeBase64url(utf8(header))));
    const signature = decodeBase64url(partOf(token, 2));
    for (const bytes of [
      new Uint8Array(0),
      new Uint8Array(64),
      signature.subarray(1),
      Uint8Array.of(...signature, 0),
      Uint8Array.of(0, ...signature),
      Uint8Array.of(0x30, 0x44, 0x02, 0x20, ...signature.subarray(0, 32), 0x02, 0x20, ...signature.subarray(32)),
    ]) {
      await refuses("ERR_JWS_SIGNATURE", withPart(token, 2, encodeBase64url(bytes)));
    }
  });

  it("takes both twins of an ES256 signature, which is why no identity may rest on it", () => {
    const signature = Buffer.from(decodeBase64url(partOf(token, 2)));
    const s = BigInt(`0x${signature.subarray(32).toString("hex")}`);
    const other = Buffer.from((ORDER - s).toString(16).padStart(64, "0"), "hex");
    const twin = withPart(token, 2, encodeBase64url(Buffer.concat([signature.subarray(0, 32), other])));
    expect(verifyCompactJws(twin, options).signingInput).to.deep.equal(verifyCompactJws(token, options).signingInput);
  });

  it("takes only keys that were imported", () => {
    const lookalike = { ...key };
    expect(() => verifyCompactJws(token, { ...options, keys: [lookalike] })).to.throw(TypeError);
  });

  it("is not fooled by a memo: another signature, input or key is computed again", async () => {
    const memo = createSignatureMemo({ max: 2 });
    await verifyCompactJwsAsync(token, { ...options, memo });
    expect(memo.size).to.equal(1);
    expect(verifyCompactJws(token, { ...options, memo }).kid).to.equal(signer.kid);
    expect(memo.size).to.equal(1);
    await refuses("ERR_JWS_SIGNATURE", withPart(token, 1, encodeBase64url(utf8("{}"))), { memo });
    await refuses("ERR_JWS_SIGNATURE", withPart(token, 2, encodeBase64url(new Uint8Array(64))), { memo });
    const second = await generateSigner("ES256");
    const stand = importVerificationKey({ ...second.publicJwk, kid: signer.kid }, "ES256");
    await refuses("ERR_JWS_SIGNATURE", token, { memo, keys: [stand] });
    expect(memo.size).to.equal(1);
    for (const text of ["1", "2", "3"]) {
      verifyCompactJws(await signCompactJws(signer, { typ: TYP, payload: utf8(text) }), { ...options, memo });
    }
    expect(memo.size).to.equal(2);
    expect(() => createSignatureMemo({ max: 0 })).to.throw(TypeError);
  });
});

describe("decodeCompactJws", () => {
  it("takes a token apart without trust, by the same strict syntax", async () => {
    const signer = await generateSigner("ES256");
    const token = await signCompactJws(signer, { typ: TYP, payload });
    const unsigned = decodeCompactJws(withPart(token, 2, ""));
    expect(unsigned.payload).to.deep.equal(payload);
    expect(unsigned.header["typ"]).to.equal(TYP);
    throwsWithCode(JwsError, "ERR_JWS_SYNTAX", () => decodeCompactJws(`${token}=`));
    throwsWithCode(JwsError, "ERR_JWS_SIZE", () => decodeCompactJws(token, 10));
  });
});
