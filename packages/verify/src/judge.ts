import { formatInstant, parseUtcInstant, type JsonObject } from "@openlading/core";
import {
  decodeManifest,
  isParsedDossier,
  parseDossier,
  parseDossierV1,
  requiredRecords,
  type Dossier,
} from "@openlading/dossier";
import { createSignatureChecker, type Lookup, type Slot } from "@openlading/law";
import { adviceOf } from "./advice.ts";
import { anchorIssuerOutcome, verifyAnchors } from "./anchor.ts";
import { verifyBindings } from "./binding.ts";
import { certificateOf, verifyPeriod, verifySeal } from "./certificate.ts";
import { Report, causeOf, type Outcome } from "./check.ts";
import { verifyIdentity } from "./identity.ts";
import { mayOf } from "./may.ts";
import { base, leftToOthers, overallOf, refused, slotsOf, standingOf, wordFor } from "./outcome.ts";
import { verifyPaper, type VerdictDocument } from "./paper.ts";
import {
  proveActs,
  proveCheckpoint,
  proveHead,
  proveRecords,
  type ProvenAct,
  type ProvenCheckpoint,
  type ProvenRecord,
} from "./proofs.ts";
import { recheckHead, replay } from "./replay.ts";
import { openRights, type OpenedRight } from "./terms.ts";
import { parseQuestion, type Question, type VerdictReader } from "./trust.ts";
import type { Verdict } from "./verdict.ts";
import { STATE_WORDS, successorOf } from "./word.ts";

const CLOCK_SLACK_MS = 5 * 60 * 1000;

type Asked = Question & { readonly reader: VerdictReader };

/** What has been established so far. */
interface Case {
  readonly dossier: Dossier;
  readonly asked: Asked;
  readonly report: Report;
  readonly checkpoint: ProvenCheckpoint;
  readonly records: ReadonlyMap<string, ProvenRecord>;
  readonly acts: ReadonlyMap<string, ProvenAct>;
  readonly lookup: Lookup;
  /** The time enough witnesses vouch for, canonical UTC. */
  readonly asOf: string;
}

/**
 * Judges a dossier: what is true, and what the reader may do now. Uses no network, clock or ledger; trusts nothing but
 * `question.trust`. Checks run in the order shape, digest, signature, chain, policy, so a low fault is never reported as
 * a higher one. A bad dossier is no exception but a verdict.
 * @param input the file's JSON bytes, or a dossier
 * @throws VerifyError `ERR_VERIFY_TRUST`, `ERR_VERIFY_POLICY` when the question is malformed
 */
export function judge(input: Uint8Array | Dossier, question: Question): Verdict {
  const asked = parseQuestion(question);
  const report = new Report();
  report.add("TRUST_CURRENT", asked.moment <= asked.trust.expires ? "valid" : "unknown");
  const dossier = report.attempt("SHAPE", null, () => parsed(input));
  if (dossier === null) return refused(null, report);
  const checkpoint = proveCheckpoint(dossier, asked.trust, report);
  if (checkpoint === null) return refused(dossier, report);
  const records = proveRecords(dossier, checkpoint, report);
  const acts = proveActs(dossier, checkpoint, report);
  const lookup: Lookup = (id) => records.get(id)?.state;
  const asOf = formatInstant(trustedSeconds(checkpoint, asked.trust.threshold) * 1000);
  try {
    return decided({ dossier, asked, report, checkpoint, records, acts, lookup, asOf });
  } catch (error) {
    // Only what enough witnesses vouched for gets here, so this is what they would have to lie about: terms of no known shape.
    report.add("SHAPE", "invalid", null, causeOf(error));
    return refused(dossier, report);
  }
}

function parsed(input: Uint8Array | Dossier): Dossier {
  if (input instanceof Uint8Array) return parseDossier(input);
  return isParsedDossier(input) ? input : parseDossierV1(input);
}

/** The latest time that enough witnesses reach: one hasty clock alone does not make a state fresher. */
function trustedSeconds({ cosignatures }: ProvenCheckpoint, threshold: number): number {
  const times = cosignatures.map((c) => c.timeSeconds).sort((a, b) => b - a);
  return times[threshold - 1] ?? 0;
}

function decided(known: Case): Verdict {
  const { dossier, asked, report, checkpoint, lookup } = known;
  verifyTimes(known);
  const main = lookup(dossier.main);
  report.add("MAIN_RECORD", main === undefined ? "unknown" : "valid", dossier.main);
  const anchored = verifyAnchors(dossier.anchors, lookup, report);
  const chain = verifyChain(known, anchored);
  const parties = verifyBindings(dossier.bindings, { ...known, networkId: dossier.networkId, slots: chain.slots });
  const papers = verifyPapers(known, anchored);
  verifyPolicy(known, papers.documents);
  verifySeal(main, asked.issuerSealVerified, report);
  const content = dossier.documents.find((d) => d.recordId === dossier.main)?.document;
  const certificate = certificateOf(main, lookup, { documents: papers.documents, content });
  verifyPeriod(certificate, { moment: asked.moment, main: dossier.main }, report);
  const overall = overallOf(report);
  const word = wordFor(main, {
    report,
    moment: asked.moment,
    isDisputed: chain.isDisputed,
    isAnchored: anchored.has(dossier.main),
  });
  const standing = standingOf(overall, word, report);
  const { reader, moment } = asked;
  const may = main
    ? mayOf({ networkId: dossier.networkId, subject: main, lookup, reader, moment, isSure: overall === "valid" })
    : [];
  const subject = main ?? null;
  return {
    ...base(dossier, report, overall),
    standing,
    state: { word, text: STATE_WORDS[word].text, asOf: known.asOf, successor: subject && successorOf(subject) },
    record: subject,
    checkpoint: {
      height: dossier.checkpoint.closing.height,
      treeSize: checkpoint.treeSize,
      witnesses: checkpoint.cosignatures.map((c) => c.name),
    },
    control: slotsOf(subject, parties, reader),
    documents: papers.documents,
    containers: papers.containers,
    certificate,
    may,
    advice: adviceOf({
      ...{ standing, word, asOf: known.asOf, subject, reader, certificate, may },
      left: leftToOthers(report),
    }),
  };
}

function verifyTimes({ asked, report, asOf }: Case): void {
  const ageMs = parseUtcInstant(asked.moment) - parseUtcInstant(asOf);
  report.add("CLOCK", ageMs < -CLOCK_SLACK_MS ? "unknown" : "valid");
  report.add("CHECKPOINT_AGE", ageMs > asked.policy.maxAgeSeconds * 1000 ? "unknown" : "valid");
}

interface Chain {
  readonly isDisputed: boolean;
  readonly slots: readonly Slot[];
}

/** Heads, signatures, lawfulness, and the records the open acts hang on. */
function verifyChain(known: Case, anchored: ReadonlyMap<string, string>): Chain {
  const { dossier, report, records, acts, lookup } = known;
  const batch = batchOf(dossier, anchored);
  const subject = lookup(dossier.main) ?? (batch === null ? null : lookup(batch)) ?? null;
  const head = subject === null ? null : proveHead(subject, acts, report);
  verifyRequired(known, batch, head);
  const isReplay = dossier.depth === "replay";
  const checker = isReplay ? null : createSignatureChecker();
  const context = { networkId: dossier.networkId, lookup, report };
  const history = isReplay ? replay(dossier, acts, records, report).slots : [];
  let isDisputed = false;
  for (const act of acts.values()) {
    isDisputed = verifyIdentity(act, context, checker) || isDisputed;
    if (checker !== null) recheckHead(act, records, report, checker);
  }
  const present = [...records.values()].flatMap((r) => Object.values(r.state?.slots ?? {}));
  return { isDisputed, slots: [...present, ...history] };
}

function batchOf({ main, anchors }: Dossier, anchored: ReadonlyMap<string, string>): string | null {
  return anchored.has(main) ? (anchors.find((a) => a.recordId === main)?.batch ?? null) : null;
}

function verifyRequired({ dossier, report, lookup }: Case, batch: string | null, head: ProvenAct | null): void {
  const { networkId, main } = dossier;
  const entry = head === null ? null : head.carried.entry;
  const missing = requiredRecords({ networkId, main, batch, head: entry, lookup }).filter(
    (id) => lookup(id) === undefined,
  );
  for (const id of missing) report.add("REQUIRED_RECORDS", "unknown", id);
  if (missing.length === 0) report.add("REQUIRED_RECORDS", "valid");
}

interface Papers {
  readonly documents: readonly VerdictDocument[];
  readonly containers: readonly OpenedRight[];
}

function verifyPapers(known: Case, anchored: ReadonlyMap<string, string>): Papers {
  const { dossier, report, lookup, acts } = known;
  const context = {
    networkId: dossier.networkId,
    lookup,
    anchored,
    report,
    issuedForm: (id: string) => issuedForm(id, acts),
  };
  const documents: VerdictDocument[] = [];
  const containers: OpenedRight[] = [];
  for (const carried of dossier.documents) {
    const document = verifyPaper(carried, context);
    const anchor = anchored.has(carried.recordId) && dossier.anchors.find((a) => a.recordId === carried.recordId);
    if (document !== null && anchor)
      report.add("ANCHOR_ISSUER", anchorIssuerOutcome(document, anchor.batch, context), carried.recordId);
    if (document !== null) documents.push(document);
    containers.push(...openRights(carried.recordId, carried.openings, { lookup, report }));
  }
  return { documents, containers };
}

/** The form a bill was issued in, out of its own ISSUE act. */
function issuedForm(recordId: string, acts: ReadonlyMap<string, ProvenAct>): string | null {
  for (const { decoded } of acts.values()) {
    const { actionCode, heads, facts } = decoded.payload;
    if (actionCode !== "ISSUE" || heads[0]?.recordId !== recordId) continue;
    // Facts are JSON; that they fit the action the law checks.
    const form = (facts as JsonObject)["form"];
    return typeof form === "string" ? form : null;
  }
  return null;
}

function verifyPolicy({ dossier, asked, report }: Case, documents: readonly VerdictDocument[]): void {
  const hasMain = documents.some((d) => d.recordId === dossier.main && d.hasData);
  report.add(
    "DOCUMENT",
    hasMain ? "valid" : asked.policy.requireDocument === true ? "unknown" : "skipped",
    dossier.main,
  );
  if (asked.policy.requireReplay === true) report.add("REPLAY", dossier.depth === "replay" ? "valid" : "unknown");
  report.add("ATTACHMENTS", attachmentsOutcome(dossier, asked, documents));
}

function attachmentsOutcome(dossier: Dossier, asked: Asked, documents: readonly VerdictDocument[]): Outcome {
  const isGood = new Set(documents.map((d) => d.recordId));
  const named = new Map(
    dossier.documents.flatMap((d) =>
      d.manifest !== undefined && isGood.has(d.recordId)
        ? decodeManifest(d.manifest).attachments.map((a) => [a.digest, a] as const)
        : [],
    ),
  );
  const isNamed = dossier.attachments.every((a) => {
    const listed = named.get(a.digest);
    return listed !== undefined && listed.name === a.name && listed.size === a.size && listed.mediaType === a.mediaType;
  });
  if (!isNamed) return "invalid";
  const checked = new Set(asked.attachments);
  const wanted =
    asked.policy.requireAttachments === true ? [...named.keys()] : dossier.attachments.map((a) => a.digest);
  if (wanted.length === 0) return "skipped";
  if (wanted.every((digest) => checked.has(digest))) return "valid";
  return asked.policy.requireAttachments === true ? "unknown" : "skipped";
}
