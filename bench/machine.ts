import { cpus, totalmem } from "node:os";

/** What a benchmark ran on. */
export interface Machine {
  /** The processor as the system names it. */
  readonly processor: string;
  /** Cores this program may use. */
  readonly cores: number;
  /** Main memory. */
  readonly memoryBytes: number;
  /** Operating system and architecture: "linux x86_64". */
  readonly system: string;
  /** Programs running or waiting to run, the mean of the last minute: far above 0 before a run, it is noisy. */
  readonly load: number;
}

/** This machine, now. */
export function thisMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? "unknown",
    cores: navigator.hardwareConcurrency,
    memoryBytes: totalmem(),
    system: `${Deno.build.os} ${Deno.build.arch}`,
    load: Deno.loadavg()[0],
  };
}

/** The machine in one sentence. */
export function machineText({ processor, cores, memoryBytes, system, load }: Machine): string {
  const gigabytes = Math.round(memoryBytes / 2 ** 30);
  return `${processor}, ${cores} ${
    cores === 1 ? "core" : "cores"
  }, ${gigabytes} GB, ${system}; load before the run ${load.toFixed(2)}.`;
}
