export { createFixedClock } from "./clock.ts";
export { sharedPath } from "./shared.ts";
export { rejectsWithCode, throwsWithCode } from "./throws.ts";

export type { FixedClock } from "./clock.ts";
