import { detectSimd, slowPaths } from "../../lib/engine/mod.ts";
import { printError } from "./print.ts";

/**
 * Says on stderr what is slower here than it might be, and what to do about it.
 *
 * @param workers As many as were asked for; default: none were.
 * @throws {UnsupportedError} This machine cannot run the kernels at all.
 */
export function warnOfSlowPaths(workers = 1): void {
  const cores = navigator.hardwareConcurrency;
  printError(...slowPaths({ simd: detectSimd(), sharedMemory: true, workers, cores }));
}
