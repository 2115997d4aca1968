import { IMAGE_SIZE } from "../../drawing/mod.ts";
import { READER_CHANNELS } from "../../data/mod.ts";
import { layersOf, loadModel, type Model, ModelError } from "../../model/mod.ts";

/** A saved model that takes images of symbols. */
export interface SymbolModel extends Model {
  /** Values of a pixel of its images. */
  readonly channels: number;
}

/**
 * Reads a saved model that takes images of symbols: 45 × 45 grey pixels, or two channels as a reader's.
 *
 * @throws {ModelError} as `loadModel`, and where it takes something else.
 * @throws {TopologyError} for a layer the engine does not know.
 */
export async function loadSymbolModel(folder: string): Promise<SymbolModel> {
  const model = await loadModel(folder);
  const { input } = layersOf(model.topology)[0];
  const channels = input[2] ?? 1;
  if (input[0] !== IMAGE_SIZE || input[1] !== IMAGE_SIZE || channels < 1 || channels > READER_CHANNELS) {
    throw new ModelError(
      `${folder}: its network takes [${input}], images of symbols are [${IMAGE_SIZE},${IMAGE_SIZE},1], ` +
        `those of a reader [${IMAGE_SIZE},${IMAGE_SIZE},${READER_CHANNELS}]`,
    );
  }
  return { ...model, channels };
}
