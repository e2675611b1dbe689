import { decodeUtf8 } from "@openlading/core";
import { expect } from "chai";
import { readFileSync } from "node:fs";
import { importVerificationKey, parsePublicJwk, verifyCompactJws } from "../src/index.ts";

const PAGE = readFileSync(new URL("../../../docs/spec/jws-profile.md", import.meta.url), "utf8");

describe("docs/spec/jws-profile.md", () => {
  it("shows a key, a token of it and the token's header", () => {
    const [jwk = "", token = "", header = ""] = [...PAGE.matchAll(/^```(?:json|text)\n([^`]+)^```$/gm)].map(
      ([, text]) => text,
    );
    const keys = [importVerificationKey(parsePublicJwk(JSON.parse(jwk)), "ES256")];
    const verified = verifyCompactJws(token.trim(), { keys, typ: "openlading-card+jws", algs: ["ES256"] });
    expect(decodeUtf8(verified.payload)).to.equal('{"hello":"world"}');
    expect(JSON.stringify(verified.header)).to.equal(JSON.stringify(JSON.parse(header)));
  });
});
