import { decodeHex, encodeBase64url, type Json, type JsonObject } from "@openlading/core";
import { sharedPath } from "@openlading/testkit";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** One file of third-party vectors; skips the test, and says so, where there are none. */
export function readVectors(context: Mocha.Context, path: string): Json {
  const folder = sharedPath("vectors");
  if (folder === null) {
    console.warn("      no third-party vectors: set OPENLADING_VECTORS");
    return context.skip();
  }
  return JSON.parse(readFileSync(join(folder, path), "utf8")) as Json;
}

export function objectOf(value: Json | undefined): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error("a vector is not an object");
  return value as JsonObject;
}

export function listOf(value: Json | undefined): readonly JsonObject[] {
  if (!Array.isArray(value)) throw new Error("a vector is not a list");
  return value.map(objectOf);
}

export function listOfTexts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map(textOf) : [];
}

export function textOf(value: Json | undefined): string {
  if (typeof value !== "string") throw new Error("a vector is not a text");
  return value;
}

export function bareKeyOf(group: JsonObject): JsonObject {
  const jwk = group["publicKeyJwk"] ?? group["keyJwk"];
  if (jwk !== undefined) return objectOf(jwk);
  const point = decodeHex(textOf(objectOf(group["publicKey"] ?? null)["uncompressed"]));
  const [x, y] = [encodeBase64url(point.subarray(1, 33)), encodeBase64url(point.subarray(33))];
  return { kty: "EC", crv: "P-256", x, y };
}

export function tokenOf(test: JsonObject): string {
  const token = test["jws"] ?? test["jwe"];
  return typeof token === "string" ? token : JSON.stringify(token);
}

export function readGroups(context: Mocha.Context, file: string): readonly JsonObject[] {
  return listOf(objectOf(readVectors(context, `wycheproof/${file}`))["testGroups"]);
}
