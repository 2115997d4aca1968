import type { Simd } from "./simd.ts";

/** What decides whether a slow path is taken. */
export interface MachineFacts {
  /** Which instructions the kernels use. */
  readonly simd: Simd;
  /** Whether workers see memory without a copy; a web page that is not isolated from other origins has none. */
  readonly sharedMemory: boolean;
  /** Workers that were asked for. */
  readonly workers: number;
  /** Cores that this program may use. */
  readonly cores: number;
}

/**
 * What is slower here than it might be, and what to do about it: a sentence for each, none where everything is fast.
 * Results do not change with the memory or the workers; with plain SIMD they differ in their last digits.
 */
export function slowPaths({ simd, sharedMemory, workers, cores }: MachineFacts): string[] {
  return [
    ...(simd === "plain"
      ? [
        "Multiplication and addition are not fused here, so training takes about 1.2 times as long and results differ in " +
        "their last digits: an Intel or AMD processor needs FMA3, which a virtual machine may hide (choose its host's " +
        "processor type), and a browser relaxed SIMD (take a newer one).",
      ]
      : []),
    ...(sharedMemory ? [] : [
      "There is no shared memory here, so each worker gets copies of the images and of the model: serve the page with the " +
      "headers Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp.",
    ]),
    ...(workers > cores
      ? [
        `${workers} workers share ${cores === 1 ? "one core" : `${cores} cores`}, which is no faster than ` +
        `${cores === 1 ? "one worker" : `${cores} workers`} and takes more memory: ask for fewer.`,
      ]
      : []),
  ];
}
