import { sha256Hex } from "@openlading/core";
import { renderPrint } from "../../src/page/render.ts";
import { certificatePrint } from "./fixture.ts";

// Run in a process of its own: what it prints must not depend on what this process printed before.
const { bytes } = await renderPrint(certificatePrint());
process.stdout.write(sha256Hex(bytes));
