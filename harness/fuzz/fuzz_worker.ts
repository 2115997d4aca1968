/// <reference lib="deno.worker" />
import { fuzz, type FuzzReport } from "./fuzz.ts";
import { targetsIn } from "./targets.ts";

/** What a worker is asked to do. */
export interface FuzzRequest {
  /** Of which target. */
  readonly name: string;
  /** Where its files go. */
  readonly folder: string;
  /** How many cases. */
  readonly cases: number;
  /** Decides them. */
  readonly seed: number;
  /** One number, which is that of the case under way. */
  readonly progress: Int32Array;
}

/** What it answers. */
export interface FuzzAnswer {
  /** What came of it. */
  readonly report: FuzzReport;
  /** The most memory the process held when a case began, in bytes. */
  readonly memory: number;
}

self.onmessage = async ({ data }: MessageEvent<FuzzRequest>) => {
  const { name, folder, cases, seed, progress } = data;
  let memory = 0;
  const report = await fuzz(targetsIn(folder).find((one) => one.name === name)!, cases, seed, (number) => {
    Atomics.store(progress, 0, number);
    if (number % 50 === 0) memory = Math.max(memory, Deno.memoryUsage().rss);
  });
  self.postMessage({ report, memory } satisfies FuzzAnswer);
};
