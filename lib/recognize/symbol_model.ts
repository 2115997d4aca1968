import { IMAGE_BYTES, IMAGE_SIZE } from "../data/mod.ts";
import { layersOf, loadModel, type Model, ModelError } from "../model/mod.ts";

/**
 * Reads a saved model that takes images of symbols: 45 × 45 grey pixels.
 *
 * @throws {ModelError} as `loadModel`, and where it takes something else.
 * @throws {TopologyError} for a layer the engine does not know.
 */
export async function loadSymbolModel(folder: string): Promise<Model> {
  const model = await loadModel(folder);
  const { input } = layersOf(model.topology)[0];
  if (input.reduce((product, side) => product * side, 1) !== IMAGE_BYTES) {
    throw new ModelError(
      `${folder}: its network takes [${input}], images of symbols are [${IMAGE_SIZE},${IMAGE_SIZE},1]`,
    );
  }
  return model;
}
