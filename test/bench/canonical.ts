import { hash } from "node:crypto";
import { canonicalize, documentChecksum, parseStrictJson, sha256 } from "@openlading/core";
import type { Bench } from "./bench.ts";
import { billText } from "./bill.ts";
import { calls } from "./sample.ts";

/** Object in, digest out. */
export async function canonicalGroup(bench: Bench): Promise<void> {
  const text = billText();
  const bytes = Buffer.from(text, "utf8");
  const parsed = parseStrictJson(bytes);
  const plain: unknown = JSON.parse(text);
  const { effort } = bench;
  bench.title(
    "canonicalise and hash",
    `One bill of lading, ${String(bytes.length)} bytes of JSON; the limit hashes ready text.`,
  );
  await bench.compare({ name: "SHA-256 of ready text", sample: calls(effort, () => hash("sha256", text, "hex")) }, [
    { name: "documentChecksum of the parsed bill", sample: calls(effort, () => documentChecksum(parsed)), atMost: 7 },
    { name: "canonicalize + sha256, bytes between", sample: calls(effort, () => sha256(canonicalize(parsed))) },
    {
      name: "documentChecksum of JSON.parse's objects",
      sample: calls(effort, () => documentChecksum(plain as typeof parsed)),
    },
    {
      name: "JSON.stringify + SHA-256 (not canonical)",
      sample: calls(effort, () => hash("sha256", JSON.stringify(plain), "hex")),
    },
    { name: "parseStrictJson", sample: calls(effort, () => parseStrictJson(bytes)) },
    { name: "JSON.parse", sample: calls(effort, () => JSON.parse(text)) },
  ]);
}
