import type { Genesis } from "@openlading/law";
import type { TrustMaterial } from "@openlading/verify";

export interface HomeOptions {
  /** Directory to make; its parent must exist. */
  readonly home: string;
  /** Name of the network. */
  readonly name: string;
  /** Party id of the local registrar. */
  readonly registrar: string;
  /** Seals every key of the home. */
  readonly passphrase: string;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** How long the trust material is good for; ten years unless told. */
  readonly trustYears?: number;
}

export interface CreatedHome {
  readonly networkId: string;
  readonly genesis: Genesis;
  readonly trust: TrustMaterial;
}

/** Makes a network for one machine. */
export function createHome(_options: HomeOptions): Promise<CreatedHome> {
  throw new TypeError("not written yet");
}

/** The home in force: `OPENLADING_HOME`, else the nearest `.openlading/` upwards from `start`; null when there is none. */
export function findHome(_start: string, _env: Readonly<Record<string, string | undefined>>): string | null {
  throw new TypeError("not written yet");
}
