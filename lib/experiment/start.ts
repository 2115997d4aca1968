import { loadData } from "../data/mod.ts";
import type { Executor, Network } from "../engine/mod.ts";
import { central, initialModel } from "../federated/mod.ts";
import {
  type LaidOut,
  layersOf,
  loadModel,
  ModelError,
  originalNetwork,
  parameterLayout,
  takeOver,
} from "../model/mod.ts";
import type { ExperimentConfig } from "./config.ts";
import { UsageError } from "./usage_error.ts";

/** Images of synthetic ink that the start "ink" is trained on, and how often each is seen. */
const INK_IMAGES = 40_000, INK_EPOCHS = 5;

/**
 * w⁰ where an experiment does not start from weights drawn at random: the layers that the network has in common,
 * by name and shape, with one that was trained on images nobody must protect. "ink" or
 * "ink:IMAGES" trains the original network here on synthetic ink; any other text is the folder of a saved model.
 *
 * @throws {UsageError} A folder without a model, classes that differ, or no layer in common.
 */
export async function startingParameters(
  { start }: ExperimentConfig,
  network: Network,
  classes: readonly string[],
  seed: number,
  executor: Executor,
): Promise<Float32Array | undefined> {
  if (start === undefined) return undefined;
  const [, ink, images] = /^(ink)(?::([1-9]\d*))?$/.exec(start) ?? [];
  const source = ink
    ? await trainedOnInk(Number(images ?? INK_IMAGES), classes, seed, executor)
    : await savedModel(start, classes);
  const layout = parameterLayout(layersOf(network.topology));
  const { parameters, taken } = takeOver({ layout, parameters: initialModel(network, seed) }, source);
  if (taken.length === 0) throw new UsageError(`The start ${start} has no layer in common with the network.`);
  return parameters;
}

async function trainedOnInk(
  count: number,
  classes: readonly string[],
  seed: number,
  executor: Executor,
): Promise<LaidOut> {
  const { dataset } = await loadData("ink", { seed, count });
  checkClasses("ink", dataset.classes, classes);
  const topology = originalNetwork({ classes: classes.length });
  const indices = Uint32Array.from(dataset.labels.keys());
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
  });
  let parameters: Float32Array = new Float32Array();
  for await (const epoch of epochs) parameters = epoch.parameters;
  return { layout: parameterLayout(layersOf(topology)), parameters };
}

async function savedModel(folder: string, classes: readonly string[]): Promise<LaidOut> {
  try {
    const model = await loadModel(folder);
    checkClasses(folder, model.classes, classes);
    return { layout: parameterLayout(layersOf(model.topology)), parameters: model.parameters };
  } catch (error) {
    throw error instanceof ModelError ? new UsageError(`The start ${folder}: ${error.message}`) : error;
  }
}

/** Weights of a last layer belong to classes. */
function checkClasses(start: string, found: readonly string[], wanted: readonly string[]): void {
  if (String(found) !== String(wanted)) {
    throw new UsageError(`The start ${start} must know the classes of --data, which differ.`);
  }
}
