import type { Text } from "@openlading/core";
import { CERTIFICATE_PARTS, type CertificatePart } from "../cast.ts";
import { createStage, enrolCast, type Stage } from "../stage.ts";
import type { Playing } from "../theatre.ts";
import { leaveForOfficer, type OfficerDesk } from "./officer.ts";
import { readPapers } from "./papers.ts";
import { desksOf } from "./scene.ts";
import { playCertificate } from "./story.ts";
import type { Line } from "../line.ts";

/** Plays the certificate's story on a stage, and leaves the officer's desk. */
export async function playOnStage(stage: Stage<CertificatePart>, passphrase: string): Promise<OfficerDesk> {
  const desks = desksOf(stage, passphrase);
  const certified = await playCertificate(stage, desks, await readPapers(stage.clock.startedAt));
  return leaveForOfficer(stage, desks, certified);
}

/** The certificate's story on a network of its own. */
export async function playCertificateAlone(
  playing: Playing,
): Promise<OfficerDesk & { readonly lines: readonly Line[] }> {
  const stage = createStage(playing, await enrolCast(playing, CERTIFICATE_PARTS));
  stage.chapter(NETWORK);
  await stage.catchUp();
  const desk = await playOnStage(stage, playing.passphrase);
  return { ...desk, lines: stage.lines };
}

const NETWORK: Text = { en: "A network and its parties", zh: "网络与主体" };
