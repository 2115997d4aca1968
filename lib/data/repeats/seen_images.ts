import { createHash } from "node:crypto";
import { NO_SYMBOL, SYMBOLS } from "../../symbols/mod.ts";
import { type Dataset, picture } from "../dataset.ts";
import { findRepeats, REPEAT } from "./repeats.ts";

/** Some images of a data set. */
export interface ImageSet {
  /** The data set. */
  readonly examples: Dataset;
  /** Indices of the images. */
  readonly indices: Uint32Array;
}

/** How many test images are among the images a model was trained on. */
export interface SeenImages {
  /** Test images that were trained on, byte by byte, whatever their labels. */
  readonly identical: number;
  /** Of these, the images that are more than plain strokes: nobody draws one twice, so they are copies. */
  readonly copies: number;
  /** Number of test images searched for near-repeats: up to 500, no plain strokes. */
  readonly compared: number;
  /** Of these, the near-repeats of training images, as `findRepeats` finds them; 1 to 2 % for different writers. */
  readonly near: number;
}

/** Labels of one or two straight strokes: different people's are often the same byte by byte. */
const PLAIN_STROKES: ReadonlySet<string> = new Set([
  ...SYMBOLS.filter(({ isPlain }) => isPlain).map(({ name }) => name),
  "|",
  NO_SYMBOL,
]);

/** Most test images searched for near-repeats: among 100,000 images this takes seconds, a whole test set a minute. */
const MOST_COMPARED = 500;

/** Greatest share of near-repeats in unrelated images; a greater one is the same ink drawn with another pen. */
const NEAR_SHARE = 0.1;

/** The positions in `test.indices` of the images that are in `trained` byte by byte. */
export function identicalImages(trained: ImageSet, test: ImageSet): number[] {
  const known = new Set<string>();
  for (const i of trained.indices) known.add(digestOf(trained.examples, i));
  return [...test.indices.keys()].filter((t) => known.has(digestOf(test.examples, test.indices[t])));
}

/** Searches the images a model was trained on for test images, identical ones and near-repeats. */
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

/** Whether test images were trained on: there are copies, or more near-repeats than by chance. */
export function wereSeen({ copies, compared, near }: SeenImages): boolean {
  return copies > 0 || (near > 2 && near > NEAR_SHARE * compared);
}

function digestOf(examples: Dataset, index: number): string {
  return createHash("sha1").update(picture(examples, index)).digest("base64");
}
