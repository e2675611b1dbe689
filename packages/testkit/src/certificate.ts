import { encodeHex, type JsonObject } from "@openlading/core";
import { appearanceId, presentationId, printingId, type Decision } from "@openlading/law";
import type { Shipment } from "./shipment.ts";
import type { WorldAct } from "./world.ts";

const hex = (bytes: number): string => encodeHex(crypto.getRandomValues(new Uint8Array(bytes)));
const KIND = "certificate-of-origin";

/** An application of the exporter to the chamber. */
export async function application(s: Shipment, text: string) {
  const { beta, recordId } = await s.world.number(s.exporter, "certificate-application", text);
  const facts = { beta, commitment: hex(32), authority: s.chamber.partyId };
  return { recordId, act: { code: "APPLY_CERTIFICATE", by: s.exporter, facts } satisfies WorldAct };
}

export const examine = (s: Shipment, main: string, result: "ACCEPTED" | "REFUSED"): WorldAct => ({
  code: "EXAMINE_APPLICATION", by: s.chamber, main, facts: { result, reason: result === "ACCEPTED" ? "IN_ORDER" : "ORIGIN" },
}); // prettier-ignore

/** What issues, registers or replaces: a number of the party that signs. */
export async function certificateFacts(s: Shipment, by: Shipment["chamber"], text: string) {
  const { beta, recordId } = await s.world.number(by, KIND, text);
  return { recordId, facts: { beta, documentKind: KIND, commitment: hex(32) } };
}

/** A certificate the chamber issued on an accepted application. */
export async function issueCertificate(s: Shipment, text = "CO-1") {
  const applied = await application(s, `APPLY-${text}`);
  await s.world.submit(applied.act);
  await s.world.submit(examine(s, applied.recordId, "ACCEPTED"));
  const { recordId, facts } = await certificateFacts(s, s.chamber, text);
  await s.world.submit({ code: "ISSUE_CERTIFICATE", by: s.chamber, main: applied.recordId, facts });
  return { application: applied.recordId, certificate: recordId, facts };
}

export const authorise = (s: Shipment): Promise<Decision> =>
  s.world.submit({ code: "AUTHORISE_APPEARANCE", by: s.exporter, facts: { commitment: hex(32) } });

export const print = (s: Shipment, certificate: string, copy = 1): WorldAct => ({
  code: "PRINT_CERTIFICATE", by: s.exporter, facts: { certificate, copy, commitment: hex(32) },
}); // prettier-ignore

export const present = (s: Shipment, certificate: string, copy = 1, place = "VNSGN"): WorldAct => ({
  code: "PRESENT_CERTIFICATE", by: s.customs, facts: { certificate, copy, place },
}); // prettier-ignore

export const decidePresentation = (s: Shipment, certificate: string, copy: number, facts: JsonObject): WorldAct => ({
  code: "DECIDE_PRESENTATION", by: s.customs, main: presentationId(certificate, copy), facts,
}); // prettier-ignore

/** A certificate with one copy printed. */
export async function printedCertificate(s: Shipment, text = "CO-1") {
  const issued = await issueCertificate(s, text);
  await authorise(s);
  await s.world.submit(print(s, issued.certificate));
  return { ...issued, printing: printingId(issued.certificate) };
}

/** Every change of status of a certificate's life. */
export async function certificateTour(s: Shipment): Promise<void> {
  const { world, exporter, chamber } = s;
  await applications(s);
  const { certificate } = await issueCertificate(s);
  await authorise(s);
  await authorise(s);
  await world.submit({ code: "WITHDRAW_APPEARANCE", by: exporter, main: appearanceId(world.networkId, exporter.partyId) });
  await authorise(s);
  await world.submit(print(s, certificate));
  await world.submit(print(s, certificate, 2));
  for (const [copy, result] of [[1, "ACCEPTED"], [2, "REFUSED"]] as const) {
    await world.submit(present(s, certificate, copy));
    await world.submit(decidePresentation(s, certificate, copy, { result, reason: "PAPERS" }));
  }
  await world.submit({ code: "DUPLICATE_CERTIFICATE", by: chamber, main: certificate, facts: { commitment: hex(32) } });
  await replaceAndCancel(s, chamber, certificate, "CO-2");
  const registered = await certificateFacts(s, exporter, "GACC-1");
  await world.submit({ code: "REGISTER_CERTIFICATE", by: exporter, facts: registered.facts });
  await replaceAndCancel(s, exporter, registered.recordId, "GACC-2");
} // prettier-ignore

async function applications(s: Shipment): Promise<void> {
  const [refused, early, late] = [
    await application(s, "A-1"),
    await application(s, "A-2"),
    await application(s, "A-3"),
  ];
  for (const { act } of [refused, early, late]) await s.world.submit(act);
  await s.world.submit(examine(s, refused.recordId, "REFUSED"));
  await s.world.submit({ code: "WITHDRAW_APPLICATION", by: s.exporter, main: early.recordId });
  await s.world.submit(examine(s, late.recordId, "ACCEPTED"));
  await s.world.submit({ code: "WITHDRAW_APPLICATION", by: s.exporter, main: late.recordId });
}

async function replaceAndCancel(s: Shipment, by: Shipment["chamber"], main: string, text: string): Promise<void> {
  const { recordId, facts } = await certificateFacts(s, by, text);
  await s.world.submit({ code: "REPLACE_CERTIFICATE", by, main, facts });
  await s.world.submit({ code: "CANCEL_CERTIFICATE", by, main: recordId, facts: { reason: "HOLDER_ASKED" } });
}
