import { concatBytes, sha256Hex, utf8 } from "@openlading/core";
import {
  DossierError,
  encodeDossier,
  openDossier,
  parseDossierV1,
  writeDossier,
  type Dossier,
} from "@openlading/dossier";
import { createProofs, createNoteSigners, createWorld, rejectsWithCode } from "@openlading/testkit";
import { buildDossier } from "@openlading/dossier";
import { NETWORK_RECORD_ID } from "@openlading/law";
import { expect } from "chai";
import { ZipFile } from "yazl";

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return concatBytes(...parts);
}

async function zip(files: readonly (readonly [string, Uint8Array])[]): Promise<Uint8Array> {
  const file = new ZipFile();
  for (const [name, bytes] of files) file.addBuffer(Buffer.from(bytes), name);
  file.end();
  return collect(file.outputStream as unknown as AsyncIterable<Uint8Array>);
}

/** Bytes that do not compress. */
function noise(length: number): Uint8Array {
  let state = 1;
  return new Uint8Array(length).map(() => (state = (state * 48_271) % 2_147_483_647) >> 8);
}

const FILES = [utf8("first"), noise(200_000)] as const;

describe("dossier file", () => {
  let plain: Dossier;
  let full: Dossier;
  before(async () => {
    const signers = createNoteSigners();
    const world = await createWorld(signers);
    await world.found();
    plain = buildDossier({ source: await createProofs(world, { signers }), main: NETWORK_RECORD_ID, depth: "proof" });
    const attachments = FILES.map((bytes, i) => ({
      name: `scan ${String(i)}.pdf`,
      mediaType: "application/pdf",
      size: bytes.length,
      digest: sha256Hex(bytes),
    }));
    full = parseDossierV1({ ...plain, attachments });
  });
  const bytesOf = (digest: string): Uint8Array => FILES.find((f) => sha256Hex(f) === digest) ?? new Uint8Array();
  const attached = (bytes: Uint8Array): readonly [string, Uint8Array] => [`attachments/${sha256Hex(bytes)}`, bytes];

  it("is one JSON text without attachments", async () => {
    const bytes = await collect(writeDossier(plain, bytesOf));
    expect(bytes).to.deep.equal(encodeDossier(plain));
    const opened = await openDossier(bytes);
    expect(encodeDossier(opened.dossier)).to.deep.equal(bytes);
    expect(await opened.verifyAttachments()).to.deep.equal([]);
  });

  it("is a zip with attachments, the same bytes every time, and streams them back checked", async () => {
    const bytes = await collect(writeDossier(full, bytesOf));
    expect(await collect(writeDossier(full, bytesOf))).to.deep.equal(bytes);
    const reads: number[] = [];
    const source = { size: bytes.length, read: (offset: number, length: number) => { reads.push(length); return Promise.resolve(bytes.subarray(offset, offset + length)); } }; // prettier-ignore
    const opened = await openDossier(source);
    expect(encodeDossier(opened.dossier)).to.deep.equal(encodeDossier(full));
    expect(await collect(opened.readAttachment(sha256Hex(FILES[1])))).to.deep.equal(FILES[1]);
    expect(await opened.verifyAttachments()).to.deep.equal(FILES.map((f) => sha256Hex(f)));
    expect(Math.max(...reads)).to.be.at.most(64 * 1024);
  });

  it("refuses an attachment that is missing, is not listed, or is not the one listed", async () => {
    const json: readonly [string, Uint8Array] = ["dossier.json", encodeDossier(full)];
    const [first, second] = FILES;
    for (const files of [
      [json, attached(first)],
      [json, attached(first), attached(second), attached(utf8("third"))],
    ]) {
      const bytes = await zip(files);
      await rejectsWithCode(DossierError, "ERR_DOSSIER_ATTACHMENT", () => openDossier(bytes));
    }
    const swapped = await openDossier(await zip([json, attached(first), [attached(second)[0], utf8("other")]]));
    await rejectsWithCode(DossierError, "ERR_DOSSIER_ATTACHMENT", () => swapped.verifyAttachments());
    await rejectsWithCode(DossierError, "ERR_DOSSIER_ATTACHMENT", () =>
      collect(swapped.readAttachment("ab".repeat(32))),
    );
    await rejectsWithCode(DossierError, "ERR_DOSSIER_ATTACHMENT", () => openDossier(encodeDossier(full)));
  });

  it("refuses other names, a name twice, bombs and broken archives", async () => {
    const json: readonly [string, Uint8Array] = ["dossier.json", encodeDossier(plain)];
    const bad: readonly (readonly (readonly [string, Uint8Array])[])[] = [
      [json, ["evil.txt", utf8("x")]],
      [json, ["attachments/short", utf8("x")]],
      [json, json],
      [["attachments/" + "ab".repeat(32), utf8("x")]],
      [json, ["attachments/" + "ab".repeat(32), new Uint8Array(8 * 1024 * 1024)]],
    ];
    for (const files of bad) {
      const bytes = await zip(files);
      await rejectsWithCode(DossierError, "ERR_DOSSIER_ARCHIVE", () => openDossier(bytes));
    }
    const whole = await collect(writeDossier(full, bytesOf));
    await rejectsWithCode(DossierError, "ERR_DOSSIER_ARCHIVE", () => openDossier(whole.subarray(0, whole.length - 30)));
    await rejectsWithCode(DossierError, "ERR_DOSSIER_ARCHIVE", () => openDossier(utf8("PK")));
  });

  it("refuses a path that leaves the archive", async () => {
    const bytes = await zip([
      ["attachments/" + "ab".repeat(32), utf8("x")],
      ["dossier.json", encodeDossier(plain)],
    ]);
    const text = Buffer.from(bytes).toString("latin1").replaceAll("attachments/abab", "../../../../abab");
    await rejectsWithCode(DossierError, "ERR_DOSSIER_ARCHIVE", () => openDossier(Buffer.from(text, "latin1")));
  });
});
