export {
  application,
  authorise,
  certificateFacts,
  decidePresentation,
  examine,
  issueCertificate,
  present,
  print,
  printedCertificate,
} from "./certificate.ts";
export { createFixedClock } from "./clock.ts";
export { startFabricSimulator } from "./fabric-simulator/simulator.ts";
export { createTestIdentity } from "./fabric-simulator/test-identity.ts";
export { keyArg, suiteContract } from "./ledger-contract.ts";
export { describeLedger } from "./ledger-suite.ts";
export { createNoteSigners, createProofs } from "./proofs.ts";
export { sharedPath } from "./shared.ts";
export {
  createShipment,
  gateOut,
  issueBill,
  light,
  newRight,
  order,
  readyForGate,
  surrender,
  vesting,
} from "./shipment.ts";
export { rejectsWithCode, throwsWithCode } from "./throws.ts";
export { NOT_YET, rowOf, takeTour } from "./tour.ts";
export { asText, transitionsOf } from "./transitions.ts";
export { createWorld } from "./world.ts";

export type { FixedClock } from "./clock.ts";
export type { LedgerUnderTest, MakeLedger } from "./ledger-suite.ts";
export type { Shipment } from "./shipment.ts";
export type { Visit } from "./tour.ts";
export type { Transition } from "./transitions.ts";
export type { World, WorldAct, WorldHolder, WorldParty } from "./world.ts";
export type { TestIdentity } from "./fabric-simulator/test-identity.ts";
export type { FabricSimulator, SimulatedOrganisation, SimulatorOptions } from "./fabric-simulator/simulator.ts";
