import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Text } from "@openlading/core";
import { actorKey } from "@openlading/law";
import { assertCommitted, type Committed, type Network, type Outcome, type Party } from "@openlading/sdk";
import { findErrorPage } from "../error-pages.ts";
import { CliError } from "../error.ts";
import { CAST, PARTS, type Part } from "./cast.ts";
import type { DemoClock } from "./clock.ts";
import type { Examples } from "./examples.ts";
import type { DemoFolder } from "./folder.ts";
import type { Line } from "./line.ts";
import { tellStep, type Knowledge } from "./tell.ts";

/** Seconds of the simulated clock between two steps of the story. */
const PACE_SECONDS = 4;

interface StageParts {
  readonly network: Network;
  readonly clock: DemoClock;
  readonly folder: DemoFolder;
  readonly examples: Examples;
  /** Shows a line as soon as it is known. */
  readonly show: (line: Line) => void;
}

/** Where the story plays: the network, its people, and the telling of what the ledger committed. */
export interface Stage extends StageParts {
  readonly people: Readonly<Record<Part, Party>>;
  readonly lines: readonly Line[];
  chapter(heading: Text): void;
  /** Does an act that must be committed, then tells everything new on the ledger. */
  readonly must: (act: Promise<Outcome>) => Promise<Committed>;
  /** Does an act that must be refused, and tells why. @throws CliError `ERR_CLI_DEMO_STORY` */
  mustRefuse(who: Part, what: Text, act: Promise<Outcome>): Promise<void>;
  tell(line: Line): void;
  /** Tells the entries committed since the last telling. */
  catchUp(): Promise<void>;
  learnRights(openings: readonly { readonly right: string; readonly equipmentReference: string }[]): void;
  /** Puts a file where it is handed over. */
  handOver(name: string, content: string | Uint8Array): Promise<string>;
}

export async function enrolCast(network: Network, clock: DemoClock): Promise<Readonly<Record<Part, Party>>> {
  const people: Partial<Record<Part, Party>> = {};
  for (const part of PARTS) {
    const { partyId, name, offices, ...more } = CAST[part];
    people[part] = await network.enrol({ partyId, name: `${name.en} ${name.zh}`, offices, ...more });
    clock.advance(1);
  }
  return people as Readonly<Record<Part, Party>>;
}

export function createStage(parts: StageParts, people: Readonly<Record<Part, Party>>): Stage {
  const { network, clock, folder, show } = parts;
  const lines: Line[] = [];
  const containers = new Map<string, string>();
  const know: Knowledge = {
    partyOfKey: (thumbprint) =>
      registrarOf(network, thumbprint) ??
      Object.values(people).find((p) => p.reader().thumbprints.includes(thumbprint))?.partyId ??
      null,
    containerOfRight: (right) => containers.get(right) ?? null,
  };
  let height = 0;
  const tell = (line: Line): void => {
    lines.push(line);
    show(line);
  };
  const catchUp = async (): Promise<void> => {
    for await (const step of network.follow({ from: height + 1, follow: false })) {
      height = step.height;
      if (step.act.actionCode !== "TICK") tell(tellStep(step, know));
    }
  };
  return {
    ...parts, people, lines, tell, catchUp,
    chapter: (what) => tell({ kind: "chapter", time: null, who: null, what, where: null, details: [] }),
    must: async (act) => {
      const outcome = await act;
      assertCommitted(outcome);
      await catchUp();
      clock.advance(PACE_SECONDS);
      return outcome;
    },
    mustRefuse: async (who, what, act) => {
      const outcome = await act;
      if (outcome.kind !== "refused") throw wrong(`${what.en}: expected a refusal, got ${outcome.kind}`);
      await catchUp();
      tell({ kind: "refusal", time: null, who: CAST[who].name, what, where: null, details: outcome.reasons.map(reasonText) });
      clock.advance(PACE_SECONDS);
    },
    learnRights: (openings) => {
      for (const { right, equipmentReference } of openings) containers.set(right, equipmentReference);
    },
    handOver: async (name, content) => {
      const path = join(folder.outbox, name);
      await writeFile(path, content);
      return path;
    },
  }; // prettier-ignore
}

/** The registrar whose key this is, by the genesis. */
function registrarOf({ genesis }: Network, thumbprint: string): string | null {
  const found = genesis.registrars.find((r) => r.keys.some((key) => actorKey(key.jwk).thumbprint === thumbprint));
  return found?.partyId ?? null;
}

/** A reason of the law in both languages. */
export function reasonText({ code, message }: { readonly code: string; readonly message: string }): Text {
  return { en: `${code}: ${message}`, zh: `${code}：${findErrorPage(code)?.when.zh ?? message}` };
}

export function wrong(message: string): CliError {
  return new CliError({ code: "ERR_CLI_DEMO_STORY", message });
}
