import { allIndices, type ImageSet, loadCached, size } from "../../data/light.ts";
import type { Executor, Network } from "../../engine/mod.ts";
import { central, initialModel, type RoundWork } from "../../federated/mod.ts";
import {
  type LaidOut,
  layersOf,
  loadModel,
  ModelError,
  originalNetwork,
  parameterLayout,
  transferLayers,
} from "../../model/mod.ts";
import { type ExperimentConfig, isInk } from "../settings/config.ts";
import { notSeen } from "./not_seen.ts";
import { findSavedRun } from "./saved_run.ts";
import { trainedImages } from "./trained_images.ts";
import { UsageError } from "../../errors/mod.ts";

/** Images of public ink that the start "ink" is trained on, and how often each is seen. */
const INK_IMAGES = 40_000, INK_EPOCHS = 5;

/** How far the training of a start is. */
export interface StartEpoch {
  /** Epochs done; 0 before the first one begins. */
  readonly epoch: number;
  /** Epochs in all. */
  readonly epochs: number;
  /** Images it is trained on. */
  readonly images: number;
  /** Seconds that this epoch took; 0 before the first. */
  readonly seconds: number;
}

/**
 * w⁰ where an experiment does not start from weights drawn at random: the layers that the network has in common,
 * by name and shape, with one that was trained on images nobody must protect. "ink" or
 * "ink:IMAGES" trains the original network here on public ink, of which no data set holds any image; any other text is
 * the folder of a saved model or of its run.
 *
 * @param onEpoch Called where the start is trained: before the first epoch, and after each.
 * @param begun Told of each of these epochs as it begins, for telling how far it is.
 * @throws {UsageError} A folder without a model, classes that differ, or no layer in common.
 */
export async function startingParameters(
  { start }: ExperimentConfig,
  network: Network,
  classes: readonly string[],
  seed: number,
  executor: Executor,
  onEpoch?: (epoch: StartEpoch) => void | Promise<void>,
  begun?: (work: RoundWork) => void,
): Promise<Float32Array | undefined> {
  if (start === undefined) return undefined;
  const [, ink, images] = /^(ink)(?::([1-9]\d*))?$/.exec(start) ?? [];
  const source = ink
    ? await trainedOnInk(Number(images ?? INK_IMAGES), classes, seed, executor, onEpoch, begun)
    : await savedModel(start, classes);
  const layout = parameterLayout(layersOf(network.topology));
  const { parameters, taken } = transferLayers({ layout, parameters: initialModel(network, seed) }, source);
  if (taken.length === 0) throw new UsageError(`The start ${start} has no layer in common with the network.`);
  return parameters;
}

async function trainedOnInk(
  count: number,
  classes: readonly string[],
  seed: number,
  executor: Executor,
  onEpoch: (epoch: StartEpoch) => void | Promise<void> = () => {},
  begun?: (work: RoundWork) => void,
): Promise<LaidOut> {
  const about = { epochs: INK_EPOCHS, images: count };
  await onEpoch({ ...about, epoch: 0, seconds: 0 });
  const { publicInkSource } = await import("../../data/portable.ts");
  const { dataset } = await loadCached(publicInkSource, { seed, count });
  checkClasses("ink", dataset.classes, classes);
  const topology = originalNetwork({ classes: classes.length });
  const indices = allIndices(size(dataset));
  const epochs = central({
    network: { topology, batchSize: 32 },
    examples: dataset,
    // Central training tests after each epoch; one image is as good as many where nobody looks.
    test: { examples: dataset, indices: indices.slice(0, 1) },
    indices,
    rounds: INK_EPOCHS,
    optimizer: { kind: "adam", learningRate: 1e-3 },
    seed,
    executor,
    begun,
  });
  let parameters: Float32Array = new Float32Array();
  for await (const { round, seconds, parameters: trained } of epochs) {
    parameters = trained;
    await onEpoch({ ...about, epoch: round, seconds });
  }
  return { layout: parameterLayout(layersOf(topology)), parameters };
}

async function savedModel(start: string, classes: readonly string[]): Promise<LaidOut> {
  try {
    const model = await loadModel(findSavedRun(start).folder);
    checkClasses(start, model.classes, classes);
    return { layout: parameterLayout(layersOf(model.topology)), parameters: model.parameters };
  } catch (error) {
    throw error instanceof ModelError ? new UsageError(`The start ${start}: ${error.message}`) : error;
  }
}

/**
 * Looks whether a saved model that a run starts from was trained on the run's test images, by the configuration of its
 * own run.
 *
 * @returns What is to be said of it: also that nothing is known of it.
 * @throws {UsageError} It was.
 */
export async function checkStart({ start, penWidth }: ExperimentConfig, test: ImageSet): Promise<string[]> {
  if (start === undefined || isInk(start)) return [];
  const { known, unknown } = await trainedImages(findSavedRun(start), penWidth);
  return [
    ...known.filter(({ examples }) => String(examples.classes) === String(test.examples.classes)).flatMap(
      (trained) => notSeen(trained, test, `those the start ${start} was trained on`, "Give another start."),
    ),
    ...unknown.map((reason) =>
      `whether the start ${start} was trained on test images is not known: ${reason}`
    ),
  ];
}

/** Weights of a last layer belong to classes. */
function checkClasses(start: string, found: readonly string[], wanted: readonly string[]): void {
  if (String(found) !== String(wanted)) {
    throw new UsageError(`The start ${start} must know the classes of --data, which differ.`);
  }
}
