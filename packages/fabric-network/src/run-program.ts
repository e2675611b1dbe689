import { execFile } from "node:child_process";
import { FabricNetworkError } from "./error.ts";

const LOG_LINES = 15;

/** Runs one of Fabric's programs to its end. @throws FabricNetworkError `ERR_FABRIC_NETWORK_PROCESS` with what it said */
export function runProgram(command: string, args: readonly string[], cwd: string): Promise<void> {
  const env = { PATH: process.env["PATH"] ?? "", HOME: cwd };
  return new Promise((resolve, reject) => {
    execFile(command, args, { cwd, env }, (error, stdout, stderr) => {
      if (error === null) resolve();
      else reject(failed(command, `${stdout}${stderr}`, error));
    });
  });
}

function failed(command: string, output: string, cause: Error): FabricNetworkError {
  const log = output.trimEnd().split("\n").slice(-LOG_LINES).join("\n");
  return new FabricNetworkError({
    code: "ERR_FABRIC_NETWORK_PROCESS",
    message: `${command} failed`,
    details: { process: command, log },
    cause,
  });
}
