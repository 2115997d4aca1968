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
  /** One number, which is that of the case under way; −1, −2, … for the largest inputs. */
  readonly progress: Int32Array;
}

/** What it answers. */
export interface FuzzAnswer {
  /** What came of the cases. */
  readonly report: FuzzReport;
  /** What came of the largest inputs: "read", or why one was not. */
  readonly largest: string;
  /** Seconds that the slower took. */
  readonly largestSeconds: number;
}

self.onmessage = async ({ data }: MessageEvent<FuzzRequest>) => {
  const { name, folder, cases, seed, progress } = data;
  const target = targetsIn(folder).find((one) => one.name === name)!;
  const report = await fuzz(target, cases, seed, (number) => Atomics.store(progress, 0, number));
  let largest = "read", largestSeconds = 0, number = -1;
  Atomics.store(progress, 0, number);
  for (const input of target.largest()) {
    const start = performance.now();
    try {
      await target.read(input);
    } catch (error) {
      largest = `${error}`;
    }
    largestSeconds = Math.max(largestSeconds, (performance.now() - start) / 1000);
    Atomics.store(progress, 0, --number);
  }
  self.postMessage({ report, largest, largestSeconds } satisfies FuzzAnswer);
};
