import { decodeHex, encodeBase64url, utf8, type JsonObject } from "@openlading/core";
import { ed25519 } from "@noble/curves/ed25519.js";
import { expect } from "chai";
import {
  importVerificationKey,
  JwsError,
  parsePublicJwk,
  verifyCompactJws,
  type Alg,
  type PublicJwk,
  type VerificationKey,
} from "../src/index.ts";
import { isSignatureOf } from "../src/verification-key.ts";
import { DEVIATIONS } from "./deviations.ts";
import { bareKeyOf, listOf, listOfTexts, objectOf, readGroups, readVectors, textOf, tokenOf } from "./vectors.ts";

const ALGS: readonly Alg[] = ["ES256", "PS256", "EdDSA", "RS256"];
const DEFAULT_ALG = { EC: "ES256", OKP: "EdDSA", RSA: "RS256" } as const satisfies Record<PublicJwk["kty"], Alg>;

interface Outcome {
  readonly id: number;
  readonly expected: string;
  readonly verdict: string;
}

describe("Wycheproof: whole tokens", () => {
  for (const [file, count] of [
    ["json_web_signature_test.json", 401],
    ["json_web_key_test.json", 26],
    ["json_web_crypto_test.json", 83],
  ] as const) {
    it(`${file}: ${count.toString()} verdicts, deviations by id`, function () {
      const outcomes = readGroups(this, file).flatMap((group) =>
        listOf(group["tests"]).map((test) => ({
          id: Number(test["tcId"]),
          expected: textOf(test["result"]),
          verdict: verdictOf(() => verifyCompactJws(tokenOf(test), { keys: keysOf(group), typ: null, algs: ALGS })),
        })),
      );
      expectVerdicts(file, outcomes, count);
    });
  }
});

describe("Wycheproof: bare signatures", () => {
  for (const [file, alg, count] of [
    ["ecdsa_secp256r1_sha256_p1363_test.json", "ES256", 262],
    ["ed25519_test.json", "EdDSA", 151],
    ["rsa_pss_2048_sha256_mgf1_32_test.json", "PS256", 108],
    ["rsa_signature_2048_sha256_test.json", "RS256", 259],
  ] as const) {
    it(`${file}: ${count.toString()} verdicts, deviations by id`, function () {
      const outcomes = readGroups(this, file).flatMap((group) =>
        listOf(group["tests"]).map((test) => ({
          id: Number(test["tcId"]),
          expected: textOf(test["result"]),
          verdict: verdictOf(() => {
            const key = importVerificationKey(parsePublicJwk(bareKeyOf(group), alg), alg);
            assertSignature(key, decodeHex(textOf(test["msg"])), decodeHex(textOf(test["sig"])));
          }),
        })),
      );
      expectVerdicts(file, outcomes, count);
    });
  }
});

describe("Ed25519 edge cases", () => {
  it("cctv: of 914 only the one without a component of low order is accepted, and noble agrees wherever the key is sound", function () {
    const tally = { accepted: [] as number[], keyRefused: 0, residueRefused: 0, bothRefused: 0 };
    const cases = listOf(readVectors(this, "ed25519-edge/cctv-ed25519vectors.json"));
    for (const edge of cases) {
      const bytes = {
        key: decodeHex(textOf(edge["key"])),
        sig: decodeHex(textOf(edge["sig"])),
        msg: utf8(textOf(edge["msg"])),
      };
      const verdict = edgeVerdict(bytes);
      const noble = ed25519.verify(bytes.sig, bytes.msg, bytes.key, { zip215: false });
      if (verdict === "valid") {
        expect(noble).to.equal(true);
        tally.accepted.push(Number(edge["number"]));
      } else if (verdict === "ERR_JWS_JWK") tally.keyRefused += 1;
      else if (noble) {
        // noble multiplies by the cofactor: what it takes beyond us has an R with a component of low order.
        expect(listOfTexts(edge["flags"])).to.satisfy((flags: string[]) =>
          flags.some((flag) => /low_order.*_R|low_order_R/.test(flag)),
        );
        tally.residueRefused += 1;
      } else tally.bothRefused += 1;
    }
    expect(cases).to.have.length(914);
    expect(tally).to.deep.equal({ accepted: [305], keyRefused: 886, residueRefused: 15, bothRefused: 12 });
  });

  it("speccheck: all 12 are refused, 10 of them for their key", function () {
    const verdicts = listOf(readVectors(this, "ed25519-edge/speccheck-cases.json")).map((edge) =>
      edgeVerdict({
        key: decodeHex(textOf(edge["pub_key"])),
        sig: decodeHex(textOf(edge["signature"])),
        msg: decodeHex(textOf(edge["message"])),
      }),
    );
    expect(verdicts).to.have.length(12);
    expect(verdicts.filter((verdict) => verdict === "ERR_JWS_JWK")).to.have.length(10);
    expect(verdicts.filter((verdict) => verdict === "ERR_JWS_SIGNATURE")).to.have.length(2);
  });
});

describe("RFC 7520 and RFC 8037 examples", () => {
  const CASES = [
    ["jws/4_1.rsa_v15_signature.json", "valid"],
    ["jws/4_2.rsa-pss_signature.json", "ERR_JWS_ALG"], // PS384 has no row
    ["jws/4_3.ecdsa_signature.json", "ERR_JWS_JWK"], // P-521 has no row
    ["jws/4_4.hmac-sha2_integrity_protection.json", "ERR_JWS_JWK_PRIVATE"], // symmetric
    ["jws/4_5.signature_with_detached_content.json", "ERR_JWS_JWK_PRIVATE"], // symmetric
    ["rfc7797/4.2.hmac-sha2_b64_false.json", "ERR_JWS_JWK_PRIVATE"], // symmetric, and unencoded
    ["curve25519/jws.json", "valid"],
  ] as const;

  for (const [file, expected] of CASES) {
    it(`${file}: ${expected}`, function () {
      const example = objectOf(readVectors(this, `rfc7520-jose/${file}`));
      const key = publicOf(objectOf(objectOf(example["input"])["key"]));
      const token = objectOf(example["output"])["compact"];
      const verdict = verdictOf(() =>
        verifyCompactJws(typeof token === "string" ? token : "", { keys: [importJwk(key)], typ: null, algs: ALGS }),
      );
      expect(verdict).to.equal(expected);
    });
  }

  it("refuses the private and symmetric keys of section 3 and takes the public ones of the profile", function () {
    const verdicts = ["3_1.ec_public_key", "3_2.ec_private_key", "3_3.rsa_public_key", "3_4.rsa_private_key"].map(
      (file) => verdictOf(() => parsePublicJwk(readVectors(this, `rfc7520-jose/jwk/${file}.json`))),
    );
    // 3.1 is a P-521 key.
    expect(verdicts).to.deep.equal(["ERR_JWS_JWK", "ERR_JWS_JWK_PRIVATE", "valid", "ERR_JWS_JWK_PRIVATE"]);
  });
});

function expectVerdicts(file: string, outcomes: readonly Outcome[], count: number): void {
  const expected = new Map(
    (DEVIATIONS[file] ?? []).flatMap(({ ids, verdict }) => ids.map((id) => [id, verdict] as const)),
  );
  expect(outcomes).to.have.length(count);
  for (const { id, expected: theirs, verdict } of outcomes) {
    const deviation = expected.get(id);
    if (deviation === undefined) expect(verdict === "valid", `${file} ${id.toString()}`).to.equal(theirs === "valid");
    else expect([theirs, verdict], `${file} ${id.toString()}`).to.deep.equal(["valid", deviation]);
  }
}

function verdictOf(act: () => unknown): string {
  try {
    act();
    return "valid";
  } catch (error) {
    if (error instanceof JwsError) return error.code;
    throw error;
  }
}

function edgeVerdict({ key, sig, msg }: Readonly<Record<"key" | "sig" | "msg", Uint8Array>>): string {
  return verdictOf(() => {
    const jwk = parsePublicJwk({ kty: "OKP", crv: "Ed25519", x: encodeBase64url(key) });
    assertSignature(importVerificationKey(jwk, "EdDSA"), msg, sig);
  });
}

function assertSignature(key: VerificationKey, bytes: Uint8Array, signature: Uint8Array): void {
  if (!isSignatureOf(key, bytes, signature)) throw new JwsError({ code: "ERR_JWS_SIGNATURE", message: "no" });
}

/** The key set of a group: its public half, or what there is (a symmetric key has no public half). */
function keysOf(group: JsonObject): VerificationKey[] {
  const set = objectOf(group["public"] ?? group["private"] ?? null);
  return (set["keys"] === undefined ? [set] : listOf(set["keys"])).map(importJwk);
}

function importJwk(value: JsonObject): VerificationKey {
  const jwk = parsePublicJwk(value);
  return importVerificationKey(jwk, ALGS.find((alg) => alg === value["alg"]) ?? DEFAULT_ALG[jwk.kty]);
}

/** The examples print private keys; what a verifier would be given is the public half (a symmetric key has none). */
function publicOf(jwk: JsonObject): JsonObject {
  const secret = new Set(["d", "p", "q", "dp", "dq", "qi"]);
  return Object.fromEntries(Object.entries(jwk).filter(([name]) => !secret.has(name)));
}
