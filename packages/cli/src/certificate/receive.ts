import { concatBytes } from "@openlading/core";
import { openDossier } from "@openlading/dossier";
import { keepFile, type Folder } from "./desk.ts";

/** The kept files of a party are for what it prints and checks; larger ones stay in their dossier. */
const MAX_KEPT_BYTES = 64 * 1024 * 1024;

/** Keeps the files that came with a dossier the party has imported: QR codes, files issued elsewhere. How many. */
export async function keepDossierFiles(desk: Folder, bytes: Uint8Array): Promise<number> {
  const opened = await openDossier(bytes);
  const small = opened.dossier.attachments.filter(({ size }) => size <= MAX_KEPT_BYTES);
  for (const file of small) {
    const parts: Uint8Array[] = [];
    for await (const part of opened.readAttachment(file.digest)) parts.push(part);
    await keepFile(desk, concatBytes(...parts), file);
  }
  return small.length;
}
