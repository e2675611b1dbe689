import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

const START_TIME = 19;
const hasProc = existsSync("/proc/self/stat");

/**
 * When a process began, as its system tells it, or null when there is none (or it has ended and only waits to be
 * noticed). With the pid it names one process for ever: pids are given out again, pairs are not.
 */
export function startOf(pid: number): string | null {
  return hasProc ? startInProc(pid) : startInTable(pid);
}

/** @see proc_pid_stat(5): fields 3 (state) and 22 (starttime), counted behind the command's closing parenthesis */
function startInProc(pid: number): string | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? null : (fields[START_TIME] ?? null);
  } catch {
    return null;
  }
}

function startInTable(pid: number): string | null {
  try {
    const options = { encoding: "utf8" } as const;
    const text = execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], options).trim();
    return text === "" ? null : text;
  } catch {
    return null;
  }
}

/** A process that was seen once and can be told from a later one with its pid. */
export interface KnownProcess {
  readonly pid: number;
  readonly startedAt: string;
}

/** Whether the very process that was recorded still runs. */
export function isAlive({ pid, startedAt }: KnownProcess): boolean {
  return startOf(pid) === startedAt;
}

/** Signals the recorded process; never another one that has been given its pid. */
export function signalProcess(process_: KnownProcess, signal: NodeJS.Signals): void {
  if (!isAlive(process_)) return;
  try {
    process.kill(process_.pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
