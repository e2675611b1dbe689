import type { CommandSpec } from "../command.ts";
import { demoCommand } from "../demo/command.ts";
import { demoGateCommand } from "../demo/race.ts";
import { actCommand } from "./act.ts";
import { billCommand } from "./bill.ts";
import { cardCommand } from "./card.ts";
import { certificateCommand } from "./certificate.ts";
import { convertCommand } from "./convert.ts";
import { doctorCommand } from "./doctor.ts";
import { exportCommand, importCommand } from "./export.ts";
import { fabricCommand } from "./fabric.ts";
import { gateCommand } from "./gate.ts";
import { initCommand } from "./init.ts";
import { issueCommand, revokeCommand } from "./issue.ts";
import { keyCommand } from "./key.ts";
import { lightCommand } from "./light.ts";
import { orderCommand } from "./order.ts";
import { partyCommand } from "./party.ts";
import { rightCommand } from "./right.ts";
import { showCommand } from "./show.ts";
import { validateCommand } from "./validate.ts";
import { verifyCommand } from "./verify.ts";
import { witnessCommand } from "./witness.ts";

/** Every command, in the order of the help. */
export const COMMANDS: readonly CommandSpec[] = [
  demoCommand, validateCommand, convertCommand, verifyCommand, initCommand, partyCommand, keyCommand, cardCommand,
  billCommand, issueCommand, revokeCommand, orderCommand, rightCommand, lightCommand, gateCommand, certificateCommand, showCommand,
  exportCommand, importCommand, actCommand, fabricCommand, witnessCommand, doctorCommand, demoGateCommand,
]; // prettier-ignore
