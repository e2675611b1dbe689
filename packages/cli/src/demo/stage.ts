import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Text } from "@openlading/core";
import { actorKey } from "@openlading/law";
import { assertCommitted, type Committed, type Network, type Outcome, type Party } from "@openlading/sdk";
import { findErrorPage } from "../error-pages.ts";
import { CliError } from "../error.ts";
import { CAST, type Part, type Role } from "./cast.ts";
import type { DemoClock } from "./clock.ts";
import type { DemoFolder } from "./folder.ts";
import type { Line } from "./line.ts";
import { tellStep, type Knowledge } from "./tell.ts";

/** Seconds of the simulated clock between two steps of the story. */
const PACE_SECONDS = 4;

interface StageParts {
  readonly network: Network;
  readonly clock: DemoClock;
  readonly folder: DemoFolder;
  /** Shows a line as soon as it is known. */
  readonly show: (line: Line) => void;
}

/** Where the story plays: the network, its people, and the telling of what the ledger committed. */
export interface Stage<P extends Part = Part> extends StageParts {
  readonly people: Readonly<Record<P, Party>>;
  readonly lines: readonly Line[];
  chapter(heading: Text): void;
  /** Does an act that must be committed, then tells everything new on the ledger. */
  readonly must: (act: Promise<Outcome>) => Promise<Committed>;
  /** Does an act that must be refused, and tells why. @throws CliError `ERR_CLI_DEMO_STORY` */
  mustRefuse(who: P, what: Text, act: Promise<Outcome>): Promise<void>;
  tell(line: Line): void;
  /** Tells the entries committed since the last telling. */
  catchUp(): Promise<void>;
  /** What a record is called: its parties know, the ledger does not. */
  learnName(recordId: string, name: string): void;
  /** Puts a file where it is handed over. */
  handOver(name: string, content: string | Uint8Array): Promise<string>;
}

export async function enrolCast<P extends Part>(
  { network, clock }: Pick<StageParts, "network" | "clock">,
  parts: readonly P[],
): Promise<Readonly<Record<P, Party>>> {
  const people: Partial<Record<P, Party>> = {};
  for (const part of parts) {
    const { partyId, name, offices, ...more }: Role = CAST[part];
    people[part] = await network.enrol({ partyId, name: `${name.en} ${name.zh}`, offices, ...more });
    clock.advance(1);
  }
  return people as Readonly<Record<P, Party>>;
}

export function createStage<P extends Part>(parts: StageParts, people: Readonly<Record<P, Party>>): Stage<P> {
  const { network, clock, folder, show } = parts;
  const lines: Line[] = [];
  const names = new Map<string, string>();
  const know: Knowledge = {
    partyOfKey: (thumbprint) =>
      registrarOf(network, thumbprint) ??
      Object.values<Party>(people).find((p) => p.reader().thumbprints.includes(thumbprint))?.partyId ??
      null,
    nameOfRecord: (recordId) => names.get(recordId) ?? null,
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
    learnName: (recordId, name) => {
      names.set(recordId, name);
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

/** A reason of the law; `details` are missing where another process told it. */
interface ReasonGiven {
  readonly code: string;
  readonly message: string;
  readonly details?: Readonly<Record<string, string | number | null>>;
}

/** A reason of the law in both languages. The Chinese page of a code is general: what this case is about stands after it. */
export function reasonText({ code, message, details }: ReasonGiven): Text {
  const about = Object.values(details ?? {}).filter((value) => value !== null);
  const zh = findErrorPage(code)?.when.zh ?? message;
  return { en: `${code}: ${message}`, zh: `${code}：${zh}${about.length === 0 ? "" : `（${about.join("，")}）`}` };
}

export function wrong(message: string): CliError {
  return new CliError({ code: "ERR_CLI_DEMO_STORY", message });
}
