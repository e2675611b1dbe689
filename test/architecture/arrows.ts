/**
 * Which package may import which: docs/design/architecture.md §3, as data. What is not here is not allowed.
 * A new arrow is a decision: it needs a record in docs/design/decisions.
 */
const BELOW_SDK = [
  "core",
  "jws",
  "vrf",
  "log",
  "documents",
  "formats",
  "law",
  "ledger",
  "contract",
  "ledger-embedded",
  "dossier",
  "verify",
  "witness",
] as const;

export const ARROWS: Readonly<Record<string, readonly string[]>> = {
  core: [],
  jws: ["core"],
  vrf: ["core"],
  log: ["core"],
  documents: ["core"],
  ledger: ["core"],
  formats: ["core", "documents"],
  law: ["core", "jws", "documents"],
  contract: ["core", "law", "ledger"],
  "ledger-embedded": ["core", "ledger"],
  "ledger-fabric": ["core", "ledger"],
  "fabric-network": ["core", "ledger-fabric"],
  dossier: ["core", "jws", "vrf", "log", "documents", "law"],
  verify: ["core", "jws", "vrf", "log", "documents", "law", "dossier"],
  witness: ["core", "jws", "log", "law", "ledger"],
  sdk: BELOW_SDK,
  gate: ["core", "ledger", "verify", "sdk"],
  pdf: ["core", "jws", "documents", "dossier", "verify"],
  conformance: ["sdk", "verify", "core"],
  cli: [...BELOW_SDK, "ledger-fabric", "fabric-network", "sdk", "gate", "pdf", "conformance"],
  testkit: [...BELOW_SDK, "ledger-fabric", "fabric-network", "sdk", "gate", "pdf", "conformance"],
};

/** Packages that compute and nothing else: no clock, no randomness, no network, no disk, no machine's language. */
export const PURE = ["law", "contract", "verify", "dossier", "log", "documents", "formats"] as const;
