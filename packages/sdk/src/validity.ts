import { formatInstant } from "@openlading/core";

const DAY_MS = 86_400_000;
/** Keys are good a little before they are made: two machines' clocks differ. */
const SLACK_MS = 10 * 60_000;
export const DEFAULT_KEY_DAYS = 3650;

/** From when to when a new key signs, canonical UTC. */
export const keyValidity = (nowMs: number, days: number): { readonly validFrom: string; readonly validTo: string } => ({
  validFrom: formatInstant(nowMs - SLACK_MS),
  validTo: daysLater(nowMs, days),
});

/** The instant some days on, canonical UTC. */
export const daysLater = (nowMs: number, days: number): string => formatInstant(nowMs + days * DAY_MS);
