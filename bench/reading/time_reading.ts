import { recognize } from "../../lib/recognize/mod.ts";
import type { ReaderModel } from "../../lib/recognize/mod.ts";
import type { GreyImage } from "../../lib/drawing/mod.ts";
import { mean } from "../../lib/numbers/mod.ts";
import { spread } from "../spread.ts";

/** How long expressions take to read, in milliseconds. */
export interface ReadingTimes {
  /** How many were read. */
  readonly expressions: number;
  /** Of an expression: the middle one, and that which 95 in 100 do not exceed. */
  readonly median: number;
  readonly p95: number;
  /** Of an expression on average, and of it in the network. */
  readonly mean: number;
  readonly network: number;
  /** Images that the network was shown of an expression, on average. */
  readonly images: number;
}

/** Expressions read before the first that counts, while the compiler warms up. */
const WARM_UP = 20;

/** How often each is read; the middle time counts. */
const REPEATS = 3;

/** Times the reading of decoded pictures, on this thread. */
export function timeReading(
  pictures: readonly GreyImage[],
  { classifier, grammar }: ReaderModel,
): ReadingTimes {
  let network = 0, images = 0;
  const watched: typeof classifier = {
    ...classifier,
    classify(bytes, count) {
      const start = performance.now(), scores = classifier.classify(bytes, count);
      network += performance.now() - start, images += count;
      return scores;
    },
  };
  const read = (picture: GreyImage) => {
    const start = performance.now();
    recognize(picture, watched, { grammar });
    return performance.now() - start;
  };
  for (const picture of pictures.slice(0, WARM_UP)) read(picture);
  network = images = 0;
  const times = pictures.map((picture) =>
    spread(Array.from({ length: REPEATS }, () => read(picture))).median
  );
  const sorted = times.toSorted((a, b) => a - b), readings = REPEATS * pictures.length;
  return {
    expressions: pictures.length,
    median: spread(times).median,
    p95: sorted[Math.ceil(0.95 * sorted.length) - 1],
    mean: mean(times),
    network: network / readings,
    images: images / readings,
  };
}
