import {
  allIndices,
  DataError,
  identicalImages,
  type ImageSet,
  loadData,
  loadReaderData,
  seenImages,
  size,
  type Skip,
  sourceHeeds,
  wereSeen,
} from "../../data/light.ts";
import { READER_CLASSES } from "../../symbols/mod.ts";
import type { SymbolModel } from "../../recognize/classify/mod.ts";
import { arrange } from "./arrange.ts";
import { drawnEach, type ExperimentConfig, testSetOf } from "../settings/config.ts";
import { loadMaterial } from "./material.ts";
import type { SavedRun } from "./saved_run.ts";
import { checkStart } from "./start.ts";
import { trainedImages } from "./trained_images.ts";
import { UsageError } from "../../errors/mod.ts";

/** What somebody asks to be tested on. */
export interface TestChoice {
  /** A source; default the run's own test images, or ink where there is no run. */
  readonly data?: string;
  /** Seeds the images of a source that draws; default the run's, or 1. */
  readonly seed?: number;
  /** Pixels, where strokes are drawn; default the run's, or the source's. */
  readonly penWidth?: number;
}

/** The images a saved model is tested on. */
export interface TestImages extends ImageSet {
  /** Which they are, for the reader: "ink, split random:0.1: …". */
  readonly testSet: string;
  /** What loading left out. */
  readonly skips: readonly Skip[];
  /** What was found out, a clause each. */
  readonly notes: readonly string[];
}

/**
 * The images a saved model is tested on: those its run set apart, where no others are asked for; else all images of a
 * source but those that it was trained on.
 *
 * @throws {UsageError} An option without effect; all images were trained on; images of other classes than the model's.
 */
export async function testImages(run: SavedRun, model: SymbolModel, choice: TestChoice): Promise<TestImages> {
  const { config } = run;
  const images = config && isOwn(config, choice)
    ? await ownTestImages(config, choice.penWidth)
    : await sourceImages(run, model, choice);
  const { classes } = images.examples;
  if (String(classes) === String(model.classes)) return images;
  throw new UsageError(
    `The model knows ${model.classes.length} symbols; the ${classes.length} of ${images.testSet} are others.`,
  );
}

function isOwn({ data, moreData, test, seed }: ExperimentConfig, choice: TestChoice): boolean {
  const sameSource = choice.data === undefined ||
    choice.data === data && moreData === undefined && test === undefined;
  return sameSource && (choice.seed === undefined || choice.seed === seed);
}

/** Those the run set apart; where settings were chosen on a part of the training images, the real ones. */
async function ownTestImages(
  { validation: _, ...config }: ExperimentConfig,
  penWidth: number | undefined,
): Promise<TestImages> {
  const drawn = { ...config, ...(penWidth !== undefined && { penWidth }) };
  const material = await loadMaterial(drawn).catch((error) => {
    if (!(error instanceof DataError)) throw error;
    throw new UsageError(`The run's own images cannot be loaded: ${error.message} Name others with --data.`);
  });
  const { train, test, notes } = arrange(drawn, material, config.seed);
  return {
    ...test,
    testSet: drawnEach(drawn) === undefined
      ? `${testSetOf(drawn)}: its run set them apart and trained on ${train.length} others`
      : `${testSetOf(drawn)}: its run trained on none of them, its clients drew their own`,
    skips: material.skips,
    notes: [...material.notes, ...notes, ...await checkStart(drawn, test)],
  };
}

async function sourceImages(
  run: SavedRun,
  { classes, channels }: SymbolModel,
  choice: TestChoice,
): Promise<TestImages> {
  const data = choice.data ?? run.config?.data ?? "ink";
  for (const [option, flag] of [["seed", "--seed"], ["penWidth", "--pen-width"]] as const) {
    if (choice[option] !== undefined && !await sourceHeeds(data, option)) {
      throw new UsageError(`${flag} has no effect on the images of ${data}.`);
    }
  }
  const seed = choice.seed ?? run.config?.seed ?? 1;
  const options = { seed, penWidth: choice.penWidth };
  const { dataset, skips, notes } = String(classes) === String(READER_CLASSES)
    ? await loadReaderData(data, { ...options, copies: 0, surroundings: channels > 1 })
    : await loadData(data, options);
  const all: ImageSet = {
    examples: dataset,
    indices: allIndices(size(dataset)),
  };
  const { known, unknown } = await trainedImages(run, choice.penWidth);
  const comparable = known.filter(({ examples }) => String(examples.classes) === String(dataset.classes));
  const { indices, notes: found } = withoutTrained(all, comparable, data);
  const seeded = await sourceHeeds(data, "seed") ? `${data}, seed ${seed}` : data;
  return {
    examples: dataset,
    indices,
    testSet: seeded,
    skips,
    notes: [
      ...notes,
      ...found,
      ...unknown.map((reason) => `whether the model was trained on these images is not known: ${reason}`),
    ],
  };
}

/** The images without those trained on, and what was found. */
function withoutTrained(
  all: ImageSet,
  known: readonly ImageSet[],
  data: string,
): { readonly indices: Uint32Array; readonly notes: readonly string[] } {
  let { examples, indices } = all;
  const notes: string[] = [];
  for (const trained of known) {
    const seen = seenImages(trained, { examples, indices });
    if (!wereSeen(seen)) continue;
    const identical = new Set(identicalImages(trained, { examples, indices }));
    if (identical.size > 0) {
      notes.push(
        `${identical.size} of ${indices.length} images of ${data} were trained on: tested on the others`,
      );
    } else {
      notes.push(
        `${seen.near} of ${seen.compared} images looked at closely are nearly the same as images trained on`,
      );
    }
    indices = indices.filter((_, t) => !identical.has(t));
    if (indices.length === 0) {
      throw new UsageError(
        `The model was trained on all images of ${data}. Give another --data${
          data === "ink" ? " or --seed" : ""
        }.`,
      );
    }
  }
  return { indices, notes };
}
