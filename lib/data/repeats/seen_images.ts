import { createHash } from "node:crypto";
import { NO_SYMBOL, SYMBOLS } from "../../symbols/mod.ts";
import { type Dataset, picture } from "../dataset.ts";
import { findRepeats, REPEAT } from "./repeats.ts";

/** Some images of a data set. */
export interface ImageSet {
  /** The data set. */
  readonly examples: Dataset;
  /** Which of its images. */
  readonly indices: Uint32Array;
}

/** How much of a test set is among images that were trained on. */
export interface SeenImages {
  /** Test images that are there to the byte, whatever their labels. */
  readonly identical: number;
  /** Those of them that are no plain strokes: nobody draws such a one twice, so they are copies. */
  readonly copies: number;
  /** Test images that were looked for with a blurred eye: up to 500, no plain strokes. */
  readonly compared: number;
  /** Those of them that are there nearly, as `findRepeats` says; in handwriting of different people 1 to 2 %. */
  readonly near: number;
}

/** Labels of a stroke or two without a bend: different people's are often the same to the byte. */
const PLAIN_STROKES: ReadonlySet<string> = new Set([
  ...SYMBOLS.filter(({ isPlain }) => isPlain).map(({ name }) => name),
  "|",
  NO_SYMBOL,
]);

/** Looking for nearly the same images among 100,000 takes a minute for all of a test set, seconds for so many. */
const MOST_COMPARED = 500;

/** Images not of one another's making: a greater share of near-repeats than this is the same ink in another pen. */
const NEAR_SHARE = 0.1;

/** The positions in `test.indices` of those images that are in `trained` to the byte. */
export function identicalImages(trained: ImageSet, test: ImageSet): number[] {
  const known = new Set<string>();
  for (const i of trained.indices) known.add(digestOf(trained.examples, i));
  return [...test.indices.keys()].filter((t) => known.has(digestOf(test.examples, test.indices[t])));
}

/** Looks for test images among images that were trained on, to the byte and nearly. */
export function seenImages(trained: ImageSet, test: ImageSet): SeenImages {
  const { examples, indices } = test;
  const isTelling = (i: number) => !PLAIN_STROKES.has(examples.classes[examples.labels[i]]);
  const identical = identicalImages(trained, test);
  const telling = indices.filter(isTelling);
  const step = Math.max(1, telling.length / MOST_COMPARED);
  const compared = Uint32Array.from(
    { length: Math.min(telling.length, MOST_COMPARED) },
    (_, k) => telling[Math.floor(k * step)],
  );
  const repeats = findRepeats(trained.examples, { train: trained.indices, test: compared }, examples);
  return {
    identical: identical.length,
    copies: identical.filter((t) => isTelling(indices[t])).length,
    compared: compared.length,
    near: repeats.test.filter((kind) => kind !== REPEAT.none).length,
  };
}

/** Whether images of the test set were trained on: copies are there, or more near-repeats than by chance. */
export function wereSeen({ copies, compared, near }: SeenImages): boolean {
  return copies > 0 || (near > 2 && near > NEAR_SHARE * compared);
}

function digestOf(examples: Dataset, index: number): string {
  return createHash("sha1").update(picture(examples, index)).digest("base64");
}
