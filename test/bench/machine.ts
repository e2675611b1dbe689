import { arch, cpus, loadavg, platform, totalmem } from "node:os";
import { versions } from "node:process";

/** What the figures were taken on; without it none of them means anything. */
export function machineLines(): readonly string[] {
  const processors = cpus();
  const [load = 0] = loadavg();
  return [
    `processor  ${processors[0]?.model.trim() ?? "unknown"}, ${String(processors.length)} cores, ${arch()} ${platform()}`,
    `memory     ${(totalmem() / 2 ** 30).toFixed(1)} GiB`,
    `Node       ${versions.node} (V8 ${versions.v8}, OpenSSL ${versions.openssl})`,
    `load       ${load.toFixed(2)} of ${String(processors.length)} when it began${load > 0.5 ? ": the machine is BUSY; read ratios, not times" : ""}`,
  ];
}
