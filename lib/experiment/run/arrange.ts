import {
  allIndices,
  type Dataset,
  findRepeats,
  type ImageSet,
  parseSplit,
  sample,
  size,
  type TrainTest,
  trainTestSplit,
  withoutRepeats,
} from "../../data/light.ts";
import { streamSeed } from "../../random/mod.ts";
import { drawnEach, type ExperimentConfig } from "../settings/config.ts";
import type { Material } from "./material.ts";
import { notSeen } from "./not_seen.ts";

/** Raised whenever equal settings divide the same images in another way: what was stored before is then not gone on with. */
export const ARRANGEMENT = 2;

/** The images of one run. */
export interface Arrangement {
  /** The training images' indices into `Material.data`; none where clients draw their own. */
  readonly train: Uint32Array;
  /** The test images. */
  readonly test: ImageSet;
  /** What was decided on the way, for the reader. */
  readonly notes: readonly string[];
}

/**
 * Draws the sample and splits it, for one seed, and looks whether `--more-data` or, with `--test`, `--data` holds
 * test images.
 *
 * @throws {UsageError} One of these holds test images.
 */
export function arrange(config: ExperimentConfig, material: Material, seed: number): Arrangement {
  const arranged = divide(config, material, seed);
  return { ...arranged, notes: [...arranged.notes, ...overlapNotes(config, material, arranged)] };
}

/** The same without looking; for choosing settings, a part of the training images is tested on. */
export function divide(config: ExperimentConfig, material: Material, seed: number): Arrangement {
  const arranged = trainAndTest(config, material, seed);
  const { validation } = config;
  if (validation === undefined) return arranged;
  const { data } = material;
  const { kind } = parseSplit(config.split);
  const inner = { kind: kind === "writer" ? kind : "random", fraction: validation } as const;
  const { train, test } = trainTestSplit(data, inner, streamSeed(seed, "validation"), arranged.train);
  const note = `tested on ${test.length} of the training images, the test images are not looked at`;
  return { train, test: { examples: data, indices: test }, notes: [...arranged.notes, note] };
}

function trainAndTest(config: ExperimentConfig, { data, testData }: Material, seed: number): Arrangement {
  const all = size(data);
  if (drawnEach(config) !== undefined) {
    const { sample: n = all } = config;
    const indices = n < all && config.moreData === undefined ? sample(data, n, seed) : allIndices(all);
    return { train: new Uint32Array(), test: { examples: data, indices }, notes: [] };
  }
  const wanted = config.moreData === undefined ? config.sample ?? all : all;
  if (testData) {
    const test = allIndices(size(testData));
    const split = { train: sample(data, wanted, seed), test, leftOut: 0 };
    const { train, notes } = withoutRepeated(config, split, data, testData);
    return { train, test: { examples: testData, indices: test }, notes };
  }
  // Drawing all images would only shuffle them before the split does: it is the split of the library alone.
  const drawn = wanted === all ? undefined : sample(data, wanted, seed);
  const split = trainTestSplit(data, parseSplit(config.split), seed, drawn);
  const leftOut = split.leftOut > 0
    ? [`${split.leftOut} images are in neither part of the official split`]
    : [];
  const { train, notes } = withoutRepeated(config, split, data, data);
  return { train, test: { examples: data, indices: split.test }, notes: [...leftOut, ...notes] };
}

function withoutRepeated(
  { removeRepeats }: ExperimentConfig,
  split: TrainTest,
  data: Dataset,
  testData: Dataset,
): { readonly train: Uint32Array; readonly notes: readonly string[] } {
  if (!removeRepeats) return { train: split.train, notes: [] };
  const { train } = withoutRepeats(split, findRepeats(data, split, testData), "near");
  const removed = split.train.length - train.length;
  return { train, notes: [`${removed} training images that repeat a test image were removed`] };
}

/** What helps against test images in other sources. */
const REMEDY = "Give other images, or --remove-repeats, which leaves such ones out of training.";

/** Test images are in other sources than their own by mistake, or because plain strokes are alike in all hands. */
function overlapNotes(
  { data: source, moreData }: ExperimentConfig,
  { data, moreFrom, testData }: Material,
  { train, test }: Arrangement,
): string[] {
  const part = (indices: Uint32Array, holds: (i: number) => boolean) => ({
    examples: data,
    indices: indices.filter(holds),
  });
  const isMore = (i: number) => i >= moreFrom!, isOwn = (i: number) => i < moreFrom!;
  if (testData && test.examples === testData) {
    return notSeen({ examples: data, indices: train }, test, `those of --data ${source}`, REMEDY);
  }
  if (moreFrom === undefined) return [];
  return [
    ...notSeen(part(train, isMore), part(test.indices, isOwn), `those of --more-data ${moreData}`, REMEDY),
    ...notSeen(part(train, isOwn), part(test.indices, isMore), `those of --data ${source}`, REMEDY),
  ];
}
