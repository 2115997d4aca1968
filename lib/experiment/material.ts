import {
  type Dataset,
  findRepeats,
  loadData,
  merge,
  parseSplit,
  sample,
  select,
  size,
  type Skip,
  trainTestSplit,
  withoutRepeats,
} from "../data/mod.ts";
import type { TestSet } from "../federated/mod.ts";
import { permutation, stream, streamSeed } from "../random/mod.ts";
import type { ExperimentConfig } from "./config.ts";
import { UsageError } from "./usage_error.ts";

/** The images of an experiment, loaded once for all its runs. */
export interface Material {
  /** What is trained on and, without `testData`, also tested on. */
  readonly data: Dataset;
  /** The images of `--test`. */
  readonly testData?: Dataset;
  /** What loading left out. */
  readonly skips: readonly Skip[];
  /** What loading found out. */
  readonly notes: readonly string[];
}

/** The images of one run. */
export interface Arrangement {
  /** The training images' indices into `Material.data`. */
  readonly train: Uint32Array;
  /** The test images. */
  readonly test: TestSet & { readonly examples: Dataset };
  /** What was decided on the way, for the reader. */
  readonly notes: readonly string[];
}

/** Loads the images an experiment is made of. */
export async function loadMaterial(config: ExperimentConfig): Promise<Material> {
  const options = { seed: config.seed, penWidth: config.penWidth };
  const { images } = config;
  const reader = (copies: number) =>
    images === "plain" ? {} : { reader: { copies, surroundings: images === "surroundings" } };
  let loaded = await loadData(config.data, { ...options, count: config.sample, ...reader(config.copies) });
  if (config.moreData !== undefined) {
    const more = await loadData(config.moreData, { ...options, ...reader(config.copies) });
    const wanted = config.sample === undefined ? loaded.dataset : select(
      loaded.dataset,
      sample(loaded.dataset, config.sample, config.seed),
    );
    loaded = {
      dataset: merge(wanted, more.dataset),
      skips: [...loaded.skips, ...more.skips],
      notes: [...loaded.notes, ...more.notes.map((note) => `${config.moreData}: ${note}`)],
    };
  }
  if (!config.test) return { data: loaded.dataset, skips: loaded.skips, notes: loaded.notes };
  const tested = await loadData(config.test, { ...options, ...reader(0) });
  if (String(tested.dataset.classes) !== String(loaded.dataset.classes)) {
    throw new UsageError(`--test must have the classes of --data; those of ${config.test} differ.`);
  }
  return {
    data: loaded.dataset,
    testData: tested.dataset,
    skips: [...loaded.skips, ...tested.skips],
    notes: [...loaded.notes, ...tested.notes.map((note) => `test: ${note}`)],
  };
}

/** Draws the sample and splits it, for one seed; for choosing settings, a part of the training images is tested on. */
export function arrange(config: ExperimentConfig, material: Material, seed: number): Arrangement {
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
  const drawn = config.sample === undefined || config.moreData !== undefined
    ? permutation(size(data), stream(seed, "sample"))
    : sample(data, config.sample, seed);
  if (testData) {
    const indices = Uint32Array.from({ length: size(testData) }, (_, i) => i);
    return { train: drawn, test: { examples: testData, indices }, notes: [] };
  }
  let split = trainTestSplit(data, parseSplit(config.split), seed, drawn);
  const notes = split.leftOut > 0
    ? [`${split.leftOut} images are in neither part of the official split`]
    : [];
  if (config.removeRepeats) {
    const before = split.train.length;
    split = withoutRepeats(split, findRepeats(data, split), "near");
    notes.push(`${before - split.train.length} training images that repeat a test image were removed`);
  }
  return { train: split.train, test: { examples: data, indices: split.test }, notes };
}
