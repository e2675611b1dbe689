import { readFileSync } from "node:fs";
import { parseRecordedAct } from "@openlading/law";
import { digestOfWriteSets } from "./recorder.ts";

// Prints what this process's locale, time zone and version make of the acts in a file.
const [, , path = ""] = process.argv;
const history = (JSON.parse(readFileSync(path, "utf8")) as readonly unknown[]).map(parseRecordedAct);
const here = `${Intl.DateTimeFormat().resolvedOptions().locale} ${new Date(0).getTimezoneOffset()} ${process.version}`;
process.stdout.write(`${await digestOfWriteSets(history)}\n${here}\n`);
